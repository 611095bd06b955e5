import { useState } from 'react'
import { useParams } from 'react-router'
import { useSend } from '../../platform/ui/api/query.ts'
import { Await } from '../../platform/ui/await.tsx'
import { Button } from '../../platform/ui/button.tsx'
import { ProblemNote } from '../../platform/ui/dialog.tsx'
import { formatFen, formatNumber } from '../../platform/ui/format.ts'
import { Light } from '../../platform/ui/light.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { PageHead } from '../../platform/ui/page-head.tsx'
import { usePermission, useSession } from '../../platform/ui/session.ts'
import { useLand } from '../messages/index.ts'
import { AgreementDialog } from './agreement-dialog.tsx'
import { type Task, useTask } from './data.ts'
import { InspectionDialog, PhotoDialog, ProgressDialog, ReviewDialog } from './task-dialogs.tsx'
import { Acceptances, Photos, Reports } from './task-parts.tsx'
import { mu, taskLights } from './task-words.ts'
import './land.css'

type Open = 'terms' | 'progress' | 'photos' | 'inspection' | 'review' | null

/** What the reader may do next, as buttons; the server decides anyway. */
const Actions = ({ task, open }: { task: Task; open: (what: Open) => void }) => {
  const t = useLand()
  const session = useSession().data
  const own = session?.account?.organisationId === task.organisationId
  const town = usePermission('land.task.report')
  const firm = usePermission('land.agreement.sign') && own
  const bureau = usePermission('land.task.inspect')
  const act = useSend<string>({
    path: (name) => `/api/land/tasks/${task.id}/${name}`,
    body: (name) => (name === 'inspection/decision' ? {} : undefined),
    stale: ['/api/'],
  })
  const { state, agreement } = task
  const works = ['agreementSigned', 'rectifying', 'returned', 'reopened'].includes(state)
  const run = (name: string, key: string, primary = true) => (
    <Button key={name} kind={primary ? 'primary' : 'plain'} busy={act.isPending} onClick={() => act.mutate(name)}>
      {t.maybe(key, key)}
    </Button>
  )
  return (
    <>
      {town && state === 'assigned' && agreement === null && run('agreement', 'task.act.draft')}
      {town && state === 'assigned' && agreement?.state === 'drafted' && (
        <>
          <Button onClick={() => open('terms')}>{t('task.act.terms')}</Button>
          {run('agreement/town-signature', 'task.act.townSign')}
        </>
      )}
      {firm && agreement?.state === 'townSigned' && run('agreement/firm-signature', 'task.act.firmSign')}
      {(firm || town) && works && <Button onClick={() => open('progress')}>{t('task.act.progress')}</Button>}
      {(firm || town || bureau) && !['listed', 'closed', 'excluded', 'transferred'].includes(state) && (
        <Button onClick={() => open('photos')}>{t('task.act.photos')}</Button>
      )}
      {town && (state === 'rectifying' || state === 'returned') && run('acceptance-request', 'task.act.ask')}
      {bureau && state === 'acceptanceAsked' && (
        <Button kind="primary" onClick={() => open('inspection')}>
          {t('task.act.inspect')}
        </Button>
      )}
      {bureau && state === 'inspected' && run('inspection/decision', 'task.act.decide')}
      {bureau && state === 'closedConditionally' && (
        <Button kind="primary" onClick={() => open('review')}>
          {t('task.act.review')}
        </Button>
      )}
      <Go className="button" to={`/desk/cases/${task.caseId}`}>
        {t('task.act.case')}
      </Go>
      <ProblemNote problem={act.error} />
    </>
  )
}

const Steps = ({ task }: { task: Task }) => {
  const t = useLand()
  const steps = [
    ['listed', task.listedOn],
    ['assigned', task.assignedOn],
    ['agreementSigned', task.signedOn],
    ['rectifying', task.beganOn],
    ['acceptanceAsked', task.askedOn],
    ['inspected', task.inspectedOn],
    ['closed', task.closedOn ?? task.conditionalOn],
  ] as const
  return (
    <ol className="land-steps">
      {steps.map(([state, on]) => (
        <li key={state} data-done={on === null ? undefined : ''}>
          <b>{t(`task.state.${state}`)}</b>
          <span className="hint">{on ?? '–'}</span>
        </li>
      ))}
    </ol>
  )
}

