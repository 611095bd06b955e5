import { useState } from 'react'
import { useParams } from 'react-router'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ConfirmButton } from '../../../platform/ui/confirm-button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import type { ImportReply } from '../../api/imports/schema.ts'
import { useLedger } from '../../messages/index.ts'
import { useImport } from '../data.ts'
import { ImportDiff } from './import-diff.tsx'
import { PreviewReform } from './preview-reform.tsx'
import { ImportSteps } from './steps.tsx'
import '../reform.css'
import './imports.css'

const Problems = ({ reply }: { reply: ImportReply }) => {
  const t = useLedger()
  if (reply.problems.length === 0) return <p className="notice-bar notice-bar-good">{t('import.noProblems')}</p>
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('import.problems')}</h2>
        <span className="hint">{t('import.problems.count', { count: reply.problems.length })}</span>
      </header>
      <ul className="import-problems">
        {reply.problems.map((problem) => (
          <li key={`${problem.row} ${problem.column} ${problem.message}`}>
            <b>
              {problem.row === null
                ? t('import.problem.whole')
                : t('import.problem.at', { row: problem.row, column: problem.column ?? '' })}
            </b>
            {problem.message}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Preview = ({ reply }: { reply: ImportReply }) => {
  const t = useLedger()
  const ui = useUi()
  const [open, setOpen] = useState(reply.reforms[0]?.no ?? 0)
  const path = `/api/ledger/imports/${encodeURIComponent(reply.id)}`
  const act = useSend<'confirm' | 'discard'>({
    path: (verb) => `${path}/${verb}`,
    body: () => undefined,
    version: () => reply.version,
    stale: ['/api/ledger/'],
  })
  const waiting = reply.state === 'uploaded' || reply.state === 'previewed'
  const unbound = reply.reforms
    .flatMap((reform) => reform.targets)
    .filter((target) => target.kind === 'figure' && target.indicatorId === null).length
  const shown = reply.reforms.find((reform) => reform.no === open)
  return (
    <>
      <title>{`${reply.filename} · ${t('import.title')}`}</title>
      <PageHead
        crumbs={[{ title: t('import.title'), to: '/ledger/imports' }, { title: reply.filename }]}
        title={reply.title || reply.filename}
        beside={<span className="tag">{t(`import.state.${reply.state}`)}</span>}
        actions={
          waiting ? (
            <>
              <ConfirmButton
                kind="plain"
                busy={act.isPending && act.variables === 'discard'}
                question={t('import.discard.ask')}
                onConfirm={() => act.mutate('discard')}
              >
                {ui('import.discard')}
              </ConfirmButton>
              <Button
                kind="primary"
                busy={act.isPending && act.variables === 'confirm'}
                onClick={() => act.mutate('confirm')}
              >
                {ui('import.confirm')}
              </Button>
            </>
          ) : (
            <>
              <Go className="button" to="/ledger/bindings">
                {t('bindings.title')}
              </Go>
              <Go className="button button-primary" to="/ledger">
                {t('reforms.title')}
              </Go>
            </>
          )
        }
        ruled
      />
      <ImportSteps at={waiting ? 'check' : 'bind'} />
      <p className="import-effect">
        {t('import.found', reply.effect)}
        {unbound > 0 && <span className="hint">{t('import.unbound.count', { count: unbound })}</span>}
      </p>
      <ProblemNote problem={act.error} />
      {reply.state === 'confirmed' && <p className="notice-bar notice-bar-good">{t('import.confirmed')}</p>}
      <Problems reply={reply} />
      {reply.diff !== null && <ImportDiff diff={reply.diff} />}
      <section className="section">
        <nav className="import-tabs" aria-label={t('reforms.title')}>
          {reply.reforms.map((reform) => (
            <button key={reform.no} type="button" aria-pressed={reform.no === open} onClick={() => setOpen(reform.no)}>
              {t('reform.no', { no: reform.no })} <span className="hint">{reform.targets.length}</span>
            </button>
          ))}
        </nav>
        {shown && <PreviewReform key={shown.no} reform={shown} />}
      </section>
    </>
  )
}

/** 核对: the table as read, every target phrase marked, problems by cell; nothing is stored before 确认. */
const Import = () => {
  const { id = '' } = useParams()
  return (
    <Await query={useImport(id)} lines={14}>
      {(reply) => <Preview reply={reply} />}
    </Await>
  )
}

export default Import
