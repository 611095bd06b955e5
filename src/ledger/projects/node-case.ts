import { and, eq } from 'drizzle-orm'
import { setup } from 'xstate'
import { type CaseRecord, defineCaseType } from '../../platform/cases/case-type.ts'
import { fireEvent } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { validate } from '../../platform/http/validate.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { NodeAccept, NodeReport } from '../api/projects/schema.ts'
import { projectStage } from '../model/project-progress.ts'
import { project, projectNode, settlementAudit } from '../tables.ts'
import { acceptedPhotos, judgePhotos } from './site-photos.ts'

export type NodeKey = { readonly projectId: string; readonly no: number }

/** Subject of a node's case: `<project>/<number>`. */
export const nodeSubject = ({ projectId, no }: NodeKey): string => `${projectId}/${no}`
const keyOf = (record: CaseRecord): NodeKey => {
  const slash = record.subject.id.lastIndexOf('/')
  return { projectId: record.subject.id.slice(0, slash), no: Number(record.subject.id.slice(slash + 1)) }
}

const where = (context: Context, { projectId, no }: NodeKey) =>
  and(eq(projectNode.county, context.actor.county), eq(projectNode.projectId, projectId), eq(projectNode.no, no))

const store = async (
  context: Context,
  key: NodeKey,
  values: Partial<typeof projectNode.$inferInsert>,
): Promise<void> => {
  await context.tx.update(projectNode).set(values).where(where(context, key))
}

const notLater = (context: Context, day: string, pointer: string): void => {
  if (day > civilDateOf(context.clock.now())) throw Problem.field(pointer, 'future', '日期不能晚于今天')
}

const report = async (context: Context, key: NodeKey, data: unknown): Promise<void> => {
  const { progress, reportedOn } = validate(NodeReport, data)
  notLater(context, reportedOn, '/reportedOn')
  await store(context, key, {
    state: 'reported',
    reportedOn,
    reportedProgress: progress,
    reportedBy: context.actor.id,
    reason: null,
  })
  // Photos taken before this report may now lie too far from its date, or near enough.
  await judgePhotos(context, key)
}

const requireSettlement = async (context: Context, projectId: string): Promise<void> => {
  const [found] = await context.tx
    .select({ auditedOn: settlementAudit.auditedOn })
    .from(settlementAudit)
    .where(and(eq(settlementAudit.county, context.actor.county), eq(settlementAudit.projectId, projectId)))
  if (found === undefined) throw new Problem('not_computable', '结算审核结果尚未登记，不能通过结算审核节点')
}

const accept = async (context: Context, key: NodeKey, data: unknown): Promise<void> => {
  const { acceptedOn, document, reason } = validate(NodeAccept, data)
  notLater(context, acceptedOn, '/acceptedOn')
  const [node] = await context.tx.select().from(projectNode).where(where(context, key))
  if (node === undefined) throw new Problem('not_found', '没有这个节点')
  if (node.reportedProgress < 1) throw new Problem('not_computable', '上报进度未到 100%，不能验收')
  if (node.reportedOn !== null && acceptedOn < node.reportedOn) {
    throw Problem.field('/acceptedOn', 'before_report', '验收日期不能早于上报日期')
  }
  if (node.kind === 'settlement_audit') await requireSettlement(context, key.projectId)
  await store(context, key, { state: 'accepted', acceptedOn, document, acceptedBy: context.actor.id, reason })
  await advanceProject(context, key.projectId)
}

/** The project's own case follows the furthest node that was accepted. */
const advanceProject = async (context: Context, projectId: string): Promise<void> => {
  const { county } = context.actor
  const [found] = await context.tx
    .select({ state: project.state, caseId: project.caseId })
    .from(project)
    .where(and(eq(project.county, county), eq(project.id, projectId)))
  const accepted = await context.tx
    .select({ kind: projectNode.kind })
    .from(projectNode)
    .where(and(eq(projectNode.county, county), eq(projectNode.projectId, projectId), eq(projectNode.state, 'accepted')))
  const stage = projectStage(accepted.map(({ kind }) => kind))
  if (found === undefined || stage === found.state) return
  await asCounty(context, 'project-nodes', (system) => fireEvent(system, found.caseId, stage))
}

/** 项目节点: planned → reported → evidenced → accepted | returned (ledger 5). Who reported does not accept. */
export const nodeCase = defineCaseType({
  name: 'ledger.project_node',
  title: '项目节点',
  machine: setup({ types: { context: {} as { photos: boolean } } }).createMachine({
    initial: 'planned',
    context: { photos: true },
    states: {
      planned: { on: { report: 'reported' } },
      reported: {
        on: {
          report: { target: 'reported', reenter: true },
          evidence: 'evidenced',
          // What is proved by its paper needs no photos.
          accept: { guard: ({ context }) => !context.photos, target: 'accepted' },
          return: 'returned',
        },
      },
      evidenced: { on: { report: 'reported', accept: 'accepted', return: 'returned' } },
      returned: { on: { report: 'reported' } },
      accepted: { type: 'final' },
    },
  }),
  states: {
    planned: '未上报',
    reported: '已上报',
    evidenced: '照片齐备',
    accepted: '已验收',
    returned: '已退回',
  },
  events: [
    { event: 'report', title: '上报进度', permission: 'ledger.project.report', by: 'organisation', primary: true },
    { event: 'evidence', title: '照片齐备', permission: 'ledger.project.report', by: 'organisation' },
    {
      event: 'accept',
      title: '验收',
      permission: 'ledger.project.manage',
      primary: true,
      notBy: ['report', 'evidence'],
    },
    { event: 'return', title: '退回', permission: 'ledger.project.manage', reasonRequired: true },
  ],
  deadlines: [{ state: 'evidenced', days: 10, count: 'working', source: '三门县共同富裕改革台账规则 5' }],
  materials: [],
  onTransition: async (context, record, event) => {
    const key = keyOf(record)
    if (event.type === 'report') return report(context, key, event.data ?? {})
    if (event.type === 'accept') return accept(context, key, event.data ?? {})
    if (event.type === 'return') return store(context, key, { state: 'returned', reason: event.reason ?? null })
    if ((await acceptedPhotos(context, key)) < 3) {
      throw new Problem('not_computable', '合格照片不足 3 张：须为上报日前后 3 天内、距项目 300 米内且不重复的现场照片')
    }
    return store(context, key, { state: 'evidenced' })
  },
  href: (record) => `/ledger/projects/${keyOf(record).projectId}`,
})
