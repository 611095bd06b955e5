import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { poolBases } from '../model/pool-basis.ts'

/** What 融资达 counts (finance 8): the office fixes it here, with a date. */
export const poolBasisRules = defineRuleTable({
  name: 'finance.pool-basis',
  title: '资产池融资额口径',
  description: '贷款余额、累计发放（不含续贷与重组）或有效授信额度；三种口径总是一并计算，灯按此处口径亮。',
  source: '改革办确定的统计口径（演示值）',
  hit: 'first',
  inputs: [{ key: 'figure', title: '指标', type: 'enum', options: ['pool_financing'] }],
  outputs: [{ key: 'basis', title: '口径', type: 'enum', options: poolBases }],
  output: z.strictObject({ basis: z.enum(poolBases) }),
  rows: [['pool_financing', 'balance']],
  effectiveFrom: '2020-01-01',
})
