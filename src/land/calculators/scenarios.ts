import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { scenarioFigures } from '../model/scenarios.ts'
import { defaultRamp } from '../model/supply-forecast.ts'
import { Fen, Id, Quantity, Share, SignedFen, Year, refusal } from '../schemas.ts'

const Mu = z.number().min(0).max(1e6)

const Rate = z
  .string()
  .regex(/^(?:0|[1-9]\d?)(?:\.\d{1,10})?$/)
  .refine((text) => Number(text) <= 0.36, refusal('rate_range', '贴现率须在 0 至 0.36 之间'))

const scenarios = defineCalculator({
  name: 'scenarios',
  title: '供地情景比较',
  keywords: ['情景', '供地', '现值', '新增建设用地', '存量'],
  summary: '并列比较几套供地方案：面积、新增用地、耕地、就业、地价、费用、税收、现值及其 10%、50%、90% 分位。',
  input: z.strictObject({
    scenarios: z
      .array(
        z.strictObject({
          id: Id,
          parcels: z
            .array(
              z.strictObject({
                areaMu: Mu,
                probability: Share,
                taxFenPerMu: SignedFen,
                startYear: Year,
                priceFen: Fen.default(0),
                costFen: Fen.default(0),
                newLandMu: Mu.default(0),
                farmlandMu: Mu.default(0),
                jobs: Quantity.default(0),
              }),
            )
            .max(500),
        }),
      )
      .min(1)
      .max(10),
    firstYear: Year,
    years: z.int().min(1).max(50),
    /** Yearly, as a decimal fraction. */
    rate: Rate.default('0.04'),
    ramp: z.array(z.number().min(0).max(10)).min(1).max(50).optional(),
    draws: z.int().min(1).max(5_000).default(2_000),
    seed: z
      .int()
      .min(0)
      .max(2 ** 31)
      .default(1),
    county: z.strictObject({ taxFen: SignedFen, landMu: Mu }).nullable().default(null),
  }),
  value: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        expectedMu: z.number(),
        newLandMu: z.number(),
        farmlandMu: z.number(),
        existingShare: z.number().nullable(),
        jobs: z.number(),
        priceFen: z.int(),
        costFen: z.int(),
        taxFen: z.int(),
        presentValueFen: z.int(),
        p10Fen: z.int(),
        p50Fen: z.int(),
        p90Fen: z.int(),
        taxPerMuAfter: z.number().nullable(),
      }),
    ),
  }),
  examples: [
    {
      title: '盘活存量与新增用地',
      input: {
        firstYear: 2026,
        years: 4,
        rate: '0',
        scenarios: [
          {
            id: '盘活',
            parcels: [
              { areaMu: 100, probability: 1, taxFenPerMu: 30_000_000, startYear: 2026, costFen: 1_000_000_000 },
            ],
          },
          {
            id: '新增',
            parcels: [
              {
                areaMu: 100,
                probability: 1,
                taxFenPerMu: 20_000_000,
                startYear: 2026,
                priceFen: 3_000_000_000,
                newLandMu: 100,
                farmlandMu: 40,
                jobs: 500,
              },
            ],
          },
        ],
        county: { taxFen: 20_000_000_000, landMu: 1_900 },
      },
      value: {
        rows: [
          {
            id: '盘活',
            expectedMu: 100,
            newLandMu: 0,
            farmlandMu: 0,
            existingShare: 1,
            jobs: 0,
            priceFen: 0,
            costFen: 1_000_000_000,
            taxFen: 6_000_000_000,
            presentValueFen: 5_000_000_000,
            p10Fen: 5_000_000_000,
            p50Fen: 5_000_000_000,
            p90Fen: 5_000_000_000,
            taxPerMuAfter: 11.5,
          },
          {
            id: '新增',
            expectedMu: 100,
            newLandMu: 100,
            farmlandMu: 40,
            existingShare: 0,
            jobs: 500,
            priceFen: 3_000_000_000,
            costFen: 0,
            taxFen: 4_000_000_000,
            presentValueFen: 7_000_000_000,
            p10Fen: 7_000_000_000,
            p50Fen: 7_000_000_000,
            p90Fen: 7_000_000_000,
            taxPerMuAfter: 11,
          },
        ],
      },
    },
  ],
  deadlineMs: 10_000,
  compute: ({ scenarios: list, firstYear, years, rate, ramp = defaultRamp, draws, seed, county }, working) => {
    const rows = list.map(({ id, parcels }, index) => {
      const at = `/scenarios/${index}`
      if (list.findIndex((other) => other.id === id) !== index) {
        throw Problem.field(`${at}/id`, 'duplicate_id', `情景“${id}”重复`)
      }
      parcels.forEach(({ areaMu, newLandMu, farmlandMu }, parcel) => {
        if (newLandMu > areaMu)
          throw Problem.field(`${at}/parcels/${parcel}/newLandMu`, 'part_exceeds_whole', '新增用地超过面积')
        if (farmlandMu > newLandMu) {
          throw Problem.field(`${at}/parcels/${parcel}/farmlandMu`, 'part_exceeds_whole', '耕地超过新增用地')
        }
      })
      const figures = scenarioFigures(parcels, { firstYear, years, rate, ramp }, { draws, seed }, county)
      working.step({
        label: `情景 ${id} 现值`,
        formula: 'Σ 概率 × Σ（税收 + 地价 − 费用）÷（1 + 贴现率）^年',
        inputs: { 贴现率: rate, 年数: years, 抽样次数: draws, 种子: seed },
        result: figures.presentValueFen,
        unit: '分',
        source: '供地计划；达产比例为假定',
      })
      return { id, ...figures }
    })
    return { rows }
  },
})

export const scenarioCalculators: readonly Calculator[] = [scenarios]
