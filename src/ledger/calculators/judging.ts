import { z } from 'zod'
import { defineCalculator } from '../../platform/calculators.ts'
import { isCivilDate } from '../../platform/dates.ts'
import { assessDepartment } from '../model/assessment.ts'
import { checkedPoints, forecastAtDue, requireThreshold } from '../model/forecast.ts'
import { nodeKinds, projectProgress } from '../model/project-progress.ts'
import { figureLight } from '../model/status-light.ts'
import { comparators } from '../model/target-statements.ts'

const Comparator = z.enum(comparators)
const CivilDay = z.string().refine(isCivilDate, '日期不正确')
const Points = z.array(z.tuple([z.string(), z.number()])).max(2_000)

export const forecast = defineCalculator({
  name: 'forecast',
  title: '到期预测',
  keywords: ['预测', '概率', '趋势'],
  summary: '按最近 12 个月末值（Theil–Sen）或年度值（季节朴素法）预测到期值、80% 区间和按期完成概率。',
  input: z.strictObject({
    points: Points,
    due: z.string(),
    comparator: Comparator,
    threshold: z.number().nullable().default(null),
    baseline: z.number().nullable().optional(),
    seed: z.int().optional(),
    method: z.enum(['theil_sen', 'seasonal_naive']).default('theil_sen'),
  }),
  value: z.strictObject({
    method: z.enum(['theil_sen', 'seasonal_naive']),
    slopePerDay: z.number().nullable(),
    pointAtDue: z.number(),
    low80: z.number(),
    high80: z.number(),
    probabilityMet: z.number(),
  }),
  examples: [
    {
      title: '每日增加 1，31 天后到期',
      input: {
        points: [
          ['2022-01-31', 30],
          ['2022-02-28', 58],
          ['2022-03-31', 89],
        ],
        due: '2022-04-30',
        comparator: '≥',
        threshold: 119,
        seed: 1,
      },
      value: { method: 'theil_sen', slopePerDay: 1, pointAtDue: 119, low80: 119, high80: 119, probabilityMet: 1 },
    },
  ],
  compute: ({ points, due, comparator, threshold, baseline, seed, method }, working) =>
    forecastAtDue(
      {
        points,
        due,
        comparator,
        threshold,
        baseline: baseline ?? null,
        seed: seed ?? 1,
        yearly: method === 'seasonal_naive',
      },
      working,
    ),
})

export const light = defineCalculator({
  name: 'light',
  title: '目标亮灯',
  keywords: ['红黄绿', '亮灯', '逾期'],
  summary: '按现值、期限和预测给出绿、黄、红、灰灯及首次达到的日期。',
  input: z.strictObject({
    points: Points,
    asOf: CivilDay,
    due: CivilDay,
    comparator: Comparator,
    threshold: z.number().nullable().default(null),
    baseline: z.number().nullable().default(null),
    sufficient: z.boolean().default(true),
    tolerance: z.number().min(0).default(0),
    seed: z.int().default(1),
  }),
  value: z.strictObject({
    light: z.enum(['green', 'yellow', 'red', 'grey']),
    state: z.enum(['met', 'overdue', 'at_risk', 'on_track', 'no_data']),
    firstMetOn: z.string().nullable(),
    reasons: z.array(z.string()),
  }),
  examples: [
    {
      title: '已经达到',
      input: {
        points: [['2022-08-31', 1.6e9]],
        asOf: '2022-09-30',
        due: '2022-09-30',
        comparator: '≥',
        threshold: 1.5e9,
      },
      value: { light: 'green', state: 'met', firstMetOn: '2022-08-31', reasons: [] },
    },
    {
      title: '逾期',
      input: {
        points: [['2022-09-30', 1.4e9]],
        asOf: '2022-10-01',
        due: '2022-09-30',
        comparator: '≥',
        threshold: 1.5e9,
      },
      value: { light: 'red', state: 'overdue', firstMetOn: null, reasons: [] },
    },
  ],
  compute: ({ points, asOf, due, comparator, threshold, baseline, sufficient, tolerance, seed }, working) => {
    checkedPoints(points)
    requireThreshold(comparator, threshold)
    const result = figureLight(
      { points, asOf, target: { comparator, threshold, baseline, due }, sufficient, tolerance, seed },
      working,
    )
    return { ...result, reasons: [...result.reasons] }
  },
})

export const assessment = defineCalculator({
  name: 'assessment',
  title: '部门考核得分',
  keywords: ['考核', '得分', '加分'],
  summary: '目标得分（权重 × 完成度）加首创加分，减逾期答复扣分。',
  input: z.strictObject({
    targets: z
      .array(
        z.strictObject({
          weight: z.number().min(0).max(100).optional(),
          figure: z.strictObject({ value: z.number(), baseline: z.number(), threshold: z.number() }).optional(),
          deliverable: z.strictObject({ verified: z.boolean(), startedMonthsLate: z.int().min(0) }).optional(),
        }),
      )
      .max(500),
    standingBonus: z.number().min(0).max(20).default(0),
    lateNotices: z.int().min(0).default(0),
    lateNoticePenalty: z.number().min(0).max(20).default(1),
    lateMonthFactor: z.number().gt(0).max(1).default(0.9),
  }),
  value: z.strictObject({ score: z.number() }),
  examples: [
    {
      title: '一项达一半、一项迟一月，全国首创',
      input: {
        targets: [
          { figure: { value: 15, baseline: 10, threshold: 20 } },
          { deliverable: { verified: true, startedMonthsLate: 1 } },
        ],
        standingBonus: 3,
        lateNotices: 1,
      },
      value: { score: 72 },
    },
  ],
  compute: ({ targets, lateNotices, standingBonus, lateNoticePenalty, lateMonthFactor }, working) => ({
    score: assessDepartment(
      { targets, lateNotices, rules: { standingBonus, lateNoticePenalty, lateMonthFactor } },
      working,
    ),
  }),
})

export const progress = defineCalculator({
  name: 'project-progress',
  title: '工程进度',
  keywords: ['项目', '节点', '工期'],
  summary: '按节点权重计算工程进度、已验收进度和工期偏差。',
  input: z.strictObject({
    asOf: CivilDay,
    nodes: z
      .array(
        z.strictObject({
          kind: z.enum(nodeKinds),
          weight: z.number().min(0),
          planned: CivilDay,
          acceptedOn: CivilDay.nullable().default(null),
          reported: z.number().min(0).max(1).default(0),
          photosValid: z.boolean().default(false),
        }),
      )
      .max(200),
  }),
  value: z.strictObject({ progress: z.number(), acceptedShare: z.number(), varianceDays: z.int() }),
  examples: [
    {
      title: '一节点已验收，一节点有照片上报一半',
      input: {
        asOf: '2022-06-30',
        nodes: [
          { kind: 'approved', weight: 40, planned: '2022-03-31', acceptedOn: '2022-04-05' },
          { kind: 'building', weight: 60, planned: '2022-09-30', reported: 0.5, photosValid: true },
        ],
      },
      value: { progress: 0.7, acceptedShare: 0.4, varianceDays: 5 },
    },
  ],
  compute: ({ nodes, asOf }, working) => projectProgress(nodes, asOf, working),
})
