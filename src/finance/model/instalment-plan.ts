import { type CivilDate, addMonths, partsOf } from '../../platform/dates.ts'
import { type Fen, Rational } from '../../platform/money.ts'
import type { LoanEvent, Terms } from './contract-account.ts'
import { type Row, runLoan } from './loan-run.ts'
import type { LoanTerms, RepaymentMethod } from './loan-terms.ts'
import { type Period, brokenFraction, periodsOf } from './periods.ts'

/** What a contract says about its instalments. */
export type PlanTerms = Terms & { readonly method: RepaymentMethod; readonly periodMonths: number }

/** An instalment of a contract: what falls due on a day, and what is left to fall due after it. */
export type Instalment = Pick<Row, 'from' | 'due' | 'principalFen' | 'interestFen' | 'totalFen' | 'closingFen'>

type Change = {
  readonly on: CivilDate
  readonly fen: Fen
  readonly annualRate: string | null
  readonly maturityOn: CivilDate | null
}

const standing = (events: readonly LoanEvent[]): readonly LoanEvent[] => {
  const reversed = new Set(events.flatMap(({ type, reversesNo }) => (type === 'reverse' ? [reversesNo] : [])))
  return events
    .filter(({ no, type }) => type !== 'reverse' && !reversed.has(no))
    .toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : a.no - b.no))
}

/**
 * Events that move what is still to fall due or the terms. A due instalment and its repayment do not: they follow the
 * plan. Written off, or renewed into another contract, nothing more falls due.
 */
const changesOf = (events: readonly LoanEvent[]): readonly Change[] =>
  standing(events).flatMap(({ type, effectiveOn, principalFen, duePrincipalFen, annualRate, maturityOn }) => {
    const moves = type === 'disburse' || type === 'prepay' || type === 'renew' || type === 'write_off'
    const fen = moves ? principalFen - duePrincipalFen : 0n
    return fen === 0n && annualRate === null && maturityOn === null
      ? []
      : [{ on: effectiveOn, fen, annualRate, maturityOn }]
  })

/** Every `periodMonths` from the day of lending, the last on the maturity. */
export const dueDatesOf = (
  start: CivilDate,
  { method, periodMonths, maturityOn }: Pick<PlanTerms, 'method' | 'periodMonths' | 'maturityOn'>,
): readonly CivilDate[] => {
  if (maturityOn <= start) return []
  if (method === 'bullet') return [maturityOn]
  const dates: CivilDate[] = []
  for (let index = 1; ; index++) {
    const due = addMonths(start, index * periodMonths, partsOf(start).day)
    if (due >= maturityOn) break
    dates.push(due)
  }
  return [...dates, maturityOn]
}

type Anchor = { readonly start: CivilDate; readonly balanceFen: Fen; readonly terms: PlanTerms }

const loanOf = ({ start, balanceFen, terms }: Anchor, first: CivilDate, dueDates: readonly CivilDate[]): LoanTerms => ({
  principalFen: balanceFen,
  annualRate: Rational.of(terms.annualRate),
  method: terms.method,
  start,
  dueDates: [...dueDates],
  dueDay: partsOf(first).day,
  periodMonths: terms.periodMonths,
  dayCount: '30/360',
  rounding: 'HALF_UP',
  countFromInstallment: false,
  installmentMultipleFen: 1n,
  installmentRounding: 'HALF_UP',
  principalGraceInstallments: 0,
  balanceInstallments: false,
  pointer: '',
})

/** Interest of a period up to a day by the days of its segments, rounded once, and the balance then. */
const runTo = (loan: LoanTerms, period: Period, day: CivilDate, changes: readonly Change[]) => {
  let since = period.from
  let balance = loan.principalFen
  let rate = loan.annualRate
  let interest = Rational.zero
  const run = (to: CivilDate) => {
    interest = interest.plus(rate.times(balance).times(brokenFraction(since, to, period, loan)))
    since = to
  }
  for (const change of changes) {
    run(change.on)
    balance += change.fen
    if (change.annualRate !== null) rate = Rational.of(change.annualRate)
  }
  run(day)
  return { interestFen: interest.round(), balance }
}

