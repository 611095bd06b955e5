import type { ReactNode } from 'react'
import { Await } from '../await.tsx'
import { instant } from '../format.ts'
import { Go } from '../link.tsx'
import { useUi } from '../messages/index.ts'
import { PageHead } from '../page-head.tsx'
import { useSession } from '../session.ts'
import { CaseActions } from './actions.tsx'
import { type CaseReply, useCase } from './case-data.ts'
import { Deadline } from './deadline.tsx'
import { CaseMaterials } from './materials.tsx'
import { Steps } from './steps.tsx'
import './case.css'

const History = ({ reply }: { reply: CaseReply }) => {
  const t = useUi()
  return (
    <section className="case-history">
      <h2>{t('case.history')}</h2>
      <ol>
        {reply.history.toReversed().map((event) => (
          <li key={event.number}>
            <span className="hint">{instant(event.at).slice(5)}</span>
            <div>
              <b>{event.title}</b>{' '}
              <span className="hint">{event.actorName === '' ? t('case.system') : event.actorName}</span>
              {event.deputyFor !== null && <span className="hint"> {t('case.deputy')}</span>}
              {event.reason !== null && <p>{event.reason}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

const Opened = ({ reply, children }: { reply: CaseReply; children?: ReactNode }) => {
  const t = useUi()
  const today = useSession().data?.today ?? reply.openedAt.slice(0, 10)
  return (
    <article className="case">
      <title>{`${reply.title} · ${reply.typeTitle}`}</title>
      <div className="case-head">
        <PageHead
          crumbs={[{ title: t('case.inbox'), to: '/desk' }, { title: reply.typeTitle }]}
          title={reply.title}
          beside={<span className="tag">{reply.stateTitle}</span>}
        />
        {reply.deadline && <Deadline deadline={reply.deadline} today={today} />}
      </div>
      {reply.href !== null && (
        <p className="case-subject">
          <Go to={reply.href}>{t('case.subject')}</Go>
        </p>
      )}
      <Steps reply={reply} />
      <div className="case-body">
        <div>
          {children}
          <CaseMaterials reply={reply} />
          <History reply={reply} />
        </div>
        <aside className="no-print">
          <CaseActions key={`${reply.id} ${reply.version}`} reply={reply} />
        </aside>
      </div>
    </article>
  )
}

/** 办件: the one page for every life cycle (picture 04). A module puts its own facts between as children. */
export const CaseView = ({ id, children }: { id: string; children?: ReactNode }) => (
  <Await query={useCase(id)} lines={12}>
    {(reply) => <Opened reply={reply}>{children}</Opened>}
  </Await>
)
