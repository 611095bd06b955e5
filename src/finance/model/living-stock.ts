import { type CivilDate, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, formatYuan } from '../../platform/money.ts'
import { type StockStandard, standardOn } from './living-standard.ts'

/** A weight sample (打样) holds for this many days, and needs as many animals. */
export const sampleValidDays = 30
export const leastSampleAnimals = 30
/** Until then the stock is worth what was spent on it, at most. */
const youngDays = 30

export const livingStockSource = '三门县水产活体评估标准（演示值）'

export type LivingStock = {
  readonly areaMu: Rational
  readonly stocked: bigint
  readonly stockedOn: CivilDate
  readonly asOf: CivilDate
  readonly sample: { readonly on: CivilDate; readonly meanGrams: Rational; readonly animals: number | null } | null
  readonly deaths: bigint
  readonly harvested: bigint
  readonly costFenPer30d: Fen
  /** Spent so far; null: from `costFenPer30d` by days. */
  readonly costIncurredFen: Fen | null
}

export type StockRules = {
  readonly standard: StockStandard
  readonly priceFenPerKg: (grams: Rational) => Fen
  readonly sellingCost: Rational
  readonly discountRate: Rational
}

export type LivingValue = {
  readonly survival: Rational
  readonly meanGrams: Rational
  readonly count: Rational
  readonly biomassKg: Rational
  readonly marketNowFen: Fen
  readonly harvestBasedFen: Fen
  readonly marketFen: Fen
  readonly flags: readonly string[]
}

const lesser = (a: Rational, b: Rational): Rational => (a.compare(b) <= 0 ? a : b)
const atLeastZero = (value: Rational): Rational => (value.sign < 0 ? Rational.zero : value)

const refuseImpossible = (stock: LivingStock): void => {
  const { stockedOn, asOf, sample, stocked, deaths, harvested } = stock
  if (asOf < stockedOn) throw Problem.field('/asOf', 'dates_order', '估值日不得早于放养日')
  if (deaths > stocked) throw Problem.field('/deaths', 'out_of_range', '死亡数不得大于放养数')
  if (harvested > stocked) throw Problem.field('/harvested', 'out_of_range', '起捕数不得大于放养数')
  if (sample === null) return
  if (sample.on < stockedOn || sample.on > asOf) {
    throw Problem.field('/sample/on', 'dates_order', '打样日须在放养日与估值日之间')
  }
  if (sample.animals !== null && sample.animals < leastSampleAnimals) {
    throw Problem.field('/sample/animals', 'sample_too_small', `打样不得少于 ${leastSampleAnimals} 只`)
  }
}

const meanWeight = (stock: LivingStock, standard: StockStandard, day: number, flags: string[]): Rational => {
  const expected = standardOn(standard.points, day).grams
  if (stock.sample === null) return expected
  if (diffDays(stock.sample.on, stock.asOf) > sampleValidDays) {
    flags.push('sample_stale')
    return expected
  }
  const onSampleDay = standardOn(standard.points, diffDays(stock.stockedOn, stock.sample.on)).grams
  return stock.sample.meanGrams.times(expected).dividedBy(onSampleDay)
}

/**
 * Values living aquatic stock as a lender does (finance 4.2): the lesser of what it would fetch today and of the
 * discounted harvest after the cost to go; before 30 days of age, of what was spent and the harvest.
 * @throws Problem not_computable `dates_order`, `out_of_range`, `sample_too_small`
 */
