import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import {
  floorShare,
  indicatorRules,
  type ResourceIndicator,
  resourceIndicators,
  source,
  type Standards,
  tolerance,
} from './resource-indicators.ts'

export type Compliance = {
  readonly met: number
  readonly compliant: boolean
  /** The indicator below its threshold; the one with the lowest share when there are several; null when all are met. */
  readonly remainder: ResourceIndicator | null
  readonly remainderShare: number | null
}

/**
 * A school is compliant when at least six of the seven indicators reach the threshold and the remaining one reaches
 * 85 % of it. Compared unrounded.
 * @throws Problem not_computable: `negative_quantity`
 */
export const compliance = (
  standards: Standards,
  values: Readonly<Record<ResourceIndicator, number>>,
  working: Working,
): Compliance => {
  const shares = resourceIndicators.map((indicator) => {
    const value = values[indicator]
    if (value < 0) throw Problem.field(`/values/${indicator}`, 'negative_quantity', '指标值不能为负')
    const { title, unit } = indicatorRules[indicator]
    const standard = standards[indicator]
    const share = value / standard
    working.step({
      label: title,
      formula: '该校值 ÷ 标准',
      inputs: { 该校值: { value, unit }, 标准: { value: standard, unit } },
      result: share,
      source,
    })
    return { indicator, share }
  })
  const below = shares.filter(({ share }) => share < 1 - tolerance).toSorted((a, b) => a.share - b.share)
  const met = shares.length - below.length
  const lowest = below[0]
  const compliant =
    below.length === 0 || (below.length === 1 && lowest !== undefined && lowest.share >= floorShare - tolerance)
  working.step({
    label: '达标判定',
    formula: '至少六项达到标准，余项不低于标准的 85%',
    inputs: { 达标项数: met, 余项占标准: lowest?.share ?? null },
    result: compliant,
    source,
  })
  return { met, compliant, remainder: lowest?.indicator ?? null, remainderShare: lowest?.share ?? null }
}
