/** The low-efficiency score of shipyards' sea use (sea 4.15): no national criterion exists, so it is published and tuned here. */
import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { efficiencyIndicators } from '../model/efficiency-score.ts'

export const efficiencyRules = defineRuleTable({
  name: 'sea.efficiency-score',
  title: '船舶工业用海效率评分',
  description: '各指标的起点值、目标值与权重；得分在起点为 0、目标为 100，之间线性。各行权重之和须为 1。',
  source: '本县低效用海认定办法（试行，系统缺省值）',
  hit: 'first',
  inputs: [{ key: 'indicator', title: '指标', type: 'enum', options: efficiencyIndicators }],
  outputs: [
    { key: 'title', title: '名称', type: 'string' },
    { key: 'unit', title: '单位', type: 'string' },
    { key: 'floor', title: '起点值', type: 'number' },
    { key: 'target', title: '目标值', type: 'number' },
    { key: 'weight', title: '权重', type: 'number' },
  ],
  output: z
    .strictObject({
      title: z.string().min(1),
      unit: z.string(),
      floor: z.number(),
      target: z.number(),
      weight: z.number().gt(0).max(1),
    })
    .refine(({ floor, target }) => floor !== target, { error: '起点值与目标值不得相等' }),
  rows: [
    ['outputPerHa', '公顷产值', '万元/公顷', 0, 1500, 0.25],
    ['taxPerHa', '公顷税收', '万元/公顷', 0, 60, 0.2],
    ['berthUse', '泊位利用率', '', 0, 0.6, 0.15],
    ['dockUse', '船坞（船台）利用率', '', 0, 0.6, 0.15],
    ['idleMonths24', '24 个月内闲置', '月', 24, 0, 0.1],
    ['unbuiltShare', '已填未建比例', '', 1, 0, 0.1],
    ['compliancePts', '合规', '分', 0, 100, 0.05],
  ],
  effectiveFrom: '2022-01-01',
  tests: [
    {
      title: '公顷税收',
      input: { indicator: 'taxPerHa' },
      output: { title: '公顷税收', unit: '万元/公顷', floor: 0, target: 60, weight: 0.2 },
    },
  ],
})

export const efficiencyClassRules = defineRuleTable({
  name: 'sea.efficiency-class',
  title: '用海效率分类',
  description: '总分 70 以上高效，50 以上提升，以下低效。',
  source: '本县低效用海认定办法（试行，系统缺省值）',
  hit: 'first',
  inputs: [{ key: 'score', title: '总分', unit: '分', type: 'number', min: 0, max: 100 }],
  outputs: [{ key: 'class', title: '类别', type: 'enum', options: ['efficient', 'improve', 'low'] }],
  output: z.strictObject({ class: z.enum(['efficient', 'improve', 'low']) }),
  rows: [
    ['>= 70', 'efficient'],
    ['[50..70)', 'improve'],
    ['< 50', 'low'],
  ],
  effectiveFrom: '2022-01-01',
  tests: [{ title: '50 分', input: { score: 50 }, output: { class: 'improve' } }],
})

const yes = (key: string, title: string) => ({ key, title, type: 'boolean' }) as const
const paths = ['technical_upgrade', 'change_of_use', 'transfer', 'recovery'] as const

export const renewalPathRules = defineRuleTable({
  name: 'sea.renewal-path',
  title: '低效用海处置路径',
  description: '全部适用的路径都列出；只是建议，由部门与用海人协商决定。',
  source: '三门县低效用海盘活试点方案；海域使用管理法第二十七、二十八、三十条（系统缺省值）',
  hit: 'collect',
  inputs: [
    yes('operating', '仍在生产'),
    { key: 'investmentWanYuanPerHa', title: '计划投资', unit: '万元/公顷', type: 'number', min: 0 },
    yes('stillInDemand', '原用途仍有需求'),
    yes('newUseFitsPlan', '新用途符合规划'),
    yes('holderCanRun', '权利人有能力经营'),
    yes('encumbered', '有抵押、查封等负担'),
    yes('breach', '违约'),
    yes('publicInterest', '公共利益需要'),
  ],
  outputs: [
    { key: 'path', title: '路径', type: 'enum', options: paths },
    { key: 'reason', title: '理由', type: 'string' },
  ],
  output: z.strictObject({ path: z.enum(paths), reason: z.string().min(1) }),
  rows: [
    [true, '>= 200', null, null, null, null, null, null, 'technical_upgrade', '仍在生产，计划投资达到 200 万元/公顷'],
    [null, null, false, true, null, null, null, null, 'change_of_use', '原用途不再需要，新用途符合规划'],
    [null, null, null, null, false, false, null, null, 'transfer', '权利人无力经营，且无权利负担'],
    [null, null, null, null, null, null, true, null, 'recovery', '违反用海约定，责令改正后仍不改正'],
    [null, null, null, null, null, null, null, true, 'recovery', '公共利益需要收回'],
  ],
  effectiveFrom: '2022-01-01',
})
