import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { repaymentMethods } from '../model/loan-terms.ts'

/** Products worth drafting for what is asked when (finance 4.12); several may fit. */
export const demandSuggestionRules = defineRuleTable({
  name: 'finance.demand-suggestion',
  title: '专项信贷产品建议',
  description: '按用途与需求最旺的月份，建议产品的还款方式与到期月份。',
  source: '需求偏好分析（演示值，由合作银行公布后替换）',
  hit: 'collect',
  inputs: [
    { key: 'purpose', title: '用途', type: 'string' },
    { key: 'peakMonth', title: '需求最旺月份', type: 'number', min: 1, max: 12 },
  ],
  outputs: [
    { key: 'product', title: '产品', type: 'string' },
    { key: 'method', title: '还款方式', type: 'enum', options: repaymentMethods },
    { key: 'dueMonth', title: '到期月份', type: 'number' },
  ],
  output: z.strictObject({
    product: z.string().min(1),
    method: z.enum(repaymentMethods),
    dueMonth: z.number().int().min(1).max(12),
  }),
  rows: [
    ['苗种|seed', '[3..5]', '青蟹季贷', 'interest_only', 11],
    ['饲料|feed', '[5..9]', '饲料周转贷', 'interest_only', 12],
    ['塘租|pond_rent', '', '塘租分期贷', 'equal_principal', 12],
    ['修塘|pond_works', '[11..12]', '冬修贷', 'annuity', 10],
    ['修塘|pond_works', '[1..2]', '冬修贷', 'annuity', 10],
  ],
  effectiveFrom: '2022-01-01',
})
