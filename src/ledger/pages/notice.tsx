import { useState } from 'react'
import { useParams } from 'react-router'
import { useSend } from '../../platform/ui/api/query.ts'
import { Await } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { ProblemNote } from '../../platform/ui/dialog.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { usePermission, useSession } from '../../platform/ui/session.ts'
import type { NoticeRow } from '../api/notices/schema.ts'
import { useLedger } from '../messages/index.ts'
import { useNotice } from './data.ts'
import { type Decision, DecisionDialog } from './decision-dialog.tsx'
import { NoticeLight } from './notice-state.tsx'

const Notice = ({ notice }: { notice: NoticeRow }) => {
  const t = useLedger()
  const [decision, setDecision] = useState<Decision | null>(null)
  const own = useSession().data?.account?.organisationId === notice.organisationId
  const mayAnswer = usePermission('ledger.notice.answer') && own
  const mayClose = usePermission('ledger.notice.issue')
  const mayInstruct = usePermission('ledger.notice.instruct')
  const path = `/api/ledger/notices/${encodeURIComponent(notice.id)}`
  const receive = useSend({
    path: `${path}/receive`,
    body: () => undefined,
    version: () => notice.version,
    stale: ['/api/'],
  })
  const open = (verb: 'answer' | 'instruct' | 'close'): void =>
    setDecision({
      title: t(`notices.${verb}`),
      subject: <b>{notice.title}</b>,
      path: `${path}/${verb}`,
      version: notice.version,
      field: verb === 'answer' ? 'answer' : 'reason',
      label: t(`notices.${verb}.label`),
      required: true,
      submit: t(`notices.${verb}`),
    })
  return (
    <>
      <title>{`${notice.number} · ${t('notices.title')}`}</title>
      <PageHead
        crumbs={[{ title: t('notices.title'), to: '/ledger/notices' }, { title: notice.number }]}
        title={notice.title}
        beside={<NoticeLight notice={notice} />}
        actions={
          <>
            {mayAnswer && notice.state === 'issued' && (
              <Button kind="primary" busy={receive.isPending} onClick={() => receive.mutate(undefined)}>
                {t('notices.receive')}
              </Button>
            )}
            {mayAnswer && (notice.state === 'received' || notice.state === 'escalated') && (
              <Button kind="primary" onClick={() => open('answer')}>
                {t('notices.answer')}
              </Button>
            )}
            {mayInstruct && notice.state === 'escalated' && (
              <Button kind="primary" onClick={() => open('instruct')}>
                {t('notices.instruct')}
              </Button>
            )}
            {mayClose && notice.state === 'answered' && (
              <Button kind="primary" onClick={() => open('close')}>
                {t('notices.close')}
              </Button>
            )}
            <Go className="button" to={`/desk/cases/${encodeURIComponent(notice.caseId)}`}>
              {t('notices.case')}
            </Go>
          </>
        }
        ruled
      />
      <ProblemNote problem={receive.error} />
      <div className="record">
        <dl className="facts">
          <dt>{t('column.number')}</dt>
          <dd>{notice.number}</dd>
          <dt>{t('notices.to')}</dt>
          <dd>{notice.organisation}</dd>
          <dt>{t('notices.target')}</dt>
          <dd>
            <Go
              to={
                notice.targetId === null ? `/ledger/reforms/${notice.reformNo}` : `/ledger/targets/${notice.targetId}`
              }
            >
              {t('reform.no', { no: notice.reformNo })}
            </Go>
          </dd>
          <dt>{t('column.issued')}</dt>
          <dd>
            {notice.issuedOn}　{notice.issuedBy}
          </dd>
          <dt>{t('column.answerDue')}</dt>
          <dd>{notice.answerDue}</dd>
          {notice.escalatedOn !== null && (
            <>
              <dt>{t('notices.state.escalated')}</dt>
              <dd>{notice.escalatedOn}</dd>
            </>
          )}
          {notice.closedOn !== null && (
            <>
              <dt>{t('notices.state.closed')}</dt>
              <dd>{notice.closedOn}</dd>
            </>
          )}
        </dl>
        <div className="record-words">
          <section>
            <h2>{t('notices.demand')}</h2>
            <p className="song">{notice.demand}</p>
          </section>
          <section>
            <h2>{t('notices.answered')}</h2>
            {notice.answer === null ? (
              <p className="hint">{t('notices.noAnswer')}</p>
            ) : (
              <>
                <p className="song">{notice.answer}</p>
                <p className="hint">{notice.answeredOn}</p>
              </>
            )}
          </section>
        </div>
      </div>
      {decision && <DecisionDialog decision={decision} onClose={() => setDecision(null)} />}
    </>
  )
}

/** A supervision notice: what is demanded, by when, and what was answered. */
const NoticePage = () => {
  const { id = '' } = useParams()
  return <Await query={useNotice(id)}>{(notice) => <Notice notice={notice} />}</Await>
}

export default NoticePage
