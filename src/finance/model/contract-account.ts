import { type CivilDate, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Fen } from '../../platform/money.ts'

/** 放款, 到期, 计息, 罚息, 还款, 提前还款, 调整利率, 展期, 重组, 续贷, 核销, 冲正. */
export const loanEventTypes = [
  'disburse',
  'due',
  'accrue',
  'penalty',
  'repay',
  'prepay',
  'reprice',
  'extend',
  'restructure',
  'renew',
  'write_off',
  'reverse',
] as const
export type LoanEventType = (typeof loanEventTypes)[number]

/** What an event changes, signed: + is owed more, − is owed less. */
export const components = ['principalFen', 'duePrincipalFen', 'interestFen', 'penaltyFen', 'costFen'] as const
export type Component = (typeof components)[number]
export type Amounts = Readonly<Record<Component, Fen>>

export const noAmounts: Amounts = {
  principalFen: 0n,
  duePrincipalFen: 0n,
  interestFen: 0n,
  penaltyFen: 0n,
  costFen: 0n,
}

/**
 * One line of a contract's append-only stream. `effectiveOn` is the day it holds for, `bookedOn` the day it was written:
 * any past day can be told as it was, and as it was known.
 */
export type LoanEvent = Amounts & {
  readonly no: number
  readonly type: LoanEventType
  readonly effectiveOn: CivilDate
  readonly bookedOn: CivilDate
  /** The event that a `reverse` takes back. */
  readonly reversesNo: number | null
  /** New terms of a `reprice`, `extend` or `restructure`. */
  readonly annualRate: string | null
  readonly maturityOn: CivilDate | null
}

/** What a contract owes: nothing but the sum of its events. */
export type Account = Amounts & {
  readonly disbursedFen: Fen
  readonly writtenOffFen: Fen
  /** The earliest due date with principal or interest unpaid. */
  readonly unpaidSince: CivilDate | null
  readonly daysPastDue: number
  readonly closed: boolean
}

/** As of the end of `asOf`, with what was booked by the end of `knownOn`. */
export type View = { readonly asOf: CivilDate; readonly knownOn: CivilDate }

const sumOf = (events: readonly LoanEvent[], component: Component): Fen =>
  events.reduce((sum, event) => sum + event[component], 0n)

/** Without what was taken back, in the order of effect. */
const standing = (events: readonly LoanEvent[]): readonly LoanEvent[] => {
  const reversed = new Set(events.flatMap(({ type, reversesNo }) => (type === 'reverse' ? [reversesNo] : [])))
  return events
    .filter(({ no, type }) => type !== 'reverse' && !reversed.has(no))
    .toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : a.no - b.no))
}

/** Payments settle the oldest due first: the day from which something due has not been covered. */
const unpaidSince = (events: readonly LoanEvent[]): CivilDate | null => {
  let covered = 0n
  for (const { type, duePrincipalFen, interestFen } of events) {
    if (type !== 'due') covered -= (duePrincipalFen < 0n ? duePrincipalFen : 0n) + (interestFen < 0n ? interestFen : 0n)
  }
  for (const { type, effectiveOn, duePrincipalFen, interestFen } of events) {
    if (type !== 'due') continue
    covered -= duePrincipalFen + interestFen
    if (covered < 0n) return effectiveOn
  }
  return null
}

/** The state of a contract on a day, replayed from its events. */
export const accountOn = (events: readonly LoanEvent[], { asOf, knownOn }: View): Account => {
  const known = events.filter(({ bookedOn }) => bookedOn <= knownOn)
  const effective = standing(known).filter(({ effectiveOn }) => effectiveOn <= asOf)
  const total = (component: Component) => sumOf(effective, component)
  const ofType = (type: LoanEventType) => effective.filter((event) => event.type === type)
  const principalFen = total('principalFen')
  const since = unpaidSince(effective)
  const owed = components.some((component) => total(component) !== 0n)
  return {
    principalFen,
    duePrincipalFen: total('duePrincipalFen'),
    interestFen: total('interestFen'),
    penaltyFen: total('penaltyFen'),
    costFen: total('costFen'),
    disbursedFen: sumOf(ofType('disburse'), 'principalFen'),
    writtenOffFen: -sumOf(ofType('write_off'), 'principalFen'),
    unpaidSince: since,
    daysPastDue: since === null ? 0 : Math.max(0, diffDays(since, asOf)),
    closed: effective.length > 0 && !owed,
  }
}

