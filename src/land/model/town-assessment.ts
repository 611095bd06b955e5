/** Yearly assessment of towns and departments (land 4.13); the weights come from a rule table. */
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { Decimal } from '../../platform/rational.ts'
import { exact } from './exact.ts'

export type AssessmentItem = {
  readonly id: string
  readonly title: string
  readonly weight: number
  readonly value: number
  /** Null: nothing to be judged by; its weight goes to the other items in proportion. */
  readonly target: number | null
}

export type AssessmentPart = { readonly id: string; readonly score: number }

/**
 * Score = weight × clamp(value ÷ target, 0, 1); what cannot be judged gives its weight to the rest.
 * @throws Problem not_computable `nothing_to_assess`
 */
export const weighedParts = (items: readonly AssessmentItem[], source: string, working: Working): AssessmentPart[] => {
  const whole = items.reduce((sum, { weight }) => sum.plus(exact(weight)), new Decimal(0))
  const judged = items.filter((item) => item.target !== null)
  const left = judged.reduce((sum, { weight }) => sum.plus(exact(weight)), new Decimal(0))
  if (left.isZero()) throw Problem.field('', 'nothing_to_assess', '没有可考核的内容')
  return judged.map(({ id, title, weight, value, target }) => {
    const share = Decimal.max(0, Decimal.min(1, exact(value).dividedBy(exact(target ?? 1))))
    const score = exact(weight).times(whole).times(share).dividedBy(left).toDecimalPlaces(6).toNumber()
    working.step({
      label: title,
      formula: left.equals(whole)
        ? '权重 × 完成值 ÷ 目标值（0 至 1）'
        : '权重（含重新分配）× 完成值 ÷ 目标值（0 至 1）',
      inputs: { 权重: weight, 完成值: value, 目标值: target },
      result: score,
      unit: '分',
      source,
    })
    return { id, score }
  })
}

export type Adjustments = {
  /** Model cases, capped by the table. */
  readonly bonus: number
  readonly reopened: number
  readonly falseReports: number
}

export type AdjustmentRule = {
  readonly bonusMax: number
  readonly perReopened: number
  readonly perFalseReport: number
}

/** Bonus up to its cap and deductions as parts of their own; parts of 0 are left out. */
export const adjustmentParts = (made: Adjustments, rule: AdjustmentRule): AssessmentPart[] =>
  [
    { id: 'bonus', score: Math.min(made.bonus, rule.bonusMax) },
    { id: 'reopened', score: -rule.perReopened * made.reopened },
    { id: 'falseReports', score: -rule.perFalseReport * made.falseReports },
  ].filter(({ score }) => score !== 0)

export const totalOf = (parts: readonly AssessmentPart[]): number =>
  parts.reduce((sum, { score }) => sum.plus(exact(score)), new Decimal(0)).toNumber()
