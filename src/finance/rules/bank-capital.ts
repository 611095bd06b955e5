import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { DecimalCell } from './decimal-cell.ts'

/** Net capital of the banks, the measure of 商业银行法第三十九条; each bank replaces it by its published figure. */
export const bankCapitalRules = defineRuleTable({
  name: 'finance.bank-capital',
  title: '银行资本净额',
  description: '各合作银行资本净额（分），单一借款人贷款不得超过其百分之十。',
  source: '中华人民共和国商业银行法第三十九条；金额为演示值，由各行披露的资本充足率报告替换',
  hit: 'first',
  inputs: [{ key: 'bank', title: '银行代码', type: 'string' }],
  outputs: [{ key: 'capitalFen', title: '资本净额', unit: '分', type: 'string' }],
  output: z.strictObject({ capitalFen: DecimalCell('1', '100000000000000') }),
  rows: [['', '200000000000']],
  effectiveFrom: '2022-01-01',
})
