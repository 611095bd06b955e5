import { useParams } from 'react-router'
import { useAsOf } from '../../../platform/ui/as-of.ts'
import { Await } from '../../../platform/ui/await.tsx'
import '../../../platform/ui/chart/chart.css'
import { FigureText } from '../../../platform/ui/figure.tsx'
import { figureText, formatFen, formatFigure, formatNumber, instant } from '../../../platform/ui/format.ts'
import { Light } from '../../../platform/ui/light.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import type { ProjectReply } from '../../api/projects/schema.ts'
import { useLedger } from '../../messages/index.ts'
import { useProject } from '../data.ts'
import { Gantt } from './gantt.tsx'
import { Nodes } from './nodes.tsx'
import { ProjectMap } from './project-map.tsx'
import { Variance } from './variance.tsx'
import '../../../platform/ui/list/list.css'
import './projects.css'
import { ScrollBox } from '../../../platform/ui/scroll-box.tsx'

const Head = ({ project }: { project: ProjectReply }) => {
  const t = useLedger()
  return (
    <div className="register-totals project-figures">
      <div>
        <span className="hint">{t('column.progress')}</span>
        <FigureText value={project.progress} unit="fraction" size="m" />
      </div>
      <div>
        <span className="hint">{t('column.variance')}</span>
        <Variance days={project.scheduleVarianceDays} done={project.done} />
      </div>
      {(
        [
          ['projects.budget', project.budgetFen],
          ['column.funds', project.approvedFen],
          ['column.received', project.receivedFen],
          ['column.paid', project.paidFen],
        ] as const
      ).map(([key, fen]) => (
        <div key={key}>
          <span className="hint">{t(key)}</span>
          <FigureText value={fen} unit="fen" size="s" />
        </div>
      ))}
    </div>
  )
}

