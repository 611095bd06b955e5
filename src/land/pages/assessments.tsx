import { useSearchParams } from 'react-router'
import { useSend } from '../../platform/ui/api/query.ts'
import { Await, Empty } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { ProblemNote } from '../../platform/ui/dialog.tsx'
import { formatNumber } from '../../platform/ui/format.ts'
import { Light } from '../../platform/ui/light.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'
import { usePermission } from '../../platform/ui/session.ts'
import { showWorking, type WorkingSheet } from '../../platform/ui/working-sheet.ts'
import { useLand } from '../messages/index.ts'
import { useAssessments, useLaunches } from './data.ts'
import './land.css'

type Row = NonNullable<ReturnType<typeof useAssessments>['data']>['rows'][number]

const Scores = ({ rows, kind }: { rows: readonly Row[]; kind: Row['kind'] }) => {
  const t = useLand()
  const mayApprove = usePermission('land.assessment.approve')
  const approve = useSend<Row>({
    path: (row) => `/api/land/assessments/${row.year}/${row.organisationId}/approval`,
    body: () => undefined,
    stale: ['/api/land/'],
  })
  const shown = rows.filter((row) => row.kind === kind)
  const parts = [...new Set(shown.flatMap((row) => row.parts.map(({ id }) => id)))]
  if (shown.length === 0) return null
  return (
    <section className="section">
      <h2>{t(`assessment.kind.${kind}`)}</h2>
      <ProblemNote problem={approve.error} />
      <ScrollBox>
        <table className="plain-table">
          <thead>
            <tr>
              <th className="num">{t('assessment.rank')}</th>
              <th>{t('assessment.who')}</th>
              {parts.map((part) => (
                <th key={part} className="num">
                  {t.maybe(`assessment.part.${part}`, part)}
                </th>
              ))}
              <th className="num">{t('assessment.total')}</th>
              <th>{t('column.state')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={row.organisationId}>
                <td className="num">{index + 1}</td>
                <td>{row.name}</td>
                {parts.map((part) => (
                  <td key={part} className="num">
                    {formatNumber(row.parts.find(({ id }) => id === part)?.score, 2)}
                  </td>
                ))}
                <td className="num">
                  {row.total === null ? (
                    '–'
                  ) : (
                    <button
                      type="button"
                      className="land-link"
                      onClick={() =>
                        showWorking({
                          question: t('assessment.question', { year: row.year, name: row.name }),
                          // Written by the model's one way of explaining; the reply's schema keeps its steps open.
                          explained: {
                            working: row.working as WorkingSheet['explained']['working'],
                            rules: row.rules,
                            warnings: [],
                          },
                        })
                      }
                    >
                      <b>{formatNumber(row.total, 2)}</b>
                    </button>
                  )}
                </td>
                <td className="nowrap">
                  <Light
                    state={row.state === 'approved' ? 'met' : 'on_track'}
                    word={t(`assessment.state.${row.state}`)}
                    size={12}
                  />{' '}
                  {mayApprove && row.state === 'computed' && (
                    <Button kind="text" onClick={() => approve.mutate(row)}>
                      {t('assessment.approve')}
                    </Button>
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

const Launches = () => {
  const t = useLand()
  return (
    <section className="section">
      <h2>{t('launches.title')}</h2>
      <Await query={useLaunches()} lines={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="hint">{t('launches.empty')}</p>
          ) : (
            <ScrollBox>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th>{t('launches.channel')}</th>
                    <th>{t('launches.name')}</th>
                    {(['applied', 'approved', 'trial', 'live'] as const).map((step) => (
                      <th key={step}>{t(`launch.state.${step}`)}</th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      <td>{t(`channel.${row.channel}`)}</td>
                      <td>
                        <Go to={`/desk/cases/${row.caseId}`}>{row.name}</Go>
                      </td>
                      <td>{row.appliedOn ?? '–'}</td>
                      <td>{row.approvedOn ?? '–'}</td>
                      <td>{row.trialOn ?? '–'}</td>
                      <td>{row.liveOn ?? '–'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          )
        }
      </Await>
    </section>
  )
}

/** 考核: towns and departments by their scores, each with its working; and the launches of the two channels. */
const Assessments = () => {
  const t = useLand()
  const [search] = useSearchParams()
  return (
    <>
      <title>{t('assessments.title')}</title>
      <PageHead
        crumbs={[{ title: t('land.title'), to: '/land' }, { title: t('assessments.title') }]}
        title={t('assessments.title')}
        ruled
      />
      <Await query={useAssessments(search.get('year'))} lines={10}>
        {(reply) =>
          reply.rows.length === 0 ? (
            <Empty title={t('assessments.empty')}>{t('assessments.empty.text')}</Empty>
          ) : (
            <>
              <p className="muted">{t('assessments.lead', { year: reply.year ?? 0 })}</p>
              <Scores rows={reply.rows} kind="town" />
              <Scores rows={reply.rows} kind="department" />
            </>
          )
        }
      </Await>
      <Launches />
    </>
  )
}

export default Assessments
