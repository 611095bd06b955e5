import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { scoreDirections, scoreMetrics } from '../model/score-metrics.ts'
import { scoreFairness } from '../model/score-fairness.ts'
import { cardLines, fitScorecard, scoreRows } from '../model/scorecard.ts'
import { type Column, binVariable } from '../model/woe-bins.ts'
import {
  BinReply,
  BinningModel,
  CellField,
  Finite,
  Label,
  ModelReply,
  Name,
  ScalingField,
  Table,
  binOptions,
  maxBodyBytes,
  maxColumns,
  maxRows,
} from './scorecard-schemas.ts'

/** More than the public door takes goes to a job. */
const refuseTooLarge = (rows: number, columns: number): void => {
  const tooLarge = (pointer: string, message: string) => Problem.field(pointer, 'too_large', message, 'too_large')
  if (rows > maxRows) throw tooLarge('/rows', `公开计算最多 ${maxRows} 行`)
  if (columns > maxColumns) throw tooLarge('/columns', `公开计算最多 ${maxColumns} 列`)
}

const refuseMisfit = ({ columns, rows, target, breaks }: z.output<typeof Table>): void => {
  refuseTooLarge(rows.length, columns.length)
  const names = columns.map(({ name }) => name)
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index)
  if (twice !== -1) throw Problem.field(`/columns/${twice}/name`, 'duplicate', `变量“${names[twice]}”重复`)
  const unknown = Object.keys(breaks).find((name) => !names.includes(name))
  if (unknown !== undefined) throw Problem.field('/breaks', 'unknown_variable', `没有变量“${unknown}”`)
  if (target.length !== rows.length) {
    throw Problem.field('/target', 'length_mismatch', `结果 ${target.length} 个，记录 ${rows.length} 条，须一致`)
  }
  refuseBadCells(columns, rows)
  const bads = target.filter((label) => label === 1).length
  if (bads === 0 || bads === target.length) throw Problem.field('/target', 'one_class', '须同时有好客户和坏客户')
}

const refuseBadCells = (columns: readonly Column[], rows: readonly (readonly unknown[])[]): void => {
  rows.forEach((row, at) => {
    if (row.length !== columns.length) {
      throw Problem.field(`/rows/${at}`, 'length_mismatch', `第 ${at + 1} 条记录须有 ${columns.length} 个值`)
    }
    columns.forEach(({ name, type }, index) => {
      if (type === 'numeric' && typeof row[index] === 'string') {
        throw Problem.field(`/rows/${at}/${index}`, 'not_numeric', `变量“${name}”须为数值`)
      }
    })
  })
}

const exampleColumns: Column[] = [
  { name: '年龄', type: 'numeric' },
  { name: '住房', type: 'categorical' },
]
const exampleRows = [
  ...Array.from({ length: 20 }, (_, index) => [22 + (index % 8), index % 3 === 0 ? '自有' : '租住']),
  ...Array.from({ length: 20 }, (_, index) => [40 + (index % 15), index % 4 === 0 ? '租住' : '自有']),
]
const exampleTarget = exampleRows.map((_, index): 0 | 1 => ((index < 20 ? index % 2 === 0 : index % 5 === 0) ? 1 : 0))

const woeBins = defineCalculator({
  name: 'woe-bins',
  title: '证据权重分箱',
  keywords: ['分箱', 'WoE', 'IV', '信息值', '评分卡'],
  summary: '按好坏客户给变量分箱：相邻合并使信息值最大，也可以指定断点；缺失值单独成箱。',
  input: Table.extend({ options: z.strictObject(binOptions).prefault({}) }),
  value: z.object({
    variables: z.array(z.object({ name: z.string(), iv: z.number(), bins: z.array(BinReply) })),
  }),
  examples: [
    { title: '自动分箱', input: { columns: exampleColumns, rows: exampleRows, target: exampleTarget } },
    {
      title: '指定断点与分组',
      input: {
        columns: exampleColumns,
        rows: exampleRows,
        target: exampleTarget,
        breaks: { 年龄: [25, 40], 住房: ['自有', '租住'] },
      },
    },
  ],
  maxBodyBytes,
  deadlineMs: 20_000,
  compute: (table, working) => {
    refuseMisfit(table)
    const variables = table.columns.map((column, at) =>
      binVariable(
        column,
        table.rows.map((row) => row[at] ?? null),
        table.target,
        table.breaks[column.name],
        table.options,
      ),
    )
    for (const { name, iv, bins } of variables) {
      working.step({
        label: `变量 ${name} 的信息值`,
        formula: 'Σ (坏占比 − 好占比) × ln(坏占比 ÷ 好占比)',
        inputs: { 箱数: { value: bins.length, unit: '箱' } },
        result: iv,
        source: 'Siddiqi, Credit Risk Scorecards (2006)',
      })
    }
    return { variables: variables.map(({ name, iv, bins }) => ({ name, iv, bins })) }
  },
})

