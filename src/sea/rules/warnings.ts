/** When a warning is issued at the latest, and under which code the national platform knows it (sea 4.2, 4.6). */
import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { hazards } from '../model/cap-alert.ts'
import { colours } from '../model/colours.ts'

export const warningLeadRules = defineRuleTable({
  name: 'sea.warning-lead',
  title: '风暴潮警报最迟发布时间',
  description: '预计高潮时之前至少多少小时发布；用于发布时效指标。',
  source: 'GB/T 19721.1-2017 海洋预报和警报发布 第1部分：风暴潮（数值待核）',
  hit: 'first',
  inputs: [{ key: 'colour', title: '颜色', type: 'enum', options: colours }],
  outputs: [{ key: 'hours', title: '提前', unit: 'h', type: 'number' }],
  output: z.strictObject({ hours: z.number().min(0).max(240) }),
  rows: [
    ['red', 6],
    ['orange', 6],
    ['yellow', 12],
    ['blue', 24],
  ],
  effectiveFrom: '2017-10-14',
  tests: [{ title: '黄色', input: { colour: 'yellow' }, output: { hours: 12 } }],
})

export const eventCodeRules = defineRuleTable({
  name: 'sea.event-code',
  title: '预警事件代码',
  description: '国家突发事件预警信息发布系统（12379）的事件代码；原文核对前为空，由预警发布中心填写，空的不写入报文。',
  source: 'GB/T 35561-2017 突发事件分类与编码（代码待填）',
  hit: 'first',
  inputs: [{ key: 'hazard', title: '灾种', type: 'enum', options: hazards }],
  outputs: [{ key: 'code', title: '事件代码', type: 'string' }],
  output: z.strictObject({
    code: z
      .string()
      .regex(/^[0-9A-Z]{1,12}$/)
      .nullable(),
  }),
  rows: hazards.map((hazard) => [hazard, null]),
  effectiveFrom: '2018-07-01',
})
