import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

/** 全县农村居民人均可支配收入 by year: the yardstick of a family's income per head. */
export const countyIncomeRules = defineRuleTable({
  name: 'finance.county-income',
  title: '全县农村居民人均可支配收入',
  description: '家庭人均净收入与之相比，得出信用分中的收入项；年度数公布后由县金融中心更新。',
  source: '三门县农户家庭信用评分办法（演示值，公布后替换）',
  hit: 'first',
  inputs: [{ key: 'year', title: '年度', type: 'number', min: 2000, max: 2200 }],
  outputs: [{ key: 'fen', title: '人均可支配收入', unit: '分', type: 'number' }],
  output: z.strictObject({ fen: z.number().int().min(1) }),
  rows: [
    ['[2000..2020)', 2_900_000],
    ['[2020..2021)', 3_100_000],
    ['[2021..2022)', 3_400_000],
    ['[2022..2023)', 3_600_000],
    ['[2023..2024)', 3_900_000],
    ['>= 2024', 4_100_000],
  ],
  effectiveFrom: '2022-01-01',
  tests: [{ title: '2021 年', input: { year: 2021 }, output: { fen: 3_400_000 } }],
})
