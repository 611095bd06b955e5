import { and, eq, sql } from 'drizzle-orm'
import { setup } from 'xstate'
import { type CaseRecord, defineCaseType } from '../../platform/cases/case-type.ts'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { addDays, addMonths } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { validate } from '../../platform/http/validate.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { decide } from '../../platform/rules/rules.ts'
import { RenewalApproval } from '../api/renewals/schema.ts'
import { contractState, readContract, renewContract, signContract } from '../contracts/contracts.ts'
import { lprPublications } from '../model/lpr-history.ts'
import { priceLoan } from '../model/price.ts'
import { rateText } from '../model/rates.ts'
import { renewalCheck } from '../model/renewal.ts'
import { floorOn } from '../risk/classify.ts'
import { ruleBookOn } from '../rules/book-on.ts'
import { priceRules } from '../rules/limit-and-price.ts'
import { priceRuleTables } from '../rules/price.ts'
import { renewalRules } from '../rules/renewal.ts'
import { renewalRequest, renewalStates } from '../tables.ts'

type Request = typeof renewalRequest.$inferSelect
type Change = Partial<typeof renewalRequest.$inferInsert>

/** A visit on the spot is no older than this ([A], finance 4.9). */
const visitDays = 90

const read = async (context: Context, id: string): Promise<Request> => {
  const [row] = await context.tx
    .select()
    .from(renewalRequest)
    .where(and(eq(renewalRequest.county, context.actor.county), eq(renewalRequest.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这份续贷申请')
  return row
}

/** The check list of 金规〔2024〕13号 with what the records say themselves: the class, arrears, the day of asking. */
const approve = async (context: Context, request: Request, data: unknown): Promise<Change> => {
  const { grade, visitedOn, months, noMisuse, ...facts } = validate(RenewalApproval, data)
  const today = civilDateOf(context.clock.now())
  if (visitedOn < addDays(today, -visitDays) || visitedOn > today) {
    throw Problem.field('/visitedOn', 'visit_too_old', `实地核查须在 ${visitDays} 天以内`)
  }
  const { contract, events } = await readContract(context, request.contractId)
  const working = new Working()
  const { floor, account } = floorOn(contract, events, today, working)
  const rule = await decide(context, renewalRules.name, { asOf: today, borrower: 'household' }, { asOf: today })
  working.usedRule(renewalRules.name, rule.version)
  const verdict = renewalCheck(
    {
      ...facts,
      misuse: !noMisuse,
      originalClass: floor,
      appliedBeforeMaturity: request.askedOn <= request.maturityOn,
      interestArrears: account.interestFen + account.penaltyFen > 0n,
    },
    renewalRules.output.parse(rule.output),
    working,
  )
  if (!verdict.renewalAllowed || !verdict.classMayStay) {
    throw Problem.field('', 'renewal_conditions', `不符合续贷条件：${verdict.failed.join('、')}`)
  }
  const book = await ruleBookOn(context, priceRuleTables, today)
  const { rate } = priceLoan(
    {
      asOf: today,
      months,
      tenor: null,
      grade,
      mode: contract.mode,
      honour: null,
      policyFund: null,
      cleanRenewal: true,
      lowIncome: false,
    },
    priceRules(book, working),
    lprPublications,
    working,
  )
  return {
    months,
    verdict: working.explain(verdict),
    annualRate: rateText(rate),
    newMaturityOn: addMonths(today, months),
    decidedBy: context.actor.id,
    decidedOn: today,
  }
}

/** New contract signed and old one settled in one transaction, before the old one matures. */
const sign = async (context: Context, request: Request): Promise<Change> => {
  const today = civilDateOf(context.clock.now())
  const { annualRate } = request
  if (annualRate === null) throw new Problem('internal')
  const newContractId = await asCounty(context, 'finance.renewal', async (whole) => {
    const { contract } = await readContract(whole, request.contractId)
    const { account } = await contractState(whole, contract.id)
    const next = await signContract(whole, {
      contractNo: `XD${today.replaceAll('-', '')}${request.id.slice(0, 8).toUpperCase()}`,
      bankId: contract.bankId,
      householdId: contract.householdId,
      villageCode: contract.villageCode,
      mode: contract.mode,
      method: contract.method,
      pool: contract.pool,
      purpose: contract.purpose,
      agreedFen: account.principalFen,
      annualRate,
      modelRate: annualRate,
      periodMonths: contract.periodMonths,
      signedOn: today,
      maturityOn: addMonths(today, request.months),
      renewalOf: contract.id,
    })
    await renewContract(whole, contract.id, next)
    return next
  })
  return { newContractId, newMaturityOn: addMonths(today, request.months) }
}

const onTransition = async (
  context: Context,
  record: CaseRecord,
  event: { type: string; reason?: string; data?: Record<string, unknown> },
) => {
  const request = await read(context, record.subject.id)
  const decided = { decidedBy: context.actor.id, decidedOn: civilDateOf(context.clock.now()) }
  const change: Change =
    event.type === 'approve'
      ? await approve(context, request, event.data ?? {})
      : event.type === 'sign'
        ? await sign(context, request)
        : event.type === 'decline'
          ? decided
          : {}
  await context.tx
    .update(renewalRequest)
    .set({
      ...change,
      ...(event.reason === undefined ? {} : { reason: event.reason }),
      state: renewalStates.find((state) => state === record.state) ?? request.state,
      version: sql`${renewalRequest.version} + 1`,
    })
    .where(and(eq(renewalRequest.county, context.actor.county), eq(renewalRequest.id, request.id)))
}

const bank = { permission: 'finance.credit.decide', by: 'organisation' } as const
const family = { permission: 'finance.own.manage', by: 'own' } as const

/** 无还本续贷 (finance 4.9): asked and signed before maturity; what is not signed by then falls to the overdue path. */
export const renewalCase = defineCaseType({
  name: 'finance.renewal',
  title: '无还本续贷',
  confidential: true,
  machine: setup({}).createMachine({
    initial: 'asked',
    states: {
      asked: { on: { approve: 'approved', decline: 'declined', cancel: 'cancelled', lapse: 'lapsed' } },
      approved: { on: { sign: 'signed', cancel: 'cancelled', lapse: 'lapsed' } },
      declined: { type: 'final' },
      signed: { type: 'final' },
      cancelled: { type: 'final' },
      lapsed: { type: 'final' },
    },
  }),
  states: {
    asked: '待核对',
    approved: '已同意，待签约',
    declined: '未同意',
    signed: '已续贷',
    cancelled: '已撤回',
    lapsed: '到期未签，失效',
  },
  events: [
    { event: 'approve', title: '同意续贷', ...bank, primary: true },
    { event: 'decline', title: '不同意', ...bank, reasonRequired: true },
    { event: 'sign', title: '签订续贷合同', ...family, primary: true },
    { event: 'cancel', title: '撤回申请', ...family },
  ],
  deadlines: [{ state: 'asked', days: 5, count: 'working', source: '三门县农户家庭资产池办理规则（演示值）' }],
  materials: [],
  allow: ({ actor }, record, event) =>
    (event === 'approve' || event === 'decline') &&
    actor.householdId !== null &&
    actor.householdId === record.householdId
      ? '借款人为本人家庭，应当回避'
      : null,
  href: () => '/finance/bank/renewals',
  onTransition,
})
