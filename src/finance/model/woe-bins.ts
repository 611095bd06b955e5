import { Problem } from '../../platform/errors/problem.ts'
import { type MergeLimits, type Monotone, bestMerge } from './optimal-merge.ts'

export type Cell = number | string | null
export type Column = { readonly name: string; readonly type: 'numeric' | 'categorical' }

/** Counts of a bin; `woe` = ln((bad ÷ B) ÷ (good ÷ G)): above 0 means worse than the whole. */
export type Bin = {
  readonly bin: string
  readonly count: number
  readonly good: number
  readonly bad: number
  readonly woe: number
  readonly iv: number
}

/** How a variable is cut: left-closed intervals between `cuts`, or groups of categories; missing values apart. */
export type Binning = {
  readonly name: string
  readonly iv: number
  readonly bins: readonly Bin[]
} & (
  | { readonly type: 'numeric'; readonly cuts: readonly number[] }
  | { readonly type: 'categorical'; readonly groups: readonly (readonly string[])[] }
)

/** Given cuts: numbers, or groups of categories. */
export type Breaks = readonly (number | string | readonly string[])[]

export type BinOptions = {
  /** Least share of a bin in all observations. */
  readonly minShare: number
  readonly maxBins: number
  readonly monotone: Monotone
}
export const binDefaults: BinOptions = { minShare: 0.05, maxBins: 8, monotone: 'none' }

export const missingBin = 'missing'
const joiner = '%,%'
const preBins = 64

type Target = readonly (0 | 1)[]

/** The bin of a value; −1: a category never seen, or a missing value where none was. */
export const binOf = (binning: Binning, cell: Cell): number => {
  if (cell === null) return binning.bins.findLastIndex(({ bin }) => bin === missingBin)
  if (binning.type === 'categorical') return binning.groups.findIndex((group) => group.includes(String(cell)))
  let [low, high] = [0, binning.cuts.length]
  const value = Number(cell)
  while (low < high) {
    const middle = (low + high) >> 1
    if (value >= (binning.cuts[middle] ?? Number.POSITIVE_INFINITY)) low = middle + 1
    else high = middle
  }
  return low
}

const numericLabels = (cuts: readonly number[]): string[] =>
  [...cuts, null].map((to, index) => `[${index === 0 ? '-inf' : cuts[index - 1]},${to ?? 'inf'})`)

/** Weights of evidence. Where a cell is zero, half an observation is added to both cells of every bin. */
const weigh = (labels: readonly string[], good: readonly number[], bad: readonly number[]): Bin[] => {
  const filled = labels.map((_, index) => (good[index] ?? 0) + (bad[index] ?? 0) > 0)
  const hasZero = filled.some((isFilled, index) => isFilled && (good[index] === 0 || bad[index] === 0))
  const half = hasZero ? 0.5 : 0
  const total = (counts: readonly number[]) =>
    counts.reduce((sum, count, index) => (filled[index] === true ? sum + count + half : sum), 0)
  const [goods, bads] = [total(good), total(bad)]
  return labels.map((bin, index) => {
    const counts = { good: good[index] ?? 0, bad: bad[index] ?? 0 }
    const known = { bin, count: counts.good + counts.bad, ...counts }
    // A given interval without observations tells nothing.
    if (filled[index] !== true) return { ...known, woe: 0, iv: 0 }
    const [badShare, goodShare] = [(counts.bad + half) / bads, (counts.good + half) / goods]
    const woe = Math.log(badShare / goodShare)
    return { ...known, woe, iv: (badShare - goodShare) * woe }
  })
}

type Counts = { readonly good: number[]; readonly bad: number[] }

