import type { ReactNode } from 'react'
import { Go } from './link.tsx'
import './page-head.css'

export type Crumb = { readonly title: string; readonly to?: string }

/** Breadcrumb = the house: module / noun / record; then the title with what belongs to it, and the actions. */
export const PageHead = ({
  crumbs,
  title,
  beside,
  actions,
  ruled = false,
}: {
  crumbs: readonly Crumb[]
  title: ReactNode
  beside?: ReactNode
  actions?: ReactNode
  ruled?: boolean
}) => (
  <header className={ruled ? 'page-head page-head-ruled' : 'page-head'}>
    <nav className="crumb">
      {crumbs.map((crumb, index) => (
        <span key={crumb.title}>
          {index > 0 && <i aria-hidden="true">/</i>}
          {crumb.to === undefined ? crumb.title : <Go to={crumb.to}>{crumb.title}</Go>}
        </span>
      ))}
    </nav>
    <div className="page-title">
      <h1>{title}</h1>
      {beside}
      <span className="grow" />
      {actions !== undefined && <div className="page-actions no-print">{actions}</div>}
    </div>
  </header>
)
