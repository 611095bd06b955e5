import { z } from 'zod'
import { defineRuleTable } from './rule-table.ts'

/** Rows that touch every kind of column. */
export const rateTable = defineRuleTable({
  name: 'trial.rate',
  title: '试验利率表',
  description: '按信用分和担保方式加点。',
  source: '试验办法',
  hit: 'first',
  inputs: [
    { key: 'score', title: '信用分', type: 'number', min: 0, max: 1000, nullable: true },
    { key: 'mode', title: '担保方式', type: 'enum', options: ['credit', 'mortgage'] },
  ],
  outputs: [
    { key: 'basisPoints', title: '加点', type: 'number' },
    { key: 'label', title: '说明', type: 'string' },
  ],
  output: z.strictObject({ basisPoints: z.number().int(), label: z.string() }),
  rows: [
    ['>= 700', 'mortgage', 100, '优'],
    ['>= 700', '', 140, '良'],
    ['[0..700)', null, 180, '一般'],
    ['无', '', 240, '未评'],
  ],
  effectiveFrom: '2022-01-01',
  tests: [{ title: '七百分信用贷', input: { score: 700, mode: 'credit' }, output: { basisPoints: 140, label: '良' } }],
})
