/**
 * Money is a whole number of fen (分) as bigint; in JSON an integer number below 2^53 under a key `…Fen`.
 * Rates are decimal strings. Every product is exact and rounded once.
 */
import { Problem } from './errors/problem.ts'
import { type Exact, Rational, type Rounding, parseDecimal, sumExact } from './rational.ts'

export { Decimal, type Exact, Rational, type Rounding, isDecimal, parseDecimal } from './rational.ts'

export type Fen = bigint

/** JSON integer → fen. @throws Problem not_computable `money` when not a safe integer. */
export const fenFromNumber = (value: number, pointer = ''): Fen => {
  if (!Number.isSafeInteger(value)) throw Problem.field(pointer, 'money', `金额须为整数分：${value}`)
  return BigInt(value)
}

/** Fen → JSON integer. @throws Problem not_computable `money` at 2^53 or more, where a JSON number would lie. */
export const fenToNumber = (fen: Fen): number => {
  const value = Number(fen)
  if (!Number.isSafeInteger(value)) throw Problem.field('', 'money', `金额超出可精确表示的范围：${fen} 分`)
  return value
}

/** `'1234.5'` yuan → 123450 fen. @throws Problem not_computable `money` beyond two decimals or not a decimal. */
export const parseYuan = (text: string, pointer = ''): Fen => {
  const fen = parseDecimal(text, pointer).times(100n)
  if (fen.denominator !== 1n) throw Problem.field(pointer, 'money', `金额最多两位小数：${text}`)
  return fen.numerator
}

/** amount × rate, rounded once. */
export const timesRate = (amount: Fen, rate: Exact, rounding: Rounding = 'HALF_UP'): Fen =>
  Rational.of(amount).times(rate).round(rounding)

/** Simple interest: amount × yearly rate × days ÷ base, rounded once. `base` is 360, 364 or 365 days. */
export const interest = (
  amount: Fen,
  yearlyRate: Exact,
  days: number,
  base: number,
  rounding: Rounding = 'HALF_UP',
): Fen => Rational.of(amount).times(yearlyRate).times(days).dividedBy(base).round(rounding)

/**
 * Divides `total` in proportion to `weights` by largest remainder (Hamilton): parts sum to `total` exactly, each is
 * within 1 fen of its exact share, equal remainders go to the earlier part. A negative total is the mirror image.
 * @throws Problem not_computable `weights` when one is negative or all are zero.
 */
export const allocate = (total: Fen, weights: readonly Exact[]): Fen[] => {
  const exact = weights.map((weight) => Rational.of(weight))
  const sum = sumExact(exact)
  if (sum.sign <= 0 || exact.some((weight) => weight.sign < 0)) {
    throw Problem.field('/weights', 'weights', '分摊权重不得为负，且合计须大于 0')
  }
  const size = total < 0n ? -total : total
  const shares = exact.map((weight) => weight.times(size).dividedBy(sum))
  const parts = shares.map((share) => share.round('DOWN'))
  const left = Number(size - parts.reduce((a, b) => a + b, 0n))
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share.minus(parts[index] ?? 0n) }))
    .sort((a, b) => b.remainder.compare(a.remainder) || a.index - b.index)
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0n) + 1n
  return total < 0n ? parts.map((part) => -part) : parts
}

const separate = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')

const withSign = (text: string): string => {
  const [whole = '', fraction] = text.replace('-', '').split('.')
  const figure = fraction === undefined ? separate(whole) : `${separate(whole)}.${fraction}`
  return text.startsWith('-') ? `−${figure}` : figure
}

/** Exact yuan for workings and documents: `1,234,567.80`, minus sign `−` (ui.md, Figures). */
export const formatYuan = (fen: Fen): string => withSign(Rational.of(fen).dividedBy(100n).toFixed(2))

/** A figure and its unit, shown at different sizes. */
export type ShownFigure = { readonly figure: string; readonly unit: '元' | '万元' | '亿元' }

/**
 * For headlines: 亿元 from 1 亿, 万元 from 1 万, else yuan; two decimals, half up. What rounds up to 10 000.00 万 is
 * shown as 1.00 亿, so that the unit follows the figure that is read.
 */
export const showMoney = (fen: Fen): ShownFigure => {
  const yuan = Rational.of(fen).dividedBy(100n)
  const size = yuan.absolute()
  const tenThousands = size.dividedBy(10_000n)
  if (tenThousands.times(100n).round() >= 1_000_000n) {
    return { figure: withSign(yuan.dividedBy(100_000_000n).toFixed(2)), unit: '亿元' }
  }
  if (size.compare(10_000n) >= 0) return { figure: withSign(yuan.dividedBy(10_000n).toFixed(2)), unit: '万元' }
  return { figure: withSign(yuan.toFixed(2)), unit: '元' }
}
