import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { fenToNumber } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { marketValue } from '../model/market-value.ts'
import { countedValue } from '../model/valuation.ts'
import { countingRules, marketRules } from '../rules/books.ts'
import { haircutRules } from '../rules/valuation.ts'
import { AssetRequest, factsOf, holdingOf } from './asset-inputs.ts'
import { LivingStockRequest, livingStock } from './living-stock.ts'

const book = RuleBook.defaults

const valueAsset = defineCalculator({
  name: 'value-asset',
  title: '家庭资产估值',
  keywords: ['资产池', '估值', '折扣率', '抵押率', '经营权', '农房', '果园', '渔船'],
  summary: '按公布的评估标准给出一项资产的市场价值与计入资产池的价值：市场价值 × 折扣率 × 证据系数 × 保险系数 − 负担。',
  input: AssetRequest,
  value: z.object({
    marketFen: z.int(),
    haircut: z.string(),
    countedFen: z.int(),
    validUntil: z.string(),
    standardVersion: z.string(),
  }),
  examples: [
    {
      title: '12 亩养殖塘经营权，剩余 8.5 年',
      input: {
        class: 'pond_right',
        asOf: '2022-09-15',
        input: {
          areaMu: '12',
          marketRentFenPerMu: 320_000,
          contractRentFenPerMu: 150_000,
          remainingYears: '8.5',
          registered: true,
        },
        evidence: 'E1',
        insured: false,
        encumbranceFen: 0,
      },
      value: {
        marketFen: 12_243_214,
        haircut: '0.50',
        countedFen: 6_121_607,
        validUntil: '2023-09-15',
        standardVersion: 'default-2022-01-01',
      },
    },
    {
      title: '农房与宅基地',
      input: {
        class: 'house_rural',
        asOf: '2022-09-15',
        input: {
          floorM2: '240',
          basePriceFenPerM2: 160_000,
          structure: 'brick_concrete',
          ageYears: '15',
          homesteadM2: '120',
          homesteadPriceFenPerM2: 50_000,
        },
        evidence: 'E1',
      },
      value: {
        marketFen: 32_880_000,
        haircut: '0.30',
        countedFen: 9_864_000,
        validUntil: '2024-09-15',
        standardVersion: 'default-2022-01-01',
      },
    },
    {
      title: '集体分红，三年各 2400 元',
      input: {
        class: 'collective_dividend',
        asOf: '2022-09-15',
        input: { dividendsFen: [240_000, 240_000, 240_000] },
        evidence: 'E1',
      },
      value: {
        marketFen: 958_250,
        haircut: '0.80',
        countedFen: 766_600,
        validUntil: '2023-09-15',
        standardVersion: 'default-2022-01-01',
      },
    },
    {
      title: '用了两年的增氧机',
      input: {
        class: 'facility',
        asOf: '2022-09-15',
        input: { priceFen: 3_000_000, kind: 'aerator', ageYears: '2' },
        evidence: 'E1',
      },
      value: {
        marketFen: 2_000_000,
        haircut: '0.40',
        countedFen: 800_000,
        validUntil: '2023-09-15',
        standardVersion: 'default-2022-01-01',
      },
    },
    {
      title: '存款 6 万元',
      input: { class: 'deposit', asOf: '2022-09-15', input: { balanceFen: 6_000_000 }, evidence: 'E1' },
      value: {
        marketFen: 6_000_000,
        haircut: '0.95',
        countedFen: 5_700_000,
        validUntil: '2022-10-15',
        standardVersion: 'default-2022-01-01',
      },
    },
    {
      title: '证照齐全的玻璃钢渔船',
      input: {
        class: 'vessel',
        asOf: '2022-09-15',
        input: {
          priceFen: 60_000_000,
          hull: 'grp',
          ageYears: '8',
          registered: true,
          inspected: true,
          licensed: true,
        },
        evidence: 'E1',
      },
      value: {
        marketFen: 36_000_000,
        haircut: '0.50',
        countedFen: 18_000_000,
        validUntil: '2023-09-15',
        standardVersion: 'default-2022-01-01',
      },
    },
  ],
  compute: (request, working) => {
    const marketFen = marketValue(factsOf(request), marketRules(book, working), working)
    const counted = countedValue(holdingOf(request, marketFen), countingRules(book, working), working)
    return {
      marketFen: fenToNumber(marketFen),
      haircut: counted.haircut.toFixed(2),
      countedFen: fenToNumber(counted.countedFen),
      validUntil: counted.validUntil,
      standardVersion: book.version(haircutRules),
    }
  },
})

const valueLivingStock = defineCalculator({
  name: 'value-living-stock',
  title: '水产活体估值',
  keywords: ['青蟹', '缢蛏', '对虾', '活体抵押', '存活率', '打样'],
  summary: '按放养、打样、死亡与起捕记录估算水产活体：现时市值与收获折现值取低，再按折扣、证据与保险计入。',
  input: LivingStockRequest,
  value: z.object({
    survival: z.string(),
    meanGrams: z.string(),
    count: z.int(),
    biomassKg: z.string(),
    marketNowFen: z.int(),
    harvestBasedFen: z.int(),
    marketFen: z.int(),
    countedFen: z.int(),
    flags: z.array(z.string()),
  }),
  examples: [
    {
      title: '12 亩青蟹，放养第 100 天',
      input: {
        species: 'scylla',
        areaMu: '12',
        stocked: 9_600,
        stockedOn: '2022-05-10',
        asOf: '2022-08-18',
        costFenPer30d: 900_000,
        evidence: 'E2',
        insured: true,
      },
      value: {
        survival: '0.426667',
        meanGrams: '183.33',
        count: 4_096,
        biomassKg: '750.93',
        marketNowFen: 8_470_528,
        harvestBasedFen: 12_184_025,
        marketFen: 8_470_528,
        countedFen: 3_430_564,
        flags: [],
      },
    },
    {
      title: '缢蛏，有打样与死亡记录，未投保',
      input: {
        species: 'sinonovacula_constricta',
        areaMu: '5',
        stocked: 500_000,
        stockedOn: '2022-01-10',
        asOf: '2022-08-18',
        sample: { on: '2022-08-10', meanGrams: '9.5', animals: 40 },
        deaths: 20_000,
        harvested: 10_000,
        costFenPer30d: 300_000,
        evidence: 'E1',
        insured: false,
      },
    },
  ],
  compute: (request, working) => {
    const { value, countedFen } = livingStock(book, request, working)
    return {
      survival: value.survival.toFixed(6),
      meanGrams: value.meanGrams.toFixed(2),
      count: Number(value.count.round()),
      biomassKg: value.biomassKg.toFixed(2),
      marketNowFen: fenToNumber(value.marketNowFen),
      harvestBasedFen: fenToNumber(value.harvestBasedFen),
      marketFen: fenToNumber(value.marketFen),
      countedFen: fenToNumber(countedFen),
      flags: value.flags,
    }
  },
})

export const assetCalculators: readonly Calculator[] = [valueAsset, valueLivingStock]
