import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { decideManyDefault } from '../../platform/rules/decision.ts'
import { acceptedRatio, ahp, checkJudgements, groupJudgements } from '../model/ahp.ts'
import { checkGrid, hornSlope, slopeClasses, terrain } from '../model/slope.ts'
import { defaultRamp, supplyForecast } from '../model/supply-forecast.ts'
import { type AssessmentItem, adjustmentParts, totalOf, weighedParts } from '../model/town-assessment.ts'
import {
  AssessmentWeight,
  adjustmentItems,
  assessmentWeights,
  departmentItems,
  townItems,
} from '../rules/assessment.ts'
import { Quantity, Share, SignedFen, Year } from '../schemas.ts'

const Count = z.int().min(0).max(1_000_000)
const Parts = z.object({ parts: z.array(z.object({ id: z.string(), score: z.number() })), total: z.number() })

const weightsOf = async (items: readonly string[], working: Working) => {
  const decided = await decideManyDefault(
    assessmentWeights,
    items.map((item) => ({ item })),
  )
  if (decided[0] !== undefined) working.usedRule(assessmentWeights.name, decided[0].version)
  return new Map(items.map((item, index) => [item, AssessmentWeight.parse(decided[index]?.output)]))
}

const assessmentSource = '闲置低效工业用地整治考核办法（规则表 land.assessment）'

const townAssessment = defineCalculator({
  name: 'town-assessment',
  title: '乡镇（街道）整治考核',
  keywords: ['考核', '销号', '整治面积', '乡镇'],
  summary: '按销号、签约、整治面积、亩均税收增幅和报送及时率计分，附加分和扣分；没有任务的，分值分给其他项。',
  input: z.strictObject({
    tasks: Count,
    closed: Count,
    signedByDue: Count,
    treatedMu: Quantity,
    planMu: Quantity,
    /** Growth of tax per mu, as a fraction; may be negative. */
    growth: z.number().min(-1).max(100),
    growthTarget: z.number().min(-1).max(100),
    onTime: Share,
    bonus: z.number().min(0).max(100).default(0),
    reopened: Count.default(0),
    falseReports: Count.default(0),
  }),
  value: Parts,
  examples: [
    {
      title: '20 项任务销号 18 项',
      input: {
        tasks: 20,
        closed: 18,
        signedByDue: 20,
        treatedMu: 300,
        planMu: 400,
        growth: 0.045,
        growthTarget: 0.06,
        onTime: 0.96,
      },
      value: {
        parts: [
          { id: 'closed', score: 36 },
          { id: 'signed', score: 15 },
          { id: 'treated', score: 15 },
          { id: 'growth', score: 11.25 },
          { id: 'onTime', score: 9.6 },
        ],
        total: 86.85,
      },
    },
  ],
  compute: async (
    { tasks, closed, signedByDue, treatedMu, planMu, growth, growthTarget, onTime, ...made },
    working,
  ) => {
    if (closed > tasks) throw Problem.field('/closed', 'more_than_tasks', '销号数超过任务数')
    if (signedByDue > tasks) throw Problem.field('/signedByDue', 'more_than_tasks', '签约数超过任务数')
    if (!(growthTarget > 0)) throw Problem.field('/growthTarget', 'target_not_positive', '增幅目标须大于 0')
    const weights = await weightsOf([...townItems, ...adjustmentItems], working)
    const done: Readonly<Record<(typeof townItems)[number], readonly [value: number, target: number | null]>> = {
      closed: [closed, tasks === 0 ? null : tasks],
      signed: [signedByDue, tasks === 0 ? null : tasks],
      treated: [treatedMu, planMu === 0 ? null : planMu],
      growth: [growth, growthTarget],
      onTime: [onTime, 1],
    }
    const items = townItems.map((id): AssessmentItem => {
      const { title = id, points = 0 } = weights.get(id) ?? {}
      const [value, target] = done[id]
      return { id, title, weight: points, value, target }
    })
    const pointsOf = (id: string) => weights.get(id)?.points ?? 0
    const rule = {
      bonusMax: pointsOf('bonus'),
      perReopened: pointsOf('reopened'),
      perFalseReport: pointsOf('falseReports'),
    }
    const parts = [...weighedParts(items, assessmentSource, working), ...adjustmentParts(made, rule)]
    return { parts, total: totalOf(parts) }
  },
})

