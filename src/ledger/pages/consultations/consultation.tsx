import { useState } from 'react'
import { useParams } from 'react-router'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { TextArea } from '../../../platform/ui/field.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import type { ConsultationReply } from '../../api/consultations/schema.ts'
import { useLedger } from '../../messages/index.ts'
import { useConsultation } from '../data.ts'
import { CommentForm, Comments } from './comments.tsx'
import { ConsultationLight } from './consultations.tsx'
import './consultations.css'

/** Published with what became of the comments (采纳情况). */
const CloseDialog = ({ consultation, onClose }: { consultation: ConsultationReply; onClose: () => void }) => {
  const t = useLedger()
  const ui = useUi()
  const [result, setResult] = useState('')
  const send = useSend({
    path: `/api/ledger/consultations/${encodeURIComponent(consultation.id)}/close`,
    body: () => ({ result }),
    version: () => consultation.version,
    stale: ['/api/ledger/consultations'],
  })
  return (
    <Dialog
      title={t('consultations.close')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" busy={send.isPending} onClick={() => send.mutate(undefined, { onSuccess: onClose })}>
            {t('consultations.close')}
          </Button>
        </>
      }
    >
      <TextArea label={t('consultations.result')} value={result} onChange={setResult} rows={6} required />
      <ProblemNote problem={send.error} />
    </Dialog>
  )
}

const View = ({ consultation }: { consultation: ConsultationReply }) => {
  const t = useLedger()
  const manages = usePermission('ledger.consultation.manage')
  const [closing, setClosing] = useState(false)
  const step = useSend<'open' | 'finish'>({
    path: (verb) => `/api/ledger/consultations/${encodeURIComponent(consultation.id)}/${verb}`,
    body: () => undefined,
    version: () => consultation.version,
    stale: ['/api/ledger/consultations'],
  })
  return (
    <>
      <title>{`${consultation.title} · ${t('consultations.title')}`}</title>
      <PageHead
        crumbs={[
          { title: t('consultations.title'), to: '/ledger/consultations' },
          { title: t('reform.no', { no: consultation.reformNo }), to: `/ledger/reforms/${consultation.reformNo}` },
        ]}
        title={consultation.title}
        beside={<ConsultationLight state={consultation.state} />}
        actions={
          manages && (
            <>
              {consultation.state === 'drafted' && (
                <Button kind="primary" busy={step.isPending} onClick={() => step.mutate('open')}>
                  {t('consultations.open')}
                </Button>
              )}
              {consultation.state === 'open' && (
                <Button busy={step.isPending} onClick={() => step.mutate('finish')}>
                  {t('consultations.answered')}
                </Button>
              )}
              {consultation.state === 'answered' && (
                <Button kind="primary" onClick={() => setClosing(true)}>
                  {t('consultations.close')}
                </Button>
              )}
            </>
          )
        }
        ruled
      />
      <ProblemNote problem={step.error} />
      <div className="consultation">
        <div>
          <p className="muted">
            {consultation.organisation}
            {'　'}
            {t('consultations.period', { from: consultation.openFrom, to: consultation.openTo })}
          </p>
          <p className="consultation-introduction">{consultation.introduction}</p>
          <h2>{t('consultations.draft')}</h2>
          <div className="panel song consultation-text" lang="zh-CN">
            {consultation.draftText}
          </div>
          {consultation.fileId !== null && (
            <p>
              <a href={`/api/platform/files/${consultation.fileId}`}>{t('evidence.download')}</a>
            </p>
          )}
          {consultation.result !== null && (
            <section className="section">
              <h2>{t('consultations.result')}</h2>
              <p className="consultation-introduction">{consultation.result}</p>
            </section>
          )}
          <Comments consultation={consultation} manages={manages} />
        </div>
        {consultation.state === 'open' && (
          <aside className="no-print">
            <CommentForm id={consultation.id} />
          </aside>
        )}
      </div>
      {closing && <CloseDialog consultation={consultation} onClose={() => setClosing(false)} />}
    </>
  )
}

/** A draft for the public: read, comment, see what became of it. */
const Consultation = () => {
  const { id = '' } = useParams()
  return (
    <Await query={useConsultation(id)} lines={12}>
      {(reply) => <View consultation={reply} />}
    </Await>
  )
}

export default Consultation