/** A period inside which something changed: interest by segments, principal as it was planned, within what is left. */
const brokenRow = (loan: LoanTerms, period: Period, planned: Row, changes: readonly Change[]): Instalment => {
  const { interestFen, balance } = runTo(loan, period, period.due, changes)
  const wanted = planned.closingFen === 0n ? balance : planned.principalFen
  const principalFen = balance <= 0n ? 0n : wanted < balance ? wanted : balance
  return {
    from: period.from,
    due: period.due,
    principalFen,
    interestFen,
    totalFen: principalFen + interestFen,
    closingFen: balance - principalFen,
  }
}

/**
 * All instalments of a contract, past and future, as its events stand: the schedule that was signed (finance 4.8),
 * planned anew to the same maturity after a prepayment, a new rate or a new maturity. Interest of a period in which the
 * balance or the rate changed runs by its days. Empty before the money went out.
 */
export const instalmentPlan = (signed: PlanTerms, events: readonly LoanEvent[]): readonly Instalment[] => {
  const changes = changesOf(events)
  const first = changes.find(({ fen }) => fen > 0n)
  if (first === undefined) return []
  const rows: Instalment[] = []
  let next = 0
  let anchor: Anchor = { start: first.on, balanceFen: 0n, terms: signed }
  let dueDates = dueDatesOf(first.on, signed)
  const apply = (change: Change): void => {
    const terms = {
      ...anchor.terms,
      annualRate: change.annualRate ?? anchor.terms.annualRate,
      maturityOn: change.maturityOn ?? anchor.terms.maturityOn,
    }
    anchor = { ...anchor, balanceFen: anchor.balanceFen + change.fen, terms }
    if (change.maturityOn !== null) dueDates = dueDatesOf(first.on, terms)
  }
  for (;;) {
    for (let change = changes[next]; change !== undefined && change.on <= anchor.start; change = changes[++next]) {
      apply(change)
    }
    const ahead = dueDates.filter((due) => due > anchor.start)
    if (anchor.balanceFen <= 0n || ahead.length === 0) return rows
    const loan = loanOf(anchor, first.on, ahead)
    const plan = runLoan(loan, []).rows
    const change = changes[next]
    // A change on a due date holds from the next period on.
    const whole = change === undefined ? plan : plan.filter(({ due }) => due <= change.on)
    rows.push(...whole)
    const last = whole.at(-1)
    const reached = { start: last?.due ?? anchor.start, balanceFen: last?.closingFen ?? anchor.balanceFen }
    if (change === undefined) return rows
    const planned = plan[whole.length]
    if (reached.start >= change.on || planned === undefined) {
      anchor = { ...anchor, ...reached, start: change.on > reached.start ? change.on : reached.start }
      continue
    }
    const inside = changes.slice(next).filter(({ on }) => on < planned.due)
    const periods = periodsOf(loan, loan.start, ahead, { dueDay: loan.dueDay, periodMonths: loan.periodMonths })
    const period = periods.find(({ due }) => due === planned.due)
    if (period === undefined) return rows
    const broken = brokenRow({ ...loan, principalFen: reached.balanceFen }, period, planned, inside)
    next += inside.length
    for (const one of inside) apply(one)
    // Settled, renewed or written off inside the period: its interest was collected on that day.
    if (broken.principalFen + broken.closingFen <= 0n) return rows
    rows.push(broken)
    anchor = { ...anchor, start: planned.due, balanceFen: broken.closingFen }
  }
}

/** Interest that has run since the last due date and is not due yet, rounded once: what a payoff on that day adds. */
export const accruedOn = (signed: PlanTerms, events: readonly LoanEvent[], day: CivilDate): Fen => {
  const plan = instalmentPlan(signed, events)
  const open = plan.find(({ from, due }) => from < day && day < due)
  if (open === undefined) return 0n
  const changes = changesOf(events).filter(({ on }) => on <= day)
  const before = changes.filter(({ on }) => on <= open.from)
  const paid = plan.reduce((sum, { due, principalFen }) => (due <= open.from ? sum + principalFen : sum), 0n)
  const balanceFen = before.reduce((sum, { fen }) => sum + fen, 0n) - paid
  const annualRate = before.findLast((change) => change.annualRate !== null)?.annualRate ?? signed.annualRate
  const loan = loanOf({ start: open.from, balanceFen, terms: { ...signed, annualRate } }, open.from, [open.due])
  const [period] = periodsOf(loan, open.from, [open.due], { dueDay: null, periodMonths: signed.periodMonths })
  return period === undefined ? 0n : runTo(loan, period, day, changes.slice(before.length)).interestFen
}