const Rate = z.strictObject({ done: Count, due: Count })

const departmentAssessment = defineCalculator({
  name: 'department-assessment',
  title: '部门整治考核',
  keywords: ['考核', '部门', '数据报送', '审批时限'],
  summary: '按数据按时提供、答复及时和审批及时三项计分；当年没有的，分值分给其他项。',
  input: z.strictObject({ deliveries: Rate, answers: Rate, approvals: Rate }),
  value: Parts,
  examples: [
    {
      title: '没有审批事项的部门',
      input: { deliveries: { done: 9, due: 10 }, answers: { done: 4, due: 4 }, approvals: { done: 0, due: 0 } },
      value: {
        parts: [
          { id: 'deliveries', score: 56.25 },
          { id: 'answers', score: 37.5 },
        ],
        total: 93.75,
      },
    },
  ],
  compute: async (rates, working) => {
    const weights = await weightsOf(departmentItems, working)
    const items = departmentItems.map((id): AssessmentItem => {
      const { done, due } = rates[id]
      if (done > due) throw Problem.field(`/${id}/done`, 'more_than_due', '完成数超过应完成数')
      const { title = id, points = 0 } = weights.get(id) ?? {}
      return { id, title, weight: points, value: done, target: due === 0 ? null : due }
    })
    const parts = weighedParts(items, assessmentSource, working)
    return { parts, total: totalOf(parts) }
  },
})

const Dem = z
  .array(z.array(z.number().min(-12_000).max(100_000).nullable()).max(2_000))
  .min(1)
  .max(2_000)
const Grid = z.array(z.array(z.number().nullable()))
const DemFields = {
  cellSizeM: z.number().min(0.01).max(10_000),
  nodata: z.number().nullable().default(null),
  dem: Dem,
}

const withoutNodata = (dem: readonly (readonly (number | null)[])[], nodata: number | null) => {
  checkGrid(dem, '/dem')
  return dem.map((row) => row.map((height) => (height === nodata ? null : height)))
}

const slope = defineCalculator({
  name: 'slope',
  title: '坡度坡向',
  keywords: ['坡度', '坡向', '高程', 'DEM', 'Horn'],
  summary: '由高程网格（北在上）按 Horn 3×3 窗口求坡度（度、百分比）和坡向；缺邻格的为空，平地没有坡向。',
  input: z.strictObject(DemFields),
  value: z.object({ degrees: Grid, percent: Grid, aspect: Grid }),
  examples: [
    {
      title: '向西南倾斜的平面',
      input: {
        cellSizeM: 10,
        dem: [
          [10, 11, 12],
          [9, 10, 11],
          [8, 9, 10],
        ],
      },
    },
    {
      title: '平地',
      input: {
        cellSizeM: 30,
        nodata: -9999,
        dem: [
          [5, 5, 5, -9999],
          [5, 5, 5, 5],
          [5, 5, 5, 5],
        ],
      },
      value: {
        degrees: [
          [null, null, null, null],
          [null, 0, null, null],
          [null, null, null, null],
        ],
        percent: [
          [null, null, null, null],
          [null, 0, null, null],
          [null, null, null, null],
        ],
        aspect: [
          [null, null, null, null],
          [null, null, null, null],
          [null, null, null, null],
        ],
      },
    },
  ],
  deadlineMs: 10_000,
  maxBodyBytes: 32 * 1024 * 1024,
  compute: ({ cellSizeM, nodata, dem }, working) => {
    const cells = hornSlope(withoutNodata(dem, nodata), cellSizeM)
    const pick = (key: 'degrees' | 'percent' | 'aspect') => cells.map((row) => row.map((cell) => cell?.[key] ?? null))
    working.step({
      label: '坡度',
      formula: 'dz/dx = [(c+2f+i) − (a+2d+g)]/8d；dz/dy = [(g+2h+i) − (a+2b+c)]/8d；坡度 = arctan √(…)',
      inputs: { 格距: { value: cellSizeM, unit: 'm' } },
      result: cells.reduce((count, row) => count + row.filter((cell) => cell !== null).length, 0),
      unit: '格',
      source: 'Horn 1981',
    })
    return { degrees: pick('degrees'), percent: pick('percent'), aspect: pick('aspect') }
  },
})

