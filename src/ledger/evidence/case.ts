import { and, eq, sql } from 'drizzle-orm'
import { setup } from 'xstate'
import { type CaseRecord, defineCaseType } from '../../platform/cases/case-type.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { evidence } from '../tables.ts'

type Row = typeof evidence.$inferInsert

const store = async (context: Context, id: string, values: Partial<Row>): Promise<void> => {
  await context.tx
    .update(evidence)
    .set({ ...values, version: sql`${evidence.version} + 1` })
    .where(and(eq(evidence.county, context.actor.county), eq(evidence.id, id)))
}

/** A closed consultation is its own proof; everything else is handed in with the paper itself. */
const requireProof = async (context: Context, { subject, data }: CaseRecord): Promise<void> => {
  if (data['recordIsProof'] === true) return
  const [row] = await context.tx
    .select({ fileId: evidence.fileId })
    .from(evidence)
    .where(and(eq(evidence.county, context.actor.county), eq(evidence.id, subject.id)))
  if (row?.fileId == null) throw Problem.field('/fileId', 'required', '报送佐证须上传材料原件')
}

/** 佐证: draft → submitted → verified | returned → submitted … (ledger 5). Nobody verifies what he submitted. */
export const evidenceCase = defineCaseType({
  name: 'ledger.evidence',
  title: '佐证材料',
  machine: setup({}).createMachine({
    initial: 'draft',
    states: {
      draft: { on: { submit: 'submitted' } },
      submitted: { on: { verify: 'verified', return: 'returned' } },
      returned: { on: { submit: 'submitted' } },
      verified: { type: 'final' },
    },
  }),
  states: { draft: '草稿', submitted: '待核验', returned: '已退回', verified: '已核验' },
  events: [
    { event: 'submit', title: '报送', permission: 'ledger.evidence.submit', by: 'organisation', primary: true },
    { event: 'verify', title: '核验通过', permission: 'ledger.evidence.verify', primary: true, notBy: ['submit'] },
    {
      event: 'return',
      title: '退回',
      permission: 'ledger.evidence.verify',
      reasonRequired: true,
      notBy: ['submit'],
    },
  ],
  deadlines: [
    { state: 'submitted', days: 5, count: 'working', source: '三门县共同富裕改革台账规则 5' },
    { state: 'returned', days: 5, count: 'working', source: '三门县共同富裕改革台账规则 5' },
  ],
  materials: [],
  onTransition: async (context, record, event) => {
    const { actor } = context
    const today = civilDateOf(context.clock.now())
    const reason = event.reason ?? null
    if (event.type === 'submit') {
      await requireProof(context, record)
      return store(context, record.subject.id, {
        state: 'submitted',
        submittedBy: actor.id,
        submittedByName: actor.name,
        submittedOn: today,
        reason: null,
      })
    }
    return store(
      context,
      record.subject.id,
      event.type === 'verify'
        ? { state: 'verified', verifiedBy: actor.id, verifiedByName: actor.name, verifiedOn: today, reason }
        : { state: 'returned', reason },
    )
  },
  href: (record) => `/ledger/targets/${String(record.data['targetId'])}`,
})
