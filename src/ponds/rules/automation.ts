import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

const oxygen = z.number().min(0).max(20)
const duration = z.int().min(0).max(86_400)

/** The county sets defaults; an operator may only tighten what keeps animals alive. */
export const automationRules = defineRuleTable({
  name: 'ponds.automation',
  title: '增氧机自动控制',
  description:
    'R-AER-1 低于开机值达延时即开，高于关机值达延时且运行足够即关；R-AER-2 清晨预报低于限值时提前开；R-AER-3 夜间溶解氧不明达延时即开。',
  source: '塘口自动控制规则 4.9（本系统缺省值）',
  hit: 'first',
  inputs: [],
  outputs: [
    { key: 'onBelowMgL', title: '开机值', unit: 'mg/L', type: 'number' },
    { key: 'onHoldS', title: '开机延时', unit: 's', type: 'number' },
    { key: 'offAboveMgL', title: '关机值', unit: 'mg/L', type: 'number' },
    { key: 'offHoldS', title: '关机延时', unit: 's', type: 'number' },
    { key: 'leastRunS', title: '最短运行', unit: 's', type: 'number' },
    { key: 'dawnBelowMgL', title: '清晨预报限值', unit: 'mg/L', type: 'number' },
    { key: 'unknownS', title: '溶解氧不明', unit: 's', type: 'number' },
  ],
  output: z
    .strictObject({
      onBelowMgL: oxygen,
      onHoldS: duration,
      offAboveMgL: oxygen,
      offHoldS: duration,
      leastRunS: duration,
      dawnBelowMgL: oxygen,
      unknownS: duration,
    })
    .refine(({ onBelowMgL, offAboveMgL }) => onBelowMgL < offAboveMgL),
  rows: [[4.5, 300, 6, 1_200, 1_800, 4, 1_800]],
  effectiveFrom: '2022-01-01',
})
