import { Await, Empty } from '../../platform/ui/await.tsx'
import { formatNumber, daysBetween } from '../../platform/ui/format.ts'
import { Light, type LightState } from '../../platform/ui/light.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'
import { useSession } from '../../platform/ui/session.ts'
import { useLand } from '../messages/index.ts'
import { type IdleRow, useContracts, useIdleCases } from './data.ts'
import { mu } from './task-words.ts'
import '../../platform/ui/list/list.css'
import './land.css'

/** The lamp of a legal date: late, within ten days, later. */
export const lampOf = (nextOn: string | null, today: string): LightState => {
  if (nextOn === null) return 'no_data'
  const left = daysBetween(today, nextOn)
  return left < 0 ? 'overdue' : left <= 10 ? 'at_risk' : 'on_track'
}

const Lamp = ({ on, what, today }: { on: string | null; what: string | null; today: string }) => {
  const t = useLand()
  if (on === null) return <span className="muted">–</span>
  const left = daysBetween(today, on)
  return (
    <>
      <Light
        state={lampOf(on, today)}
        word={left < 0 ? t('idle.late', { days: -left }) : t('idle.left', { days: left })}
      />
      <span className="hint land-basis">
        {on} {what}
      </span>
    </>
  )
}

const Cases = ({ rows, today }: { rows: readonly IdleRow[]; today: string }) => {
  const t = useLand()
  return (
    <ScrollBox>
      <table className="register-table">
        <thead>
          <tr>
            <th>{t('column.parcel')}</th>
            <th>{t('column.holder')}</th>
            <th>{t('column.town')}</th>
            <th className="num">
              {t('column.area')}
              <small>{t('unit.mu')}</small>
            </th>
            <th>{t('idle.startDue')}</th>
            <th>{t('column.state')}</th>
            <th>{t('idle.cause')}</th>
            <th>{t('idle.next')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Go to={`/land/idle/${row.id}`}>{row.parcelCode}</Go>
              </td>
              <td data-title={t('column.holder')}>{row.holder}</td>
              <td data-title={t('column.town')} className="nowrap">
                {row.town}
              </td>
              <td data-title={t('column.area')} className="num">
                {formatNumber(mu(row.areaM2), 2)}
              </td>
              <td data-title={t('idle.startDue')} className="nowrap">
                {row.startDue ?? '–'}
              </td>
              <td data-title={t('column.state')} className="nowrap">
                {row.stateTitle}
              </td>
              <td data-title={t('idle.cause')} className="nowrap">
                {row.cause === null ? '–' : t(`idle.cause.${row.cause}`)}
              </td>
              <td data-title={t('idle.next')}>
                {row.closedOn === null ? (
                  <Lamp on={row.nextOn} what={row.nextWhat} today={today} />
                ) : (
                  <span className="muted">
                    {row.closedOn} {row.outcome}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** Land without a case whose next legal date comes, before it is late. */
const Watch = ({ today }: { today: string }) => {
  const t = useLand()
  return (
    <Await query={useContracts()} lines={4}>
      {({ rows }) => {
        const watched = rows.filter(({ nextOn, idleCaseId }) => nextOn !== null && idleCaseId === null)
        if (watched.length === 0) return <p className="hint">{t('idle.watch.none')}</p>
        return (
          <ScrollBox>
            <table className="plain-table">
              <tbody>
                {watched.slice(0, 20).map((row) => (
                  <tr key={row.id}>
                    <td>{row.parcelCode}</td>
                    <td>{row.holder}</td>
                    <td className="nowrap">{row.startDue ?? '–'}</td>
                    <td>
                      <Lamp on={row.nextOn} what={row.nextWhat} today={today} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )
      }}
    </Await>
  )
}

/** 闲置土地: open cases by their next legal date, the watch list, and what is closed. */
const Idle = () => {
  const t = useLand()
  const today = useSession().data?.today ?? ''
  return (
    <>
      <title>{t('idle.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('idle.title') }]}
        title={t('idle.title')}
        beside={<span className="muted">{t('idle.law')}</span>}
        ruled
      />
      <Await query={useIdleCases()} lines={12}>
        {({ rows }) => {
          const open = rows.filter(({ closedOn }) => closedOn === null)
          const closed = rows.filter(({ closedOn }) => closedOn !== null)
          return rows.length === 0 ? (
            <Empty title={t('idle.empty')}>{t('idle.empty.text')}</Empty>
          ) : (
            <>
              <section className="section">
                <div className="section-head">
                  <h2>{t('idle.open')}</h2>
                  <span className="hint">{t('idle.count', { count: open.length })}</span>
                </div>
                <Cases rows={open} today={today} />
              </section>
              <section className="section">
                <div className="section-head">
                  <h2>{t('idle.watch')}</h2>
                  <span className="hint">{t('idle.watch.hint')}</span>
                </div>
                <Watch today={today} />
              </section>
              <section className="section">
                <div className="section-head">
                  <h2>{t('idle.closed')}</h2>
                  <span className="hint">{t('idle.count', { count: closed.length })}</span>
                </div>
                <Cases rows={closed} today={today} />
              </section>
            </>
          )
        }}
      </Await>
    </>
  )
}

export default Idle
