import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

export const plotItems = ['far', 'buildingCoefficient', 'adminLandShare', 'adminFloorShare', 'greenRatio'] as const
export type PlotItem = (typeof plotItems)[number]

export const PlotLimit = z.strictObject({
  bound: z.enum(['min', 'max', 'none']),
  limit: z.number().min(0),
  basis: z.string().min(1),
})

const [of2008, of2023] = [
  '《工业项目建设用地控制指标》（国土资发〔2008〕24号）',
  '《工业项目建设用地控制指标》（自然资源部 2023）',
]

/** What an industrial plot must keep on a day (land 4.5). */
export const plotLimits = defineRuleTable({
  name: 'land.plot-limits',
  title: '工业用地控制指标',
  description: '容积率、建筑系数、行政办公及生活服务设施比重、绿地率的限值，按日期取用。',
  source: `${of2008}；${of2023}；三门县第二轮三年行动计划（2025—2027）草案`,
  hit: 'first',
  inputs: [
    { key: 'item', title: '指标', type: 'enum', options: plotItems },
    { key: 'asOf', title: '日期', type: 'date' },
  ],
  outputs: [
    { key: 'bound', title: '方向', type: 'enum', options: ['min', 'max', 'none'] },
    { key: 'limit', title: '限值', type: 'number' },
    { key: 'basis', title: '依据', type: 'string' },
  ],
  output: PlotLimit,
  rows: [
    ['far', '>= 2025-01-01', 'min', 1, '三门县第二轮三年行动计划（2025—2027）草案'],
    ['far', '[2008-01-31..2025-01-01)', 'min', 0.8, '低效用地认定默认值（假定，按行业控制值替换）'],
    ['buildingCoefficient', '>= 2023-05-15', 'min', 0.4, of2023],
    ['buildingCoefficient', '[2008-01-31..2023-05-15)', 'min', 0.3, of2008],
    ['adminLandShare', '>= 2008-01-31', 'max', 0.07, of2008],
    ['adminFloorShare', '>= 2023-05-15', 'max', 0.15, of2023],
    ['adminFloorShare', '[2008-01-31..2023-05-15)', 'none', 0, of2008],
    ['greenRatio', '>= 2008-01-31', 'max', 0.2, of2008],
    ['', '< 2008-01-31', 'none', 0, '当时没有限值'],
  ],
  effectiveFrom: '2025-01-01',
  tests: [
    {
      title: '2023 年标准提高了建筑系数',
      input: { item: 'buildingCoefficient', asOf: '2023-05-15' },
      output: { bound: 'min', limit: 0.4, basis: of2023 },
    },
    {
      title: '前一天仍按 2008 年标准',
      input: { item: 'buildingCoefficient', asOf: '2023-05-14' },
      output: { bound: 'min', limit: 0.3, basis: of2008 },
    },
  ],
})