export type Terms = { readonly annualRate: string; readonly maturityOn: CivilDate }

/** The rate and maturity in force on a day: those signed, as changed by the events since. */
export const termsOn = (signed: Terms, events: readonly LoanEvent[], { asOf, knownOn }: View): Terms =>
  standing(events.filter(({ bookedOn }) => bookedOn <= knownOn))
    .filter(({ effectiveOn }) => effectiveOn <= asOf)
    .reduce(
      (terms, { annualRate, maturityOn }) => ({
        annualRate: annualRate ?? terms.annualRate,
        maturityOn: maturityOn ?? terms.maturityOn,
      }),
      signed,
    )

const refuse = (code: string, message: string) => Problem.field('', code, message)

/**
 * Whether a stream can be: whatever day it is looked at, nothing is owed below 0, no more is due than stands out, and no
 * more was paid out than agreed. Call it with the new event appended, before it is written.
 * @throws Problem not_computable `reverse_unknown`, `reverse_twice`, `not_disbursed`, `over_disbursed`,
 * `negative_balance`, `due_above_balance`
 */
export const refuseUnsound = (events: readonly LoanEvent[], agreedFen: Fen): void => {
  const taken = new Set<number>()
  for (const { type, reversesNo, no } of events) {
    if (type !== 'reverse') continue
    const target = events.find((event) => event.no === reversesNo)
    if (target === undefined || target.type === 'reverse' || target.no >= no) {
      throw refuse('reverse_unknown', '只能冲正已入账的、未冲正的流水')
    }
    if (taken.has(target.no)) throw refuse('reverse_twice', `第 ${target.no} 笔流水已经冲正`)
    taken.add(target.no)
  }
  const running: Record<Component, Fen> = { ...noAmounts }
  let lent = 0n
  for (const event of standing(events)) {
    for (const component of components) running[component] += event[component]
    // A renewal takes over the principal of the loan before it.
    const isLending = event.type === 'disburse' || (event.type === 'renew' && event.principalFen > 0n)
    if (isLending) lent += event.principalFen
    else if (lent === 0n) throw refuse('not_disbursed', `${event.effectiveOn} 贷款尚未发放`)
    if (lent > agreedFen) throw refuse('over_disbursed', '累计放款超过合同金额')
    const negative = components.find((component) => running[component] < 0n)
    if (negative !== undefined) throw refuse('negative_balance', `${event.effectiveOn} 的 ${negative} 将小于零`)
    if (running.duePrincipalFen > running.principalFen) {
      throw refuse('due_above_balance', `${event.effectiveOn} 到期本金超过本金余额`)
    }
  }
}

/** 90 days past due turn the order round: principal before interest. */
const orderTurnsAfterDays = 90

/**
 * How a payment is spread over what is owed (finance 4.8): costs, penalty and compound interest, interest, due principal;
 * more than 90 days past due: costs, due principal, interest, penalty. Negative amounts, for a `repay` event.
 * @throws Problem not_computable `payment_exceeds_due`: what is beyond is a prepayment
 */
export const settle = (account: Account, paymentFen: Fen): Amounts => {
  const order: readonly Component[] =
    account.daysPastDue > orderTurnsAfterDays
      ? ['costFen', 'duePrincipalFen', 'interestFen', 'penaltyFen']
      : ['costFen', 'penaltyFen', 'interestFen', 'duePrincipalFen']
  const paid: Record<Component, Fen> = { ...noAmounts }
  let left = paymentFen
  for (const component of order) {
    const part = left < account[component] ? left : account[component]
    paid[component] = -part
    left -= part
  }
  if (left > 0n) {
    throw Problem.field(
      '/amountFen',
      'payment_exceeds_due',
      `超过当日应还 ${paymentFen - left} 分，超出部分应作提前还款`,
    )
  }
  return { ...paid, principalFen: paid.duePrincipalFen }
}
