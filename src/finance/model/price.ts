import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { Rational } from '../../platform/money.ts'
import type { FamilyGrade, HonourLevel } from './family-facts.ts'
import { type LprTenor, lprOn, lprRate, lprSource, warnStaleLpr } from './lpr.ts'
import type { LprPublication } from './lpr-history.ts'
import { percentText } from './rates.ts'

/** 信用, 保证, 已投保活体质押, 抵押. */
export const priceModes = ['credit', 'guarantee', 'pledge', 'mortgage'] as const
export type PriceMode = (typeof priceModes)[number]

/** 政策性转贷款, 支农再贷款: a loan draws on at most one. */
export const policyFunds = ['on_lending', 'relending'] as const
export type PolicyFund = (typeof policyFunds)[number]

export const priceSource = '差异化利率定价模型（规则表 finance.price-*）'

/** Basis points; discounts are positive and taken off. */
export type PriceRules = {
  /** Null: no loan is priced for this grade. */
  readonly grade: (grade: FamilyGrade) => number | null
  readonly mode: (mode: PriceMode) => number
  readonly tenor: (months: number) => number
  readonly honour: (level: HonourLevel) => number
  readonly policy: (fund: PolicyFund) => number
  readonly parameter: (
    name: 'base' | 'clean_renewal' | 'low_income' | 'discount_cap' | 'floor_below_lpr' | 'cap_above_lpr',
  ) => number
}

export type PriceFacts = {
  readonly asOf: CivilDate
  readonly months: number
  /** Asked of the bank; null: by the months. */
  readonly tenor: LprTenor | null
  readonly grade: FamilyGrade
  readonly mode: PriceMode
  readonly honour: HonourLevel | null
  readonly policyFund: PolicyFund | null
  readonly cleanRenewal: boolean
  readonly lowIncome: boolean
}

export type PricePart = { readonly name: string; readonly bp: number }

export type LoanPrice = {
  readonly publication: LprPublication
  readonly tenor: LprTenor
  readonly lpr: string
  readonly spreadBp: number
  readonly rate: Rational
  readonly parts: readonly PricePart[]
}

/** 5 years and more follow the 5-year rate, up to a year the 1-year rate; between the bank may choose. */
const tenorFor = (months: number, asked: LprTenor | null): LprTenor => {
  const usual: LprTenor = months < 60 ? '1Y' : '5Y'
  const mayChoose = months > 12 && months < 60
  if (asked !== null && asked !== usual && !mayChoose) {
    throw Problem.field('/tenor', 'tenor_not_allowed', `${months} 个月的贷款应参考 ${usual} 报价利率`)
  }
  return asked ?? usual
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/**
 * The rate of a loan (finance 4.7): LPR + base + grade + mode + tenor − discounts, the discounts capped together, the
 * whole between floor and cap. The LPR is the last published on or before the pricing date.
 * @throws Problem not_computable `lpr_not_published`, `tenor_not_allowed`, `grade_not_priced`
 */
export const priceLoan = (
  facts: PriceFacts,
  rules: PriceRules,
  history: readonly LprPublication[],
  working: Working,
): LoanPrice => {
  const publication = lprOn(history, facts.asOf, '/asOf')
  warnStaleLpr(history, facts.asOf, working)
  const tenor = tenorFor(facts.months, facts.tenor)
  const gradeBp = rules.grade(facts.grade)
  if (gradeBp === null) throw Problem.field('/grade', 'grade_not_priced', `${facts.grade} 级不予定价`)
  const discounts: PricePart[] = [
    { name: 'honour', bp: facts.honour === null ? 0 : rules.honour(facts.honour) },
    { name: 'policyFund', bp: facts.policyFund === null ? 0 : rules.policy(facts.policyFund) },
    { name: 'cleanRenewal', bp: facts.cleanRenewal ? rules.parameter('clean_renewal') : 0 },
    { name: 'lowIncome', bp: facts.lowIncome ? rules.parameter('low_income') : 0 },
  ].filter(({ bp }) => bp !== 0)
  const asked = discounts.reduce((sum, { bp }) => sum + bp, 0)
  const overCap = Math.max(0, asked - rules.parameter('discount_cap'))
  const parts: PricePart[] = [
    { name: 'base', bp: rules.parameter('base') },
    { name: 'grade', bp: gradeBp },
    { name: 'mode', bp: rules.mode(facts.mode) },
    { name: 'tenor', bp: rules.tenor(facts.months) },
    ...discounts.map(({ name, bp }) => ({ name, bp: -bp })),
    ...(overCap > 0 ? [{ name: 'discountCap', bp: overCap }] : []),
  ]
  const plain = parts.reduce((sum, { bp }) => sum + bp, 0)
  const spreadBp = clamp(plain, -rules.parameter('floor_below_lpr'), rules.parameter('cap_above_lpr'))
  if (spreadBp !== plain) parts.push({ name: spreadBp > plain ? 'floor' : 'cap', bp: spreadBp - plain })
  const base = lprRate(publication, tenor)
  const rate = base.plus(Rational.of(spreadBp, 10_000))
  if (working.recording) {
    working.step({
      label: '贷款市场报价利率',
      formula: '定价日或之前最近一次公布',
      inputs: { 定价日: facts.asOf, 期限: tenor, 公布日: publication.publishedOn },
      result: percentText(base),
      source: lprSource,
    })
    for (const { name, bp } of parts) {
      working.step({ label: '加点', formula: name, inputs: {}, result: bp, unit: '基点', source: priceSource })
    }
    working.step({
      label: '贷款利率',
      formula: '报价利率 + 加点合计，不低于报价利率 − 50 基点，不高于报价利率 + 400 基点',
      inputs: { 报价利率: percentText(base), 加点合计: { value: spreadBp, unit: '基点' } },
      result: percentText(rate),
      source: priceSource,
    })
    working.step({
      label: '参考线：一年期报价利率的四倍',
      formula: '4 × 一年期报价利率（民间借贷上限，不适用于银行，仅供对照）',
      inputs: { 一年期报价利率: percentText(lprRate(publication, '1Y')) },
      result: percentText(lprRate(publication, '1Y').times(4n)),
      source: '最高人民法院民间借贷司法解释（2020 年修正）第二十五条',
    })
  }
  return { publication, tenor, lpr: tenor === '1Y' ? publication.lpr1y : publication.lpr5y, spreadBp, rate, parts }
}
