import { type CivilDate, diffDays } from '../../platform/dates.ts'
import { type Fen, Rational } from '../../platform/money.ts'
import type { LoanEvent, Terms } from './contract-account.ts'

/** 罚息加收比例 ([A]: the highest that 银发〔2003〕251号 allows for overdue loans). */
export const penaltyMarkup = '0.5'

type Step = { readonly on: CivilDate; readonly principal: Fen; readonly interest: Fen; readonly rate: string | null }

const standing = (events: readonly LoanEvent[]): readonly LoanEvent[] => {
  const reversed = new Set(events.flatMap(({ type, reversesNo }) => (type === 'reverse' ? [reversesNo] : [])))
  return events.filter(({ no, type }) => type !== 'reverse' && !reversed.has(no))
}

/**
 * Penalty and compound interest (罚息、复利) that has run by the end of a day on what is due and unpaid, over the loan's
 * whole life, each of the two rounded once. It depends on the events alone, not on when or how often it is asked for: what was booked
 * before is taken off by the caller, so that daily runs and one late run come to the same sum.
 */
export const penaltyRunBy = (signed: Terms, events: readonly LoanEvent[], day: CivilDate): Fen => {
  const steps = standing(events)
    .filter(({ effectiveOn }) => effectiveOn < day)
    .map(
      ({ effectiveOn: on, duePrincipalFen: principal, interestFen: interest, annualRate: rate }): Step => ({
        on,
        principal,
        interest,
        rate,
      }),
    )
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  let [since, rate] = [day, signed.annualRate]
  const owed = { principal: 0n, interest: 0n }
  const run = { principal: Rational.zero, interest: Rational.zero }
  const until = (on: CivilDate): void => {
    if (on > since) {
      const share = Rational.of(rate)
        .times(Rational.of(penaltyMarkup).plus(1n))
        .times(diffDays(since, on))
        .dividedBy(360n)
      for (const part of ['principal', 'interest'] as const) {
        if (owed[part] > 0n) run[part] = run[part].plus(share.times(owed[part]))
      }
    }
    since = on
  }
  for (const step of steps) {
    until(step.on)
    owed.principal += step.principal
    owed.interest += step.interest
    rate = step.rate ?? rate
  }
  until(day)
  return run.principal.round() + run.interest.round()
}

/** Penalty that was booked and stands. */
export const penaltyBooked = (events: readonly LoanEvent[]): Fen =>
  standing(events).reduce((sum, { type, penaltyFen }) => (type === 'penalty' ? sum + penaltyFen : sum), 0n)
