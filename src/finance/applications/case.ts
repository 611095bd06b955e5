import { and, eq, sql } from 'drizzle-orm'
import { setup } from 'xstate'
import { type CaseRecord, defineCaseType } from '../../platform/cases/case-type.ts'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { addDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { validate } from '../../platform/http/validate.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { Approval, Refusal, Signature } from '../api/applications/schema.ts'
import { disburse, signContract } from '../contracts/contracts.ts'
import { exposureOf } from '../limits/exposure.ts'
import { loanApplication } from '../tables.ts'
import { type Offer, makeOffer, offerDigest } from './offer.ts'

type Application = typeof loanApplication.$inferSelect
type Change = Partial<typeof loanApplication.$inferInsert>

const read = async (context: Context, id: string): Promise<Application> => {
  const [row] = await context.tx
    .select()
    .from(loanApplication)
    .where(and(eq(loanApplication.county, context.actor.county), eq(loanApplication.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这份贷款申请')
  return row
}

/** @throws Problem not_computable `exposure_blocked` where a hard limit of finance 4.11 would be passed */
const requireWithinLimits = async (context: Context, application: Application, fen: bigint): Promise<void> => {
  const { bankId, householdId, villageCode } = application
  const { value } = await exposureOf(
    context,
    { bankId, householdId, villageCode, fen },
    civilDateOf(context.clock.now()),
  )
  const over = value.checks.filter(({ result }) => result === 'block').map(({ name }) => name)
  if (over.length > 0) {
    throw Problem.field('/grantedFen', 'exposure_blocked', `批准后将超过硬性上限：${over.join('、')}`)
  }
}

const approve = async (context: Context, application: Application, data: unknown): Promise<Change> => {
  const { grantedFen, months, ...family } = validate(Approval, data)
  if (BigInt(grantedFen) > application.askedFen) {
    throw Problem.field('/grantedFen', 'above_asked', '批准金额不能超过申请金额')
  }
  const today = civilDateOf(context.clock.now())
  await requireWithinLimits(context, application, BigInt(grantedFen))
  const offer = await makeOffer(context, today, { grantedFen, months, mode: application.mode }, family)
  return {
    grantedFen: BigInt(grantedFen),
    months,
    offer,
    annualRate: offer.value.annualRate,
    offerDigest: offerDigest(application.id, offer),
    offerUntil: addDays(today, 30),
    decidedBy: context.actor.id,
    decidedOn: today,
  }
}

/** The family signs exactly what it was shown; the contract then stands in the bank's books. */
const sign = async (context: Context, application: Application, data: unknown): Promise<Change> => {
  const { offerDigest: shown } = validate(Signature, data)
  if (shown !== application.offerDigest || application.offer === null) {
    throw Problem.field('/offerDigest', 'offer_changed', '报价已变化，请重新查看后签约', 'state_conflict')
  }
  const today = civilDateOf(context.clock.now())
  // What `approve` stored.
  const offer = application.offer.value as Offer
  const contractId = await asCounty(context, 'finance.application', (whole) =>
    signContract(whole, {
      contractNo: `SQ${today.replaceAll('-', '')}${application.id.slice(0, 8).toUpperCase()}`,
      bankId: application.bankId,
      householdId: application.householdId,
      villageCode: application.villageCode,
      mode: application.mode,
      method: application.method,
      pool: true,
      purpose: application.purpose,
      agreedFen: BigInt(offer.grantedFen),
      annualRate: offer.annualRate,
      signedOn: today,
      maturityOn: offer.maturityOn,
      spreadBp: offer.spreadBp,
      modelRate: offer.annualRate,
    }),
  )
  return { contractId }
}

const payOut = async (context: Context, application: Application): Promise<Change> => {
  if (application.contractId === null || application.grantedFen === null) throw new Problem('internal')
  const effectiveOn = civilDateOf(context.clock.now())
  await disburse(context, application.contractId, { effectiveOn, amountFen: application.grantedFen })
  return { disbursedOn: effectiveOn }
}

const effects: Readonly<
  Record<string, (context: Context, application: Application, data: unknown) => Promise<Change>>
> = {
  approve,
  sign,
  disburse: payOut,
  decline: async (context, _application, data) => ({
    reasons: validate(Refusal.pick({ reasons: true }), data).reasons,
    decidedBy: context.actor.id,
    decidedOn: civilDateOf(context.clock.now()),
  }),
}

/** `closed` is a refusal that nobody asked to look at again. */
const stateOf = (state: string): Application['state'] =>
  state === 'closed' ? 'declined' : (loanApplication.state.enumValues.find((each) => each === state) ?? 'submitted')

const onTransition = async (
  context: Context,
  record: CaseRecord,
  event: { type: string; data?: Record<string, unknown> },
) => {
  const application = await read(context, record.subject.id)
  const change = (await effects[event.type]?.(context, application, event.data ?? {})) ?? {}
  await context.tx
    .update(loanApplication)
    .set({ ...change, state: stateOf(record.state), version: sql`${loanApplication.version} + 1` })
    .where(and(eq(loanApplication.county, context.actor.county), eq(loanApplication.id, application.id)))
}

const rules = '三门县农户家庭资产池办理规则（演示值）'
const bank = { permission: 'finance.credit.decide', by: 'organisation' } as const
const family = { permission: 'finance.own.manage', by: 'own' } as const

const bankEvents: ReadonlySet<string> = new Set(['approve', 'decline', 'ask', 'disburse'])

/** 贷款申请 (finance 5): in minutes with a whitelist entry, else within five working days; every refusal may be looked at again. */
export const applicationCase = defineCaseType({
  name: 'finance.application',
  title: '贷款申请',
  confidential: true,
  machine: setup({}).createMachine({
    initial: 'submitted',
    states: {
      submitted: { on: { ask: 'more_info', approve: 'approved', decline: 'declined', cancel: 'cancelled' } },
      more_info: { on: { answer: 'submitted', cancel: 'cancelled', lapse: 'expired' } },
      approved: { on: { sign: 'signed', cancel: 'cancelled', lapse: 'expired' } },
      declined: { on: { reconsider: 'submitted', close: 'closed' } },
      signed: { on: { disburse: 'disbursed', cancel: 'cancelled' } },
      disbursed: { type: 'final' },
      closed: { type: 'final' },
      cancelled: { type: 'final' },
      expired: { type: 'final' },
    },
  }),
  states: {
    submitted: '待审批',
    more_info: '待补充资料',
    approved: '已批准，待签约',
    declined: '未批准',
    signed: '已签约，待放款',
    disbursed: '已放款',
    closed: '未批准（办结）',
    cancelled: '已撤回',
    expired: '已失效',
  },
  events: [
    { event: 'approve', title: '批准并报价', ...bank, primary: true, notBy: ['decline'] },
    { event: 'decline', title: '不批准', ...bank, reasonRequired: true, notBy: ['decline'] },
    { event: 'ask', title: '要求补充资料', ...bank, reasonRequired: true },
    { event: 'answer', title: '补充资料', ...family },
    { event: 'sign', title: '签约', ...family, primary: true },
    { event: 'disburse', title: '放款', ...bank, primary: true },
    { event: 'reconsider', title: '申请复议', ...family, reasonRequired: true },
    { event: 'cancel', title: '撤回申请', ...family },
  ],
  deadlines: [
    { state: 'submitted', days: 5, count: 'working', pausedIn: ['more_info'], source: rules },
    { state: 'more_info', days: 15, count: 'calendar', onExpiry: 'lapse', source: rules },
    { state: 'approved', days: 30, count: 'calendar', onExpiry: 'lapse', source: rules },
    { state: 'declined', days: 30, count: 'calendar', onExpiry: 'close', source: rules },
  ],
  materials: [],
  // 利害关系回避: nobody decides on his own family's loan.
  allow: ({ actor }, record, event) =>
    bankEvents.has(event) && actor.householdId !== null && actor.householdId === record.householdId
      ? '申请人为本人家庭，应当回避'
      : null,
  href: ({ subject }) => `/finance/bank/applications/${subject.id}`,
  onTransition,
})
