/** Labels and discharge: what the county tunes (ponds 4.11, 4.12). */
import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

export const scanRules = defineRuleTable({
  name: 'ponds.scan-limits',
  title: '疑似套码限值',
  description: '同一序列号累计扫描次数或一天内扫描的省份数超过限值，扫码页提示“疑似套码”。',
  source: '一蟹一码防伪规则 4.11（SCAN_*，本系统缺省值）',
  hit: 'first',
  inputs: [],
  outputs: [
    { key: 'scans', title: '累计扫描', unit: '次', type: 'number' },
    { key: 'provincesPerDay', title: '一天内省份', unit: '个', type: 'number' },
  ],
  output: z.strictObject({ scans: z.int().min(1).max(100_000), provincesPerDay: z.int().min(1).max(34) }),
  rows: [[20, 3]],
  effectiveFrom: '2022-01-01',
})

export const dischargeRules = defineRuleTable({
  name: 'ponds.discharge',
  title: '尾水排放条件',
  description: '最近一次采样的有效天数、沉淀停留小时数、与同渠道邻塘进水时间的间隔。',
  source: '尾水排放办理规则 4.12（TW_HOLD_H 等，本系统缺省值）',
  hit: 'first',
  inputs: [],
  outputs: [
    { key: 'sampleDays', title: '采样有效', unit: '天', type: 'number' },
    { key: 'holdHours', title: '停留', unit: 'h', type: 'number' },
    { key: 'apartMinutes', title: '与邻塘进水间隔', unit: 'min', type: 'number' },
  ],
  output: z.strictObject({
    sampleDays: z.int().min(1).max(366),
    holdHours: z.number().min(0).max(1_000),
    apartMinutes: z.int().min(0).max(1_440),
  }),
  rows: [[30, 48, 60]],
  effectiveFrom: '2022-01-01',
})
