import { OpenWorking } from '../../platform/ui/open-working.tsx'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { DeskKit } from '../../platform/ui/desk/desk-kit.tsx'
import { useLang } from '../../platform/ui/i18n/lang.ts'
import { Go } from '../../platform/ui/link.tsx'
import { type ModulePages, type Page, pageTitle } from '../../platform/ui/page.ts'
import type { Session } from '../../platform/ui/session.ts'
import '../../platform/ui/working.css'
import { useWeb } from '../messages/index.ts'
import { hasPage, modules } from '../modules.ts'
import { AccountMenu } from './account-menu.tsx'
import { AsOfBanner } from './as-of-banner.tsx'
import { Bell } from './bell.tsx'
import { Brand } from './brand.tsx'
import './frame.css'

const may = (session: Session, page: Page): boolean =>
  page.permission === undefined || session.permissions.includes(page.permission)

/** `/` anywhere on the desk goes to the search; enter asks the search page. */
const Search = () => {
  const t = useWeb()
  const go = useNavigate()
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      const at = event.target
      const typing =
        at instanceof HTMLElement && (at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName))
      // A register on the page takes `/` for its own search first.
      if (event.key !== '/' || typing || document.querySelector('[data-list-search]') !== null) return
      event.preventDefault()
      box.current?.focus()
    }
    addEventListener('keydown', focus)
    return () => removeEventListener('keydown', focus)
  }, [])
  return (
    <search className="desk-search">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') void go(`/desk/search?q=${encodeURIComponent(text.trim())}`)
        }}
      >
        <input
          ref={box}
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('nav.search')}
          aria-label={t('nav.search')}
        />
        <kbd>/</kbd>
      </form>
    </search>
  )
}

const SubNav = ({ owner, session }: { owner: ModulePages; session: Session }) => {
  const lang = useLang()
  const { pathname } = useLocation()
  const shown = owner.pages.filter((page) => page.nav === true && may(session, page))
  if (shown.length < 2) return null
  const current = shown
    .map((page) => page.path)
    .filter((path) => pathname === path || pathname.startsWith(`${path}/`))
    .sort((a, b) => b.length - a.length)[0]
  return (
    <nav className="frame-sub" aria-label={pageTitle(owner, 'module', lang)}>
      {shown.map((page) => (
        <Go key={page.path} to={page.path} aria-current={current === page.path ? 'page' : undefined}>
          {pageTitle(owner, page.title, lang)}
        </Go>
      ))}
    </nav>
  )
}

/** 工作台: the frame of everybody who is signed in. */
const DeskFrame = ({
  owner,
  undated,
  session,
  children,
}: {
  owner: ModulePages
  undated?: boolean | undefined
  session: Session
  children: ReactNode
}) => {
  const t = useWeb()
  const lang = useLang()
  const { pathname } = useLocation()
  const listed = modules.filter(
    (module) => module.order > 0 && module.pages.some((page) => page.nav === true && may(session, page)),
  )
  return (
    <DeskKit>
      <div className="face-desk desk">
        <a className="skip" href="#main">
          {t('nav.skip')}
        </a>
        <header className="frame-top desk-top">
          <Brand />
          <nav className="desk-nav" aria-label={t('nav.main')}>
            {hasPage('/desk') && (
              <Go to="/desk" aria-current={pathname === '/desk' ? 'page' : undefined}>
                {t('nav.desk')}
              </Go>
            )}
            {listed.map((module) => (
              <Go
                key={module.module}
                to={module.home}
                aria-current={module.module === owner.module ? 'page' : undefined}
              >
                {pageTitle(module, 'module', lang)}
              </Go>
            ))}
          </nav>
          <span className="grow" />
          {hasPage('/desk/search') && <Search />}
          <Bell />
          <AccountMenu session={session} />
        </header>
        <SubNav owner={owner} session={session} />
        <AsOfBanner undated={undated} />
        <main id="main" className="frame-main desk-main">
          {children}
        </main>
        <OpenWorking />
      </div>
    </DeskKit>
  )
}

export default DeskFrame
