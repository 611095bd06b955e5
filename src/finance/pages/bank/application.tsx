import { useParams } from 'react-router'
import { Await } from '../../../platform/ui/await.tsx'
import { type CaseReply, useCase } from '../../../platform/ui/cases/case-data.ts'
import '../../../platform/ui/cases/case.css'
import { Deadline } from '../../../platform/ui/cases/deadline.tsx'
import { Steps } from '../../../platform/ui/cases/steps.tsx'
import { FigureText } from '../../../platform/ui/figure.tsx'
import { formatFen, formatNumber, instant } from '../../../platform/ui/format.ts'
import { Light, type LightState } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'
import { useSession } from '../../../platform/ui/session.ts'
import type { ApplicationDesk } from '../../api/desk/schema.ts'
import { type BankWords, useBank } from '../../messages/bank/index.ts'
import { ApplicationActions } from './application-actions.tsx'
import { percent, useDesk } from './data.ts'
import { FigureRow } from './figure-row.tsx'
import { ApplicationState } from './state.tsx'

type Check = ApplicationDesk['exposure']['checks'][number]

const lights: Readonly<Record<Check['result'], LightState>> = { pass: 'met', warn: 'at_risk', block: 'overdue' }

const shown = (value: number, unit: Check['unit'], t: BankWords): string => {
  if (unit === 'fen') return `${formatNumber(value / 100, 0)} ${t.lang === 'en' ? 'yuan' : '元'}`
  return unit === 'share' ? `${formatNumber(value * 100, 1)}%` : formatNumber(value, 0)
}

const Limits = ({ checks }: { checks: readonly Check[] }) => {
  const t = useBank()
  return (
    <section className="bank-section">
      <h2>
        {t('desk.limits')} <span className="hint">{t('desk.limits.hint')}</span>
      </h2>
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('desk.limit.name')}</th>
              <th className="num">{t('desk.limit.before')}</th>
              <th className="num">{t('desk.limit.after')}</th>
              <th className="num">{t('desk.limit.limit')}</th>
              <th>{t('desk.limit.result')}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map(({ name, unit, before, after, limit, result }) => (
              <tr key={name}>
                <td>{t(`limit.${name}`)}</td>
                <td className="num">{shown(before, unit, t)}</td>
                <td className="num">{shown(after, unit, t)}</td>
                <td className="num">{shown(limit, unit, t)}</td>
                <td>
                  {result === 'pass' && after > limit ? (
                    <Light state="at_risk" word={t('verdict.before')} />
                  ) : (
                    <Light state={lights[result]} word={t(`verdict.${result}`)} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  )
}

const History = ({ reply }: { reply: CaseReply }) => {
  const t = useBank()
  return (
    <section className="bank-section">
      <h2>{t('desk.history')}</h2>
      <ol className="bank-history">
        {reply.history.toReversed().map((event) => (
          <li key={event.number}>
            <span className="hint">{instant(event.at).slice(5)}</span>
            <div>
              <b>{event.title}</b>{' '}
              <span className="hint">{event.actorName === '' ? t('desk.system') : event.actorName}</span>
              {event.reason !== null && <p>{event.reason}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

const Desk = ({ desk, reply }: { desk: ApplicationDesk; reply: CaseReply | null }) => {
  const t = useBank()
  const { application, score, sheet, line, exposure } = desk
  const today = useSession().data?.today ?? application.askedOn
  return (
    <article>
      <title>{`${application.head} · ${t('inbox.title')}`}</title>
      <div className="case-head">
        <PageHead
          crumbs={[{ title: t('bank.title') }, { title: t('inbox.title'), to: '/finance/bank' }]}
          title={t('desk.title', { head: application.head, amount: formatNumber(application.askedFen / 100, 0) })}
          beside={<ApplicationState state={application.state} />}
        />
        {reply?.deadline && <Deadline deadline={reply.deadline} today={today} />}
      </div>
      <p className="muted bank-line">
        {application.fromWhitelist && <span className="tag">{t('inbox.whitelist')}</span>}
        <span>{application.village}</span>
        <span>{t(`mode.${application.mode}`)}</span>
        <span>{t('unit.months', { count: application.months })}</span>
        <span>{t(`method.${application.method}`)}</span>
        <span>
          {t('column.purpose')}：{t.maybe(`purpose.${application.purpose}`, application.purpose)}
        </span>
        <Go to={`/finance/bank/customers/${application.householdId}`}>{t('desk.customer')}</Go>
      </p>
      {reply && <Steps reply={reply} />}
      <FigureRow
        figures={[
          {
            key: 'score',
            title: t('desk.score'),
            value: <FigureText value={score?.total ?? null} unit="count" size="l" />,
            note: score === null ? t('desk.scoreNone') : t('desk.grade', { grade: score.grade, date: score.asOf }),
          },
          {
            key: 'line',
            title: t('desk.line'),
            value: <FigureText value={line?.limitFen ?? null} unit="fen" size="l" />,
            note:
              line === null
                ? t('desk.lineNone')
                : line.state === 'suspended'
                  ? t('desk.lineSuspended')
                  : t('desk.lineUntil', { date: line.validTo }),
          },
          {
            key: 'net',
            title: t('desk.net'),
            value: <FigureText value={sheet?.netCountedFen ?? null} unit="fen" size="l" />,
            note: sheet === null ? t('desk.netNone') : t('desk.netAt', { date: sheet.asOf }),
          },
          ...(application.annualRate === null
            ? []
            : [
                {
                  key: 'rate',
                  title: t('desk.rate'),
                  value: <span className="figure figure-l">{percent(application.annualRate)}</span>,
                  note: `${t('column.granted')} ${formatFen(application.grantedFen)}`,
                },
              ]),
        ]}
      />
      <div className="bank-columns">
        <div>
          <Limits checks={exposure.checks} />
          {reply && <History reply={reply} />}
        </div>
        <aside className="bank-aside bank-section no-print">
          <ApplicationActions desk={desk} reply={reply} />
        </aside>
      </div>
    </article>
  )
}

const WithCase = ({ desk, caseId }: { desk: ApplicationDesk; caseId: string }) => (
  <Await query={useCase(caseId)} lines={12}>
    {(reply) => <Desk desk={desk} reply={reply} />}
  </Await>
)

/** One application on the desk of who decides: the family as the bank knows it, the limits after this loan, the act. */
const Application = () => {
  const { id = '' } = useParams()
  return (
    <Await query={useDesk(id)} lines={14}>
      {(desk) =>
        // Applications from before the platform have no case.
        desk.application.caseId === null ? (
          <Desk desk={desk} reply={null} />
        ) : (
          <WithCase desk={desk} caseId={desk.application.caseId} />
        )
      }
    </Await>
  )
}

export default Application
