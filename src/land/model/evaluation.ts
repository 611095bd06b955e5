/** Evaluation of industrial firms by output per mu (亩均论英雄; land 4.7). */
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { ranks } from '../../platform/stats/ranks.ts'
import { exact } from './exact.ts'
import { type FirmYear, type Item, figureOf, groupFigure, items, ratios } from './firm-figures.ts'

/** A fixed number, Σ ÷ Σ of the group, or Σ ÷ Σ of the best fifth of it. */
export type Benchmark = number | 'groupMean' | 'top20Mean'

export type Scheme = {
  /** Sum 100. */
  readonly weights: Readonly<Partial<Record<Item, number>>>
  readonly benchmarks: Readonly<Partial<Record<Item, Benchmark>>>
  /** Points of an item are at most this times its weight; null: no cap. */
  readonly capRatio: number | null
  /** Points are at least 0. */
  readonly floorZero: boolean
  /** A firm without a figure gets the average points of those that have it, or none. */
  readonly missing: 'average' | 'zero'
  readonly method: 'ratio' | 'minmax20'
}

export type Evaluated = FirmYear & { readonly bonus: number; readonly deduction: number }

export type EvaluationRow = {
  readonly id: string
  readonly values: Readonly<Partial<Record<Item, number | null>>>
  readonly points: Readonly<Partial<Record<Item, number>>>
  readonly imputed: readonly Item[]
  readonly total: number
  readonly rank: number
}

/** Items that a scheme weighs, in the order of the glossary. */
export const weighedItems = ({ weights }: Scheme): Item[] => items.filter((item) => weights[item] !== undefined)

/** @throws Problem not_computable `weights_not_100`, `benchmark_missing`, `benchmark_not_positive`, `duplicate_enterprise` */
export const checkScheme = (scheme: Scheme, firms: readonly FirmYear[], pointer = ''): void => {
  const weighed = weighedItems(scheme)
  const sum = weighed.reduce((total, item) => total.plus(exact(scheme.weights[item] ?? 0)), exact(0))
  if (!sum.equals(100))
    throw Problem.field(`${pointer}/scheme/weights`, 'weights_not_100', `权重合计须为 100，现为 ${sum.toString()}`)
  for (const item of weighed) {
    const at = `${pointer}/scheme/benchmarks/${item}`
    const benchmark = scheme.benchmarks[item]
    if (typeof benchmark === 'number' && !(benchmark > 0)) {
      throw Problem.field(at, 'benchmark_not_positive', `“${ratios[item].title}”的基准值须大于 0`)
    }
    if (scheme.method === 'ratio' && benchmark === undefined) {
      throw Problem.field(at, 'benchmark_missing', `“${ratios[item].title}”没有基准值`)
    }
  }
  const seen = new Set<string>()
  firms.forEach(({ id }, index) => {
    if (seen.has(id))
      throw Problem.field(`${pointer}/enterprises/${index}/id`, 'duplicate_enterprise', `企业“${id}”重复`)
    seen.add(id)
  })
}

const bestFifth = (firms: readonly FirmYear[], item: Item): FirmYear[] => {
  const known = firms.flatMap((firm) => {
    const value = figureOf(firm, item)
    return value === null ? [] : [{ firm, value }]
  })
  known.sort((a, b) => b.value - a.value)
  return known.slice(0, Math.ceil(known.length / 5)).map(({ firm }) => firm)
}

const benchmarkOf = (benchmark: Benchmark, item: Item, firms: readonly FirmYear[], pointer: string): number => {
  if (typeof benchmark === 'number') return benchmark
  const value = groupFigure(benchmark === 'groupMean' ? firms : bestFifth(firms, item), item)
  if (value === null || !(value > 0)) {
    const message = `“${ratios[item].title}”的组内基准值不大于 0`
    throw Problem.field(`${pointer}/scheme/benchmarks/${item}`, 'benchmark_not_positive', message)
  }
  return value
}