const PerformanceReply = z.object({ auc: z.number(), ks: z.number() }).nullable()

const scorecardFit = defineCalculator({
  name: 'scorecard-fit',
  title: '统计评分卡拟合',
  keywords: ['评分卡', '逻辑回归', '建模', 'AUC', 'KS', '刻度'],
  summary: '训练样本分箱、逻辑回归并折算成分值；其余样本检验。剔除信息值过低、共线或方向相反的变量。',
  input: Table.extend({
    /** Indices of the training records; absent: all. */
    train: z.array(z.int().min(0)).min(1).max(200_000).optional(),
    scaling: ScalingField.prefault({ points0: 600, odds0: '1/19', pdo: 50 }),
    options: z
      .strictObject({
        ...binOptions,
        minIv: z.number().min(0).max(10).default(0.02),
        maxVif: z.number().min(1).max(1e9).default(5),
        ridge: z.number().min(0).max(1e6).default(0),
        dropNonPositive: z.boolean().default(true),
      })
      .prefault({}),
  }),
  value: z.object({
    model: ModelReply,
    points: z.array(z.object({ name: z.string(), bin: z.string(), points: z.number() })),
    train: PerformanceReply,
    test: PerformanceReply,
  }),
  examples: [
    {
      title: '两个变量，前三十条训练',
      input: {
        columns: exampleColumns,
        rows: exampleRows,
        target: exampleTarget,
        train: exampleRows.map((_, index) => index).filter((index) => index % 4 !== 3),
        scaling: { points0: 600, odds0: '1/19', pdo: 50 },
      },
    },
    {
      title: '最高 850 分、最低 300 分',
      input: {
        columns: exampleColumns,
        rows: exampleRows,
        target: exampleTarget,
        scaling: { method: 'min_max', min: 300, max: 850 },
      },
    },
  ],
  maxBodyBytes,
  deadlineMs: 30_000,
  compute: ({ train, scaling, options, ...table }, working) => {
    refuseMisfit(table)
    const all = train ?? table.rows.map((_, index) => index)
    const outside = all.findIndex((index) => index >= table.rows.length)
    if (outside !== -1) throw Problem.field(`/train/${outside}`, 'out_of_range', `没有第 ${all[outside]} 条记录`)
    if (new Set(all).size !== all.length) throw Problem.field('/train', 'duplicate', '训练记录不能重复')
    const fitted = fitScorecard(table.columns, table.rows, table.target, table.breaks, all, scaling, options, working)
    return { ...fitted, points: cardLines(fitted.model) }
  },
})

const scorecardScore = defineCalculator({
  name: 'scorecard-score',
  title: '统计评分卡打分',
  keywords: ['评分卡', '打分', '信用分'],
  summary: '用拟合好的评分卡给记录打分；记录按模型变量的顺序给出，或按变量名给出。',
  input: z.strictObject({
    model: z.strictObject({
      intercept: z.number().min(-1e6).max(1e6),
      coefficients: z.record(Name, z.number().min(-1e6).max(1e6)),
      bins: z.array(BinningModel).min(1).max(1_000),
      scaling: ScalingField,
    }),
    rows: z
      .array(z.union([z.array(CellField).max(1_000), z.record(Name, CellField)]))
      .min(1)
      .max(200_000),
  }),
  value: z.object({ scores: z.array(z.number()) }),
  examples: [
    {
      title: '一个变量的评分卡',
      input: {
        model: {
          intercept: -1,
          coefficients: { 年龄: 1 },
          bins: [
            {
              name: '年龄',
              type: 'numeric',
              cuts: [30],
              iv: 0.5,
              bins: [
                { bin: '[-inf,30)', count: 50, good: 25, bad: 25, woe: 0.75, iv: 0.25 },
                { bin: '[30,inf)', count: 50, good: 40, bad: 10, woe: -0.75, iv: 0.25 },
              ],
            },
          ],
          scaling: { method: 'min_max', min: 0, max: 1.5 },
        },
        rows: [[25], { 年龄: 60 }],
      },
      value: { scores: [0, 1.5] },
    },
  ],
  maxBodyBytes,
  deadlineMs: 20_000,
  compute: ({ model, rows }, working) => {
    refuseTooLarge(rows.length, model.bins.length)
    const names = model.bins.map(({ name }) => name)
    const unknown = Object.keys(model.coefficients).find((name) => !names.includes(name))
    if (unknown !== undefined) {
      throw Problem.field('/model/coefficients', 'unknown_variable', `变量“${unknown}”没有分箱`)
    }
    const inOrder = rows.map((row, at) => {
      if (!Array.isArray(row)) {
        const stranger = Object.keys(row).find((name) => !names.includes(name))
        if (stranger !== undefined) throw Problem.field(`/rows/${at}`, 'unknown_variable', `没有变量“${stranger}”`)
        return names.map((name) => row[name] ?? null)
      }
      return row
    })
    refuseBadCells(model.bins, inOrder)
    const scores = scoreRows(model, inOrder)
    working.step({
      label: '打分',
      formula: '基础分 + Σ 各变量所在箱的分值',
      inputs: { 记录: { value: rows.length, unit: '条' } },
      result: scores.length,
      unit: '条',
      source: 'Siddiqi, Credit Risk Scorecards (2006)',
    })
    return { scores }
  },
})

