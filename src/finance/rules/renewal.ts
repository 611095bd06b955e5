import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { borrowerKinds } from '../model/renewal.ts'

/** Which rule on renewals without repayment holds on a day, and whom it covers (finance 4.9). */
export const renewalRules = defineRuleTable({
  name: 'finance.renewal',
  title: '无还本续贷政策',
  description:
    '2024 年 9 月 24 日起，小微企业和农户经营性贷款均可无还本续贷；此前只适用于小微企业、个体工商户和小微企业主。',
  source: '金规〔2024〕13号；银监发〔2014〕36号',
  hit: 'first',
  inputs: [
    { key: 'asOf', title: '日期', type: 'date' },
    { key: 'borrower', title: '借款人', type: 'enum', options: borrowerKinds },
  ],
  outputs: [
    { key: 'document', title: '文件', type: 'string' },
    { key: 'covered', title: '适用', type: 'boolean' },
  ],
  output: z.strictObject({ document: z.string().min(1), covered: z.boolean() }),
  rows: [
    ['>= 2024-09-24', '', '金规〔2024〕13号', true],
    ['[2014-07-23..2024-09-24)', 'micro_business', '银监发〔2014〕36号', true],
    ['[2014-07-23..2024-09-24)', 'household', '银监发〔2014〕36号', false],
    ['< 2014-07-23', '', '银监发〔2014〕36号（尚未施行）', false],
  ],
  effectiveFrom: '2024-09-24',
  tests: [
    {
      title: '新政策覆盖农户',
      input: { asOf: '2024-09-24', borrower: 'household' },
      output: { document: '金规〔2024〕13号', covered: true },
    },
    {
      title: '旧政策不覆盖农户',
      input: { asOf: '2024-09-23', borrower: 'household' },
      output: { document: '银监发〔2014〕36号', covered: false },
    },
  ],
})
