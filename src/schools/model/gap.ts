import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import {
  floorShare,
  indicatorRules,
  type ResourceIndicator,
  resourceIndicators,
  source,
  type Standards,
} from './resource-indicators.ts'

type Quantities = { readonly [Indicator in ResourceIndicator]?: number | undefined }

export type SchoolNeeds = {
  readonly id: string
  readonly needs: readonly {
    readonly indicator: ResourceIndicator
    readonly now: number
    readonly toThreshold: number
    readonly toFloor: number
  }[]
  /** With unit costs: the indicator that is cheapest to leave at 85 %; null = leave none. */
  readonly remainder?: ResourceIndicator | null
  readonly costFen?: number
}

/** Smallest whole number of steps from `have` to `wanted`; what products of decimals lose is no need. */
const roundUp = (wanted: number, have: number, step: number): number => {
  const noise = 1e-9 + 1e-12 * (wanted / step)
  const steps = Math.max(0, Math.ceil((wanted - have) / step - noise))
  return step === 1 ? steps : Number((steps * step).toFixed(1))
}

/**
 * What a school lacks (quantity, not per pupil) to the threshold and to its 85 % floor, and the cheapest way to
 * compliance: six indicators to the threshold, one left at the floor.
 * @throws Problem not_computable: `no_schools`, `negative_quantity`, `no_pupils`, `pupils_zero_with_resources`,
 *   `missing_cost`, `duplicate_school`, `amount_range`
 */
export const gaps = (
  standards: Standards,
  schools: readonly {
    readonly id: string
    readonly pupils: number
    readonly quantities: Quantities
  }[],
  unitCostsFen: Quantities | undefined,
  working: Working,
): readonly SchoolNeeds[] => {
  if (schools.length === 0) throw Problem.field('/schools', 'no_schools', '没有可计算的学校')
  const seen = new Set<string>()
  return schools.map((school, index) => {
    const at = `/schools/${index}`
    if (seen.has(school.id)) throw Problem.field(`${at}/id`, 'duplicate_school', `学校“${school.id}”重复`)
    seen.add(school.id)
    if (school.pupils < 0) throw Problem.field(`${at}/pupils`, 'negative_quantity', '学生数不能为负')
    if (school.pupils === 0) {
      if (Object.values(school.quantities).some((quantity) => quantity !== 0))
        throw Problem.field(`${at}/pupils`, 'pupils_zero_with_resources', `学校“${school.id}”没有学生却有资源`)
      throw Problem.field(`${at}/pupils`, 'no_pupils', '学生数须大于 0')
    }
    const needs = resourceIndicators.flatMap((indicator) => {
      const quantity = school.quantities[indicator]
      if (quantity === undefined) return []
      if (quantity < 0) throw Problem.field(`${at}/quantities/${indicator}`, 'negative_quantity', '数量不能为负')
      const rule = indicatorRules[indicator]
      const wanted = (standards[indicator] * school.pupils) / rule.per
      const need = {
        indicator,
        now: (quantity * rule.per) / school.pupils,
        toThreshold: roundUp(wanted, quantity, rule.step),
        toFloor: roundUp(floorShare * wanted, quantity, rule.step),
      }
      working.step({
        label: `${school.id}：${rule.title}`,
        formula: '标准 × 学生数 ÷ 计量人数 − 现有，向上取整',
        inputs: {
          标准: { value: standards[indicator], unit: rule.unit },
          学生数: school.pupils,
          计量人数: rule.per,
          现有: quantity,
        },
        result: need.toThreshold,
        source,
      })
      return [need]
    })
    if (!unitCostsFen) return { id: school.id, needs }
    const plan = cheapest(needs, unitCostsFen)
    if (!Number.isSafeInteger(plan.costFen))
      throw Problem.field(`${at}/pupils`, 'amount_range', '费用超出可计算的范围，请核对学生数与单价')
    return { id: school.id, needs, ...plan }
  })
}

const cheapest = (
  needs: SchoolNeeds['needs'],
  unitCostsFen: Quantities,
): { remainder: ResourceIndicator | null; costFen: number } => {
  const priced = needs.map(({ indicator, toThreshold, toFloor }) => {
    const cost = unitCostsFen[indicator]
    if (cost === undefined && toThreshold > 0)
      throw Problem.field(
        `/unitCostsFen/${indicator}`,
        'missing_cost',
        `缺少“${indicatorRules[indicator].title}”的单价`,
      )
    if (cost !== undefined && cost < 0)
      throw Problem.field(`/unitCostsFen/${indicator}`, 'negative_quantity', '单价不能为负')
    return { indicator, full: Math.round((cost ?? 0) * toThreshold), floor: Math.round((cost ?? 0) * toFloor) }
  })
  const all = priced.reduce((sum, { full }) => sum + full, 0)
  const best = priced.reduce<{ indicator: ResourceIndicator | null; saved: number }>(
    (known, { indicator, full, floor }) => (full - floor > known.saved ? { indicator, saved: full - floor } : known),
    { indicator: null, saved: 0 },
  )
  return { remainder: best.indicator, costFen: all - best.saved }
}
