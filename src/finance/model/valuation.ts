import { type CivilDate, addDays, addMonths } from '../../platform/dates.ts'
import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, formatYuan } from '../../platform/money.ts'
import { type AssetClass, type EvidenceLevel, assetClassTitle, isLiving } from './asset-classes.ts'
import type { StockGroup } from './living-standard.ts'
import { valuationSource } from './market-value.ts'
import { rateText } from './rates.ts'

export type HaircutRule = { readonly haircut: Rational; readonly validMonths: number; readonly validDays: number }

/** What officials tune of the counted value; built from the rule tables finance.haircut, .evidence, .insurance. */
export type CountingRules = {
  readonly haircut: (assetClass: AssetClass, registered: boolean, group: StockGroup | 'none') => HaircutRule
  readonly evidence: (level: EvidenceLevel) => Rational
  readonly insurance: (insured: boolean, typhoonSeason: boolean, outdoorPond: boolean) => Rational
}

/** 台风季 for uninsured open-air ponds: 1 July to 31 October. */
const inTyphoonSeason = (date: CivilDate): boolean => date.slice(5) >= '07-01' && date.slice(5) <= '10-31'

export type Holding = {
  readonly class: AssetClass
  readonly asOf: CivilDate
  readonly marketFen: Fen
  readonly evidence: EvidenceLevel
  readonly insured: boolean
  /** Only aquatic stock in an open pond is more at risk in the typhoon season. */
  readonly outdoorPond: boolean
  /** Contract registered: rights of use only. */
  readonly registered: boolean
  readonly group: StockGroup | 'none'
  readonly encumbranceFen: Fen
  /** The right or claim ends then, so the valuation does too. */
  readonly endsOn: CivilDate | null
}

export type Counted = {
  readonly haircut: Rational
  readonly evidenceFactor: Rational
  readonly insuranceFactor: Rational
  readonly countedFen: Fen
  readonly validUntil: CivilDate
}

/**
 * What of a market value counts in the family's pool: round(market × haircut × evidence × insurance) − encumbrance, at
 * least 0. Insurance matters to living classes only (finance 4.1).
 */
export const countedValue = (holding: Holding, rules: CountingRules, working: Working): Counted => {
  const { haircut, validMonths, validDays } = rules.haircut(holding.class, holding.registered, holding.group)
  const evidenceFactor = rules.evidence(holding.evidence)
  const insuranceFactor = isLiving(holding.class)
    ? rules.insurance(holding.insured, inTyphoonSeason(holding.asOf), holding.outdoorPond)
    : Rational.one
  const before = Rational.of(holding.marketFen).times(haircut).times(evidenceFactor).times(insuranceFactor).round()
  const countedFen = before > holding.encumbranceFen ? before - holding.encumbranceFen : 0n
  const standard = addDays(addMonths(holding.asOf, validMonths), validDays)
  const validUntil = holding.endsOn !== null && holding.endsOn < standard ? holding.endsOn : standard
  if (working.recording) {
    working.step({
      label: `${assetClassTitle[holding.class]}的计入价值`,
      formula: 'max(0, 市场价值 × 折扣率 × 证据系数 × 保险系数 − 已设负担)，一次取整',
      inputs: {
        市场价值: { value: formatYuan(holding.marketFen), unit: '元' },
        折扣率: haircut.toFixed(2),
        证据系数: rateText(evidenceFactor, 1),
        保险系数: rateText(insuranceFactor, 1),
        已设负担: { value: formatYuan(holding.encumbranceFen), unit: '元' },
      },
      result: formatYuan(countedFen),
      unit: '元',
      source: valuationSource,
    })
  }
  return { haircut, evidenceFactor, insuranceFactor, countedFen, validUntil }
}
