import { useState } from 'react'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, TextArea, TextField } from '../../../platform/ui/field.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import type { ConsultationReply } from '../../api/consultations/schema.ts'
import { useLedger } from '../../messages/index.ts'

type Comment = ConsultationReply['list'][number]
type Adopted = NonNullable<Comment['adopted']>

/** Anybody may write while the draft is open; it shows after moderation, with the surname only. */
export const CommentForm = ({ id }: { id: string }) => {
  const t = useLedger()
  const [author, setAuthor] = useState('')
  const [text, setText] = useState('')
  const [sent, setSent] = useState(false)
  const send = useSend({
    path: `/api/ledger/consultations/${encodeURIComponent(id)}/comments`,
    body: () => ({ author, text }),
    stale: ['/api/ledger/consultations'],
  })
  return (
    <form
      className="panel dialog-form"
      onSubmit={(event) => {
        event.preventDefault()
        setSent(false)
        send.mutate(undefined, {
          onSuccess: () => {
            setSent(true)
            setText('')
          },
        })
      }}
    >
      <h2>{t('consultations.write')}</h2>
      <TextField
        label={t('consultations.author')}
        value={author}
        onChange={setAuthor}
        hint={t('consultations.author.hint')}
        maxLength={40}
        required
        error={fieldError(send.error, '/author')}
      />
      <TextArea
        label={t('consultations.text')}
        value={text}
        onChange={setText}
        rows={5}
        required
        error={fieldError(send.error, '/text')}
      />
      <ProblemNote problem={send.error} />
      {sent && <p className="notice-bar notice-bar-good">{t('consultations.sent')}</p>}
      <p>
        <Button kind="primary" type="submit" busy={send.isPending}>
          {t('consultations.send')}
        </Button>
      </p>
    </form>
  )
}

const AnswerDialog = ({ path, comment, onClose }: { path: string; comment: Comment; onClose: () => void }) => {
  const t = useLedger()
  const ui = useUi()
  const [answer, setAnswer] = useState(comment.answer ?? '')
  const [adopted, setAdopted] = useState<Adopted | ''>(comment.adopted ?? 'adopted')
  const [reason, setReason] = useState(comment.adoptedReason ?? '')
  const send = useSend({
    method: 'PUT',
    path: `${path}/comments/${encodeURIComponent(comment.id)}/answer`,
    body: () => ({ answer, adopted, reason: reason.trim() === '' ? null : reason }),
    stale: ['/api/ledger/consultations'],
  })
  return (
    <Dialog
      title={t('consultations.answer')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="answer" busy={send.isPending}>
            {t('consultations.answer')}
          </Button>
        </>
      }
    >
      <form
        id="answer"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          send.mutate(undefined, { onSuccess: onClose })
        }}
      >
        <p>{comment.text}</p>
        <Choice
          label={t('consultations.result')}
          value={adopted}
          options={(['adopted', 'partly', 'not_adopted'] as const).map((value) => ({
            value,
            title: t(`consultations.adopted.${value}`),
          }))}
          onChange={setAdopted}
          required
        />
        <TextArea label={t('consultations.answer')} value={answer} onChange={setAnswer} rows={4} required />
        <TextArea
          label={t('column.reason')}
          value={reason}
          onChange={setReason}
          required={adopted !== 'adopted'}
          error={fieldError(send.error, '/reason')}
        />
        <ProblemNote problem={send.error} />
      </form>
    </Dialog>
  )
}

/** Comments and the answer to each; the responsible department moderates and answers. */
export const Comments = ({ consultation, manages }: { consultation: ConsultationReply; manages: boolean }) => {
  const t = useLedger()
  const [answering, setAnswering] = useState<Comment | null>(null)
  const path = `/api/ledger/consultations/${encodeURIComponent(consultation.id)}`
  const moderate = useSend<{ id: string; moderation: 'shown' | 'hidden' }>({
    method: 'PUT',
    path: ({ id }) => `${path}/comments/${encodeURIComponent(id)}/moderation`,
    body: ({ moderation }) => ({ moderation }),
    stale: ['/api/ledger/consultations'],
  })
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('consultations.list')}</h2>
        <span className="hint">
          {t('consultations.comments', { comments: consultation.comments, answered: consultation.answered })}
        </span>
      </header>
      {consultation.list.length === 0 && <p className="hint">{t('consultations.none')}</p>}
      <ol className="comments">
        {consultation.list.map((comment) => (
          <li key={comment.id} data-moderation={comment.moderation}>
            <p className="hint">
              {comment.author}　{comment.madeOn}
              {comment.moderation !== 'shown' && `　${t(`consultations.moderation.${comment.moderation}`)}`}
            </p>
            <p>{comment.text}</p>
            {comment.answer !== null && (
              <blockquote>
                <b>{comment.adopted === null ? '' : t(`consultations.adopted.${comment.adopted}`)}</b> {comment.answer}
                {comment.adoptedReason !== null && <span className="muted"> {comment.adoptedReason}</span>}
              </blockquote>
            )}
            {manages && (
              <span className="row-actions">
                {comment.moderation !== 'shown' && (
                  <Button kind="text" onClick={() => moderate.mutate({ id: comment.id, moderation: 'shown' })}>
                    {t('consultations.show')}
                  </Button>
                )}
                {comment.moderation !== 'hidden' && (
                  <Button kind="text" onClick={() => moderate.mutate({ id: comment.id, moderation: 'hidden' })}>
                    {t('consultations.hide')}
                  </Button>
                )}
                <Button kind="text" onClick={() => setAnswering(comment)}>
                  {t('consultations.answer')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
      <ProblemNote problem={moderate.error} />
      {answering && <AnswerDialog path={path} comment={answering} onClose={() => setAnswering(null)} />}
    </section>
  )
}
