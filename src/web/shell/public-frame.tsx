import { OpenWorking } from '../../platform/ui/open-working.tsx'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'react-router'
import { setLang, useLang } from '../../platform/ui/i18n/lang.ts'
import { setLargeType, useLargeType } from '../../platform/ui/large-type.ts'
import { Go } from '../../platform/ui/link.tsx'
import type { Page } from '../../platform/ui/page.ts'
import { useSession } from '../../platform/ui/session.ts'
import '../../platform/ui/working.css'
import { useWeb } from '../messages/index.ts'
import { hasPage } from '../modules.ts'
import { AsOfBanner } from './as-of-banner.tsx'
import { Brand } from './brand.tsx'
import './frame.css'

const links = [
  ['/', 'nav.home'],
  ['/ledger', 'nav.reforms'],
  ['/services', 'nav.services'],
  ['/services/calculators', 'nav.calculators'],
  ['/ledger/consultations', 'nav.consultations'],
  ['/ledger/bulletins', 'nav.bulletins'],
] as const

const tabs = [
  ['/', 'tab.home'],
  ['/ledger', 'tab.reforms'],
  ['/services', 'tab.services'],
  ['/desk', 'tab.mine'],
] as const

/** The longest link that begins the address: `/services/calculators/x` is 计算器, not 办事服务. */
const present = (pathname: string, among: readonly (readonly [string, string])[]): string | undefined =>
  among
    .map(([to]) => to)
    .filter((to) => (to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`)))
    .sort((a, b) => b.length - a.length)[0]

/** 公开与便民: light, phone first. */
export const PublicFrame = ({ page, children }: { page: Page | null; children: ReactNode }) => {
  const t = useWeb()
  const lang = useLang()
  const large = useLargeType()
  const { pathname } = useLocation()
  const session = useSession()
  const [menu, setMenu] = useState(false)
  const wide = page?.path === '/'
  const account = session.data?.account
  return (
    <div className="face-public">
      <a className="skip" href="#main">
        {t('nav.skip')}
      </a>
      <header className="frame-top public-top">
        <Brand />
        <nav className={`public-nav${menu ? ' public-nav-open' : ''}`} aria-label={t('nav.main')} id="public-nav">
          {links
            .filter(([to]) => hasPage(to))
            .map(([to, title]) => (
              <Go key={to} to={to} aria-current={present(pathname, links) === to ? 'page' : undefined}>
                {t(title)}
              </Go>
            ))}
        </nav>
        <span className="grow" />
        <button type="button" className="public-switch" aria-pressed={large} onClick={() => setLargeType(!large)}>
          {t(large ? 'nav.standardType' : 'nav.largeType')}
        </button>
        <button
          type="button"
          className="public-switch public-lang"
          onClick={() => setLang(lang === 'en' ? 'zh-CN' : 'en')}
        >
          {lang === 'en' ? '中文' : t('nav.english')}
        </button>
        {account ? (
          <Go className="button public-sign-in" to={hasPage('/desk') ? '/desk' : '/ledger'}>
            {account.name}
          </Go>
        ) : (
          <Go className="button public-sign-in" to="/sign-in">
            {t('nav.signIn')}
          </Go>
        )}
        <button
          type="button"
          className="public-menu"
          aria-expanded={menu}
          aria-controls="public-nav"
          onClick={() => setMenu(!menu)}
        >
          <span className="visually-hidden">{t('nav.menu')}</span>
          <svg
            width="24"
            height="24"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.7"
            strokeLinecap="round"
            aria-hidden="true"
          >
            <path d={menu ? 'M6 6l12 12M18 6L6 18' : 'M4 7h16M4 12h16M4 17h16'} />
          </svg>
        </button>
      </header>
      <AsOfBanner undated={page?.undated} />
      <main id="main" className={`frame-main ${wide ? 'public-wide' : 'public-main'}`}>
        {children}
      </main>
      <nav className="frame-tabs" aria-label={t('nav.main')}>
        {tabs
          .filter(([to]) => hasPage(to))
          .map(([to, title]) => (
            <Go key={to} to={to} aria-current={present(pathname, tabs) === to ? 'page' : undefined}>
              {t(title)}
            </Go>
          ))}
      </nav>
      <OpenWorking />
    </div>
  )
}