const terrainCalculator = defineCalculator({
  name: 'terrain',
  title: '地块坡度与土方',
  keywords: ['坡度', '土方', '挖填平衡', '场地平整'],
  summary: '地块的平均和最大坡度、超过 15° 和 25° 的比例、坡度等级，以及平整到给定标高（缺省为挖填平衡标高）的土方。',
  input: z.strictObject({ ...DemFields, levelM: z.number().min(-12_000).max(100_000).nullable().default(null) }),
  value: z.object({
    cells: z.int(),
    meanPercent: z.number(),
    maxPercent: z.number(),
    shareOver15Degrees: z.number(),
    shareOver25Degrees: z.number(),
    class: z.enum(slopeClasses),
    balanceLevelM: z.number(),
    levelM: z.number(),
    cutM3: z.number(),
    fillM3: z.number(),
  }),
  examples: [
    {
      title: '平整到挖填平衡',
      input: {
        cellSizeM: 10,
        dem: [
          [10, 11, 12],
          [9, 10, 11],
          [8, 9, 10],
        ],
      },
    },
  ],
  deadlineMs: 10_000,
  maxBodyBytes: 32 * 1024 * 1024,
  compute: ({ cellSizeM, nodata, dem, levelM }, working) => {
    const result = terrain(withoutNodata(dem, nodata), cellSizeM, levelM)
    working.step({
      label: '挖填平衡标高',
      formula: '全部格高程的平均',
      inputs: { 格数: result.cells },
      result: result.balanceLevelM,
      unit: 'm',
      source: 'V = Σ（z − z₀）× 格面积',
    })
    return result
  },
})

/** A number, or a quotient written as text: `"1/3"` is exactly a third. */
const JudgementValue = z.union([
  z.number().min(-1e6).max(1e6),
  z
    .string()
    .regex(/^[1-9]\d{0,5}(?:\/[1-9]\d{0,5})?$/)
    .transform((text) => {
      const [top, bottom = '1'] = text.split('/')
      return Number(top) / Number(bottom)
    }),
])
const MatrixInput = z.array(z.array(JudgementValue).max(20)).min(1).max(20)

const AhpValue = z.object({
  weights: z.array(z.number()),
  weightsGeometricMean: z.array(z.number()),
  lambdaMax: z.number(),
  ci: z.number(),
  ri: z.number(),
  cr: z.number(),
  consistent: z.boolean(),
  worst: z.array(
    z.object({
      row: z.int(),
      column: z.int(),
      value: z.number(),
      implied: z.number(),
      deviation: z.number(),
    }),
  ),
})

const explained = (matrix: readonly (readonly number[])[], anyScale: boolean, working: Working) => {
  const result = ahp(matrix, anyScale)
  working.step({
    label: '一致性比率',
    formula: 'CI =（λmax − n）÷（n − 1）；CR = CI ÷ RI',
    inputs: { λmax: result.lambdaMax, n: matrix.length, CI: result.ci, RI: result.ri },
    result: result.cr,
    source: 'Saaty 1980',
  })
  if (!result.consistent) {
    working.warn('inconsistent', `一致性比率不小于 ${acceptedRatio}，请先调整列出的判断`)
  }
  return result
}

const ahpCalculator = defineCalculator({
  name: 'ahp',
  title: '层次分析法权重',
  keywords: ['层次分析法', 'AHP', '判断矩阵', '一致性', '权重'],
  summary: '由两两比较的判断矩阵求权重（特征向量和几何平均）、一致性比率，并指出最不一致的三个判断。',
  input: z.strictObject({ matrix: MatrixInput, allowAnyScale: z.boolean().default(false) }),
  value: AhpValue,
  examples: [
    {
      title: '三个准则',
      input: {
        matrix: [
          [1, '1/2', 3],
          [2, 1, 4],
          ['1/3', '1/4', 1],
        ],
      },
    },
  ],
  compute: ({ matrix, allowAnyScale }, working) => explained(matrix, allowAnyScale, working),
})

