import { Problem } from '../../platform/errors/problem.ts'
import type { Fen, Rational } from '../../platform/money.ts'
import { roundQuotient } from '../../platform/rational.ts'
import type { InstallmentRounding } from './loan-terms.ts'

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestCommonDivisor(b, a % b))

const toMultiple = (top: bigint, bottom: bigint, multiple: Fen, rounding: InstallmentRounding): Fen => {
  const unit = bottom * multiple
  if (rounding !== 'UP') return roundQuotient(top, unit, rounding) * multiple
  return ((top + unit - 1n) / unit) * multiple
}

/**
 * The level instalment (等额本息) that repays `balanceFen` over periods of any length, exact and rounded once:
 * X = P·Π(1+fᵢ) ÷ Fₙ with F₁ = 1, Fᵢ = 1 + Fᵢ₋₁(1+fᵢ). For equal f this is P·f ÷ (1 − (1+f)⁻ⁿ); for f = 0, P ÷ n.
 *
 * `carried` is interest that has run already and is due with the first instalment (fen, exact).
 * Everything stays in integers over one common denominator D: Π(1+fᵢ) = Π(D+aᵢ) ÷ Dⁿ, Fₙ = Gₙ ÷ Dⁿ⁻¹.
 */
export const levelInstalment = (
  balanceFen: Fen,
  periodRates: readonly Rational[],
  carried: Rational,
  multiple: Fen,
  rounding: InstallmentRounding,
): Fen => {
  const [first, ...rest] = periodRates
  if (first === undefined) throw Problem.field('/count', 'no_periods', '没有剩余的还款期')
  const denominator = periodRates.reduce(
    (all, { denominator: one }) => (all / greatestCommonDivisor(all, one)) * one,
    carried.denominator,
  )
  const grown = ({ numerator, denominator: one }: Rational): bigint => denominator + numerator * (denominator / one)
  // Owed at the first due date before paying, times D.
  let owed = balanceFen * grown(first) + carried.numerator * (denominator / carried.denominator)
  let payments = 1n
  let power = 1n
  for (const rate of rest) {
    const factor = grown(rate)
    power *= denominator
    owed *= factor
    payments = power + payments * factor
  }
  return toMultiple(owed, denominator * payments, multiple, rounding)
}
