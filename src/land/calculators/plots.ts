import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { decideDefault, decideManyDefault } from '../../platform/rules/decision.ts'
import { differentialPrices } from '../model/differential-prices.ts'
import { rounded } from '../model/exact.ts'
import { investmentIntensity, plotFigures } from '../model/floor-area-ratio.ts'
import { ClassPrice, classPrices, priceClasses } from '../rules/class-prices.ts'
import { PlotLimit, plotItems, plotLimits } from '../rules/plot-limits.ts'
import { Day, Fen, Id, Quantity } from '../schemas.ts'

const Storey = z.strictObject({
  no: z.union([z.int().min(-20).max(200), z.string().min(1).max(16)]),
  areaM2: Quantity,
  heightM: z.number().min(-1e6).max(1e6),
  below: z.boolean().optional(),
  aboveGroundDaylight: z.boolean().optional(),
})

/** The limits in force when no day is asked for: those of the table as delivered. */
const limitsOfToday = plotLimits.effectiveFrom

const far = defineCalculator({
  name: 'far',
  title: '容积率、建筑系数、绿地率',
  keywords: ['容积率', '计容建筑面积', '建筑系数', '绿地率', '层高 8 米', '投资强度'],
  summary: '工业宗地的计容建筑面积（层高超过 8 米的加倍一次）、容积率及相关比率，并逐项对照控制指标。',
  input: z.strictObject({
    landAreaM2: z.number().min(-1e12).max(1e12),
    buildings: z.array(z.strictObject({ id: Id, footprintM2: Quantity, storeys: z.array(Storey).max(200) })).max(1_000),
    structuresM2: Quantity.default(0),
    yardM2: Quantity.default(0),
    greenM2: Quantity.default(0),
    adminLandM2: Quantity.nullable().default(null),
    adminFloorM2: Quantity.nullable().default(null),
    investment: z.strictObject({ buildingsFen: Fen, equipmentFen: Fen, landPriceFen: Fen }).optional(),
    asOf: Day.prefault(limitsOfToday),
  }),
  value: z.object({
    grossFloorAreaM2: z.number(),
    countedFloorAreaM2: z.number(),
    far: z.number(),
    buildingCoefficient: z.number(),
    greenRatio: z.number(),
    adminLandShare: z.number().nullable(),
    /** 万元/亩, when the investment is given. */
    investmentIntensity: z.number().optional(),
    checks: z.array(
      z.object({
        item: z.enum(plotItems),
        value: z.number(),
        bound: z.enum(['min', 'max']),
        limit: z.number(),
        met: z.boolean(),
        basis: z.string(),
      }),
    ),
  }),
  examples: [
    {
      title: '20 亩，一栋 9.6 米高的单层厂房和三层办公楼',
      input: {
        landAreaM2: 13_333.33,
        buildings: [
          { id: '1', footprintM2: 5_000, storeys: [{ no: 1, areaM2: 5_000, heightM: 9.6 }] },
          { id: '2', footprintM2: 800, storeys: [1, 2, 3].map((no) => ({ no, areaM2: 800, heightM: 3.6 })) },
        ],
        structuresM2: 200,
        yardM2: 400,
        greenM2: 1_600,
        asOf: '2025-06-30',
      },
      value: {
        grossFloorAreaM2: 7_400,
        countedFloorAreaM2: 12_400,
        far: 0.93,
        buildingCoefficient: 0.48,
        greenRatio: 0.12,
        adminLandShare: null,
        checks: [
          {
            item: 'far',
            value: 0.93,
            bound: 'min',
            limit: 1,
            met: false,
            basis: '三门县第二轮三年行动计划（2025—2027）草案',
          },
          {
            item: 'buildingCoefficient',
            value: 0.48,
            bound: 'min',
            limit: 0.4,
            met: true,
            basis: '《工业项目建设用地控制指标》（自然资源部 2023）',
          },
          {
            item: 'greenRatio',
            value: 0.12,
            bound: 'max',
            limit: 0.2,
            met: true,
            basis: '《工业项目建设用地控制指标》（国土资发〔2008〕24号）',
          },
        ],
      },
    },
  ],
  compute: async ({ investment, asOf, ...plot }, working) => {
    const figures = plotFigures(plot, working)
    const known = plotItems.flatMap((item) => {
      const value = figures[item]
      return value === null ? [] : [{ item, value }]
    })
    const limits = await decideManyDefault(
      plotLimits,
      known.map(({ item }) => ({ item, asOf })),
    )
    const checks = known.flatMap(({ item, value }, index) => {
      const { output, version } = limits[index] ?? { output: null, version: '' }
      const { bound, limit, basis } = PlotLimit.parse(output)
      working.usedRule(plotLimits.name, version)
      // Compared before rounding: 0.99996 is not 1.
      return bound === 'none'
        ? []
        : [
            {
              item,
              value: rounded(value, 4),
              bound,
              limit,
              met: bound === 'min' ? value >= limit : value <= limit,
              basis,
            },
          ]
    })
    const intensity = investment === undefined ? null : investmentIntensity(investment, plot.landAreaM2, working)
    return {
      grossFloorAreaM2: rounded(figures.grossFloorAreaM2, 4),
      countedFloorAreaM2: rounded(figures.countedFloorAreaM2, 4),
      far: rounded(figures.far, 4),
      buildingCoefficient: rounded(figures.buildingCoefficient, 4),
      greenRatio: rounded(figures.greenRatio, 4),
      adminLandShare: figures.adminLandShare === null ? null : rounded(figures.adminLandShare, 4),
      ...(intensity === null ? {} : { investmentIntensity: intensity }),
      checks,
    }
  },
})

const prices = defineCalculator({
  name: 'differential-prices',
  title: '分类差别化价格',
  keywords: ['差别化电价', '差别化水价', '土地使用税减免', '亩均论英雄'],
  summary: '按企业类别算出一年的用电、用水加价和土地使用税减免，附依据；没有现行依据的不算。',
  input: z.strictObject({
    class: z.enum(priceClasses),
    powerKwh: Quantity,
    waterM3: Quantity,
    waterFenPerM3: z.number().min(0).max(1e6),
    landUseTaxFen: Fen.nullable().default(null),
    asOf: Day,
  }),
  value: z.object({
    items: z.array(z.object({ item: z.string(), fen: z.int(), basis: z.string() })),
    totalFen: z.int(),
  }),
  examples: [
    {
      title: 'C 类，用电 80 万度，用水 1.2 万吨',
      input: { class: 'C', powerKwh: 800_000, waterM3: 12_000, waterFenPerM3: 320, asOf: '2022-12-31' },
      value: {
        items: [
          { item: 'power', fen: 8_000_000, basis: '瑞安市 2018 年差别化价格政策（借用；本县须以公布的文件替换）' },
          { item: 'water', fen: 576_000, basis: '瑞安市 2018 年差别化价格政策（借用；本县须以公布的文件替换）' },
        ],
        totalFen: 8_576_000,
      },
    },
  ],
  compute: async ({ class: letter, asOf, ...use }, working) => {
    const { output, version } = await decideDefault(classPrices, { asOf, class: letter })
    working.usedRule(classPrices.name, version)
    return differentialPrices(use, ClassPrice.parse(output), working)
  },
})

export const plotCalculators: readonly Calculator[] = [far, prices]
