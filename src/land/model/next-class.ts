/** What lifts one firm into the next better class: the least change of one figure (land 4.7). */
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { classLetter, lastRankOf } from './classes.ts'
import { type Evaluated, type EvaluationRow, type Scheme, evaluate } from './evaluation.ts'

type LeverKey = 'taxFen' | 'landM2' | 'valueAddedFen' | 'energyTce' | 'pollutantTonnes' | 'rdFen'

type Lever = {
  readonly key: LeverKey
  readonly title: string
  readonly unit: string
  /** One step in the unit of the key; the answer is a whole number of steps. */
  readonly step: number
  readonly direction: 1 | -1
}

/** Staff is no lever: nobody is advised to dismiss people. */
const levers: readonly Lever[] = [
  { key: 'taxFen', title: '增加税收', unit: '分', step: 1, direction: 1 },
  { key: 'landM2', title: '减少用地', unit: 'm²', step: 0.01, direction: -1 },
  { key: 'valueAddedFen', title: '增加工业增加值', unit: '分', step: 1, direction: 1 },
  { key: 'energyTce', title: '减少能耗', unit: 'tce', step: 0.001, direction: -1 },
  { key: 'pollutantTonnes', title: '减少排放', unit: 't', step: 0.000_001, direction: -1 },
  { key: 'rdFen', title: '增加研发投入', unit: '分', step: 1, direction: 1 },
]

/** A figure may grow at most tenfold; more is no advice. */
const mostGrowth = 10

const changed = (firm: Evaluated, lever: Lever, steps: number): Evaluated => ({
  ...firm,
  [lever.key]: (firm[lever.key] ?? 0) + lever.direction * lever.step * steps,
})

export type LeverResult = {
  readonly lever: LeverKey
  readonly title: string
  readonly unit: string
  /** Signed change; null when this lever alone cannot reach the class. */
  readonly change: number | null
  /** |change| ÷ present figure. */
  readonly relative: number | null
  readonly total: number | null
}

export type NextClass = {
  readonly id: string
  readonly class: string
  readonly nextClass: string | null
  readonly total: number
  readonly rank: number
  /** Change of the total by 万元 more tax, and by a mu less land. */
  readonly perWanTax: number
  readonly perMuLess: number | null
  readonly levers: readonly LeverResult[]
  /** The lever with the smallest relative change. */
  readonly least: LeverKey | null
}

const rowOf = (rows: readonly EvaluationRow[], index: number): EvaluationRow => {
  const row = rows[index]
  if (row === undefined) throw new Error('a firm that is evaluated has a row')
  return row
}

/**
 * Tries each lever with the whole group evaluated anew, so that benchmarks and averages that depend on the group move
 * with it. The change is the least whole number of steps that reaches the rank, by bisection: one step less does not.
 * @throws Problem not_computable `unknown_enterprise`, and as `evaluate`
 */
export const nextClass = (
  firms: readonly Evaluated[],
  scheme: Scheme,
  cumulative: readonly number[],
  id: string,
  working: Working,
): NextClass => {
  const index = firms.findIndex((firm) => firm.id === id)
  const firm = firms[index]
  if (firm === undefined) throw Problem.field('/id', 'unknown_enterprise', `没有企业“${id}”`)
  const lastRanks = cumulative.map((_, at) => lastRankOf(cumulative, at + 1, firms.length))
  const classAt = (rank: number): number => {
    const found = lastRanks.findIndex((last) => rank <= last)
    return found < 0 ? lastRanks.length - 1 : found
  }
  const evaluateWith = (one: Evaluated): EvaluationRow =>
    rowOf(evaluate(firms.with(index, one), scheme, Working.silent), index)
  const present = rowOf(evaluate(firms, scheme, working), index)
  const now = classAt(present.rank)
  // The nearest better class that has room for anybody at all.
  const target = lastRanks.findLastIndex((last, at) => at < now && last > (lastRanks[at - 1] ?? 0))

  const results = levers.map((lever): LeverResult => {
    const { key, title, unit } = lever
    const none = { lever: key, title, unit, change: null, relative: null, total: null }
    const figure = firm[key]
    if (target < 0 || figure === null || !(figure > 0)) return none
    const reaches = (steps: number) => classAt(evaluateWith(changed(firm, lever, steps)).rank) <= target
    const most =
      Math.floor((lever.direction > 0 ? figure * mostGrowth : figure) / lever.step) - (lever.direction > 0 ? 0 : 1)
    if (most < 1 || !reaches(most)) return none
    let [fails, works] = [0, most]
    while (works - fails > 1) {
      const middle = Math.floor((fails + works) / 2)
      if (reaches(middle)) works = middle
      else fails = middle
    }
    const change = Number((lever.direction * lever.step * works).toPrecision(15))
    return {
      lever: key,
      title,
      unit,
      change,
      relative: Math.abs(change) / figure,
      total: evaluateWith(changed(firm, lever, works)).total,
    }
  })
  const reachable = results.filter((result) => result.relative !== null)
  const least = reachable.reduce<LeverResult | null>(
    (best, result) => (best === null || (result.relative ?? 0) < (best.relative ?? 0) ? result : best),
    null,
  )
  working.step({
    label: '升入上一类的最小变动',
    formula: '逐项单独变动，全组重新评价，取相对变动最小者',
    inputs: { 现类别: classLetter(now), 目标类别: target < 0 ? null : classLetter(target), 现名次: present.rank },
    result: least?.change ?? null,
    ...(least === null ? {} : { unit: least.unit }),
    source: '评价方案；二分法',
  })
  const mu = 10_000 / 15
  const { landM2 } = firm
  return {
    id,
    class: classLetter(now),
    nextClass: target < 0 ? null : classLetter(target),
    total: present.total,
    rank: present.rank,
    perWanTax: evaluateWith({ ...firm, taxFen: (firm.taxFen ?? 0) + 1_000_000 }).total - present.total,
    perMuLess:
      landM2 === null || landM2 <= mu ? null : evaluateWith({ ...firm, landM2: landM2 - mu }).total - present.total,
    levers: results,
    least: least?.lever ?? null,
  }
}
