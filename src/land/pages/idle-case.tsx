import { useState } from 'react'
import { useParams } from 'react-router'
import { Await } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { type Band, type BandMark, TimeBands } from '../../platform/ui/chart/time-bands.tsx'
import { formatFen, formatNumber, daysBetween } from '../../platform/ui/format.ts'
import { Light } from '../../platform/ui/light.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { useSession } from '../../platform/ui/session.ts'
import { showWorking, type WorkingSheet } from '../../platform/ui/working-sheet.ts'
import { useLand } from '../messages/index.ts'
import { type IdleCase, useIdleCase } from './data.ts'
import { IdleActs } from './idle-acts.tsx'
import { lampOf } from './idle-list.tsx'
import { mu } from './task-words.ts'
import './land.css'

const plusYears = (date: string, years: number): string => {
  const [year = '', month = '', day = ''] = date.split('-')
  const full = `${Number(year) + years}-${month}-${day}`
  return month === '02' && day === '29' ? `${Number(year) + years}-02-28` : full
}

/** Hand-over, start due, one and two years later, with the periods of the government as bands. */
const Timeline = ({ idle, today }: { idle: IdleCase; today: string }) => {
  const t = useLand()
  const { contract, facts } = idle
  const due = idle.startDue
  if (due === null) return null
  const end = idle.closedOn ?? today
  const owner: Band[] =
    end > due ? [{ key: 'owner', from: due, to: end, title: t('idle.period.overdue'), tone: 'late' }] : []
  const causes = facts.governmentCauses
    .filter(({ verified }) => verified)
    .map(
      ({ code, from, to }, index): Band => ({
        key: `cause ${index}`,
        from: from ?? due,
        to: to ?? end,
        title: t.maybe(`idle.code.${code}`, code),
        tone: 'state',
      }),
    )
  const mark = (key: string, on: string | null, title: string, isDue = false): BandMark[] =>
    on === null ? [] : [{ key, on, title, ...(isDue ? { due: true } : {}) }]
  return (
    <TimeBands
      label={t('idle.timeline')}
      today={today}
      todayTitle={t('idle.today')}
      rows={[
        {
          key: 'law',
          title: t('idle.row.law'),
          bands: owner,
          marks: [
            ...mark('handover', contract.handoverOn, t('idle.mark.handover')),
            ...mark('due', due, t('idle.mark.due'), true),
            ...mark('one', plusYears(due, 1), t('idle.mark.one')),
            ...mark('two', plusYears(due, 2), t('idle.mark.two')),
          ],
        },
        ...(causes.length > 0 ? [{ key: 'cause', title: t('idle.row.cause'), bands: causes }] : []),
        {
          key: 'case',
          title: t('idle.row.case'),
          bands: [{ key: 'open', from: idle.suspectedOn, to: end, title: idle.stateTitle, tone: 'owner' as const }],
          marks: [
            ...mark('found', idle.foundOn, t('idle.mark.found')),
            ...mark('closed', idle.closedOn, t('idle.mark.closed')),
          ],
        },
      ]}
    />
  )
}

const Finding = ({ idle }: { idle: IdleCase }) => {
  const t = useLand()
  const shown = idle.finding ?? idle.today
  if (shown === null) return <p className="hint">{t('idle.noTest')}</p>
  const { value } = shown
  // Written by the model's one way of explaining (platform/explain.ts); the reply's schema keeps its steps open.
  const explained = shown as unknown as WorkingSheet['explained']
  return (
    <>
      <p className="land-verdict">
        <b>{t(`idle.status.${value.status}`)}</b>　{t('idle.article', { article: value.article })}{' '}
        <Button
          kind="text"
          onClick={() => showWorking({ question: t('idle.question', { parcel: idle.parcelCode }), explained })}
        >
          {t('overview.working')}
        </Button>
      </p>
      <dl className="facts">
        <dt>{t('idle.cause')}</dt>
        <dd>{value.cause === null ? '–' : t(`idle.cause.${value.cause}`)}</dd>
        <dt>{t('idle.disposal')}</dt>
        <dd>
          {t(`idle.disposal.${value.disposal}`)}
          {value.feeFen > 0 && (
            <b>
              　{formatFen(value.feeFen)} {t('unit.yuan')}
            </b>
          )}
        </dd>
        <dt>{t('idle.overdue')}</dt>
        <dd>{t('idle.days', { days: formatNumber(value.daysOverdue, 0) })}</dd>
        {value.daysByCause !== undefined && (
          <>
            <dt>{t('idle.byCause')}</dt>
            <dd>
              {t('idle.byCause.days', {
                government: value.daysByCause.government,
                force: value.daysByCause.forceMajeure,
                owner: value.daysByCause.owner,
              })}
            </dd>
          </>
        )}
        {idle.option !== null && (
          <>
            <dt>{t('idle.option')}</dt>
            <dd>
              {t(`idle.option.${idle.option}`)} {idle.agreedStart ?? ''}
            </dd>
          </>
        )}
      </dl>
      {idle.proposal !== null && <p className="notice-bar">{idle.proposal}</p>}
    </>
  )
}

