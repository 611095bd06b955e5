import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { setLang, useLang } from '../../platform/ui/i18n/lang.ts'
import { Go } from '../../platform/ui/link.tsx'
import { type Session, signOut } from '../../platform/ui/session.ts'
import { useWeb } from '../messages/index.ts'
import { hasPage } from '../modules.ts'

export const AccountMenu = ({ session }: { session: Session }) => {
  const t = useWeb()
  const lang = useLang()
  const go = useNavigate()
  const client = useQueryClient()
  const box = useRef<HTMLDivElement>(null)
  const { key } = useLocation()
  // Open on one entry of the history: following a link closes it.
  const [openAt, setOpenAt] = useState<string | null>(null)
  const open = openAt === key
  useEffect(() => {
    if (!open) return
    const close = (event: Event): void => {
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !box.current?.contains(event.target as Node))
        setOpenAt(null)
    }
    addEventListener('pointerdown', close)
    addEventListener('keydown', close)
    return () => {
      removeEventListener('pointerdown', close)
      removeEventListener('keydown', close)
    }
  }, [open])
  const { account } = session
  if (!account) return null
  const leave = async (): Promise<void> => {
    await signOut()
    client.clear()
    await go('/')
  }
  return (
    <div className="account" ref={box}>
      <button type="button" aria-expanded={open} aria-haspopup="true" onClick={() => setOpenAt(open ? null : key)}>
        <span className="avatar" aria-hidden="true">
          {account.name.slice(0, 1)}
        </span>
        {account.name}
        <span className="account-organisation">
          {account.roles[0] && (lang === 'en' ? account.roles[0].titleEn : account.roles[0].title)}
        </span>
      </button>
      {open && (
        <div className="account-menu">
          <p className="hint">
            {account.roles.map((role) => (lang === 'en' ? role.titleEn : role.title)).join(lang === 'en' ? ', ' : '、')}
          </p>
          <Go to="/cockpit">{t('nav.cockpit')}</Go>
          <Go to="/">{t('nav.publicHome')}</Go>
          {hasPage('/desk/account') && <Go to="/desk/account">{t('nav.account')}</Go>}
          {hasPage('/admin') && <Go to="/admin">{t('nav.admin')}</Go>}
          <button type="button" onClick={() => setLang(lang === 'en' ? 'zh-CN' : 'en')}>
            {lang === 'en' ? '中文' : t('nav.english')}
          </button>
          <button type="button" onClick={() => void leave()}>
            {t('nav.signOut')}
          </button>
        </div>
      )}
    </div>
  )
}
