import { useDepartments, useReforms } from '../../../ledger/pages/data.ts'
import { useLedger } from '../../../ledger/messages/index.ts'
import { dateWords, goalWords, verdictWords, worstFirst } from '../../../ledger/pages/target-words.ts'
import { useAsOf } from '../../../platform/ui/as-of.ts'
import { ProblemState, Skeleton } from '../../../platform/ui/await.tsx'
import { FigureText } from '../../../platform/ui/figure.tsx'
import { Light } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { useSession } from '../../../platform/ui/session.ts'
import { useWeb } from '../../messages/index.ts'
import { hasPage, modules } from '../../modules.ts'
import { pageTitle } from '../../../platform/ui/page.ts'
import { InboxColumn } from './inbox-column.tsx'
import '../../../platform/ui/page-head.css'
import './desk.css'

/** The reforms that the reader's department leads or joins; who has none (改革办, 县领导) sees all ten. */
const MyTargets = () => {
  const t = useWeb()
  const ledger = useLedger()
  const { asOf } = useAsOf()
  const account = useSession().data?.account
  const reforms = useReforms(asOf)
  const departments = useDepartments(asOf)
  const own = departments.data?.rows.find((row) => row.organisationId === account?.organisationId)
  const mine = own ? [...own.leads, ...own.joins] : null
  const shown = worstFirst(reforms.data?.reforms ?? []).filter((reform) => mine === null || mine.includes(reform.no))
  if (reforms.error) return <ProblemState problem={reforms.error} retry={() => void reforms.refetch()} />
  if (reforms.isPending || departments.isPending) return <Skeleton lines={10} />
  if (shown.length === 0) return null
  const day = reforms.data?.asOf ?? ''
  return (
    <section>
      <header className="section-head">
        <h2>{t(mine === null ? 'desk.targets' : 'desk.myTargets')}</h2>
        <span className="hint">{t('desk.worstFirst')}</span>
        <span className="grow" />
        <Go to="/ledger">{t('desk.allReforms')}</Go>
      </header>
      <table className="plain-table plain-table-prose desk-targets">
        <tbody>
          {shown.map((reform) => (
            <tr key={reform.no}>
              <td className="muted">{reform.no}</td>
              <td>
                <Go to={`/ledger/reforms/${reform.no}`}>{reform.shortName}</Go>
                {own?.leads.includes(reform.no) === true && <span className="tag desk-lead">{t('desk.lead')}</span>}
                <span className="hint desk-target-name">{reform.headline?.title}</span>
              </td>
              {reform.headline && (
                <>
                  <td className="num">
                    <FigureText
                      value={reform.headline.value}
                      unit={reform.headline.unit}
                      word={reform.headline.word}
                      size="s"
                    />
                  </td>
                  <td className="muted desk-goal">
                    {goalWords(reform.headline, ledger)}
                    <span className="hint">
                      {ledger('due.on', { date: dateWords(reform.headline.due, day, ledger) })}
                    </span>
                  </td>
                  <td className="desk-light">
                    <Light state={reform.headline.light} />
                    <span className="hint">{verdictWords(reform.headline, ledger)}</span>
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Pages of the navigation that the reader may open, by module. */
const Shortcuts = () => {
  const t = useWeb()
  const session = useSession().data
  const permissions = session?.permissions ?? []
  return (
    <section>
      <header className="section-head">
        <h2>{t('desk.shortcuts')}</h2>
      </header>
      <div className="desk-shortcuts">
        {modules
          .filter((module) => module.order > 0)
          .map((module) => {
            const pages = module.pages.filter(
              (page) => page.nav === true && (page.permission === undefined || permissions.includes(page.permission)),
            )
            if (pages.length === 0) return null
            return (
              <div key={module.module}>
                <h3>{pageTitle(module, 'module', t.lang)}</h3>
                <p>
                  {pages.map((page) => (
                    <Go key={page.path} to={page.path}>
                      {pageTitle(module, page.title, t.lang)}
                    </Go>
                  ))}
                  {module.module === 'ledger' && hasPage('/cockpit') && <Go to="/cockpit">{t('nav.cockpit')}</Go>}
                </p>
              </div>
            )
          })}
      </div>
    </section>
  )
}

/** 工作台: what waits for me, my targets, where to go. */
const Desk = () => (
  <div className="desk-panes">
    <InboxColumn chosen={null} />
    <div className="desk-right">
      <MyTargets />
      <Shortcuts />
    </div>
  </div>
)

export default Desk
