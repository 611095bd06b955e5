import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

const grades = ['1', '2', '3', '4', '5'] as const
const strict = [1.0, 0.8, 0.7, 0.6, 0.5]
const allowed = [0.5, 0.4, 0.4, 0.3, 0.3]

export const freeboardRules = defineRuleTable({
  name: 'sea.dike-freeboard',
  title: '海塘安全加高',
  description: '按海塘级别和是否允许越浪。',
  source: 'GB/T 51015-2014 海堤工程设计规范（数值待核）',
  hit: 'first',
  inputs: [
    { key: 'grade', title: '级别', type: 'enum', options: grades },
    { key: 'overtoppingAllowed', title: '允许越浪', type: 'boolean' },
  ],
  outputs: [{ key: 'freeboardM', title: '安全加高', unit: 'm', type: 'number' }],
  output: z.strictObject({ freeboardM: z.number().min(0).max(3) }),
  rows: grades.flatMap((grade, index) => [
    [grade, false, strict[index] ?? 0],
    [grade, true, allowed[index] ?? 0],
  ]),
  effectiveFrom: '2014-12-01',
  tests: [{ title: '三级允许越浪', input: { grade: '3', overtoppingAllowed: true }, output: { freeboardM: 0.4 } }],
})

export const dikeInspectionRules = defineRuleTable({
  name: 'sea.dike-inspection',
  title: '海塘检查天数',
  description: '法规只规定汛前、汛后和每次风暴潮后检查；本表写明汛前多少天内、汛后和风暴潮后多少天内完成。',
  source: '浙江省海塘建设管理条例第三十六条；天数为系统缺省值',
  hit: 'first',
  inputs: [],
  outputs: [
    { key: 'beforeSeasonDays', title: '汛前', unit: '天', type: 'number' },
    { key: 'afterSeasonDays', title: '汛后', unit: '天', type: 'number' },
    { key: 'afterSurgeDays', title: '风暴潮后', unit: '天', type: 'number' },
  ],
  output: z.strictObject({
    beforeSeasonDays: z.int().min(1).max(120),
    afterSeasonDays: z.int().min(1).max(120),
    afterSurgeDays: z.int().min(1).max(60),
  }),
  rows: [[45, 30, 7]],
  effectiveFrom: '2000-07-13',
})
