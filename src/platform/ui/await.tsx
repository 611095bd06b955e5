import { Component, type ComponentType, type ReactNode } from 'react'
import type { Loaded } from './api/query.ts'
import { ApiProblem } from './api/client.ts'
import { Button } from './button.tsx'
import { useUi } from './messages/index.ts'
import { Go } from './link.tsx'

/** Grey lines in the place of what will come; no spinner walls. */
export const Skeleton = ({ lines = 6 }: { lines?: number }) => {
  const t = useUi()
  return (
    <output className="skeleton" aria-label={t('state.loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} data-width={line % 3} />
      ))}
    </output>
  )
}

/** Where a state stands in the place of a whole page, its title is the page's heading. */
const StateTitle = ({ page = false, children }: { page?: boolean | undefined; children: ReactNode }) =>
  page ? <h1 className="state-title">{children}</h1> : <p className="state-title">{children}</p>

/** What this is and what to do first. */
export const Empty = ({ title, page, children }: { title: string; page?: boolean; children?: ReactNode }) => (
  <div className="state-block">
    <StateTitle page={page}>{title}</StateTitle>
    {children !== undefined && <div className="state-text">{children}</div>}
  </div>
)

/** What happened, its code, what was not lost, and the way on. */
export const ProblemState = ({ problem, retry, page }: { problem: ApiProblem; retry?: () => void; page?: boolean }) => {
  const t = useUi()
  const known =
    problem.code === 'offline'
      ? 'offline'
      : problem.status === 401
        ? 'signedOut'
        : problem.status === 403
          ? 'forbidden'
          : problem.status === 404
            ? 'notFound'
            : 'failed'
  return (
    <div className="state-block" role="alert">
      <StateTitle page={page}>{t(`state.${known}`)}</StateTitle>
      <p className="state-text">
        {known === 'offline' || known === 'signedOut' ? t(`state.${known}.text`) : problem.message}
        {known === 'forbidden' && t('state.forbidden.text')}
      </p>
      <p className="state-actions">
        {known === 'signedOut' ? (
          <Go
            className="button button-primary"
            to={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`}
          >
            {t('action.signIn')}
          </Go>
        ) : (
          retry && known !== 'forbidden' && <Button onClick={retry}>{t('action.retry')}</Button>
        )}
        {problem.code !== 'offline' && (
          <span className="hint">
            {t('state.code', { code: problem.code })}
            {problem.instance !== undefined && ` · ${problem.instance}`}
          </span>
        )}
      </p>
    </div>
  )
}

/** Shows what was loaded, its skeleton until then, and the problem when there is one. */
export const Await = <T,>({
  query,
  lines,
  skeleton,
  children,
}: {
  query: Loaded<T>
  lines?: number
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}) => {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <ProblemState problem={query.error} retry={() => void query.refetch()} />
  return <>{skeleton ?? <Skeleton {...(lines === undefined ? {} : { lines })} />}</>
}

/** Catches what a page could not: a chunk that did not load, a defect of ours. */
export class PageBoundary extends Component<
  { children: ReactNode; fallback: ComponentType<{ error: unknown }> },
  { error: unknown }
> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error }
  }

  override render(): ReactNode {
    const Fallback = this.props.fallback
    return this.state.error === null ? this.props.children : <Fallback error={this.state.error} />
  }
}

/** The last net below a page. A chunk that is gone after an update is fetched by loading the page anew. */
export const PageFailure = ({ error }: { error: unknown }) => {
  const t = useUi()
  if (error instanceof ApiProblem) return <ProblemState problem={error} />
  return (
    <div className="state-block" role="alert">
      <p className="state-title">{t('state.page')}</p>
      <p className="state-text">{t('state.page.text')}</p>
      <p className="state-actions">
        <Button onClick={() => location.reload()}>{t('action.reload')}</Button>
        <span className="hint">{error instanceof Error ? error.message : String(error)}</span>
      </p>
    </div>
  )
}
