import { type FieldError, Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'

export type RubricItem = {
  readonly id: string
  readonly weight: number
  /** One score of each assessor; none when the evidence is missing. */
  readonly scores?: readonly number[] | undefined
  readonly children?: readonly RubricItem[] | undefined
}

export type ItemScore = {
  readonly id: string
  /** Mean after trimming, on the scale; 0 where the evidence is missing. */
  readonly mean: number
  /** Scores left out, lowest first. */
  readonly dropped: readonly number[]
  readonly missing: boolean
}

export type Evaluation = {
  /** 0–100 */
  readonly score: number
  readonly items: readonly ItemScore[]
  /** Krippendorff's α for interval data; null where it is not defined (fewer than two items, or no variation). */
  readonly alpha: number | null
  readonly band: '优' | '良' | '合格' | '不合格'
}

/** Below it the panel does not agree and a second one is called (skills 4.7) [A]; Krippendorff's own lower bound. */
export const leastAgreement = 0.67

const round = (value: number): number => Math.round(value * 1e10) / 1e10

/** One highest and one lowest score go when there are at least five (skills 4.7). */
const trimmed = (
  scores: readonly number[],
): { readonly kept: readonly number[]; readonly dropped: readonly number[] } => {
  const sorted = scores.toSorted((a, b) => a - b)
  if (sorted.length < 5) return { kept: sorted, dropped: [] }
  return { kept: sorted.slice(1, -1), dropped: [sorted[0] ?? 0, sorted.at(-1) ?? 0] }
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/**
 * Krippendorff's α, interval metric (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section D): one
 * minus observed over expected squared difference. Units with one value cannot be paired and are left out.
 */
export const krippendorffAlpha = (units: readonly (readonly number[])[]): number | null => {
  const pairable = units.filter((values) => values.length >= 2)
  const all = pairable.flat()
  const n = all.length
  if (pairable.length < 2) return null
  // Σ over ordered pairs of (a − b)² = 2 · (count · Σx² − (Σx)²)
  const squared = (values: readonly number[]): number =>
    2 * (values.length * sumOf(values.map((value) => value * value)) - sumOf(values) ** 2)
  const expected = squared(all) / (n * (n - 1))
  if (expected <= 1e-12) return null
  const observed = sumOf(pairable.map((values) => squared(values) / (values.length - 1))) / n
  return round(1 - observed / expected)
}

const bandOf = (score: number): Evaluation['band'] => {
  if (score >= 90) return '优'
  if (score >= 80) return '良'
  return score >= 60 ? '合格' : '不合格'
}

const faults = (items: readonly RubricItem[], scale: number, at: string): readonly FieldError[] => {
  const errors: FieldError[] = []
  const total = sumOf(items.map(({ weight }) => weight))
  if (Math.abs(total - 1) > 1e-9) {
    errors.push({ pointer: at, code: 'weights_sum', message: `同一层指标的权重之和须为 1，现为 ${round(total)}` })
  }
  const seen = new Set<string>()
  items.forEach((item, index) => {
    const place = `${at}/${index}`
    if (seen.has(item.id)) errors.push({ pointer: `${place}/id`, code: 'duplicate', message: `指标“${item.id}”重复` })
    seen.add(item.id)
    if (item.weight < 0) errors.push({ pointer: `${place}/weight`, code: 'out_of_range', message: '权重不能为负' })
    item.scores?.forEach((score, one) => {
      if (score < 0 || score > scale) {
        errors.push({ pointer: `${place}/scores/${one}`, code: 'score_out_of_range', message: `分值须在 0–${scale}` })
      }
    })
    if (item.children !== undefined) errors.push(...faults(item.children, scale, `${place}/children`))
  })
  return errors
}

/**
 * Score of an institution by a third-party panel (职业教育法 2022, art. 43; skills 4.7): weights multiply down the
 * tree, each item is the trimmed mean of its assessors, missing evidence counts 0 and is flagged.
 * @throws Problem not_computable with the pointer of each wrong weight or score
 */
export const scoreEvaluation = (items: readonly RubricItem[], scale: number, working: Working): Evaluation => {
  const errors = faults(items, scale, '/items')
  const [first] = errors
  if (first !== undefined) throw new Problem('not_computable', first.message, errors)
  const scored: ItemScore[] = []
  const units: (readonly number[])[] = []
  const total = (level: readonly RubricItem[]): number =>
    sumOf(
      level.map((item) => {
        if (item.children !== undefined) return item.weight * total(item.children)
        const scores = item.scores ?? []
        const { kept, dropped } = trimmed(scores)
        const mean = kept.length === 0 ? 0 : round(sumOf(kept) / kept.length)
        scored.push({ id: item.id, mean, dropped, missing: scores.length === 0 })
        units.push(scores)
        if (scores.length === 0) working.warn('missing_evidence', `指标“${item.id}”缺少佐证，按 0 分计`)
        else if (scores.length < 3 || scores.length % 2 === 0) {
          working.warn('assessor_count', `指标“${item.id}”有 ${scores.length} 名评价人，应不少于 3 名且为单数`)
        }
        working.step({
          label: `${item.id} 得分`,
          formula: scores.length >= 5 ? '去掉一个最高分和一个最低分后取平均' : '各评价人分值取平均',
          inputs: { 权重: item.weight, 分值: scores.join('、') },
          result: mean,
          source: '第三方评价办法（skills 4.7）',
        })
        return item.weight * mean
      }),
    )
  const score = round((total(items) / scale) * 100)
  const alpha = krippendorffAlpha(units)
  if (alpha !== null && alpha < leastAgreement) {
    working.warn('second_panel', `评价人一致性 α = ${alpha.toFixed(3)}，低于 ${leastAgreement}，须由第二评价组复评`)
  }
  working.step({
    label: '总分',
    formula: 'Σ 权重 × 得分 ÷ 满分 × 100',
    inputs: { 满分: scale },
    result: score,
    unit: '分',
    source: '《职业教育法》（2022）第四十三条',
  })
  return { score, items: scored, alpha, band: bandOf(score) }
}