const Findings = ({ task }: { task: Task }) => {
  const t = useLand()
  if (task.finding === null) return <p className="hint">{t('task.finding.hidden')}</p>
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>{t('column.rule')}</th>
          <th className="num">{t('column.value')}</th>
          <th className="num">{t('column.threshold')}</th>
          <th className="num">{t('column.gap')}</th>
          <th>{t('column.measure')}</th>
        </tr>
      </thead>
      <tbody>
        {task.finding.findings.map((finding) => (
          <tr key={finding.rule}>
            <td>
              {t(`rule.${finding.rule}`)}
              <span className="hint land-basis">{finding.basis}</span>
            </td>
            <td className="num">
              {typeof finding.value === 'number' ? formatNumber(finding.value, 2) : (finding.value ?? '–')}
            </td>
            <td className="num">{formatNumber(finding.threshold, 2)}</td>
            <td className="num">
              {finding.gap === null
                ? '–'
                : finding.gapUnit === 'fen'
                  ? t('gap.tax', { yuan: formatFen(finding.gap) })
                  : t('gap.floor', { area: formatNumber(finding.gap, 2) })}
            </td>
            <td>{finding.measure}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Agreement = ({ task }: { task: Task }) => {
  const t = useLand()
  const { agreement } = task
  if (agreement === null) return <p className="hint">{t('agreement.none')}</p>
  const value = (figure: number | null, decimals: number): string =>
    figure === null ? '–' : formatNumber(figure, decimals)
  return (
    <>
      <dl className="facts">
        <dt>{t('column.state')}</dt>
        <dd>{t(`agreement.state.${agreement.state}`)}</dd>
        <dt>{t('agreement.far')}</dt>
        <dd>
          {value(agreement.baseline.far, 2)} → <b>{value(agreement.targets.far, 2)}</b>
        </dd>
        <dt>{t('agreement.tax')}</dt>
        <dd>
          {agreement.baseline.band === null ? '–' : t('agreement.band', { band: agreement.baseline.band })} →{' '}
          <b>{value(agreement.targets.taxPerMu, 2)}</b> {t('unit.wanPerMu')}
        </dd>
        <dt>{t('agreement.investment')}</dt>
        <dd>
          {formatFen(agreement.investmentFen)} {t('unit.yuan')}
        </dd>
        <dt>{t('agreement.completion')}</dt>
        <dd>{agreement.completionOn}</dd>
        <dt>{t('agreement.security')}</dt>
        <dd>
          {t(`agreement.security.${agreement.securityKind}`)}　{formatFen(agreement.securityFen)} {t('unit.yuan')}
        </dd>
        <dt>{t('agreement.checks')}</dt>
        <dd>{agreement.checkDates.join('、')}</dd>
        <dt>{t('agreement.signatures')}</dt>
        <dd>
          {agreement.townSignedOn === null ? '–' : `${agreement.townSignedBy ?? ''} ${agreement.townSignedOn}`}　
          {agreement.firmSignedOn === null ? '–' : `${agreement.firmSignedBy ?? ''} ${agreement.firmSignedOn}`}
        </dd>
      </dl>
      <p className="song land-liability">{agreement.liability}</p>
    </>
  )
}

const Opened = ({ task }: { task: Task }) => {
  const t = useLand()
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <article className="land-record">
      <title>{`${task.firm} · ${t('tasks.title')}`}</title>
      <PageHead
        crumbs={[
          { title: t('land.title'), to: '/land' },
          { title: t('tasks.title'), to: '/land/tasks' },
          { title: t('task.no', { year: task.year, no: task.no }) },
        ]}
        title={task.firm}
        beside={<Light state={taskLights[task.state]} word={t(`task.state.${task.state}`)} />}
        actions={<Actions task={task} open={setOpen} />}
        ruled
      />
      <Steps task={task} />
      <div className="land-columns">
        <div>
          <section className="section">
            <h2>{t('task.land')}</h2>
            <dl className="facts">
              <dt>{t('column.town')}</dt>
              <dd>{task.town}</dd>
              <dt>{t('column.parcel')}</dt>
              <dd>
                <Go to={`/land/parcels/${task.parcelId}`}>{task.parcelCode}</Go>　{task.location}
              </dd>
              <dt>{t('column.area')}</dt>
              <dd>
                {formatNumber(mu(task.areaM2), 2)} {t('unit.mu')}
              </dd>
              <dt>{t('column.measure')}</dt>
              <dd>{task.measure}</dd>
              <dt>{t('column.due')}</dt>
              <dd>{task.dueOn}</dd>
            </dl>
          </section>
          <section className="section">
            <h2>{t('task.finding')}</h2>
            <Findings task={task} />
          </section>
          <section className="section">
            <h2>{t('task.acceptance')}</h2>
            <Acceptances task={task} />
          </section>
        </div>
        <div>
          <section className="section">
            <h2>{t('task.agreement')}</h2>
            <Agreement task={task} />
          </section>
          <section className="section">
            <h2>{t('task.progress')}</h2>
            <Reports task={task} />
          </section>
          <section className="section">
            <h2>{t('task.photos')}</h2>
            <Photos task={task} />
          </section>
        </div>
      </div>
      {open === 'terms' && task.agreement !== null && (
        <AgreementDialog id={task.id} agreement={task.agreement} onClose={close} />
      )}
      {open === 'progress' && <ProgressDialog task={task} onClose={close} />}
      {open === 'photos' && <PhotoDialog task={task} onClose={close} />}
      {open === 'inspection' && <InspectionDialog task={task} onClose={close} />}
      {open === 'review' && <ReviewDialog task={task} onClose={close} />}
    </article>
  )
}

/** 一项整治任务: finding, agreement, progress, acceptance. */
const TaskPage = () => {
  const { id = '' } = useParams()
  return (
    <Await query={useTask(id)} lines={12}>
      {(task) => <Opened task={task} />}
    </Await>
  )
}

export default TaskPage
