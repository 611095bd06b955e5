import { useAsOf } from '../../platform/ui/as-of.ts'
import { Light } from '../../platform/ui/light.tsx'
import { daysBetween } from '../../platform/ui/format.ts'
import { Go } from '../../platform/ui/link.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { usePermission, useSession } from '../../platform/ui/session.ts'
import { useLand } from '../messages/index.ts'
import { useIdleCases, useTasks } from './data.ts'
import { lampOf } from './idle-list.tsx'
import { IndicatorFigure } from './indicator-figure.tsx'
import './land.css'

const treatment = [
  'land.tasks_listed',
  'land.agreements_signed',
  'land.tasks_closed',
  'land.idle_area',
  'land.inefficient_area',
  'land.towns_assessed',
] as const
const figures = ['land.tax_per_mu', 'land.average_far', 'land.class_ab_share', 'land.far_coverage'] as const

/** Towns with the least closed, and the nearest legal dates: what a leader and a town ask first. */
const Behind = () => {
  const t = useLand()
  const { asOf } = useAsOf()
  const tasks = useTasks(asOf, null).data?.rows ?? []
  const idle = useIdleCases().data?.rows ?? []
  const today = useSession().data?.today ?? ''
  const towns = [...Map.groupBy(tasks, ({ town }) => town)]
    .map(([town, rows]) => ({
      town,
      code: rows[0]?.townCode ?? '',
      all: rows.length,
      closed: rows.filter(({ state }) => state === 'closed' || state === 'closedConditionally').length,
    }))
    .toSorted((a, b) => a.closed / a.all - b.closed / b.all)
  return (
    <div className="land-columns">
      <section className="section">
        <h2>{t('overview.late')}</h2>
        <table className="plain-table">
          <tbody>
            {towns.slice(0, 5).map((row) => (
              <tr key={row.town}>
                <td>
                  <Go to={`/land/tasks?town=${row.code}`}>{row.town}</Go>
                </td>
                <td className="num">
                  {row.closed}/{row.all}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="section">
        <h2>{t('overview.next')}</h2>
        <table className="plain-table">
          <tbody>
            {idle
              .filter(({ nextOn, closedOn }) => nextOn !== null && closedOn === null)
              .slice(0, 5)
              .map((row) => {
                const left = daysBetween(today, row.nextOn ?? today)
                return (
                  <tr key={row.id}>
                    <td>
                      <Go to={`/land/idle/${row.id}`}>{row.holder}</Go>
                    </td>
                    <td>{row.nextWhat}</td>
                    <td className="nowrap">
                      <Light
                        state={lampOf(row.nextOn, today)}
                        word={left < 0 ? t('idle.late', { days: -left }) : t('idle.left', { days: left })}
                      />
                    </td>
                  </tr>
                )
              })}
          </tbody>
        </table>
      </section>
    </div>
  )
}

/** The firm's own doors. */
const Mine = ({ organisationId }: { organisationId: string }) => {
  const t = useLand()
  const doors = [
    [`/land/firms/${organisationId}`, t('overview.myFirm')],
    ['/land/tasks', t('overview.myTasks')],
    ['/land/idle', t('overview.myIdle')],
  ] as const
  return (
    <section className="section">
      <h2>{t('overview.mine')}</h2>
      <ul className="land-doors">
        {doors.map(([to, title]) => (
          <li key={to}>
            <Go to={to}>{title}</Go>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** 工业用地概览, by role: figures for all, the firm's doors, what is behind for who may see tasks. */
const Overview = () => {
  const t = useLand()
  const account = useSession().data?.account
  const official = usePermission('land.task.read')
  const firm = usePermission('land.agreement.sign')
  return (
    <>
      <title>{t('overview.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title') }]}
        title={t('overview.title')}
        beside={<span className="muted">{t('overview.lead')}</span>}
        ruled
      />
      {firm && account?.organisationId != null && <Mine organisationId={account.organisationId} />}
      <section className="section">
        <h2>{t('overview.treatment')}</h2>
        <div className="land-figures">
          {treatment.map((id) => (
            <IndicatorFigure key={id} id={id} />
          ))}
        </div>
      </section>
      <section className="section">
        <h2>{t('overview.tax')}</h2>
        <div className="land-figures">
          {figures.map((id) => (
            <IndicatorFigure key={id} id={id} />
          ))}
        </div>
      </section>
      {official && <Behind />}
      <section className="section">
        <ul className="land-doors">
          <li>
            <Go to="/land/public">{t('overview.public')}</Go>
            <p className="hint">{t('overview.publicHint')}</p>
          </li>
        </ul>
      </section>
    </>
  )
}

export default Overview
