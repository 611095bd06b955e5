import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { tailItems } from '../model/tail-water.ts'

export const tailWaterRules = defineRuleTable({
  name: 'ponds.tail-water',
  title: '海水养殖水排放限值',
  description:
    'SC/T 9103-2007 一级、二级限值（mg/L，pH 无量纲）；2024-10-15 起采样的适用 DB33/1384-2024，限值录入前不判定。',
  source: 'SC/T 9103-2007 海水养殖水排放要求 表2（录入前待核原文）',
  hit: 'first',
  inputs: [
    { key: 'item', title: '项目', type: 'enum', options: tailItems },
    { key: 'level', title: '级别', type: 'number', min: 1, max: 2 },
  ],
  outputs: [
    { key: 'low', title: '下限', type: 'number' },
    { key: 'high', title: '上限', type: 'number' },
  ],
  output: z.strictObject({ low: z.number().nullable(), high: z.number() }),
  rows: [
    ['ss', '[1..2)', null, 40],
    ['ss', null, null, 100],
    ['ph', '[1..2)', 7, 8.5],
    ['ph', null, 6.5, 9],
    ['codmn', '[1..2)', null, 10],
    ['codmn', null, null, 20],
    ['bod5', '[1..2)', null, 6],
    ['bod5', null, null, 10],
    ['cu', '[1..2)', null, 0.1],
    ['cu', null, null, 0.2],
    ['zn', '[1..2)', null, 0.2],
    ['zn', null, null, 0.5],
    ['inorganicN', '[1..2)', null, 0.5],
    ['inorganicN', null, null, 1],
    ['activeP', '[1..2)', null, 0.05],
    ['activeP', null, null, 0.1],
    ['sulphide', '[1..2)', null, 0.2],
    ['sulphide', null, null, 0.8],
    ['residualCl', '[1..2)', null, 0.1],
    ['residualCl', null, null, 0.2],
  ],
  effectiveFrom: '2008-03-01',
})
