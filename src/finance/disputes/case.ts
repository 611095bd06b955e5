import { and, eq, sql } from 'drizzle-orm'
import { setup } from 'xstate'
import { defineCaseType } from '../../platform/cases/case-type.ts'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { assessFamily } from '../assessments/assess.ts'
import { endValuations } from '../assets/assets.ts'
import { type DisputeState, disputeStates } from '../model/disputes.ts'
import { familyAsset, familyDispute, familyHonour, familySheet, negativeRecord } from '../tables.ts'

type Dispute = typeof familyDispute.$inferSelect

/** What was wrong stops counting; the handler's own office then makes it anew. */
const correctRecord = async (context: Context, dispute: Dispute): Promise<void> => {
  const { county } = context.actor
  const at = dispute.subjectId
  if (dispute.subject === 'asset') {
    await endValuations(context, at, 'disputed')
    await asCounty(context, 'finance.dispute', async ({ tx }) => {
      await tx
        .update(familyAsset)
        .set({ state: 'declared', version: sql`${familyAsset.version} + 1` })
        .where(and(eq(familyAsset.county, county), eq(familyAsset.id, at)))
    })
  }
  if (dispute.subject === 'honour') {
    await context.tx
      .update(familyHonour)
      .set({ state: 'ended', confirmedBy: context.actor.id, version: sql`${familyHonour.version} + 1` })
      .where(and(eq(familyHonour.county, county), eq(familyHonour.id, at)))
  }
  if (dispute.subject === 'negative') {
    // Wrong from the beginning: it is taken back, not ended.
    await asCounty(context, 'finance.dispute', async ({ tx }) => {
      await tx.delete(negativeRecord).where(and(eq(negativeRecord.county, county), eq(negativeRecord.id, at)))
    })
  }
}

/**
 * A bank that corrects computes sheet, score and limit anew at once; where another office corrected, what banks had made
 * of the record ends, so that nothing rests on it.
 */
const recompute = async (context: Context, dispute: Dispute): Promise<void> => {
  const { county, permissions } = context.actor
  if (permissions.has('finance.credit.decide')) {
    await assessFamily(context, { householdId: dispute.householdId, mode: 'credit' })
    return
  }
  await asCounty(context, 'finance.dispute', async ({ tx }) => {
    await tx
      .update(familySheet)
      .set({ endedOn: civilDateOf(context.clock.now()), endReason: 'record_corrected' })
      .where(
        and(
          eq(familySheet.county, county),
          eq(familySheet.householdId, dispute.householdId),
          sql`${familySheet.endedOn} IS NULL`,
        ),
      )
  })
}

const rules = '征信业管理条例第二十五条：收到异议之日起二十日内核查和处理'
const handler = { permission: 'finance.dispute.resolve', by: 'organisation' } as const

const stateOf = (state: string): DisputeState => disputeStates.find((each) => each === state) ?? 'raised'

/** 异议: marked on the record at once, verified within twenty days, corrected with recomputation or kept with the statement. */
export const disputeCase = defineCaseType({
  name: 'finance.dispute',
  title: '家庭信息异议',
  confidential: true,
  machine: setup({}).createMachine({
    initial: 'raised',
    states: {
      raised: { on: { mark: 'marked', withdraw: 'withdrawn' } },
      marked: { on: { correct: 'corrected', keep: 'kept', withdraw: 'withdrawn' } },
      corrected: { type: 'final' },
      kept: { type: 'final' },
      withdrawn: { type: 'final' },
    },
  }),
  states: {
    raised: '已提出',
    marked: '已标注，核查中',
    corrected: '已更正',
    kept: '维持并附说明',
    withdrawn: '已撤回',
  },
  events: [
    { event: 'mark', title: '标注并核查', ...handler, primary: true },
    { event: 'correct', title: '更正', ...handler, reasonRequired: true, primary: true },
    { event: 'keep', title: '维持', ...handler, reasonRequired: true },
    { event: 'withdraw', title: '撤回异议', permission: 'finance.own.manage', by: 'own' },
  ],
  deadlines: [{ state: 'raised', alsoIn: ['marked'], days: 20, count: 'calendar', source: rules }],
  materials: [],
  href: () => '/finance/my/disputes',
  onTransition: async (context, record, event) => {
    const { county } = context.actor
    const one = and(eq(familyDispute.county, county), eq(familyDispute.id, record.subject.id))
    const [dispute] = await context.tx.select().from(familyDispute).where(one)
    if (dispute === undefined) return
    const isDecided = event.type === 'correct' || event.type === 'keep'
    await context.tx
      .update(familyDispute)
      .set({
        state: stateOf(record.state),
        version: sql`${familyDispute.version} + 1`,
        ...(isDecided ? { finding: event.reason ?? null, decidedOn: civilDateOf(context.clock.now()) } : {}),
      })
      .where(one)
    if (event.type === 'correct') {
      await correctRecord(context, dispute)
      await recompute(context, dispute)
    }
    if (event.type === 'keep' && dispute.subject === 'negative') {
      await asCounty(context, 'finance.dispute', async ({ tx }) => {
        await tx
          .update(negativeRecord)
          .set({ statement: dispute.statement, version: sql`${negativeRecord.version} + 1` })
          .where(and(eq(negativeRecord.county, county), eq(negativeRecord.id, dispute.subjectId)))
      })
    }
  },
})
