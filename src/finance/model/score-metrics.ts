import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { separation } from '../../platform/stats/classification.ts'
import { ascending, quantileOfSorted } from '../../platform/stats/summary.ts'

const source = '信用评分模型验证的通用指标：Mann–Whitney、Kolmogorov–Smirnov、群体稳定性指数'

/** Below: stable; above: watch; above the second: no automatic use. */
export const [psiWatch, psiStop] = [0.1, 0.25] as const

/** What a higher score means: more likely label 1 (`bad`), as a probability does, or less likely (`good`), as points. */
export const scoreDirections = ['bad', 'good'] as const
export type ScoreDirection = (typeof scoreDirections)[number]

/** Share of values up to each cut, the last bin open. */
const tally = (values: readonly number[], cuts: readonly number[]): number[] => {
  const counts = Array.from({ length: cuts.length + 1 }, () => 0)
  for (const value of values) {
    const at = cuts.findIndex((cut) => value <= cut)
    const bin = at === -1 ? cuts.length : at
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}

/**
 * Population stability index of scores against a reference: Σ (aᵢ − eᵢ) ln(aᵢ ÷ eᵢ) over the reference's deciles. An
 * empty cell counts as half an observation.
 */
export const populationStability = (actual: readonly number[], reference: readonly number[]): number => {
  const sorted = ascending(reference)
  const deciles = Array.from({ length: 9 }, (_, index) => quantileOfSorted(sorted, (index + 1) / 10, 1) ?? 0)
  const cuts = [...new Set(deciles)].filter((cut) => cut < (sorted.at(-1) ?? cut))
  const share = (values: readonly number[]) =>
    tally(values, cuts).map((count) => (count === 0 ? 0.5 : count) / values.length)
  const expected = share(reference)
  return share(actual).reduce((sum, a, index) => {
    const e = expected[index] ?? a
    return sum + (a - e) * Math.log(a / e)
  }, 0)
}

export type ScoreMetrics = {
  readonly auc: number
  readonly gini: number
  readonly ks: number
  readonly psi: number | null
}

/**
 * How well scores tell label 1 (bad) from 0. Scores within [0, 1] are read as probabilities of label 1. Others have no
 * agreed direction: unless `direction` says so, the one in which they separate is taken, and told.
 * @throws Problem not_computable `one_class`
 */
export const scoreMetrics = (
  scores: readonly number[],
  labels: readonly (0 | 1)[],
  reference: readonly number[] | null,
  direction: ScoreDirection | null,
  working: Working,
): ScoreMetrics => {
  const measured = (sign: 1 | -1) =>
    separation(scores.map((score, index) => ({ score: sign * score, positive: labels[index] === 1 })))
  const upward = measured(1)
  const downward = measured(-1)
  if (upward === null || downward === null) {
    throw Problem.field('/labels', 'one_class', '须同时有好客户（0）和坏客户（1）')
  }
  const areProbabilities = scores.every((score) => score >= 0 && score <= 1)
  const known = direction ?? (areProbabilities ? 'bad' : null)
  if (known === null) {
    const meaning = upward.auc >= 0.5 ? '分数越高越可能为 1' : '分数越高越不可能为 1'
    working.warn('direction_inferred', `没有说明分数方向（higherIs），按区分效果取：${meaning}`)
  }
  const chosen = known === 'bad' || (known === null && upward.auc >= 0.5) ? upward : downward
  const psi = reference === null ? null : populationStability(scores, reference)
  if (psi !== null && psi > psiStop)
    working.warn('psi_stop', `群体稳定性指数 ${psi.toFixed(3)} 超过 0.25，停止自动使用`)
  else if (psi !== null && psi >= psiWatch) working.warn('psi_watch', `群体稳定性指数 ${psi.toFixed(3)}，须关注`)
  working.step({
    label: 'AUC',
    formula: 'P(坏客户的风险分 > 好客户的风险分) + ½ P(相等)',
    inputs: { 样本: { value: scores.length, unit: '条' } },
    result: chosen.auc,
    source,
  })
  working.step({
    label: 'KS',
    formula: 'max |F坏 − F好|，在不同的分数上',
    inputs: { 样本: { value: scores.length, unit: '条' } },
    result: chosen.ks,
    source,
  })
  if (psi !== null) {
    working.step({ label: 'PSI', formula: 'Σ (aᵢ − eᵢ) ln(aᵢ ÷ eᵢ)，按参照样本十分位', result: psi, source })
  }
  return { auc: chosen.auc, gini: chosen.gini, ks: chosen.ks, psi }
}