const tally = (size: number, values: readonly Cell[], target: Target, at: (cell: Cell) => number): Counts => {
  const zeros = () => Array.from({ length: size }, () => 0)
  const [good, bad] = [zeros(), zeros()]
  for (let index = 0; index < values.length; index++) {
    const bin = at(values[index] ?? null)
    if (bin < 0) continue
    const counts = target[index] === 1 ? bad : good
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { good, bad }
}

const summed = (bins: readonly Bin[]): number => bins.reduce((sum, { iv }) => sum + iv, 0)

/** Cuts at the quantiles; every distinct value where there are few. */
const preCuts = (values: readonly Cell[]): number[] => {
  const sorted = Float64Array.from(values.filter((value) => value !== null).map(Number)).sort()
  const distinct: number[] = []
  for (const value of sorted) {
    if (value !== distinct.at(-1)) distinct.push(value)
    if (distinct.length > preBins) break
  }
  const at = (part: number) => sorted[Math.ceil((sorted.length * part) / preBins) - 1] ?? Number.NaN
  const cuts = distinct.length <= preBins ? distinct : Array.from({ length: preBins - 1 }, (_, part) => at(part + 1))
  const [least] = sorted
  return [...new Set(cuts)].filter((cut) => cut !== least)
}

const numericBinning = (name: string, values: readonly Cell[], target: Target, cuts: readonly number[]): Binning => {
  const hasMissing = values.includes(null)
  const labels = [...numericLabels(cuts), ...(hasMissing ? [missingBin] : [])]
  const shape: Binning = {
    name,
    type: 'numeric',
    cuts,
    iv: 0,
    bins: labels.map((bin) => ({ bin, count: 0, good: 0, bad: 0, woe: 0, iv: 0 })),
  }
  const { good, bad } = tally(labels.length, values, target, (cell) => binOf(shape, cell))
  const bins = weigh(labels, good, bad)
  return { ...shape, bins, iv: summed(bins) }
}

const categoricalBinning = (
  name: string,
  values: readonly Cell[],
  target: Target,
  groups: readonly (readonly string[])[],
): Binning => {
  const hasMissing = values.includes(null)
  const labels = [...groups.map((group) => group.join(joiner)), ...(hasMissing ? [missingBin] : [])]
  const indexOf = new Map(groups.flatMap((group, index) => group.map((category) => [category, index] as const)))
  const { good, bad } = tally(labels.length, values, target, (cell) =>
    cell === null ? labels.length - 1 : (indexOf.get(String(cell)) ?? -1),
  )
  const bins = weigh(labels, good, bad)
  return { name, type: 'categorical', groups, bins, iv: summed(bins) }
}

type Limits = Pick<MergeLimits, 'leastCount' | 'maxBins' | 'monotone'>

const bestNumeric = (
  name: string,
  values: readonly Cell[],
  target: Target,
  limits: Limits,
  totals: Totals,
): Binning => {
  const fine = numericBinning(name, values, target, preCuts(values))
  if (fine.type !== 'numeric') return fine
  const classes = fine.bins.filter(({ bin }) => bin !== missingBin)
  const ends = bestMerge(
    classes.map(({ good }) => good),
    classes.map(({ bad }) => bad),
    totals,
    limits,
  )
  const cuts = ends.slice(0, -1).map((end) => fine.cuts[end - 1] ?? Number.NaN)
  return numericBinning(name, values, target, cuts)
}

const bestCategorical = (
  name: string,
  values: readonly Cell[],
  target: Target,
  limits: Limits,
  totals: Totals,
): Binning => {
  const counts = new Map<string, { good: number; bad: number }>()
  values.forEach((cell, index) => {
    if (cell === null) return
    const count = counts.get(String(cell)) ?? { good: 0, bad: 0 }
    if (target[index] === 1) count.bad++
    else count.good++
    counts.set(String(cell), count)
  })
  const rate = ({ good, bad }: { good: number; bad: number }) => bad / (good + bad)
  const sorted = [...counts].toSorted(
    ([aName, a], [bName, b]) => rate(a) - rate(b) || (aName < bName ? -1 : aName > bName ? 1 : 0),
  )
  const classes = sorted.map(([category, count]) => ({ categories: [category], ...count }))
  // Very many categories: neighbours by bad rate enter together.
  const share = Math.ceil(classes.length / preBins)
  const packed = Array.from({ length: Math.ceil(classes.length / share) }, (_, index) =>
    classes.slice(index * share, (index + 1) * share),
  ).map((pack) => ({
    categories: pack.flatMap(({ categories }) => categories),
    good: pack.reduce((sum, { good }) => sum + good, 0),
    bad: pack.reduce((sum, { bad }) => sum + bad, 0),
  }))
  const ends = bestMerge(
    packed.map(({ good }) => good),
    packed.map(({ bad }) => bad),
    totals,
    // The classes stand in the order of their bad rate already.
    { ...limits, monotone: 'none' },
  )
  const groups = ends.map((end, index) =>
    packed.slice(ends[index - 1] ?? 0, end).flatMap(({ categories }) => categories),
  )
  return categoricalBinning(name, values, target, groups)
}

type Totals = { readonly goods: number; readonly bads: number }

const givenCuts = (breaks: Breaks, pointer: string): number[] => {
  const cuts = breaks.map(Number)
  cuts.forEach((cut, index) => {
    if (!Number.isFinite(cut)) throw Problem.field(`${pointer}/${index}`, 'not_numeric', '分箱断点须为数值')
    if (index > 0 && cut <= (cuts[index - 1] ?? cut))
      throw Problem.field(`${pointer}/${index}`, 'breaks_order', '分箱断点须逐个递增')
  })
  return cuts
}

const givenGroups = (breaks: Breaks, values: readonly Cell[], pointer: string): string[][] => {
  const groups = breaks.map((group) => (Array.isArray(group) ? group.map(String) : String(group).split(joiner)))
  const listed = groups.flat()
  if (new Set(listed).size !== listed.length) throw Problem.field(pointer, 'duplicate', '同一类别只能归入一组')
  const known = new Set(listed)
  const unlisted = values.find((cell) => cell !== null && !known.has(String(cell)))
  if (unlisted !== undefined) {
    throw Problem.field(pointer, 'category_not_listed', `类别“${unlisted}”没有归入任何一组`)
  }
  return groups
}

/**
 * Bins one variable (finance 4.5). Without `breaks` the bins maximise the information value; missing values are a bin of
 * their own. @throws Problem not_computable `not_numeric`, `breaks_order`, `duplicate`, `category_not_listed`
 */
export const binVariable = (
  column: Column,
  values: readonly Cell[],
  target: Target,
  breaks: Breaks | undefined,
  options: BinOptions,
): Binning => {
  const pointer = `/breaks/${column.name.replaceAll('~', '~0').replaceAll('/', '~1')}`
  if (breaks !== undefined) {
    return column.type === 'numeric'
      ? numericBinning(column.name, values, target, givenCuts(breaks, pointer))
      : categoricalBinning(column.name, values, target, givenGroups(breaks, values, pointer))
  }
  const bads = target.reduce<number>((sum, label) => sum + label, 0)
  const totals = { goods: target.length - bads, bads }
  const limits = {
    leastCount: options.minShare * target.length,
    maxBins: options.maxBins,
    monotone: options.monotone,
  }
  return column.type === 'numeric'
    ? bestNumeric(column.name, values, target, limits, totals)
    : bestCategorical(column.name, values, target, limits, totals)
}
