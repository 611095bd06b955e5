import type { CivilDate } from '../../platform/dates.ts'
import { partsOf } from '../../platform/dates.ts'
import { type Fen, Rational } from '../../platform/money.ts'
import { chiSquareTail } from './probability.ts'

/** 贷款, 结算, 理财, 保险, 担保. */
export const needKinds = ['loan', 'settlement', 'wealth', 'insurance', 'guarantee'] as const
export type NeedKind = (typeof needKinds)[number]

/** One need as a household told it. Amounts in fen. */
export type Need = {
  readonly household: string
  readonly askedOn: CivilDate
  readonly kind: NeedKind
  readonly purpose: string
  readonly channel: string
  readonly amountFen: Fen
  /** Null: not decided yet. */
  readonly grantedFen: Fen | null
  readonly tenorMonths: number
  /** Group of households, such as pond families. */
  readonly segment: string | null
  /** Product taken, if any. */
  readonly product: string | null
}

/** A figure about fewer households is not told (finance 8). */
export const leastHouseholds = 10

export type Cell = { readonly value: string; readonly needs: number | null; readonly share: number | null }

const bandOf = (value: number, bounds: readonly number[], unit: string): string => {
  const at = bounds.findIndex((bound) => value <= bound)
  if (at === -1) return `> ${bounds.at(-1)} ${unit}`
  return at === 0 ? `<= ${bounds[0]} ${unit}` : `(${bounds[at - 1]}..${bounds[at]}] ${unit}`
}

/** Ways to look at needs: 用途, 金额, 期限, 渠道, 月份, 类别. */
export const dimensions = {
  kind: (need: Need) => need.kind,
  purpose: (need: Need) => need.purpose,
  amount: (need: Need) => bandOf(Number(need.amountFen) / 1_000_000, [5, 10, 30, 50], '万元'),
  tenor: (need: Need) => bandOf(need.tenorMonths, [6, 12, 36], '月'),
  channel: (need: Need) => need.channel,
  month: (need: Need) => need.askedOn.slice(5, 7),
} as const
export type Dimension = keyof typeof dimensions

const households = (needs: readonly Need[]): number => new Set(needs.map(({ household }) => household)).size