/** Turns the values of one item into points; null stays null. */
const pointsOfItem = (
  item: Item,
  values: readonly (number | null)[],
  scheme: Scheme,
  firms: readonly FirmYear[],
  working: Working,
  pointer: string,
): (number | null)[] => {
  const weight = scheme.weights[item] ?? 0
  if (scheme.method === 'minmax20') {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const value of values) {
      if (value === null) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    // All equal: nobody is worse, so everybody has the full weight.
    return values.map((value) =>
      value === null ? null : (weight * (high === low ? 100 : 20 + (80 * (value - low)) / (high - low))) / 100,
    )
  }
  const benchmark = benchmarkOf(scheme.benchmarks[item] ?? 0, item, firms, pointer)
  working.step({
    label: `${ratios[item].title}基准值`,
    formula: typeof scheme.benchmarks[item] === 'number' ? '规定值' : 'Σ 分子 ÷ Σ 分母',
    inputs: { 权重: weight },
    result: benchmark,
    unit: ratios[item].unit,
    source: '浙政发〔2018〕5号；评价方案',
  })
  return values.map((value) => {
    if (value === null) return null
    const points = (value / benchmark) * weight
    const capped = scheme.capRatio === null ? points : Math.min(points, scheme.capRatio * weight)
    return scheme.floorZero ? Math.max(0, capped) : capped
  })
}

/** Totals that differ by less than this are equal: they share a rank. */
const tie = 1e-9

/**
 * Values, points, totals and ranks of a group of firms; equal totals share the best rank.
 *
 *   points = max(0, value/benchmark × weight), at most capRatio × weight; total = Σ points + bonus − deduction
 *
 * or, `minmax20`, weight × [20 + 80 (x − min)/(max − min)]/100 (旌德县 2022). A firm without a figure gets the average
 * points of those that have it (notices of Huangyan district on emissions); nobody has it: 0, with a warning.
 * @throws Problem as `checkScheme`; pointers below `pointer`
 */
export const evaluate = (
  firms: readonly Evaluated[],
  scheme: Scheme,
  working: Working,
  pointer = '',
): EvaluationRow[] => {
  checkScheme(scheme, firms, pointer)
  const rows = firms.map(({ id }) => ({
    id,
    values: {} as Partial<Record<Item, number | null>>,
    points: {} as Partial<Record<Item, number>>,
    imputed: [] as Item[],
  }))
  for (const item of weighedItems(scheme)) {
    const values = firms.map((firm) => figureOf(firm, item))
    const points = pointsOfItem(item, values, scheme, firms, working, pointer)
    const known = points.filter((each) => each !== null)
    const average = known.length === 0 ? 0 : known.reduce((sum, each) => sum + each, 0) / known.length
    if (known.length === 0 && firms.length > 0) {
      working.warn('item_without_figures', `没有一家企业有“${ratios[item].title}”，该项均记 0 分`)
    }
    rows.forEach((row, index) => {
      row.values[item] = values[index] ?? null
      const own = points[index] ?? null
      if (own === null) row.imputed.push(item)
      row.points[item] = own ?? (scheme.missing === 'average' ? average : 0)
    })
  }
  const totals = rows.map(({ points }, index) => {
    const { bonus = 0, deduction = 0 } = firms[index] ?? {}
    return Object.values(points).reduce((sum, each) => sum + each, 0) + bonus - deduction
  })
  const order = ranks(totals.map((total) => Math.round(total / tie)))
  return rows.map((row, index) => ({ ...row, total: totals[index] ?? 0, rank: order[index] ?? 0 }))
}

/** Letting out: points by tenants (温岭市 2022-07-29): above scale the first is free, below it costs 10; each further 5. */
export const lettingPoints = (aboveScale: boolean, tenants: number): number => {
  if (tenants === 0) return 0
  return (aboveScale ? 0 : -10) - 5 * (tenants - 1)
}
