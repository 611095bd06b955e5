import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, formatYuan } from '../../platform/money.ts'
import { sumExact } from '../../platform/rational.ts'
import { coefficientOfVariation } from '../../platform/stats/summary.ts'
import { annuityFactor } from './annuity-factor.ts'

/** 住房结构, 农机设施, 船体: what wears out. */
export const houseStructures = ['steel_concrete', 'brick_concrete', 'brick_wood', 'stone_wood'] as const
export const equipmentKinds = ['tractor', 'aerator', 'greenhouse_steel', 'cage'] as const
export const hulls = ['steel', 'grp', 'wood'] as const
export const usefulThings = [...houseStructures, ...equipmentKinds, 'hull_steel', 'hull_grp', 'hull_wood'] as const
export type UsefulThing = (typeof usefulThings)[number]

export const valuationSource = '三门县农户家庭资产评估标准'

/** What officials tune of market values; built from the rule tables finance.*. */
export type MarketRules = {
  readonly usefulLife: (thing: UsefulThing) => { readonly years: number; readonly least: Rational }
  readonly orchardAge: (ageYears: number) => Rational
  readonly dividendStability: (cv: number | null) => Rational
  readonly parameter: (
    name:
      | 'capitalisation_rate'
      | 'dividend_years'
      | 'livestock_selling_cost'
      | 'vehicle_yearly_rest'
      | 'receivable_monthly_discount',
  ) => Rational
}

/** Facts of one asset by its class. Quantities are exact; money in fen. */
export type AssetFacts =
  | {
      readonly kind: 'rural_house'
      readonly floorM2: Rational
      readonly basePriceFenPerM2: Fen
      readonly structure: (typeof houseStructures)[number]
      readonly ageYears: Rational
      readonly homesteadM2: Rational
      readonly homesteadPriceFenPerM2: Fen
    }
  | { readonly kind: 'by_area'; readonly areaM2: Rational; readonly priceFenPerM2: Fen }
  | {
      readonly kind: 'right'
      readonly areaMu: Rational
      readonly marketRentFenPerMu: Fen
      readonly contractRentFenPerMu: Fen
      readonly remainingYears: Rational
    }
  | {
      readonly kind: 'herd'
      readonly heads: bigint
      readonly survival: Rational
      readonly weightKg: Rational
      readonly priceFenPerKg: Fen
    }
  | {
      readonly kind: 'breeding'
      readonly heads: bigint
      readonly purchaseFenPerHead: Fen
      readonly cullFenPerHead: Fen
      readonly ageMonths: Rational
      readonly lifeMonths: Rational
    }
  | {
      readonly kind: 'orchard'
      readonly areaMu: Rational
      readonly netIncomeFenPerMu: Fen
      readonly treeAgeYears: Rational
      readonly productiveYearsLeft: Rational
      readonly rightYearsLeft: Rational
      readonly costFen: Fen
    }
  | { readonly kind: 'dividends'; readonly dividendsFen: readonly Fen[] }
  | { readonly kind: 'worn'; readonly thing: UsefulThing; readonly priceFen: Fen; readonly ageYears: Rational }
  | {
      readonly kind: 'vessel'
      readonly hull: (typeof hulls)[number]
      readonly priceFen: Fen
      readonly ageYears: Rational
      readonly registered: boolean
      readonly inspected: boolean
      readonly licensed: boolean
      readonly scrapAgeYears: Rational | null
    }
  | { readonly kind: 'vehicle'; readonly priceFen: Fen; readonly ageYears: Rational }
  | { readonly kind: 'amount'; readonly amountFen: Fen }
  | { readonly kind: 'security'; readonly quantity: Rational; readonly lowestPriceFen: Fen }
  | {
      readonly kind: 'receivable'
      readonly faceFen: Fen
      readonly monthsToPay: Rational
      readonly buyerApproved: boolean
    }
  | { readonly kind: 'income'; readonly yearlyFen: Rational; readonly remainingYears: Rational }
  | { readonly kind: 'share'; readonly netAssetsFen: Fen; readonly share: Rational }

/** Powers with broken exponents are irrational: so many decimals are kept of them. */
const decimalPlaces = 30