const Funds = ({ project }: { project: ProjectReply }) => {
  const t = useLedger()
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('projects.funds')}</h2>
        <span className="hint">{t('projects.funds.hint')}</span>
      </header>
      <ScrollBox label={t('projects.funds')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('projects.fundSource')}</th>
              <th className="num">{t('projects.approved')}</th>
              <th className="num">{t('column.received')}</th>
            </tr>
          </thead>
          <tbody>
            {project.funds.map((fund) => (
              <tr key={fund.id}>
                <td>
                  {fund.source}
                  {fund.receipts.map((receipt) => (
                    <span key={receipt.id} className="hint project-owner">
                      {receipt.receivedOn}　{formatFen(receipt.fen)} 元　{receipt.voucher}
                    </span>
                  ))}
                </td>
                <td className="num">{figureText(formatFigure(fund.approvedFen, 'fen', { lang: t.lang }))}</td>
                <td className="num">{figureText(formatFigure(fund.receivedFen, 'fen', { lang: t.lang }))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {project.payments.length > 0 && (
        <>
          <h3 className="project-sub">{t('projects.payments')}</h3>
          <ScrollBox label={t('projects.payments')}>
            <table className="plain-table">
              <tbody>
                {project.payments.map((payment) => (
                  <tr key={payment.id}>
                    <td className="nowrap muted">{payment.paidOn}</td>
                    <td>
                      {payment.payee}
                      <span className="hint project-owner">{payment.purpose}</span>
                    </td>
                    <td className="hint nowrap">{payment.voucher}</td>
                    <td className="num">{formatFen(payment.fen)} 元</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </>
      )}
    </section>
  )
}

const Photos = ({ project }: { project: ProjectReply }) => {
  const t = useLedger()
  const nameOf = (id: string): string => project.nodes.find((node) => node.id === id)?.name ?? ''
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('projects.photos')}</h2>
        <span className="hint">{t('projects.photos.rule')}</span>
      </header>
      {project.photos.length === 0 ? (
        <p className="hint">{t('projects.photos.none')}</p>
      ) : (
        <ul className="project-photos">
          {project.photos.map((photo) => (
            <li key={photo.id}>
              <a href={`/api/platform/files/${photo.fileId}`}>
                <img src={`/api/platform/files/${photo.fileId}`} alt={nameOf(photo.nodeId)} loading="lazy" />
              </a>
              <p>{nameOf(photo.nodeId)}</p>
              <p className="hint">
                {instant(photo.takenAt)}
                {photo.distanceM !== null &&
                  `　${t('projects.photoFar', { distance: formatNumber(photo.distanceM, 0) })}`}
              </p>
              {photo.problems.length > 0 ? (
                <Light state="at_risk" word={photo.problems.join('；')} />
              ) : (
                <Light state="met" word={t('projects.photos.counts')} />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const Ends = ({ project }: { project: ProjectReply }) => {
  const t = useLedger()
  const { acceptance, settlement } = project
  if (acceptance === null && settlement === null) return null
  return (
    <section className="section">
      {acceptance && (
        <>
          <h2>{t('projects.state.accepted')}</h2>
          <dl className="facts">
            <dt>{t('projects.acceptedOn')}</dt>
            <dd>{acceptance.acceptedOn}</dd>
            <dt>{t('projects.conclusion')}</dt>
            <dd>{acceptance.conclusion}</dd>
            <dt>{t('evidence.kind.document')}</dt>
            <dd>{acceptance.document}</dd>
          </dl>
        </>
      )}
      {settlement && (
        <>
          <h2>{t('projects.settlement')}</h2>
          {settlement.flagged && (
            <p className="notice-bar">
              {t('projects.settlement.flag', { share: figureText(formatFigure(settlement.deviation, 'fraction')) })}
            </p>
          )}
          <dl className="facts">
            <dt>{t('projects.submitted')}</dt>
            <dd>{formatFen(settlement.submittedFen)} 元</dd>
            <dt>{t('projects.settled')}</dt>
            <dd>{formatFen(settlement.settledFen)} 元</dd>
            <dt>{t('projects.auditor')}</dt>
            <dd>
              {settlement.auditor}　{settlement.auditedOn}
            </dd>
            <dt>{t('evidence.kind.document')}</dt>
            <dd>{settlement.document}</dd>
          </dl>
        </>
      )}
    </section>
  )
}

const View = ({ project }: { project: ProjectReply }) => {
  const t = useLedger()
  return (
    <>
      <title>{`${project.name} · ${t('projects.title')}`}</title>
      <PageHead
        crumbs={[
          { title: t('projects.title'), to: '/ledger/projects' },
          { title: t('reform.no', { no: project.reformNo }), to: `/ledger/reforms/${project.reformNo}` },
        ]}
        title={project.name}
        beside={<span className="tag">{t(`projects.state.${project.state}`)}</span>}
      />
      <Head project={project} />
      <div className="project-grid">
        <div>
          <section>
            <header className="section-head">
              <h2>{t('projects.gantt')}</h2>
              <span className="hint">{t('projects.gantt.hint')}</span>
            </header>
            <Gantt project={project} />
          </section>
          <section className="section">
            <header className="section-head">
              <h2>{t('projects.nodes')}</h2>
            </header>
            <Nodes project={project} />
          </section>
          <Funds project={project} />
          <Photos project={project} />
          <Ends project={project} />
        </div>
        <aside>
          <dl className="facts">
            <dt>{t('column.owner')}</dt>
            <dd>{project.owner}</dd>
            <dt>{t('column.place')}</dt>
            <dd>{project.place}</dd>
            <dt>{t('column.reform')}</dt>
            <dd>
              <Go to={`/ledger/reforms/${project.reformNo}`}>{t('reform.no', { no: project.reformNo })}</Go>
            </dd>
          </dl>
          <p className="project-text">{project.description}</p>
          <ProjectMap projects={[project]} chosen={project.id} />
        </aside>
      </div>
    </>
  )
}

/** A construction project: plan and fact, money with vouchers, photos with their checks, acceptance, settlement. */
const Project = () => {
  const { id = '' } = useParams()
  const { asOf } = useAsOf()
  return (
    <Await query={useProject(id, asOf)} lines={14}>
      {(project) => <View project={project} />}
    </Await>
  )
}

export default Project
