import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { familyGrades, honourLevels } from '../model/family-facts.ts'
import { limitModes } from '../model/pre-limit.ts'
import { DecimalCell } from './decimal-cell.ts'

const source = '农户预授信额度办法（演示值，由各合作银行公布后替换）'
const effectiveFrom = '2022-01-01'

export const limitGradeRules = defineRuleTable({
  name: 'finance.limit-grade',
  title: '额度系数',
  description: 'k 乘计入净资产，m 乘年净收入。',
  source,
  hit: 'first',
  inputs: [{ key: 'grade', title: '等级', type: 'enum', options: familyGrades }],
  outputs: [
    { key: 'assets', title: 'k', type: 'string' },
    { key: 'income', title: 'm', type: 'string' },
  ],
  output: z.strictObject({ assets: DecimalCell('0', '10'), income: DecimalCell('0', '10') }),
  rows: [
    ['AAA', '1.00', '2.0'],
    ['AA', '0.95', '1.8'],
    ['A', '0.90', '1.5'],
    ['BBB', '0.75', '1.0'],
    ['BB', '0.50', '0.6'],
    ['C', '0', '0'],
  ],
  effectiveFrom,
})

export const limitCapRules = defineRuleTable({
  name: 'finance.limit-cap',
  title: '额度上限',
  description: '纯信用、有担保、各种方式合计的每户上限。',
  source,
  hit: 'first',
  inputs: [{ key: 'mode', title: '方式', type: 'enum', options: limitModes }],
  outputs: [{ key: 'fen', title: '上限', unit: '分', type: 'number' }],
  output: z.strictObject({ fen: z.number().int().min(0) }),
  rows: [
    ['credit', 30_000_000],
    ['guarantee', 50_000_000],
    ['all', 100_000_000],
  ],
  effectiveFrom,
})

export const limitUpliftRules = defineRuleTable({
  name: 'finance.limit-uplift',
  title: '荣誉上浮率',
  description: '按最高一级荣誉上浮额度。',
  source,
  hit: 'first',
  inputs: [{ key: 'honour', title: '荣誉', type: 'enum', options: honourLevels }],
  outputs: [{ key: 'share', title: '上浮率', type: 'string' }],
  output: z.strictObject({ share: DecimalCell('0', '1') }),
  rows: [
    ['nation|province', '0.20'],
    ['city', '0.15'],
    ['county', '0.10'],
    ['village', '0'],
  ],
  effectiveFrom,
})

export const limitParameters = [
  'village_multiple',
  'no_review_factor',
  'uplift_cap_fen',
  'step_fen',
  'least_fen',
] as const

export const limitParameterRules = defineRuleTable({
  name: 'finance.limit-parameter',
  title: '额度参数',
  description: '村级建议倍数、无公议折扣、上浮上限、取整单位与起点额度。',
  source,
  hit: 'first',
  inputs: [{ key: 'name', title: '参数', type: 'enum', options: limitParameters }],
  outputs: [{ key: 'value', title: '数值', type: 'string' }],
  output: z.strictObject({ value: DecimalCell('0', '10000000000000') }),
  rows: [
    ['village_multiple', '1.2'],
    ['no_review_factor', '0.8'],
    ['uplift_cap_fen', '10000000'],
    ['step_fen', '100000'],
    ['least_fen', '1000000'],
  ],
  effectiveFrom,
})

export const limitRuleTables = [limitGradeRules, limitCapRules, limitUpliftRules, limitParameterRules]