export const livingValue = (stock: LivingStock, rules: StockRules, working: Working): LivingValue => {
  refuseImpossible(stock)
  const { standard, priceFenPerKg, sellingCost, discountRate } = rules
  const { areaMu, asOf, stockedOn, deaths, harvested, costFenPer30d } = stock
  const flags: string[] = []
  const most = areaMu.times(standard.maxPerMu)
  const tooDense = most.compare(stock.stocked) < 0
  if (tooDense) flags.push('density_above_standard')
  const start = tooDense ? most : Rational.of(stock.stocked)
  const day = diffDays(stockedOn, asOf)
  const { survival, beyond } = standardOn(standard.points, day)
  if (beyond) flags.push('beyond_standard')
  const byStandard = start.times(survival)
  const byRecord = start.minus(deaths)
  if (byRecord.compare(byStandard) < 0) flags.push('deaths_above_standard')
  const count = atLeastZero(lesser(byStandard, byRecord).minus(harvested))
  const meanGrams = meanWeight(stock, standard, day, flags)
  const biomassKg = count.times(meanGrams).dividedBy(1000n)
  const rest = Rational.one.minus(sellingCost)
  const priceNow = priceFenPerKg(meanGrams)
  const marketNowFen = biomassKg.times(priceNow).times(rest).round()

  const daysToGo = Math.max(0, standard.harvestDay - day)
  const atHarvest = standardOn(standard.points, standard.harvestDay)
  const harvestKg = start.times(atHarvest.survival).times(atHarvest.grams).dividedBy(1000n)
  const costToGo = Rational.of(costFenPer30d).times(daysToGo).dividedBy(30n)
  const priceThen = priceFenPerKg(atHarvest.grams)
  const harvestBasedFen = harvestKg
    .times(priceThen)
    .times(rest)
    .minus(costToGo)
    .dividedBy(discountRate.times(daysToGo).dividedBy(365n).plus(1n))
    .round()
  const spentFen = stock.costIncurredFen ?? Rational.of(costFenPer30d).times(day).dividedBy(30n).round()
  const today = day < youngDays ? spentFen : marketNowFen
  const lower = today < harvestBasedFen ? today : harvestBasedFen
  const marketFen = lower > 0n ? lower : 0n

  if (working.recording) {
    const common = { 养殖天数: { value: day, unit: '天' }, 放养数: start.toFixed(0) }
    const source = livingStockSource
    working.step({
      label: '存活数',
      formula: 'min(放养数 × 存活率, 放养数 − 死亡) − 起捕',
      inputs: {
        ...common,
        存活率: survival.toFixed(6),
        死亡: deaths.toString(),
        起捕: harvested.toString(),
      },
      result: count.toFixed(0),
      source,
    })
    working.step({
      label: '生物量',
      formula: '存活数 × 平均体重 ÷ 1000',
      inputs: { 存活数: count.toFixed(2), 平均体重: { value: meanGrams.toFixed(2), unit: '克' } },
      result: biomassKg.toFixed(2),
      unit: '千克',
      source,
    })
    working.step({
      label: '现时市值 V₁',
      formula: '生物量 × 规格单价 × (1 − 销售费用率)',
      inputs: {
        生物量: { value: biomassKg.toFixed(4), unit: '千克' },
        规格单价: { value: formatYuan(priceNow), unit: '元/千克' },
        销售费用率: sellingCost.toFixed(2),
      },
      result: formatYuan(marketNowFen),
      unit: '元',
      source,
    })
    working.step({
      label: '收获折现值 V₂',
      formula: '(收获生物量 × 单价 × (1 − 销售费用率) − 后续成本) ÷ (1 + r × 天数 ÷ 365)',
      inputs: {
        收获生物量: { value: harvestKg.toFixed(2), unit: '千克' },
        单价: { value: formatYuan(priceThen), unit: '元/千克' },
        后续成本: { value: formatYuan(costToGo.round()), unit: '元' },
        天数: { value: daysToGo, unit: '天' },
        r: discountRate.toFixed(4),
      },
      result: formatYuan(harvestBasedFen),
      unit: '元',
      source,
    })
    working.step({
      label: '市场价值',
      formula: day < youngDays ? 'max(0, min(已投入成本, V₂))（放养未满 30 天）' : 'max(0, min(V₁, V₂))',
      inputs: {
        [day < youngDays ? '已投入成本' : 'V₁']: { value: formatYuan(today), unit: '元' },
        V2: { value: formatYuan(harvestBasedFen), unit: '元' },
      },
      result: formatYuan(marketFen),
      unit: '元',
      source,
    })
  }
  return { survival, meanGrams, count, biomassKg, marketNowFen, harvestBasedFen, marketFen, flags }
}
