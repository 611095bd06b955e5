import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { tolerance } from './resource-indicators.ts'

/** What a county must show beside the seven resources (schools 4.1, 4.11): government, quality, recognition, vetoes. */
export const source = '《县域义务教育优质均衡发展督导评估办法》（教督〔2017〕6号）第七、八、九、十条'

/** The county's own resource result, then the government's guarantees, the quality of education and the public's view. */
export const evaluationItems = [
  'compliantSchoolsShare',
  'primaryWorstCv',
  'juniorWorstCv',
  'layoutPlan',
  'unifiedStandards',
  'musicArtRoomsShare',
  'schoolSizeShare',
  'classSizeShare',
  'smallSchoolFunding',
  'specialSchoolFundingYuan',
  'teacherPayRatio',
  'fiveYearTrainingShare',
  'postsByCounty',
  'rotationRate',
  'rotationBackboneShare',
  'certifiedTeachersShare',
  'nearbyPrimaryShare',
  'nearbyJuniorShare',
  'seniorHighQuotaShare',
  'migrantChildrenShare',
  'retentionShare',
  'disabledChildrenShare',
  'charters',
  'trainingFundsShare',
  'itUse',
  'moralCulture',
  'fullCurriculum',
  'workload',
  'monitoringLevel',
  'monitoringDifference',
  'satisfactionShare',
] as const
export type EvaluationItem = (typeof evaluationItems)[number]

export const evaluationGroups = ['resources', 'government', 'quality', 'recognition'] as const
export type EvaluationGroup = (typeof evaluationGroups)[number]

export const vetoes = [
  'examBasedEnrolment',
  'schoolChoiceBreach',
  'keySchoolsOrClasses',
  'falseData',
  'seriousIncident',
] as const
export type Veto = (typeof vetoes)[number]

export const operators = ['atLeast', 'atMost', 'below', 'is'] as const

export type ItemRule = {
  readonly group: EvaluationGroup
  readonly title: string
  readonly operator: (typeof operators)[number]
  /** For `is`: 1 = yes. */
  readonly limit: number
}

export type ItemAnswer = {
  readonly item: EvaluationItem
  readonly group: EvaluationGroup
  readonly value: number | boolean | null
  readonly limit: number | boolean
  /** null: no value yet. */
  readonly met: boolean | null
}

export type Checklist = {
  /** Every item met and no veto; null while values are missing and nothing has failed. */
  readonly passed: boolean | null
  readonly vetoed: readonly Veto[]
  readonly items: readonly ItemAnswer[]
  readonly groups: Readonly<Record<EvaluationGroup, { readonly met: number; readonly total: number }>>
  readonly failed: readonly EvaluationItem[]
  readonly missing: readonly EvaluationItem[]
}

const meets = (value: number, { operator, limit }: ItemRule): boolean => {
  switch (operator) {
    case 'atLeast':
    case 'is':
      return value >= limit - tolerance
    case 'atMost':
      return value <= limit + tolerance
    case 'below':
      return value < limit - tolerance
  }
}

const isYesNo = ({ operator }: ItemRule): boolean => operator === 'is'

/**
 * Compared unrounded. A missing value is no failure and no success: the answer stays open.
 * @throws Problem not_computable: `wrong_type`, `negative_quantity`
 */
export const evaluationChecklist = (
  values: Readonly<Partial<Record<EvaluationItem, number | boolean | null | undefined>>>,
  found: readonly Veto[],
  ruleOf: (item: EvaluationItem) => ItemRule,
  working: Working,
): Checklist => {
  const groups = {
    resources: { met: 0, total: 0 },
    government: { met: 0, total: 0 },
    quality: { met: 0, total: 0 },
    recognition: { met: 0, total: 0 },
  }
  const items = evaluationItems.map((item): ItemAnswer => {
    const rule = ruleOf(item)
    const value = values[item] ?? null
    const limit = isYesNo(rule) ? rule.limit === 1 : rule.limit
    groups[rule.group].total++
    if (value === null) return { item, group: rule.group, value, limit, met: null }
    if ((typeof value === 'boolean') !== isYesNo(rule))
      throw Problem.field(`/values/${item}`, 'wrong_type', `“${rule.title}”应为${isYesNo(rule) ? '是或否' : '数值'}`)
    if (typeof value === 'number' && value < 0)
      throw Problem.field(`/values/${item}`, 'negative_quantity', `“${rule.title}”不能为负`)
    const met = meets(Number(value), rule)
    if (met) groups[rule.group].met++
    working.step({
      label: rule.title,
      formula: { atLeast: '值 ≥ 要求', atMost: '值 ≤ 要求', below: '值 < 要求', is: '已落实' }[rule.operator],
      inputs: { 值: value, 要求: limit },
      result: met,
      source,
    })
    return { item, group: rule.group, value, limit, met }
  })
  const failed = items.flatMap(({ item, met }) => (met === false ? [item] : []))
  const missing = items.flatMap(({ item, met }) => (met === null ? [item] : []))
  const vetoed = vetoes.filter((veto) => found.includes(veto))
  const passed = failed.length > 0 || vetoed.length > 0 ? false : missing.length > 0 ? null : true
  working.step({
    label: '评估结论',
    formula: '各项全部达到，且没有一票否决情形',
    inputs: { 未达到: failed.length, 缺数: missing.length, 一票否决: vetoed.length },
    result: passed,
    source,
  })
  return { passed, vetoed, items, groups, failed, missing }
}
