import { useAsOf } from '../../platform/ui/as-of.ts'
import { Await, Empty } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { formatNumber } from '../../platform/ui/format.ts'
import { useUi } from '../../platform/ui/messages/index.ts'
import { FileActions } from '../../platform/ui/file-actions.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { showWorking } from '../../platform/ui/working-sheet.ts'
import type { AssessmentReply } from '../api/assessment/schema.ts'
import { useLedger } from '../messages/index.ts'
import { useAssessment } from './data.ts'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'

/** 部门考核: the score of every department, each with its working. */
const Assessment = () => {
  const t = useLedger()
  const ui = useUi()
  const { asOf } = useAsOf()
  const open = (reply: AssessmentReply, row: AssessmentReply['rows'][number]): void =>
    showWorking({
      question: t('assessment.question', { name: row.organisation, date: reply.asOf }),
      explained: { working: row.working, rules: reply.rules, warnings: reply.warnings },
    })
  return (
    <>
      <PageHead
        crumbs={[{ title: t('reforms.title'), to: '/ledger' }, { title: t('assessment.title') }]}
        title={t('assessment.title')}
        beside={<span className="muted">{t('assessment.lead')}</span>}
        actions={<FileActions path="/api/ledger/assessment.xlsx" query={{ asOf }} />}
        ruled
      />
      <Await query={useAssessment(asOf)} lines={12}>
        {(reply) =>
          reply.rows.length === 0 ? (
            <Empty title={t('assessment.title')}>{t('board.empty')}</Empty>
          ) : (
            <ScrollBox>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th className="num">{t('column.rank')}</th>
                    <th>{t('column.organisation')}</th>
                    <th className="num">{t('column.score')}</th>
                    <th>
                      <span className="visually-hidden">{t('column.share')}</span>
                    </th>
                    <th className="num">{t('column.completion')}</th>
                    <th className="num">{t('column.bonus')}</th>
                    <th className="num">{t('column.deduction')}</th>
                    <th className="num">{t('column.met')}</th>
                    <th>
                      <span className="visually-hidden">{ui('working.how')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {reply.rows.map((row) => (
                    <tr key={row.organisationId}>
                      <td className="num">{row.rank}</td>
                      <td>{row.organisation}</td>
                      <td className="num">
                        <b>{formatNumber(row.score, 2)}</b>
                      </td>
                      <td>
                        <svg width="120" height="10" role="img" aria-label={formatNumber(row.score, 2)}>
                          <rect width="120" height="10" rx="1" fill="var(--line-soft)" />
                          <rect
                            width={Math.min(1, Math.max(0, row.score / 100)) * 120}
                            height="10"
                            rx="1"
                            fill="var(--teal)"
                          />
                        </svg>
                      </td>
                      <td className="num">{formatNumber(row.completionScore, 2)}</td>
                      <td className="num">{formatNumber(row.bonus, 1, true)}</td>
                      <td className="num">
                        {formatNumber(row.deduction === 0 ? 0 : -Math.abs(row.deduction), 1, true)}
                      </td>
                      <td className="num">
                        {row.met}／{row.targets}
                      </td>
                      <td className="num">
                        <Button kind="text" onClick={() => open(reply, row)}>
                          {ui('working.how')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          )
        }
      </Await>
    </>
  )
}

export default Assessment