const grouped = (needs: readonly Need[], by: (need: Need) => string): [string, Need[]][] => {
  const groups = new Map<string, Need[]>()
  for (const need of needs) {
    const group = groups.get(by(need))
    if (group === undefined) groups.set(by(need), [need])
    else group.push(need)
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}

/**
 * Share of needs by value. Cells of fewer than ten households are hidden; one hidden cell could be had by subtraction,
 * so the smallest open one is hidden with it.
 */
export const needShares = (needs: readonly Need[], dimension: Dimension): readonly Cell[] => {
  const cells = grouped(needs, dimensions[dimension]).map(([value, some]) => ({
    value,
    needs: some.length,
    open: households(some) >= leastHouseholds,
  }))
  const open = cells.filter((cell) => cell.open)
  if (cells.length - open.length === 1) {
    const [smallest] = open.toSorted((a, b) => a.needs - b.needs)
    if (smallest !== undefined) smallest.open = false
  }
  return cells.map((cell) => ({
    value: cell.value,
    needs: cell.open ? cell.needs : null,
    share: cell.open ? cell.needs / needs.length : null,
  }))
}

/** Σ max(0, asked − granted) ÷ Σ asked over decided loans; null for too few households or nothing asked. */
export const unmetDemand = (needs: readonly Need[]): Rational | null => {
  const decided = needs.flatMap(({ kind, grantedFen, ...need }) =>
    kind === 'loan' && grantedFen !== null ? [{ ...need, grantedFen }] : [],
  )
  const asked = decided.reduce((sum, { amountFen }) => sum + amountFen, 0n)
  if (new Set(decided.map(({ household }) => household)).size < leastHouseholds || asked === 0n) return null
  const unmet = decided.reduce(
    (sum, { amountFen, grantedFen }) => sum + (amountFen > grantedFen ? amountFen - grantedFen : 0n),
    0n,
  )
  return Rational.of(unmet, asked)
}

export type Seasonality = {
  readonly method: 'ratio_to_moving_average' | 'month_to_mean'
  /** January to December; mean 1. Null: no needs at all in that month's place. */
  readonly index: readonly (number | null)[]
}

const monthIndex = (date: CivilDate): number => partsOf(date).year * 12 + partsOf(date).month - 1

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * How needs run through the year: each month over the centred average of the twelve months about it (2 × 12), averaged
 * by month and scaled to mean 1. Less than two full years: the month over the mean month. Null without needs.
 */
export const seasonality = (needs: readonly Need[]): Seasonality | null => {
  if (households(needs) < leastHouseholds) return null
  const months = needs.map(({ askedOn }) => monthIndex(askedOn))
  const [first, last] = [Math.min(...months), Math.max(...months)]
  const counts = Array.from({ length: last - first + 1 }, () => 0)
  for (const month of months) counts[month - first] = (counts[month - first] ?? 0) + 1
  const at = (index: number) => counts[index] ?? 0
  const byMoving = counts.length >= 24
  const ratios = counts.flatMap((count, index) => {
    if (!byMoving) return [{ month: (first + index) % 12, ratio: count }]
    if (index < 6 || index + 6 >= counts.length) return []
    let sum = (at(index - 6) + at(index + 6)) / 2
    for (let near = index - 5; near <= index + 5; near++) sum += at(near)
    return sum === 0 ? [] : [{ month: (first + index) % 12, ratio: (count * 12) / sum }]
  })
  const means = Array.from({ length: 12 }, (_, month) =>
    meanOf(ratios.filter((one) => one.month === month).map(({ ratio }) => ratio)),
  )
  const level = meanOf(means.filter((mean) => mean !== null)) ?? 1
  const index = means.map((mean) => (mean === null || level === 0 ? null : mean / level))
  return { method: byMoving ? 'ratio_to_moving_average' : 'month_to_mean', index }
}

export type Shift = {
  readonly years: readonly [number, number]
  readonly chiSquare: number
  readonly degrees: number
  readonly p: number
  /** √(χ² ÷ n): 0 no change, 1 wholly different. */
  readonly cramersV: number
}

/** Whether purposes moved from the year before to the last one: χ² of the 2 × k table. Null where it cannot be told. */
export const yearlyShift = (needs: readonly Need[]): Shift | null => {
  const years = [...new Set(needs.map(({ askedOn }) => partsOf(askedOn).year))].toSorted((a, b) => a - b)
  const [before, last] = years.slice(-2)
  if (before === undefined || last === undefined) return null
  const inYear = (year: number) => needs.filter(({ askedOn }) => partsOf(askedOn).year === year)
  const [old, recent] = [inYear(before), inYear(last)]
  if (households(old) < leastHouseholds || households(recent) < leastHouseholds) return null
  const purposes = [...new Set([...old, ...recent].map(({ purpose }) => purpose))]
  if (purposes.length < 2) return null
  const all = old.length + recent.length
  let chiSquare = 0
  for (const purpose of purposes) {
    const counts = [old, recent].map((some) => some.filter((need) => need.purpose === purpose).length)
    const both = counts.reduce((sum, count) => sum + count, 0)
    ;[old.length, recent.length].forEach((size, index) => {
      const expected = (both * size) / all
      chiSquare += ((counts[index] ?? 0) - expected) ** 2 / expected
    })
  }
  const degrees = purposes.length - 1
  return {
    years: [before, last],
    chiSquare,
    degrees,
    p: chiSquareTail(chiSquare, degrees),
    cramersV: Math.sqrt(chiSquare / all),
  }
}

/** 97.5 % quantile of the normal distribution. */
const z = 1.959963984540054

/** Wilson's interval of a share at 95 %. */
export const wilson = (hits: number, of: number): readonly [number, number] => {
  const p = hits / of
  const centre = p + (z * z) / (2 * of)
  const half = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)]
}

export type Lift = {
  readonly product: string
  readonly segment: string
  readonly lift: number
  readonly low: number
  readonly high: number
}

/** P(product | segment) ÷ P(product), with the Wilson interval of the share, for segments of enough households. */
export const productLift = (needs: readonly Need[]): readonly Lift[] => {
  const segments = grouped(
    needs.filter(({ segment }) => segment !== null),
    ({ segment }) => segment ?? '',
  ).filter(([, some]) => households(some) >= leastHouseholds)
  const products = grouped(
    needs.filter(({ product }) => product !== null),
    ({ product }) => product ?? '',
  ).filter(([, some]) => households(some) >= leastHouseholds)
  return products.flatMap(([product, taken]) =>
    segments.map(([segment, some]) => {
      const overall = taken.length / needs.length
      const hits = some.filter((need) => need.product === product).length
      const [low, high] = wilson(hits, some.length)
      return { product, segment, lift: hits / some.length / overall, low: low / overall, high: high / overall }
    }),
  )
}
