import { and, eq, sql } from 'drizzle-orm'
import { setup } from 'xstate'
import { defineCaseType } from '../../platform/cases/case-type.ts'
import type { Context } from '../../platform/context.ts'
import { diffDays, parseDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { validate } from '../../platform/http/validate.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { ConsultationClose } from '../api/consultations/schema.ts'
import { EvidenceKind } from '../api/evidence/schema.ts'
import { enterEvidence } from '../evidence/evidence.ts'
import { requireTarget } from '../evidence/policy.ts'
import { consultation, consultationComment } from '../tables.ts'

type Row = typeof consultation.$inferSelect

/** Seven full days for the public to answer [A], ledger 5. */
export const shortestDays = 7

/** The days that are left when it really opens; a late start must not eat them up. */
const requireSevenDays = (row: Row, today: string): void => {
  const from = today > row.openFrom ? today : row.openFrom
  if (diffDays(parseDate(from), parseDate(row.openTo)) < shortestDays) {
    throw Problem.field('/openTo', 'too_short', `公开征求意见不得少于 ${shortestDays} 天，请先修改截止日期`)
  }
}

const requireAnswers = async (context: Context, row: Row, today: string): Promise<void> => {
  if (today <= row.openTo) throw new Problem('state_conflict', `征求意见到 ${row.openTo} 才结束`)
  const comments = await context.tx
    .select({ moderation: consultationComment.moderation, answer: consultationComment.answer })
    .from(consultationComment)
    .where(and(eq(consultationComment.county, row.county), eq(consultationComment.consultationId, row.id)))
  const waiting = comments.filter(({ moderation }) => moderation === 'waiting').length
  const open = comments.filter(({ moderation, answer }) => moderation === 'shown' && answer === null).length
  if (waiting + open > 0) {
    throw new Problem('not_computable', `还有 ${waiting} 条意见未审核、${open} 条未答复`)
  }
}

/** What was consulted on is a deliverable of the table: its closing is handed in as evidence, for the office to verify. */
const handIn = async (context: Context, row: Row, today: string): Promise<void> => {
  if (row.targetId === null) return
  const target = await requireTarget(context, row.targetId)
  await enterEvidence(
    context,
    {
      targetId: target.id,
      kind: EvidenceKind.parse(target.requiredKinds[0] ?? 'document'),
      title: `公开征求意见情况：${row.title}`.slice(0, 200),
      datedOn: today,
      fileId: row.fileId,
    },
    { submit: true, recordIsProof: true },
  )
}

/** 公开征求意见: drafted → open (≥ 7 days) → answered → closed (ledger 5). */
export const consultationCase = defineCaseType({
  name: 'ledger.consultation',
  title: '公开征求意见',
  machine: setup({}).createMachine({
    initial: 'drafted',
    states: {
      drafted: { on: { open: 'open' } },
      open: { on: { finish: 'answered' } },
      answered: { on: { close: 'closed' } },
      closed: { type: 'final' },
    },
  }),
  states: { drafted: '草稿', open: '征求意见中', answered: '已答复', closed: '已结束' },
  events: [
    { event: 'open', title: '发布', permission: 'ledger.consultation.manage', by: 'organisation', primary: true },
    { event: 'finish', title: '答复完毕', permission: 'ledger.consultation.manage', by: 'organisation' },
    {
      event: 'close',
      title: '公布采纳情况',
      permission: 'ledger.consultation.manage',
      by: 'organisation',
      primary: true,
    },
  ],
  deadlines: [{ state: 'answered', days: 10, count: 'working', source: '三门县共同富裕改革台账规则 5' }],
  materials: [],
  onTransition: async (context, record, event) => {
    const where = and(eq(consultation.county, context.actor.county), eq(consultation.id, record.subject.id))
    const [row] = await context.tx.select().from(consultation).where(where)
    if (row === undefined) throw new Problem('not_found', '没有这次公开征求意见')
    const today = civilDateOf(context.clock.now())
    const set = (values: Partial<typeof consultation.$inferInsert>) =>
      context.tx
        .update(consultation)
        .set({ ...values, version: sql`${consultation.version} + 1` })
        .where(where)
    if (event.type === 'open') {
      requireSevenDays(row, today)
      await set({ state: 'open', openFrom: today > row.openFrom ? today : row.openFrom })
      return
    }
    if (event.type === 'finish') {
      await requireAnswers(context, row, today)
      await set({ state: 'answered' })
      return
    }
    const { result } = validate(ConsultationClose, event.data ?? {})
    await set({ state: 'closed', result, closedOn: today })
    await handIn(context, row, today)
  },
  href: (record) => `/ledger/consultations/${record.subject.id}`,
})
