import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Rational, fenToNumber } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { assetClasses, evidenceLevels } from '../model/asset-classes.ts'
import { type LiabilityKind, balanceSheet, liabilityKinds } from '../model/balance-sheet.ts'
import { rateText } from '../model/rates.ts'
import { valuationParameter } from '../rules/books.ts'
import { AsOf, Day, Fen, PositiveFen, Quantity } from '../schemas.ts'

const book = RuleBook.defaults

/** Shorter words that people use for the same kinds. */
const otherWords: Readonly<Record<string, LiabilityKind>> = {
  bank: 'bank_loan',
  informal_loan: 'informal',
  guarantee: 'guarantee_given',
  tax_arrears: 'arrears',
  fee_arrears: 'arrears',
}
const LiabilityKindField = z
  .enum([...liabilityKinds, ...Object.keys(otherWords)])
  .transform((kind) => liabilityKinds.find((one) => one === kind) ?? otherWords[kind] ?? 'payable')

const Asset = z.strictObject({
  class: z.enum(assetClasses),
  marketFen: Fen,
  countedFen: Fen,
  id: z.string().min(1).max(64).optional(),
  excludes: z.array(z.string().max(64)).max(20).default([]),
  validUntil: Day.optional(),
  /** What `value-asset` answers and was asked may come along unchanged. */
  haircut: Quantity('0', '1').optional(),
  standardVersion: z.string().max(64).optional(),
  evidence: z.enum(evidenceLevels).optional(),
})

export const familyBalanceSheet = defineCalculator({
  name: 'balance-sheet',
  title: '家庭资产负债表',
  keywords: ['资产负债表', '净资产', '资产负债率', '担保'],
  summary: '家庭资产的市场价值与计入价值、负债与担保，得出净资产和资产负债率；估值过期的资产不计入。',
  input: z.strictObject({
    asOf: AsOf,
    assets: z.array(Asset).max(500),
    liabilities: z.array(z.strictObject({ kind: LiabilityKindField, balanceFen: Fen })).max(500),
    /** Deducts what is over the caps on living stock and on a single asset. */
    applyCaps: z.boolean().default(false),
    /** Instalments of a month: then the liquidity months are answered too. */
    monthlyDebtServiceFen: PositiveFen.optional(),
  }),
  value: z.object({
    marketFen: z.int(),
    countedFen: z.int(),
    netMarketFen: z.int(),
    netCountedFen: z.int(),
    leverage: z.string().nullable(),
    liquidityMonths: z.string().optional(),
  }),
  examples: [
    {
      title: '陈家',
      input: {
        asOf: '2022-09-15',
        assets: [
          { class: 'house_rural', marketFen: 32_880_000, countedFen: 9_864_000 },
          { class: 'pond_right', marketFen: 12_243_214, countedFen: 6_121_607 },
          { class: 'living_aquatic', marketFen: 8_470_528, countedFen: 3_430_564 },
          { class: 'collective_dividend', marketFen: 958_250, countedFen: 766_600 },
          { class: 'deposit', marketFen: 6_000_000, countedFen: 5_700_000 },
          { class: 'facility', marketFen: 2_000_000, countedFen: 800_000 },
        ],
        liabilities: [
          { kind: 'bank_loan', balanceFen: 8_000_000 },
          { kind: 'informal', balanceFen: 2_000_000 },
          { kind: 'guarantee_given', balanceFen: 5_000_000 },
        ],
      },
      value: {
        marketFen: 62_551_992,
        countedFen: 26_682_771,
        netMarketFen: 52_551_992,
        netCountedFen: 14_182_771,
        leverage: '0.1598670111',
      },
    },
    {
      title: '估值过期不计入，按上限扣除，流动性月数',
      input: {
        asOf: '2022-09-15',
        assets: [
          { id: 'pond-1', class: 'living_aquatic', marketFen: 9_000_000, countedFen: 4_000_000 },
          { id: 'car', class: 'vehicle', marketFen: 5_000_000, countedFen: 2_500_000, validUntil: '2022-09-14' },
          { id: 'bank', class: 'deposit', marketFen: 2_000_000, countedFen: 1_900_000, validUntil: '2022-09-15' },
        ],
        liabilities: [],
        applyCaps: true,
        monthlyDebtServiceFen: 300_000,
      },
    },
  ],
  compute: ({ asOf, assets, liabilities, applyCaps, monthlyDebtServiceFen }, working) => {
    const sheet = balanceSheet(
      asOf,
      assets.map((asset) => ({
        id: asset.id ?? null,
        class: asset.class,
        marketFen: BigInt(asset.marketFen),
        countedFen: BigInt(asset.countedFen),
        validUntil: asset.validUntil ?? null,
        excludes: asset.excludes,
      })),
      liabilities.map(({ kind, balanceFen }) => ({ kind, balanceFen: BigInt(balanceFen) })),
      {
        guaranteeCounted: valuationParameter(book, 'guarantee_counted', working),
        livingCap: valuationParameter(book, 'living_pool_cap', working),
        singleCap: valuationParameter(book, 'single_asset_cap', working),
      },
      applyCaps,
      working,
    )
    const deposits = assets.reduce((total, asset) => total + (asset.class === 'deposit' ? asset.marketFen : 0), 0)
    return {
      marketFen: fenToNumber(sheet.marketFen),
      countedFen: fenToNumber(sheet.countedFen),
      netMarketFen: fenToNumber(sheet.netMarketFen),
      netCountedFen: fenToNumber(sheet.netCountedFen),
      leverage: sheet.leverage === null ? null : rateText(sheet.leverage),
      ...(monthlyDebtServiceFen === undefined
        ? {}
        : { liquidityMonths: rateText(Rational.of(deposits, monthlyDebtServiceFen), 2, 2) }),
    }
  },
})

export const balanceSheetCalculators: readonly Calculator[] = [familyBalanceSheet]