const Scores = z.array(Finite).min(1).max(200_000)

const modelMetrics = defineCalculator({
  name: 'model-metrics',
  title: '评分模型检验',
  keywords: ['AUC', 'KS', 'Gini', 'PSI', '稳定性', '模型监测'],
  summary: '区分度 AUC、Gini、KS，以及对照参照样本的群体稳定性指数 PSI。',
  input: z.strictObject({
    scores: Scores,
    labels: z.array(Label).max(200_000),
    reference: Scores.optional(),
    /** Whether a higher score means more likely 1 (`bad`) or less likely (`good`). */
    higherIs: z.enum(scoreDirections).optional(),
  }),
  value: z.object({ auc: z.number(), gini: z.number(), ks: z.number(), psi: z.number().nullable() }),
  examples: [
    {
      title: '四条记录',
      input: { scores: [0.1, 0.4, 0.35, 0.8], labels: [0, 0, 1, 1] },
      value: { auc: 0.75, gini: 0.5, ks: 0.5, psi: null },
    },
    {
      title: '与上月相比的稳定性',
      input: {
        scores: [610, 640, 655, 700, 720],
        labels: [1, 0, 1, 0, 0],
        reference: [600, 620, 640, 660, 680, 700, 720, 740],
        higherIs: 'good',
      },
    },
  ],
  maxBodyBytes,
  deadlineMs: 20_000,
  compute: ({ scores, labels, reference, higherIs }, working) => {
    if (labels.length !== scores.length) {
      throw Problem.field('/labels', 'length_mismatch', `结果 ${labels.length} 个，分数 ${scores.length} 个，须一致`)
    }
    return scoreMetrics(scores, labels, reference ?? null, higherIs ?? null, working)
  },
})

const modelFairness = defineCalculator({
  name: 'model-fairness',
  title: '评分公平性检验',
  keywords: ['公平', '歧视', '通过率', '五分之四', '低收入', '乡镇'],
  summary: '各组（乡镇、年龄段、低收入户等）的通过率与最高组之比，低于五分之四的标出；并给出各组内的 AUC。',
  input: z.strictObject({
    scores: Scores,
    groups: z.array(z.string().min(1).max(64)).max(200_000),
    approved: z.array(z.boolean()).max(200_000).meta({ title: '是否通过' }),
    /** 1 = bad, 0 = good, null = not known yet. */
    labels: z.array(Label.nullable()).max(200_000).optional(),
    higherIs: z.enum(scoreDirections).default('good'),
  }),
  value: z.object({
    groups: z.array(
      z.object({
        group: z.string(),
        count: z.int(),
        approvalRate: z.number(),
        ratio: z.number().nullable(),
        flagged: z.boolean(),
        auc: z.number().nullable(),
      }),
    ),
    fair: z.boolean(),
  }),
  examples: [
    {
      title: '两个乡镇',
      input: {
        scores: [700, 650, 610, 720, 560, 540],
        groups: ['海游', '海游', '海游', '蛇蟠', '蛇蟠', '蛇蟠'],
        approved: [true, true, true, true, true, false],
        labels: [0, 0, 1, 0, 1, null],
      },
      value: {
        groups: [
          { group: '海游', count: 3, approvalRate: 1, ratio: 1, flagged: false, auc: 1 },
          { group: '蛇蟠', count: 3, approvalRate: 2 / 3, ratio: 2 / 3, flagged: true, auc: 1 },
        ],
        fair: false,
      },
    },
  ],
  maxBodyBytes,
  deadlineMs: 20_000,
  compute: ({ scores, groups, approved, labels, higherIs }, working) => {
    for (const [key, list] of Object.entries({ groups, approved, ...(labels === undefined ? {} : { labels }) })) {
      if (list.length !== scores.length)
        throw Problem.field(`/${key}`, 'length_mismatch', `${list.length} 个，分数 ${scores.length} 个，须一致`)
    }
    const cases = scores.map((score, index) => ({
      score,
      group: groups[index] ?? '',
      approved: approved[index] ?? false,
      label: labels?.[index] ?? null,
    }))
    const result = scoreFairness(cases, higherIs, working)
    return { groups: [...result], fair: !result.some(({ flagged }) => flagged) }
  },
})

export const scorecardCalculators: readonly Calculator[] = [
  woeBins,
  scorecardFit,
  scorecardScore,
  modelMetrics,
  modelFairness,
]
