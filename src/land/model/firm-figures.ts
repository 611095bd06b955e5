/** The figures by which firms are compared (land 4.6). Money comes in fen, figures go out in 万元. */
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'

export const items = [
  'taxPerMu',
  'valueAddedPerMu',
  'valueAddedPerTce',
  'valueAddedPerPollutantTonne',
  'labourProductivity',
  'rdShare',
  'taxPerKwh',
] as const
export type Item = (typeof items)[number]

/** One firm and year. What was not delivered is null. */
export type FirmYear = {
  readonly id: string
  readonly landM2: number | null
  readonly taxFen: number | null
  readonly valueAddedFen: number | null
  /** Equivalent value (等价值), tonnes of coal equivalent. */
  readonly energyTce: number | null
  readonly pollutantTonnes: number | null
  readonly staff: number | null
  readonly rdFen: number | null
  readonly revenueFen: number | null
  readonly powerKwh: number | null
}

type Ratio = {
  readonly title: string
  readonly unit: string
  readonly numerator: (firm: FirmYear) => number | null
  readonly denominator: (firm: FirmYear) => number | null
}

const scaled =
  (key: Exclude<keyof FirmYear, 'id'>, divisor: number) =>
  (firm: FirmYear): number | null => {
    const value = firm[key]
    return value === null ? null : value / divisor
  }
const wan = 1_000_000
const landMu = ({ landM2 }: FirmYear): number | null => (landM2 === null ? null : (landM2 * 15) / 10_000)

/** Source: 浙政发〔2018〕5号; definitions as in the notices of Huangyan district, 2021 and 2022. */
export const ratios: Readonly<Record<Item, Ratio>> = {
  taxPerMu: { title: '亩均税收', unit: '万元/亩', numerator: scaled('taxFen', wan), denominator: landMu },
  valueAddedPerMu: {
    title: '亩均工业增加值',
    unit: '万元/亩',
    numerator: scaled('valueAddedFen', wan),
    denominator: landMu,
  },
  valueAddedPerTce: {
    title: '单位能耗工业增加值',
    unit: '万元/吨标煤',
    numerator: scaled('valueAddedFen', wan),
    denominator: scaled('energyTce', 1),
  },
  valueAddedPerPollutantTonne: {
    title: '单位排放工业增加值',
    unit: '万元/吨',
    numerator: scaled('valueAddedFen', wan),
    denominator: scaled('pollutantTonnes', 1),
  },
  labourProductivity: {
    title: '全员劳动生产率',
    unit: '万元/人',
    numerator: scaled('valueAddedFen', wan),
    denominator: scaled('staff', 1),
  },
  rdShare: {
    title: 'R&D 经费支出占营业收入比重',
    unit: '',
    numerator: scaled('rdFen', wan),
    denominator: scaled('revenueFen', wan),
  },
  taxPerKwh: {
    title: '单位用电税收',
    unit: '元/千瓦时',
    numerator: scaled('taxFen', 100),
    denominator: scaled('powerKwh', 1),
  },
}

/** A figure of a firm; null when a part is missing or the denominator is not above 0: missing, never infinite. */
export const figureOf = (firm: FirmYear, item: Item): number | null => {
  const [top, bottom] = [ratios[item].numerator(firm), ratios[item].denominator(firm)]
  if (top === null || bottom === null || bottom <= 0) return null
  const value = top / bottom
  return Number.isFinite(value) ? value : null
}

/** Figure of a group: Σ numerators ÷ Σ denominators of the firms that have both, not the mean of their ratios. */
export const groupFigure = (firms: readonly FirmYear[], item: Item): number | null => {
  let [top, bottom] = [0, 0]
  for (const firm of firms) {
    if (figureOf(firm, item) === null) continue
    top += ratios[item].numerator(firm) ?? 0
    bottom += ratios[item].denominator(firm) ?? 0
  }
  return bottom > 0 ? top / bottom : null
}

export const occupancyKinds = ['own', 'rentIn', 'rentOut', 'share'] as const

/** Land in a firm's hands; a floor that is rented takes its share of the parcel. */
export type Occupancy = {
  readonly kind: (typeof occupancyKinds)[number]
  readonly areaM2: number | null
  readonly floor: { readonly floorAreaM2: number; readonly allFloorM2: number; readonly parcelM2: number } | null
}

/**
 * Land counted for a firm, m²: own, shared and rented in, less rented out; a floor takes parcel × floor ÷ all floor.
 * Source: actual use including rented land (东阳市 2021); apportionment by floor is our assumption.
 * @throws Problem not_computable `area_or_floor`, `floor_exceeds_building`
 */
export const countedLand = (occupancies: readonly Occupancy[], working: Working): number => {
  const total = occupancies.reduce((sum, { kind, areaM2, floor }, index) => {
    const at = `/occupancies/${index}`
    if ((areaM2 === null) === (floor === null)) {
      throw Problem.field(at, 'area_or_floor', '须给出土地面积或楼面面积之一')
    }
    if (floor !== null && !(floor.allFloorM2 > 0 && floor.floorAreaM2 <= floor.allFloorM2)) {
      throw Problem.field(`${at}/floor/floorAreaM2`, 'floor_exceeds_building', '楼面面积超过全部建筑面积')
    }
    const landM2 = floor === null ? (areaM2 ?? 0) : (floor.parcelM2 * floor.floorAreaM2) / floor.allFloorM2
    working.step({
      label: `第 ${index + 1} 处用地（${kind}）`,
      formula: floor === null ? '土地面积' : '宗地面积 × 楼面面积 ÷ 全部建筑面积',
      inputs:
        floor === null ? {} : { 宗地面积: floor.parcelM2, 楼面面积: floor.floorAreaM2, 全部建筑面积: floor.allFloorM2 },
      result: landM2,
      unit: 'm²',
      source: '按实际用地（含租用）计算；东阳市 2021 年办法',
    })
    return sum + (kind === 'rentOut' ? -1 : 1) * landM2
  }, 0)
  if (total < 0) throw Problem.field('/occupancies', 'rented_out_more', '出租面积超过自有和租入面积')
  return total
}

/** What a firm paid and what counts towards its per-mu tax, fen. */
export type TaxYear = {
  /** By kind of tax; refunds are negative. */
  readonly paidFen: Readonly<Record<string, number>>
  /** 出口免抵税额 */
  readonly exportCreditFen: number
  /** 政策性减免 */
  readonly policyReliefFen: number
  /** 罚没、滞纳金和补缴以前年度税款 */
  readonly finesAndArrearsFen: number
}

/**
 * Tax that counts: paid + export credit + lawful relief − fines and arrears of earlier years, fen.
 * Source: 三门县 2018 年“一三五”方案 (export credit and lawful relief count); fines and arrears are our assumption.
 */
export const countedTax = (tax: TaxYear, working: Working): number => {
  const paid = Object.values(tax.paidFen).reduce((sum, fen) => sum + fen, 0)
  return working.step({
    label: '计入亩均的税收',
    formula: '实缴税收 + 出口免抵 + 政策性减免 − 罚没及补缴以前年度',
    inputs: {
      实缴税收: { value: paid, unit: '分' },
      出口免抵: { value: tax.exportCreditFen, unit: '分' },
      政策性减免: { value: tax.policyReliefFen, unit: '分' },
      罚没及补缴以前年度: { value: tax.finesAndArrearsFen, unit: '分' },
    },
    result: paid + tax.exportCreditFen + tax.policyReliefFen - tax.finesAndArrearsFen,
    unit: '分',
    source: '三门县 2018 年“一三五”方案',
  })
}
