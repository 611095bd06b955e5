import { Decimal, Rational } from '../../platform/money.ts'

const places = 30

const compute = (rate: Rational, years: Rational): Rational => {
  if (rate.sign === 0) return years
  if (rate.denominator < 1_000_000n && years.denominator === 1n && years.numerator <= 100n) {
    return Rational.one.minus(rate.plus(1n).power(-Number(years.numerator))).dividedBy(rate)
  }
  const growth = rate.plus(1n).toDecimal().pow(years.toDecimal())
  return Rational.of(new Decimal(1).minus(new Decimal(1).dividedBy(growth)).dividedBy(rate.toDecimal()).toFixed(places))
}

const known = new Map<string, Rational>()

/**
 * Present value of 1 a year for n years, paid at the end of each: a(r,n) = (1 − (1+r)^−n) ÷ r, a(0,n) = n. Exact for
 * whole years, else to 30 decimals; a broken year counts by its part (finance 4.1).
 */
export const annuityFactor = (rate: Rational, years: Rational): Rational => {
  const key = `${rate.numerator}/${rate.denominator}:${years.numerator}/${years.denominator}`
  const found = known.get(key)
  if (found !== undefined) return found
  const factor = compute(rate, years)
  // A county values many rights with few terms; the map stays small whatever is asked.
  if (known.size >= 10_000) known.clear()
  known.set(key, factor)
  return factor
}
