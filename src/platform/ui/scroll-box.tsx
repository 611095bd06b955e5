import type { ReactNode } from 'react'
import { useUi } from './messages/index.ts'

/** A wide table scrolls inside its own box, also by keyboard (WCAG 2.1.1). Two on a page need labels of their own. */
export const ScrollBox = ({ label, children }: { label?: string; children: ReactNode }) => {
  const t = useUi()
  const name = label === undefined ? t('list.scroll') : `${label}，${t('list.scroll')}`
  return (
    // The box must take the focus, or the arrow keys cannot move what is cut off.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="register-scroll" tabIndex={0} aria-label={name}>
      {children}
    </section>
  )
}
