import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { TextArea, TextField } from '../../../platform/ui/field.tsx'
import { instant } from '../../../platform/ui/format.ts'
import { Light } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { usePermission } from '../../../platform/ui/session.ts'
import type { BulletinReply } from '../../api/bulletins/schema.ts'
import { useLedger } from '../../messages/index.ts'
import { useBulletin } from '../data.ts'
import './bulletins.css'

const columns = ['standing', 'measures', 'milestones', 'landmarks', 'departments'] as const

const Correction = ({ bulletin, onClose }: { bulletin: BulletinReply; onClose: () => void }) => {
  const t = useLedger()
  const ui = useUi()
  const [correction, setCorrection] = useState('')
  const send = useSend({
    path: '/api/ledger/bulletins',
    body: () => ({ month: bulletin.month, correction }),
    stale: ['/api/ledger/bulletins'],
  })
  return (
    <Dialog
      title={t('bulletins.correct')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" busy={send.isPending} onClick={() => send.mutate(undefined, { onSuccess: onClose })}>
            {t('bulletins.correct')}
          </Button>
        </>
      }
    >
      <TextArea label={t('bulletins.correction')} value={correction} onChange={setCorrection} required />
      <ProblemNote problem={send.error} />
    </Dialog>
  )
}

const View = ({ bulletin }: { bulletin: BulletinReply }) => {
  const t = useLedger()
  const ui = useUi()
  const mayPublish = usePermission('ledger.bulletin.publish')
  const editing = mayPublish && bulletin.state === 'draft'
  const [title, setTitle] = useState(bulletin.title)
  const [summary, setSummary] = useState(bulletin.summary)
  const [progress, setProgress] = useState<Readonly<Record<number, string>>>({})
  const [correcting, setCorrecting] = useState(false)
  const path = `/api/ledger/bulletins/${bulletin.month}`
  const save = useSend({
    method: 'PATCH',
    path,
    body: () => ({
      title,
      summary,
      progress: Object.entries(progress).map(([no, text]) => ({ no: Number(no), text })),
    }),
    version: () => bulletin.version,
    stale: ['/api/ledger/bulletins'],
  })
  const publish = useSend({
    path: `${path}/publish`,
    body: () => undefined,
    version: () => bulletin.version,
    stale: ['/api/ledger/'],
  })
  const changed = title !== bulletin.title || summary !== bulletin.summary || Object.keys(progress).length > 0
  return (
    <>
      <title>{bulletin.title}</title>
      <PageHead
        crumbs={[{ title: t('bulletins.title'), to: '/ledger/bulletins' }, { title: bulletin.month }]}
        title={bulletin.title}
        beside={
          <span className="muted">
            {t('bulletins.edition', { no: bulletin.edition })}　{t(`bulletins.state.${bulletin.state}`)}
          </span>
        }
        actions={
          <>
            {(mayPublish || bulletin.state === 'published') &&
              (['docx', 'xlsx', 'pdf'] as const).map((kind) => (
                <a
                  key={kind}
                  className="button"
                  href={`/api/ledger/bulletin/${bulletin.month}.${kind}?edition=${bulletin.edition}`}
                  download
                >
                  {t(`bulletins.${kind}`)}
                </a>
              ))}
            {editing && (
              <>
                <Button disabled={!changed} busy={save.isPending} onClick={() => save.mutate(undefined)}>
                  {ui('action.save')}
                </Button>
                <Button
                  kind="primary"
                  disabled={changed}
                  busy={publish.isPending}
                  onClick={() => publish.mutate(undefined)}
                >
                  {t('bulletins.publish')}
                </Button>
              </>
            )}
            {mayPublish && bulletin.state === 'published' && (
              <Button onClick={() => setCorrecting(true)}>{t('bulletins.correct')}</Button>
            )}
          </>
        }
        ruled
      />
      <ProblemNote problem={save.error ?? publish.error} />
      {bulletin.correction !== null && (
        <p className="notice-bar">
          {t('bulletins.correction')}：{bulletin.correction}
        </p>
      )}
      <section className="bulletin-summary">
        {editing ? (
          <>
            <TextField label={t('column.title')} value={title} onChange={setTitle} maxLength={120} />
            <TextArea label={t('bulletins.summary')} value={summary} onChange={setSummary} rows={4} />
          </>
        ) : (
          <p className="song">{bulletin.summary}</p>
        )}
        <p className="hint">
          {t('target.asOf', { date: bulletin.asOf })}
          {bulletin.publishedAt !== null && `　${instant(bulletin.publishedAt)}`}
          {bulletin.digest !== null && `　${t('bulletins.digest', { digest: bulletin.digest.slice(0, 16) })}`}
        </p>
      </section>
      <ol className="bulletin-rows">
        {bulletin.rows.map((row) => (
          <li key={row.no}>
            <header>
              <i>{row.no}</i>
              <h2>
                <Go to={`/ledger/reforms/${row.no}`}>{row.name}</Go>
              </h2>
              <Light state={row.light} />
            </header>
            <div className="bulletin-body">
              <details className="song" lang="zh-CN">
                <summary>{t('reform.original')}</summary>
                <dl>
                  {columns.map((column) => (
                    <div key={column}>
                      <dt>{t(`reform.${column}`)}</dt>
                      <dd>{row[column]}</dd>
                    </div>
                  ))}
                </dl>
              </details>
              {editing ? (
                <TextArea
                  label={t('bulletins.progress')}
                  rows={4}
                  value={progress[row.no] ?? row.progress}
                  onChange={(text) => setProgress({ ...progress, [row.no]: text })}
                />
              ) : (
                <div>
                  <p className="hint">{t('bulletins.progress')}</p>
                  <p className="bulletin-progress">{row.progress}</p>
                </div>
              )}
              <div>
                <p className="hint">{t('column.light')}</p>
                <ol className="bulletin-lights">
                  {row.lights.map((light, index) => (
                    <li key={light.targetId}>
                      <Go to={`/ledger/targets/${light.targetId}`} title={light.title}>
                        {index + 1}
                      </Go>
                      <Light state={light.light} size={13} />
                    </li>
                  ))}
                </ol>
              </div>
            </div>
          </li>
        ))}
      </ol>
      {correcting && <Correction bulletin={bulletin} onClose={() => setCorrecting(false)} />}
    </>
  )
}

/** A monthly bulletin in the form of the official table; a draft is edited, a published one never changes. */
const Bulletin = () => {
  const { month = '' } = useParams()
  const [search] = useSearchParams()
  const edition = search.get('edition')
  return (
    <Await query={useBulletin(month, edition)} lines={14}>
      {(reply) => <View key={`${reply.edition} ${reply.version}`} bulletin={reply} />}
    </Await>
  )
}

export default Bulletin
