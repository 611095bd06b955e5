import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, formatYuan } from '../../platform/money.ts'
import type { FamilyGrade, HonourLevel } from './family-facts.ts'

/** 纯信用, 有担保, 各种方式合计. */
export const limitModes = ['credit', 'guarantee', 'all'] as const
export type LimitMode = (typeof limitModes)[number]

export const limitTerms = ['netCounted', 'netIncome', 'productCap', 'villageSuggestion'] as const
export type LimitTerm = (typeof limitTerms)[number]

export const limitSource = '农户预授信额度模型（规则表 finance.limit-*）'

const termTitle: Readonly<Record<LimitTerm, string>> = {
  netCounted: '净资产项',
  netIncome: '收入项',
  productCap: '产品上限',
  villageSuggestion: '村级建议项',
}

export type LimitRules = {
  readonly grade: (grade: FamilyGrade) => { readonly assets: Rational; readonly income: Rational }
  readonly capFen: (mode: LimitMode) => Fen
  readonly uplift: (honour: HonourLevel) => Rational
  readonly parameter: (
    name: 'village_multiple' | 'no_review_factor' | 'uplift_cap_fen' | 'step_fen' | 'least_fen',
  ) => Rational
}

export type LimitFacts = {
  readonly netCountedFen: Fen
  readonly netIncomeFen: Fen
  readonly unsecuredFen: Fen
  readonly grade: FamilyGrade
  readonly mode: LimitMode
  /** Null: no village review in 24 months. */
  readonly villageSuggestionFen: Fen | null
  readonly honour: HonourLevel | null
}

export type PreLimit = {
  readonly limitFen: Fen
  readonly terms: readonly { readonly name: LimitTerm; readonly fen: Fen }[]
  /** The term that holds the limit down; the first of equal ones. */
  readonly binding: LimitTerm
  readonly upliftFen: Fen
}

const lesser = (a: Rational, b: Rational): Rational => (a.compare(b) <= 0 ? a : b)

/**
 * Pre-credit limit (finance 4.6): the least of its terms, a soft uplift for an honour, then down to whole thousands of
 * yuan; too small a limit is none. Exact until the last step.
 */
export const preLimit = (facts: LimitFacts, rules: LimitRules, working: Working): PreLimit => {
  const { netCountedFen, netIncomeFen, unsecuredFen, villageSuggestionFen, honour } = facts
  const { assets, income } = rules.grade(facts.grade)
  const reviewed = villageSuggestionFen !== null
  const assetFactor = reviewed ? assets : assets.times(rules.parameter('no_review_factor'))
  const exact: { readonly name: LimitTerm; readonly value: Rational; readonly formula: string }[] = [
    {
      name: 'netCounted',
      value: assetFactor.times(netCountedFen),
      formula: reviewed ? '计入净资产 × k' : '计入净资产 × k × 0.8（24 个月内没有公议）',
    },
    {
      name: 'netIncome',
      value: income.times(netIncomeFen).minus(unsecuredFen),
      formula: '年净收入 × m − 未担保贷款余额',
    },
    { name: 'productCap', value: Rational.of(rules.capFen(facts.mode)), formula: '该方式的产品上限' },
    ...(villageSuggestionFen === null
      ? []
      : [
          {
            name: 'villageSuggestion' as const,
            value: rules.parameter('village_multiple').times(villageSuggestionFen),
            formula: '村级建议额度 × 1.2',
          },
        ]),
  ]
  let [binding] = exact as [(typeof exact)[number], ...typeof exact]
  for (const term of exact) if (term.value.compare(binding.value) < 0) binding = term
  const least = binding.value.sign > 0 ? binding.value : Rational.zero
  const uplift =
    honour === null ? Rational.zero : lesser(least.times(rules.uplift(honour)), rules.parameter('uplift_cap_fen'))
  const step = rules.parameter('step_fen').numerator
  const whole = least.plus(uplift).roundTo(step, 'DOWN')
  const limitFen = Rational.of(whole).compare(rules.parameter('least_fen')) < 0 ? 0n : whole
  const upliftFen = uplift.round()
  const terms = exact.map(({ name, value }) => ({ name, fen: value.round() }))
  if (working.recording) {
    exact.forEach(({ name, formula }, index) => {
      working.step({
        label: termTitle[name],
        formula,
        inputs: {
          计入净资产: { value: formatYuan(netCountedFen), unit: '元' },
          年净收入: { value: formatYuan(netIncomeFen), unit: '元' },
          未担保贷款余额: { value: formatYuan(unsecuredFen), unit: '元' },
          k: assets.toFixed(2),
          m: income.toFixed(1),
          等级: facts.grade,
        },
        result: formatYuan(terms[index]?.fen ?? 0n),
        unit: '元',
        source: limitSource,
      })
    })
    working.step({
      label: '软信息上浮',
      formula: 'min(最小项 × 荣誉上浮率, 上浮上限)',
      inputs: {
        最小项: { value: formatYuan(least.round()), unit: '元' },
        约束项: termTitle[binding.name],
        荣誉: honour,
      },
      result: formatYuan(upliftFen),
      unit: '元',
      source: limitSource,
    })
    working.step({
      label: '预授信额度',
      formula: '(最小项 + 上浮) 向下取整到千元；不足一万元不授信',
      inputs: { 约束项: termTitle[binding.name] },
      result: formatYuan(limitFen),
      unit: '元',
      source: limitSource,
    })
  }
  return { limitFen, terms, binding: binding.name, upliftFen }
}
