import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { useFinance } from '../../messages/index.ts'
import '../finance.css'

const tabs = [
  ['/finance/my', 'my.sheet'],
  ['/finance/my/score', 'my.score'],
  ['/finance/my/loans', 'my.loans'],
  ['/finance/my/records', 'my.records'],
  ['/finance/my/consents', 'my.consents'],
  ['/finance/my/disputes', 'my.disputes'],
] as const

/** The frame of a family's pages: one column, its six pages always in reach. */
export const FamilyPage = ({ title, children }: { title: string; children: ReactNode }) => {
  const t = useFinance()
  const { pathname } = useLocation()
  return (
    <>
      <PageHead crumbs={[{ title: t('module.title'), to: '/finance' }, { title }]} title={title} />
      <nav className="family-tabs no-print" aria-label={t('my.title')}>
        {tabs.map(([to, key]) => (
          <Go key={to} to={to} aria-current={pathname === to ? 'page' : undefined}>
            {t(key)}
          </Go>
        ))}
      </nav>
      <div className="family">{children}</div>
    </>
  )
}
