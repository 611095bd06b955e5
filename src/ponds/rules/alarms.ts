import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

/** The default alarms of a pond; the operator may only tighten them (ponds 4.17). */
export const alarmRules = defineRuleTable({
  name: 'ponds.alarm-rules',
  title: '水质报警规则',
  description: '报警值、解除值与延时；同一塘口同一规则只有一个未解除的报警。',
  source: '报警值同规则表 ponds.water-limits；回差与延时为本系统缺省值',
  hit: 'first',
  inputs: [
    {
      key: 'property',
      title: '项目',
      type: 'enum',
      options: ['do', 'temp_high', 'temp_low', 'sal', 'ph_high', 'ph_low'],
    },
    { key: 'severity', title: '级别', type: 'enum', options: ['warn', 'critical'] },
  ],
  outputs: [
    { key: 'direction', title: '方向', type: 'enum', options: ['below', 'above'] },
    { key: 'raise', title: '报警值', type: 'number' },
    { key: 'clear', title: '解除值', type: 'number' },
    { key: 'holdOnS', title: '报警延时', unit: 's', type: 'number' },
    { key: 'holdOffS', title: '解除延时', unit: 's', type: 'number' },
  ],
  output: z
    .strictObject({
      direction: z.enum(['below', 'above']),
      raise: z.number(),
      clear: z.number(),
      holdOnS: z.int().min(0).max(86_400),
      holdOffS: z.int().min(0).max(86_400),
    })
    .refine(({ direction, raise, clear }) => (direction === 'below' ? clear >= raise : clear <= raise)),
  rows: [
    ['do', 'warn', 'below', 4, 4.8, 600, 1_200],
    ['do', 'critical', 'below', 3, 3.8, 0, 1_200],
    ['temp_high', 'warn', 'above', 32, 31, 1_800, 3_600],
    ['temp_high', 'critical', 'above', 35, 34, 600, 3_600],
    ['temp_low', 'warn', 'below', 18, 19, 1_800, 3_600],
    ['temp_low', 'critical', 'below', 12, 13, 600, 3_600],
    ['sal', 'warn', 'below', 8, 9, 1_800, 3_600],
    ['sal', 'critical', 'below', 4, 5, 600, 3_600],
    ['ph_high', 'warn', 'above', 9, 8.8, 1_800, 3_600],
    ['ph_high', 'critical', 'above', 9.3, 9.1, 600, 3_600],
    ['ph_low', 'warn', 'below', 7.3, 7.4, 1_800, 3_600],
    ['ph_low', 'critical', 'below', 7, 7.1, 600, 3_600],
  ],
  effectiveFrom: '2022-01-01',
})
