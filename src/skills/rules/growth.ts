/** What officials tune in evaluation panels and in the growth of the institute (skills 4.7, 4.10). */
import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { traineeKinds } from '../model/campus.ts'

export const panelRules = defineRuleTable({
  name: 'skills.evaluation-panel',
  title: '第三方评价组的组成',
  description: '利害关系终止后的回避年限、最少评价人数；两名评价人打分相关系数达到提示值的，列出供复查。',
  source: '第三方评价办法（试行，系统缺省值）',
  hit: 'first',
  inputs: [],
  outputs: [
    { key: 'coolingYears', title: '回避年限', unit: '年', type: 'number' },
    { key: 'leastAssessors', title: '最少人数', unit: '人', type: 'number' },
    { key: 'alikeFrom', title: '提示相关系数', type: 'number' },
    { key: 'leastItems', title: '最少共同指标', unit: '项', type: 'number' },
  ],
  output: z.strictObject({
    coolingYears: z.int().min(0).max(50),
    leastAssessors: z.int().min(1).max(101),
    alikeFrom: z.number().gt(0).max(1),
    leastItems: z.int().min(3).max(1_000),
  }),
  rows: [[3, 3, 0.95, 5]],
  effectiveFrom: '2021-01-01',
  tests: [{ title: '缺省', input: {}, output: { coolingYears: 3, leastAssessors: 3, alikeFrom: 0.95, leastItems: 5 } }],
})

export const traineeWeightRules = defineRuleTable({
  name: 'skills.trainee-weight',
  title: '培训生折算',
  description: '短期（少于 1 个月）、中期（1–6 个月）、长期（6 个月以上）培训每人折合全日制学生数。',
  source: '万人技师学院建设口径（系统缺省值，假定）',
  hit: 'first',
  inputs: [{ key: 'kind', title: '培训时长', type: 'enum', options: traineeKinds }],
  outputs: [{ key: 'weight', title: '折合', unit: '人', type: 'number' }],
  output: z.strictObject({ weight: z.number().min(0).max(1) }),
  rows: [
    ['short', 0.05],
    ['medium', 0.25],
    ['long', 0.5],
  ],
  effectiveFrom: '2021-01-01',
  tests: [{ title: '长期', input: { kind: 'long' }, output: { weight: 0.5 } }],
})