const Documents = ({ idle }: { idle: IdleCase }) => {
  const t = useLand()
  if (idle.documents.length === 0) return <p className="hint">{t('idle.documents.none')}</p>
  return (
    <table className="plain-table">
      <tbody>
        {idle.documents.map((document) => (
          <tr key={document.id}>
            <td>
              <a href={`/api/land/idle-cases/${idle.id}/documents/${document.id}`} download>
                {document.title}
              </a>
              <span className="hint land-basis">{document.number}</span>
            </td>
            <td className="nowrap">
              {document.signedBy} {document.signedOn}
            </td>
            <td className="nowrap">{document.dueOn === null ? '' : t('idle.dueOn', { day: document.dueOn })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Opened = ({ idle }: { idle: IdleCase }) => {
  const t = useLand()
  const [acting, setActing] = useState(false)
  const today = useSession().data?.today ?? ''
  const { contract } = idle
  const left = idle.nextOn === null ? null : daysBetween(today, idle.nextOn)
  return (
    <article className="land-record">
      <title>{`${idle.parcelCode} · ${t('idle.title')}`}</title>
      <PageHead
        crumbs={[
          { title: t('land.title'), to: '/land' },
          { title: t('idle.title'), to: '/land/idle' },
          { title: `${idle.year}-${String(idle.no).padStart(3, '0')}` },
        ]}
        title={idle.holder}
        beside={<span className="tag">{idle.stateTitle}</span>}
        actions={
          <>
            <Button kind="primary" pressed={acting} onClick={() => setActing(!acting)}>
              {t('idle.act')}
            </Button>
            <Go className="button" to={`/desk/cases/${idle.caseId}`}>
              {t('task.act.case')}
            </Go>
          </>
        }
        ruled
      />
      {acting && <IdleActs idle={idle} />}
      {idle.closedOn === null && left !== null && (
        <p className="land-next">
          <Light
            state={lampOf(idle.nextOn, today)}
            word={left < 0 ? t('idle.late', { days: -left }) : t('idle.left', { days: left })}
            size={18}
          />
          <span>
            {idle.nextOn} {idle.nextWhat}
          </span>
        </p>
      )}
      <Timeline idle={idle} today={today} />
      <div className="land-columns">
        <div>
          <section className="section">
            <h2>{t(idle.finding === null ? 'idle.test' : 'idle.finding')}</h2>
            <Finding idle={idle} />
          </section>
          <section className="section">
            <h2>{t('idle.documents')}</h2>
            <Documents idle={idle} />
          </section>
        </div>
        <div>
          <section className="section">
            <h2>{t('idle.contract')}</h2>
            <dl className="facts">
              <dt>{t('idle.supervisionNo')}</dt>
              <dd>{contract.supervisionNo}</dd>
              <dt>{t('column.parcel')}</dt>
              <dd>
                <Go to={`/land/parcels/${idle.parcelId}`}>{idle.parcelCode}</Go>　{idle.location}
              </dd>
              <dt>{t('column.area')}</dt>
              <dd>
                {formatNumber(mu(idle.areaM2), 2)} {t('unit.mu')}
              </dd>
              <dt>{t('idle.price')}</dt>
              <dd>
                {formatFen(contract.priceFen)} {t('unit.yuan')}
              </dd>
              <dt>{t('idle.mark.handover')}</dt>
              <dd>{contract.handoverOn ?? '–'}</dd>
              <dt>{t('idle.startDue')}</dt>
              <dd>{contract.startDue ?? '–'}</dd>
              {contract.supplements.map((supplement) => (
                <div key={supplement.agreedOn}>
                  <dt>{supplement.kind}</dt>
                  <dd>
                    {supplement.agreedOn} → {supplement.startDue ?? '–'}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
          {idle.restrictions.length > 0 && (
            <section className="section">
              <h2>{t('idle.restrictions')}</h2>
              <ul className="land-bullets">
                {idle.restrictions.map((name) => (
                  <li key={name}>{t.maybe(`idle.restriction.${name}`, name)}</li>
                ))}
              </ul>
            </section>
          )}
          <section className="section">
            <h2>{t('idle.remedies')}</h2>
            <p>{t('idle.remedies.text')}</p>
          </section>
        </div>
      </div>
    </article>
  )
}

/** 一宗闲置土地: its time line, the law's test, documents and terms. */
const IdlePage = () => {
  const { id = '' } = useParams()
  return (
    <Await query={useIdleCase(id)} lines={12}>
      {(idle) => <Opened idle={idle} />}
    </Await>
  )
}

export default IdlePage
