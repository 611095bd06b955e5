import { z } from 'zod'
import { defineRuleTable } from '../platform/rules/rule-table.ts'
import { standings } from './model/reform-table.ts'

/** Parameters of the yearly assessment of departments (ledger 4.5). */
export const assessmentRules = defineRuleTable({
  name: 'ledger.assessment',
  title: '部门考核参数',
  description: '按改革定位给首创加分；督办逾期答复扣分；佐证每迟一个月（不足一月按一月）打折。',
  source: '三门县共同富裕改革台账规则 4.5',
  hit: 'first',
  inputs: [{ key: 'standing', title: '改革定位', type: 'enum', options: standings }],
  outputs: [
    { key: 'standingBonus', title: '加分', unit: '分', type: 'number' },
    { key: 'lateNoticePenalty', title: '每件逾期答复扣分', unit: '分', type: 'number' },
    { key: 'lateMonthFactor', title: '每迟一月系数', type: 'number' },
  ],
  output: z.strictObject({
    standingBonus: z.number().min(0).max(20),
    lateNoticePenalty: z.number().min(0).max(20),
    lateMonthFactor: z.number().gt(0).max(1),
  }),
  rows: [
    ['全国首创', 3, 1, 0.9],
    ['全国首批', 3, 1, 0.9],
    ['全省首创', 2, 1, 0.9],
    ['全省率先', 2, 1, 0.9],
    [null, 1, 1, 0.9],
  ],
  effectiveFrom: '2022-01-01',
  tests: [
    {
      title: '全国首创加 3 分',
      input: { standing: '全国首创' },
      output: { standingBonus: 3, lateNoticePenalty: 1, lateMonthFactor: 0.9 },
    },
    {
      title: '全市试点加 1 分',
      input: { standing: '全市试点' },
      output: { standingBonus: 1, lateNoticePenalty: 1, lateMonthFactor: 0.9 },
    },
  ],
})
