/**
 * Exact rational numbers. Interest, shares and allocations are rationals that are rounded once, at the end; no float
 * touches money (finance 4.8, architecture §4).
 */
import { Decimal as SharedDecimal } from 'decimal.js'
import { Problem } from './errors/problem.ts'

/**
 * HALF_UP: ties away from zero (四舍五入). HALF_EVEN: ties to the even neighbour (四舍六入五成双, GB/T 8170).
 * DOWN: towards zero (截断).
 */
export type Rounding = 'HALF_UP' | 'HALF_EVEN' | 'DOWN'

/**
 * decimal.js with a configuration of our own, so that nobody's `Decimal.set` can change a figure: 40 significant
 * digits. For powers with fractional exponents and logarithms (annuity factors with 8.5 years); plain products and
 * sums are `Rational`.
 */
export const Decimal = SharedDecimal.clone({
  precision: 40,
  rounding: SharedDecimal.ROUND_HALF_UP,
  toExpNeg: -100,
  toExpPos: 100,
  defaults: true,
})
export type Decimal = InstanceType<typeof Decimal>

const decimalGrammar = /^-?(?:0|[1-9]\d{0,29})(?:\.\d{1,30})?$/

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** Rounds numerator ÷ denominator (> 0) to an integer; spares the gcd of `Rational` where the integers are huge. */
export const roundQuotient = (numerator: bigint, denominator: bigint, rounding: Rounding): bigint => {
  const negative = numerator < 0n
  const magnitude = negative ? -numerator : numerator
  const floor = magnitude / denominator
  const twice = (magnitude % denominator) * 2n
  const up =
    rounding !== 'DOWN' &&
    (twice > denominator || (twice === denominator && (rounding === 'HALF_UP' || floor % 2n === 1n)))
  const result = up ? floor + 1n : floor
  return negative ? -result : result
}

/** What is taken as an exact number: an integer, a decimal string such as `'0.0405'`, or a rational. */
export type Exact = bigint | number | string | Rational

export class Rational {
  static readonly zero = new Rational(0n, 1n)
  static readonly one = new Rational(1n, 1n)
  readonly numerator: bigint
  /** Always > 0 and without a common factor with the numerator. */
  readonly denominator: bigint

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator
    this.denominator = denominator
  }

  /**
   * `Rational.of('0.0405')`, `Rational.of(1, 3)`. A number must be a safe integer: 0.1 as a float is refused, because
   * it is not one tenth.
   * @throws Problem not_computable: not a number in the strict grammar, or denominator 0.
   */
  static of(value: Exact, denominator: Exact = 1n): Rational {
    const top = Rational.#single(value)
    return denominator === 1n ? top : top.dividedBy(Rational.#single(denominator))
  }

  static #single(value: Exact): Rational {
    if (value instanceof Rational) return value
    if (typeof value === 'bigint') return new Rational(value, 1n)
    if (typeof value === 'string') return parseDecimal(value)
    if (!Number.isSafeInteger(value)) throw new Problem('not_computable', `不是精确的整数：${value}`)
    return new Rational(BigInt(value), 1n)
  }

  static ratio(numerator: bigint, denominator: bigint): Rational {
    if (denominator === 0n) throw new Problem('not_computable', '除数为零')
    const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n)
    return new Rational(numerator / divisor, denominator / divisor)
  }

  plus(other: Exact): Rational {
    const b = Rational.of(other)
    return Rational.ratio(
      this.numerator * b.denominator + b.numerator * this.denominator,
      this.denominator * b.denominator,
    )
  }

  minus(other: Exact): Rational {
    return this.plus(Rational.of(other).negated())
  }

  times(other: Exact): Rational {
    const b = Rational.of(other)
    return Rational.ratio(this.numerator * b.numerator, this.denominator * b.denominator)
  }

  /** @throws Problem not_computable when `other` is zero. */
  dividedBy(other: Exact): Rational {
    const b = Rational.of(other)
    return Rational.ratio(this.numerator * b.denominator, this.denominator * b.numerator)
  }

  /** Integer power; a negative exponent inverts. */
  power(exponent: number): Rational {
    if (!Number.isSafeInteger(exponent)) throw new Problem('not_computable', '指数须为整数')
    const size = BigInt(Math.abs(exponent))
    const [top, bottom] = [this.numerator ** size, this.denominator ** size]
    return exponent < 0 ? Rational.ratio(bottom, top) : new Rational(top, bottom)
  }

  negated(): Rational {
    return new Rational(-this.numerator, this.denominator)
  }

  absolute(): Rational {
    return this.numerator < 0n ? this.negated() : this
  }

  /** −1, 0 or 1, as `this` is below, equal to or above `other`. */
  compare(other: Exact): -1 | 0 | 1 {
    const b = Rational.of(other)
    const difference = this.numerator * b.denominator - b.numerator * this.denominator
    return difference < 0n ? -1 : difference > 0n ? 1 : 0
  }

  equals(other: Exact): boolean {
    return this.compare(other) === 0
  }

  get sign(): -1 | 0 | 1 {
    return this.compare(0n)
  }

  /** To an integer. */
  round(rounding: Rounding = 'HALF_UP'): bigint {
    return roundQuotient(this.numerator, this.denominator, rounding)
  }

  /** To the nearest multiple of `step` (> 0), e.g. instalments in whole yuan: `roundTo(100n)`. */
  roundTo(step: bigint, rounding: Rounding = 'HALF_UP'): bigint {
    if (step <= 0n) throw new Problem('not_computable', '取整单位须大于 0')
    return roundQuotient(this.numerator, this.denominator * step, rounding) * step
  }

  /** Decimal string with exactly `places` decimals; never "-0.00". */
  toFixed(places: number, rounding: Rounding = 'HALF_UP'): string {
    const scaled = roundQuotient(this.numerator * 10n ** BigInt(places), this.denominator, rounding)
    const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0')
    const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
    return scaled < 0n ? `-${text}` : text
  }

  /** The nearest double, for charts and figures that are not money. Exact inputs of any size. */
  toNumber(): number {
    const [top, bottom] = [Number(this.numerator), Number(this.denominator)]
    if (Number.isSafeInteger(top) && Number.isSafeInteger(bottom)) return top / bottom
    return new Decimal(this.numerator.toString()).dividedBy(this.denominator.toString()).toNumber()
  }

  toDecimal(): Decimal {
    return new Decimal(this.numerator.toString()).dividedBy(this.denominator.toString())
  }

  toString(): string {
    return this.denominator === 1n ? `${this.numerator}` : `${this.numerator}/${this.denominator}`
  }
}

/** Whether `text` is a decimal in the strict grammar: no plus sign, exponent, leading zeros, spaces or separators. */
export const isDecimal = (text: string): boolean => decimalGrammar.test(text)

/**
 * Reads a decimal string exactly: `-12.50`, `0.0405`. At most 30 digits on either side.
 * @throws Problem not_computable `decimal` at `pointer`.
 */
export const parseDecimal = (text: string, pointer = ''): Rational => {
  if (!isDecimal(text)) throw Problem.field(pointer, 'decimal', `不是规范的十进制数：${text.slice(0, 40)}`)
  const [whole = '', fraction = ''] = text.split('.')
  return Rational.ratio(BigInt(whole + fraction), 10n ** BigInt(fraction.length))
}

/** Sum of exact numbers. */
export const sumExact = (values: Iterable<Exact>): Rational => {
  let sum = Rational.zero
  for (const value of values) sum = sum.plus(value)
  return sum
}