const ahpGroup = defineCalculator({
  name: 'ahp-group',
  title: '层次分析法（多人）',
  keywords: ['层次分析法', '群决策', '几何平均'],
  summary: '多人的判断矩阵逐元素取几何平均后求权重和一致性。',
  input: z.strictObject({ matrices: z.array(MatrixInput).min(1).max(100), allowAnyScale: z.boolean().default(false) }),
  value: AhpValue.extend({ matrix: z.array(z.array(z.number())) }),
  examples: [
    {
      title: '两人意见相反',
      input: {
        matrices: [
          [
            [1, 4],
            ['1/4', 1],
          ],
          [
            [1, '1/4'],
            [4, 1],
          ],
        ],
      },
    },
  ],
  compute: ({ matrices, allowAnyScale }, working) => {
    matrices.forEach((matrix, index) => {
      if (matrix.length !== matrices[0]?.length) {
        throw Problem.field(`/matrices/${index}`, 'not_square', '各人的判断矩阵须同阶')
      }
      try {
        checkJudgements(matrix, allowAnyScale)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        const errors = error.errors.map((each) => ({
          ...each,
          pointer: each.pointer.replace('/matrix', `/matrices/${index}`),
        }))
        throw new Problem('not_computable', error.message, errors)
      }
    })
    const matrix = groupJudgements(matrices)
    // Rounding of the mean may leave the scale by a hair.
    return { ...explained(matrix, true, working), matrix }
  },
})

const maxYears = 100

const forecast = defineCalculator({
  name: 'supply-forecast',
  title: '供地与税收预测',
  keywords: ['供地计划', '税收预测', '达产', '出让'],
  summary: '按概率、面积、亩均税收和达产比例，逐年预测供地面积和税收。',
  input: z.strictObject({
    parcels: z
      .array(
        z.strictObject({
          areaMu: z.number().min(0).max(1e6),
          probability: Share,
          taxFenPerMu: SignedFen,
          startYear: Year,
        }),
      )
      .max(10_000),
    /** The years wanted, or how many from the first start. */
    years: z.union([z.array(Year).max(maxYears), z.int().min(1).max(maxYears)]),
    ramp: z.array(z.number().min(0).max(10)).min(1).max(maxYears).optional(),
  }),
  value: z.object({ rows: z.array(z.object({ year: z.int(), expectedMu: z.number(), taxFen: z.int() })) }),
  examples: [
    {
      title: '100 亩，概率 0.8，亩均 30 万元，2026 年供地',
      input: {
        parcels: [{ areaMu: 100, probability: 0.8, taxFenPerMu: 30_000_000, startYear: 2026 }],
        years: [2026, 2027, 2028, 2029],
      },
      value: {
        rows: [
          { year: 2026, expectedMu: 80, taxFen: 0 },
          { year: 2027, expectedMu: 0, taxFen: 720_000_000 },
          { year: 2028, expectedMu: 0, taxFen: 1_680_000_000 },
          { year: 2029, expectedMu: 0, taxFen: 2_400_000_000 },
        ],
      },
    },
  ],
  maxBodyBytes: 4 * 1024 * 1024,
  compute: ({ parcels, years, ramp = defaultRamp }, working) => {
    const first = parcels.reduce((least, { startYear }) => Math.min(least, startYear), Number.POSITIVE_INFINITY)
    if (typeof years === 'number' && parcels.length === 0) {
      throw Problem.field('/years', 'no_first_year', '没有地块时须列出年份')
    }
    const list = typeof years === 'number' ? Array.from({ length: years }, (_, index) => first + index) : years
    return { rows: supplyForecast(parcels, list, ramp, working) }
  },
})

export const decisionCalculators: readonly Calculator[] = [
  townAssessment,
  departmentAssessment,
  slope,
  terrainCalculator,
  ahpCalculator,
  ahpGroup,
  forecast,
]
