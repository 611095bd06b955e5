import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'

export type AssessedTarget = {
  readonly weight?: number | undefined
  readonly figure?: { readonly value: number; readonly baseline: number; readonly threshold: number } | undefined
  readonly deliverable?: { readonly verified: boolean; readonly startedMonthsLate: number } | undefined
}
export type AssessmentRules = {
  readonly standingBonus: number
  readonly lateNoticePenalty: number
  readonly lateMonthFactor: number
}

const source = '三门县共同富裕改革台账规则 4.5'

/** Completion 0…1: a figure by its way from baseline to threshold, a deliverable ×0.9 per started month late. */
export const completionOf = (target: AssessedTarget, lateMonthFactor: number): number => {
  if (target.deliverable !== undefined)
    return target.deliverable.verified ? lateMonthFactor ** Math.max(0, target.deliverable.startedMonthsLate) : 0
  if (target.figure === undefined) return 0
  const { value, baseline, threshold } = target.figure
  if (threshold === baseline) return value >= threshold ? 1 : 0
  return Math.min(1, Math.max(0, (value - baseline) / (threshold - baseline)))
}

/** Score = Σ weight × completion + bonus by standing − penalty per notice answered late. Weights sum to 100. */
export const assessDepartment = (
  input: { readonly targets: readonly AssessedTarget[]; readonly lateNotices: number; readonly rules: AssessmentRules },
  working: Working,
): number => {
  const { targets, rules } = input
  if (targets.length === 0) throw Problem.field('/targets', 'empty', '没有可考核的目标')
  targets.forEach(({ figure, deliverable }, index) => {
    if ((figure === undefined) === (deliverable === undefined))
      throw Problem.field(`/targets/${index}`, 'one_kind', '每项目标须且只须给出 figure 或 deliverable 之一')
  })
  const given = targets.filter((target) => target.weight !== undefined)
  if (given.length > 0 && given.length < targets.length)
    throw Problem.field('/targets', 'weights', '权重须全部给出或全部不给')
  const sum = targets.reduce((total, target) => total + (target.weight ?? 100 / targets.length), 0)
  if (Math.abs(sum - 100) > 1e-6) throw Problem.field('/targets', 'weights', '权重合计须为 100')
  const base = targets.reduce((total, target, index) => {
    const completion = completionOf(target, rules.lateMonthFactor)
    const weight = target.weight ?? 100 / targets.length
    return (
      total +
      working.step({
        label: `目标 ${index + 1} 得分`,
        formula: '权重 × 完成度',
        inputs: { weight, completion },
        result: weight * completion,
        source,
      })
    )
  }, 0)
  return working.step({
    label: '考核得分',
    formula: '目标得分 + 首创加分 − 逾期答复 × 扣分',
    inputs: { base, bonus: rules.standingBonus, lateNotices: input.lateNotices },
    result: base + rules.standingBonus - input.lateNotices * rules.lateNoticePenalty,
    source,
  })
}

/** Ranks by score, high first; ties share a rank (1, 1, 3). */
export const rankScores = <T extends { readonly score: number }>(
  items: readonly T[],
): readonly (T & { readonly rank: number })[] =>
  items
    .map((item) => ({ ...item, rank: 1 + items.filter((other) => other.score > item.score + 1e-9).length }))
    .sort((a, b) => a.rank - b.rank)