const atLeastZero = (value: Rational): Rational => (value.sign < 0 ? Rational.zero : value)
const lesser = (a: Rational, b: Rational): Rational => (a.compare(b) <= 0 ? a : b)
const greater = (a: Rational, b: Rational): Rational => (a.compare(b) >= 0 ? a : b)

const shown = (value: Rational, places = 6): string => value.toFixed(places).replace(/\.?0+$/, '')

/** 成新率: max(least, 1 − age ÷ life). */
export const conditionRate = (thing: UsefulThing, ageYears: Rational, rules: MarketRules): Rational => {
  const { years, least } = rules.usefulLife(thing)
  return greater(least, Rational.one.minus(ageYears.dividedBy(years)))
}

const capitalised = (yearly: Rational, years: Rational, rules: MarketRules, working: Working): Rational => {
  const rate = rules.parameter('capitalisation_rate')
  const factor = annuityFactor(rate, atLeastZero(years))
  working.step({
    label: '收益资本化系数',
    formula: 'a(r,n) = (1 − (1+r)^−n) ÷ r',
    inputs: { r: shown(rate), n: { value: shown(years), unit: '年' } },
    result: factor.toFixed(7),
    source: valuationSource,
  })
  return atLeastZero(yearly).times(factor)
}

const dividendValue = (all: readonly Fen[], rules: MarketRules, working: Working): Rational => {
  const years = all.slice(-3)
  if (years.length === 0) throw Problem.field('/input/dividendsFen', 'required', '至少要有一年的分红')
  const mean = sumExact(years).dividedBy(years.length)
  const cv = years.length < 3 ? null : coefficientOfVariation(years.map(Number))
  const stability = rules.dividendStability(cv)
  const factor = annuityFactor(rules.parameter('capitalisation_rate'), rules.parameter('dividend_years'))
  working.step({
    label: '分红稳定系数',
    formula: '近三年分红的变异系数所在档；不足三年按最低档',
    inputs: { 变异系数: cv === null ? null : cv.toFixed(4), 年数: { value: years.length, unit: '年' } },
    result: shown(stability),
    source: valuationSource,
  })
  return mean.times(factor).times(stability)
}

const orchardValue = (
  facts: Extract<AssetFacts, { kind: 'orchard' }>,
  rules: MarketRules,
  working: Working,
): Rational => {
  const factor = rules.orchardAge(facts.treeAgeYears.toNumber())
  // Trees that do not bear yet are worth what was spent on them.
  if (factor.sign === 0) return Rational.of(facts.costFen)
  const yearly = facts.areaMu.times(facts.netIncomeFenPerMu).times(factor)
  return capitalised(yearly, lesser(facts.productiveYearsLeft, facts.rightYearsLeft), rules, working)
}

const vesselValue = (
  facts: Extract<AssetFacts, { kind: 'vessel' }>,
  rules: MarketRules,
  working: Working,
): Rational => {
  const papers = facts.registered && facts.inspected && facts.licensed
  const scrap = facts.scrapAgeYears !== null && facts.ageYears.compare(facts.scrapAgeYears) > 0
  if (!papers) working.warn('vessel_without_papers', '渔船须有有效的登记、检验和捕捞（养殖）许可，否则不计价值')
  if (scrap) working.warn('vessel_past_scrapping', '渔船已超过强制报废船龄，不计价值')
  if (!papers || scrap) return Rational.zero
  return conditionRate(`hull_${facts.hull}`, facts.ageYears, rules).times(facts.priceFen)
}

