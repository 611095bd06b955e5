import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, formatYuan } from '../../platform/money.ts'
import { type AssetClass, assetClassTitle, isLiving } from './asset-classes.ts'
import { percentText } from './rates.ts'

/** 银行贷款, 民间借款, 对外担保, 应付款, 欠缴税费. */
export const liabilityKinds = ['bank_loan', 'informal', 'guarantee_given', 'payable', 'arrears'] as const
export type LiabilityKind = (typeof liabilityKinds)[number]

export const balanceSheetSource = '农户家庭资产负债表编制办法（演示值）'

export type PooledAsset = {
  readonly id: string | null
  readonly class: AssetClass
  readonly marketFen: Fen
  readonly countedFen: Fen
  /** Last day on which the valuation holds; null: not told, taken as valid. */
  readonly validUntil: CivilDate | null
  /** Ids of what this asset includes already, as an orchard includes its land right. */
  readonly excludes: readonly string[]
}

export type Liability = { readonly kind: LiabilityKind; readonly balanceFen: Fen }

export type SheetRules = {
  /** The part of a guarantee given that counts as a liability. */
  readonly guaranteeCounted: Rational
  readonly livingCap: Rational
  readonly singleCap: Rational
}

export type BalanceSheet = {
  readonly marketFen: Fen
  readonly countedFen: Fen
  readonly liabilitiesFen: Fen
  readonly netMarketFen: Fen
  readonly netCountedFen: Fen
  /** Liabilities ÷ market value; null without assets while there are liabilities. */
  readonly leverage: Rational | null
  /** What the caps on the pool would take off the counted value. */
  readonly overCapFen: Fen
}

const sum = (values: readonly Fen[]): Fen => values.reduce((total, value) => total + value, 0n)
const over = (value: Fen, cap: Fen): Fen => (value > cap ? value - cap : 0n)

const refuseTwice = (assets: readonly PooledAsset[]): void => {
  const known = new Set<string>()
  assets.forEach(({ id }, index) => {
    if (id !== null && known.has(id)) {
      throw Problem.field(`/assets/${index}/id`, 'asset_already_pooled', `资产“${id}”已在资产池中`)
    }
    if (id !== null) known.add(id)
  })
  assets.forEach(({ excludes }, index) => {
    const twice = excludes.findIndex((id) => known.has(id))
    if (twice !== -1) {
      const message = `资产“${excludes[twice]}”的价值已包含在本项中，不能重复计入`
      throw Problem.field(`/assets/${index}/excludes/${twice}`, 'double_counted', message)
    }
  })
}

/** Over the caps: each asset by its share of the uncapped total, then the living classes together. */
const overCaps = (assets: readonly { class: AssetClass; countedFen: Fen }[], total: Fen, rules: SheetRules): Fen => {
  const capOf = (share: Rational) => share.times(total).round('DOWN')
  const single = assets.map((asset) => ({ ...asset, over: over(asset.countedFen, capOf(rules.singleCap)) }))
  const living = sum(single.filter((asset) => isLiving(asset.class)).map((asset) => asset.countedFen - asset.over))
  return sum(single.map((asset) => asset.over)) + over(living, capOf(rules.livingCap))
}

/**
 * The hard part of the family balance sheet (家庭资产负债表, finance 4.3). A valuation that no longer holds on `asOf`
 * counts 0 and is named in a warning. Guarantees given are contingent: they burden the counted net worth in part, the
 * market net worth not at all.
 * @throws Problem not_computable `asset_already_pooled`, `double_counted`
 */
export const balanceSheet = (
  asOf: CivilDate,
  assets: readonly PooledAsset[],
  liabilities: readonly Liability[],
  rules: SheetRules,
  applyCaps: boolean,
  working: Working,
): BalanceSheet => {
  refuseTwice(assets)
  const expired = assets.filter(({ validUntil }) => validUntil !== null && validUntil < asOf)
  if (expired.length > 0) {
    const names = expired.map((asset) => asset.id ?? assetClassTitle[asset.class]).join('、')
    working.warn('valuation_expired', `估值已过有效期，不计入并列入重估：${names}`)
  }
  const counting = assets.map((asset) => ({ ...asset, countedFen: expired.includes(asset) ? 0n : asset.countedFen }))
  const marketFen = sum(assets.map((asset) => asset.marketFen))
  const uncapped = sum(counting.map((asset) => asset.countedFen))
  const overCapFen = overCaps(counting, uncapped, rules)
  if (overCapFen > 0n) {
    const outcome = applyCaps ? '已扣除' : '未扣除'
    working.warn('pool_cap', `活体或单项资产超过资产池上限 ${formatYuan(overCapFen)} 元，${outcome}`)
  }
  const countedFen = applyCaps ? uncapped - overCapFen : uncapped
  const isGuarantee = ({ kind }: Liability) => kind === 'guarantee_given'
  const guaranteesFen = sum(liabilities.filter(isGuarantee).map(({ balanceFen }) => balanceFen))
  const liabilitiesFen = sum(liabilities.map(({ balanceFen }) => balanceFen)) - guaranteesFen
  const contingentFen = rules.guaranteeCounted.times(guaranteesFen).round()
  const netMarketFen = marketFen - liabilitiesFen
  const netCountedFen = countedFen - liabilitiesFen - contingentFen
  const leverage =
    marketFen > 0n ? Rational.of(liabilitiesFen, marketFen) : liabilitiesFen === 0n ? Rational.zero : null
  if (working.recording) {
    const yuan = (fen: Fen) => ({ value: formatYuan(fen), unit: '元' })
    const source = balanceSheetSource
    for (const { class: assetClass, id, marketFen: market, countedFen: counted } of counting) {
      working.step({
        label: id === null ? assetClassTitle[assetClass] : `${assetClassTitle[assetClass]}（${id}）`,
        formula: '市场价值 | 计入价值',
        inputs: { 市场价值: yuan(market) },
        result: formatYuan(counted),
        unit: '元',
        source,
      })
    }
    working.step({
      label: '净资产（市场）',
      formula: '资产市场价值 − 负债',
      inputs: { 资产市场价值: yuan(marketFen), 负债: yuan(liabilitiesFen) },
      result: formatYuan(netMarketFen),
      unit: '元',
      source,
    })
    working.step({
      label: '净资产（计入）',
      formula: '资产计入价值 − 负债 − 对外担保 × 计入份额',
      inputs: {
        资产计入价值: yuan(countedFen),
        负债: yuan(liabilitiesFen),
        对外担保: yuan(guaranteesFen),
        计入份额: rules.guaranteeCounted.toFixed(2),
      },
      result: formatYuan(netCountedFen),
      unit: '元',
      source,
    })
    working.step({
      label: '资产负债率',
      formula: '负债 ÷ 资产市场价值',
      inputs: { 负债: yuan(liabilitiesFen), 资产市场价值: yuan(marketFen) },
      result: leverage === null ? null : percentText(leverage),
      source,
    })
  }
  return { marketFen, countedFen, liabilitiesFen, netMarketFen, netCountedFen, leverage, overCapFen }
}
