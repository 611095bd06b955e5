/** Low-efficiency score (低效用海) of a shipyard (sea 4.15). */
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { rounded } from './rounding.ts'

export const efficiencyIndicators = [
  'outputPerHa',
  'taxPerHa',
  'berthUse',
  'dockUse',
  'idleMonths24',
  'unbuiltShare',
  'compliancePts',
] as const
export type EfficiencyIndicator = (typeof efficiencyIndicators)[number]

export type ScoreLine = {
  readonly title: string
  readonly unit: string
  readonly floor: number
  readonly target: number
  readonly weight: number
}

/** Means of the last four quarters per hectare; null where not known. Area: sea parcel plus land converted from it. */
export type EfficiencyFacts = Readonly<Record<EfficiencyIndicator, number | null>>

export type ScorePart = { readonly id: EfficiencyIndicator; readonly score: number; readonly weight: number }

export type EfficiencyScore = {
  /** 0–100, one decimal; null when too much is missing. */
  readonly score: number | null
  readonly parts: readonly ScorePart[]
}

/** Weight that may be missing and given to the others; above, the yard cannot be assessed. */
export const missingWeightLimit = 0.3

const source = '本县低效用海认定办法（sea 4.15）'

/**
 * s = clamp(100 (v − floor)/(target − floor), 0, 100), weighted. The weight of what is missing goes to the rest in
 * proportion, at most 0.30 of it. @throws Problem not_computable when the table's weights do not sum to 1.
 */
export const efficiencyScore = (
  facts: EfficiencyFacts,
  table: (indicator: EfficiencyIndicator) => ScoreLine,
  working: Working,
): EfficiencyScore => {
  const lines = efficiencyIndicators.map((id) => ({ id, value: facts[id], ...table(id) }))
  const total = lines.reduce((sum, { weight }) => sum + weight, 0)
  if (Math.abs(total - 1) > 1e-9) {
    throw Problem.field('/tableVersion', 'weights', `评分表权重之和为 ${rounded(total, 6)}，须为 1`)
  }
  const known = lines.flatMap(({ value, ...line }) => (value === null ? [] : [{ value, ...line }]))
  const kept = known.reduce((sum, { weight }) => sum + weight, 0)
  if (kept < 1 - missingWeightLimit - 1e-9) {
    working.step({
      label: '缺失指标权重',
      formula: '缺失权重 > 0.30，不予评定',
      inputs: { 缺失: lines.flatMap(({ value, title }) => (value === null ? [title] : [])).join('、') },
      result: rounded(1 - kept, 4),
      source,
    })
    return { score: null, parts: [] }
  }
  const parts = known.map(({ id, value, title, unit, floor, target, weight }): ScorePart => {
    const score = working.step({
      label: title,
      formula: '100 × (数值 − 起点值) ÷ (目标值 − 起点值)，限 0–100',
      inputs: { 数值: { value, unit }, 起点值: { value: floor, unit }, 目标值: { value: target, unit }, 权重: weight },
      result: rounded(Math.min(100, Math.max(0, (100 * (value - floor)) / (target - floor))), 2),
      unit: '分',
      source,
    })
    return { id, score, weight: rounded(weight / kept, 6) }
  })
  // From the exact scores: the parts are rounded for people.
  const exact = known.reduce(
    (sum, { value, floor, target, weight }) =>
      sum + (Math.min(100, Math.max(0, (100 * (value - floor)) / (target - floor))) * weight) / kept,
    0,
  )
  const score = working.step({
    label: '总分',
    formula: 'Σ 得分 × 权重（缺失指标的权重按比例分给其余）',
    inputs: { 指标: { value: known.length, unit: '个' } },
    result: rounded(exact, 1),
    unit: '分',
    source,
  })
  return { score, parts }
}

export type HardFacts = {
  readonly idleMonthsRunning: number | null
  readonly yearsSinceReclaimed: number | null
  readonly unbuiltShare: number | null
  readonly taxPerHa: number | null
  readonly countyMedianTaxPerHa: number | null
}

export const hardRules = ['idle_24_months', 'unbuilt_after_2_years', 'tax_below_30_percent_of_median'] as const
export type HardRule = (typeof hardRules)[number]

/** Rules that make the class low whatever the score. */
export const hardRulesHit = (facts: HardFacts, working: Working): HardRule[] => {
  const { idleMonthsRunning, yearsSinceReclaimed, unbuiltShare, taxPerHa, countyMedianTaxPerHa } = facts
  const hits: readonly (readonly [HardRule, boolean, string])[] = [
    ['idle_24_months', idleMonthsRunning !== null && idleMonthsRunning >= 24, '连续闲置满 24 个月'],
    [
      'unbuilt_after_2_years',
      yearsSinceReclaimed !== null && yearsSinceReclaimed >= 2 && unbuiltShare !== null && unbuiltShare > 0.5,
      '填成满 2 年，未建比例超过 50%',
    ],
    [
      'tax_below_30_percent_of_median',
      taxPerHa !== null && countyMedianTaxPerHa !== null && taxPerHa < 0.3 * countyMedianTaxPerHa,
      '公顷税收低于全县中位数的 30%',
    ],
  ]
  if (hits[2]?.[1]) working.warn('two_years_running', '税收低于中位数 30% 须连续两年，请核对上一年度')
  return hits.flatMap(([rule, holds, label]) => {
    if (!holds) return []
    working.step({ label: '直接认定低效', formula: label, inputs: {}, result: rule, source })
    return [rule]
  })
}