const exactValue = (facts: AssetFacts, rules: MarketRules, working: Working): Rational => {
  switch (facts.kind) {
    case 'rural_house':
      return facts.floorM2
        .times(facts.basePriceFenPerM2)
        .times(conditionRate(facts.structure, facts.ageYears, rules))
        .plus(facts.homesteadM2.times(facts.homesteadPriceFenPerM2))
    case 'by_area':
      return facts.areaM2.times(facts.priceFenPerM2)
    case 'right': {
      const margin = Rational.of(facts.marketRentFenPerMu - facts.contractRentFenPerMu)
      return capitalised(margin.times(facts.areaMu), facts.remainingYears, rules, working)
    }
    case 'herd':
      return facts.survival
        .times(facts.heads)
        .times(facts.weightKg)
        .times(facts.priceFenPerKg)
        .times(Rational.one.minus(rules.parameter('livestock_selling_cost')))
    case 'breeding': {
      const worn = lesser(Rational.one, facts.ageMonths.dividedBy(facts.lifeMonths))
      const rest = Rational.of(facts.purchaseFenPerHead).minus(
        worn.times(facts.purchaseFenPerHead - facts.cullFenPerHead),
      )
      return rest.times(facts.heads)
    }
    case 'orchard':
      return orchardValue(facts, rules, working)
    case 'dividends':
      return dividendValue(facts.dividendsFen, rules, working)
    case 'worn':
      return conditionRate(facts.thing, facts.ageYears, rules).times(facts.priceFen)
    case 'vessel':
      return vesselValue(facts, rules, working)
    case 'vehicle': {
      const rest = rules.parameter('vehicle_yearly_rest').toDecimal().pow(facts.ageYears.toDecimal())
      return Rational.of(rest.toFixed(decimalPlaces)).times(facts.priceFen)
    }
    case 'amount':
      return Rational.of(facts.amountFen)
    case 'security':
      return facts.quantity.times(facts.lowestPriceFen)
    case 'receivable': {
      if (!facts.buyerApproved) working.warn('buyer_not_listed', '付款方不在名单内，不计价值')
      const discount = facts.monthsToPay.times(rules.parameter('receivable_monthly_discount'))
      return facts.buyerApproved ? Rational.one.minus(discount).times(facts.faceFen) : Rational.zero
    }
    case 'income':
      return capitalised(facts.yearlyFen, facts.remainingYears, rules, working)
    case 'share':
      return facts.share.times(facts.netAssetsFen)
  }
}

/** What the models mean, in the words of the published standard. */
const formulas: Readonly<Record<AssetFacts['kind'], string>> = {
  rural_house: '建筑面积 × 基准价 × 成新率 + 宅基地面积 × 宅基地基准价',
  by_area: '面积 × 单价',
  right: '(市场租金 − 应付租金) × 亩数 × a(r,n)',
  herd: '头数 × 存活率 × 体重 × 单价 × (1 − 销售费用率)',
  breeding: '[购价 − (购价 − 淘汰价) × 已养月数 ÷ 可用月数] × 头数',
  orchard: '亩数 × 标准净收入 × 树龄系数 × a(r, min(可产年数, 经营权剩余年数))；未挂果按投入成本',
  dividends: '近三年平均分红 × a(r,5) × 稳定系数',
  worn: '购价 × max(最低成新率, 1 − 已用年数 ÷ 使用年限)',
  vessel: '造价或购价 × max(最低成新率, 1 − 船龄 ÷ 使用年限)；证照不全或超龄为 0',
  vehicle: '同型车价 × 0.85^车龄',
  amount: '账面余额',
  security: '数量 × 近 20 日最低价',
  receivable: '票面 × (1 − 距付款月数 × 1%)；付款方须在名单内',
  income: '年净收入 × a(r,n)',
  share: '净资产 × 持股比例',
}

/** Market value in fen, at least 0, rounded once (finance 4.1). */
export const marketValue = (facts: AssetFacts, rules: MarketRules, working: Working): Fen => {
  const fen = atLeastZero(exactValue(facts, rules, working)).round()
  return working.recording ? recordMarketValue(facts, fen, working) : fen
}

const recordMarketValue = (facts: AssetFacts, fen: Fen, working: Working): Fen => {
  const inputs = Object.fromEntries(
    Object.entries(facts)
      .filter(([name]) => name !== 'kind')
      .map(([name, value]) => [
        name,
        value instanceof Rational ? shown(value, 10) : typeof value === 'bigint' ? value.toString() : String(value),
      ]),
  )
  working.step({
    label: '市场价值',
    formula: formulas[facts.kind],
    inputs,
    result: formatYuan(fen),
    unit: '元',
    source: valuationSource,
  })
  return fen
}
