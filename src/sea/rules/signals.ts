/** What colour a wave, a wind or rain has (sea 4.2–4.4); a county replaces the rows when its province orders otherwise. */
import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { colours } from '../model/colours.ts'

const options = [...colours, 'none'] as const
const output = z.strictObject({ colour: z.enum(options) })
export type SignalOutput = typeof output
const outputs = [{ key: 'colour', title: '级别', type: 'enum', options }] as const

export const surgeBlueRules = defineRuleTable({
  name: 'sea.surge-blue',
  title: '热带气旋增水的蓝色警报',
  description: '没有潮位站达到蓝色警戒潮位，但热带气旋将引起较大增水时，仍发布风暴潮蓝色警报。',
  source: 'GB/T 19721.1-2017 海洋预报和警报发布 第1部分：风暴潮（70 cm 待核）',
  hit: 'first',
  inputs: [
    { key: 'cyclonePresent', title: '有热带气旋影响', type: 'boolean' },
    { key: 'surgeCm', title: '预计增水', unit: 'cm', type: 'number' },
  ],
  outputs,
  output,
  rows: [
    [true, '>= 70', 'blue'],
    [null, null, 'none'],
  ],
  effectiveFrom: '2017-10-14',
  tests: [{ title: '增水 70 cm', input: { cyclonePresent: true, surgeCm: 70 }, output: { colour: 'blue' } }],
})

export const waveRules = defineRuleTable({
  name: 'sea.wave-level',
  title: '海浪警报级别',
  description: '按近岸、近海海域的有效波高定级；下限含、上限不含。',
  source: '国家海洋环境预报中心海浪警报发布标准（greeer.com/275701）',
  hit: 'first',
  inputs: [
    { key: 'zone', title: '海域', type: 'enum', options: ['nearshore', 'offshore'] },
    { key: 'hsM', title: '有效波高', unit: 'm', type: 'number', min: 0, max: 40 },
  ],
  outputs,
  output,
  rows: [
    ['nearshore', '>= 6', 'red'],
    ['nearshore', '[4.5..6)', 'orange'],
    ['nearshore', '[3.5..4.5)', 'yellow'],
    ['nearshore', '[2.5..3.5)', 'blue'],
    ['offshore', '>= 14', 'red'],
    ['offshore', '[9..14)', 'orange'],
    ['offshore', '[6..9)', 'yellow'],
    [null, null, 'none'],
  ],
  effectiveFrom: '2017-10-14',
  tests: [
    { title: '近岸 3.5 m', input: { zone: 'nearshore', hsM: 3.5 }, output: { colour: 'yellow' } },
    { title: '近海 5.9 m', input: { zone: 'offshore', hsM: 5.9 }, output: { colour: 'none' } },
  ],
})

const force = (key: string, title: string) => ({ key, title, unit: '级', type: 'number', min: 0, max: 18 }) as const

export const typhoonSignalRules = defineRuleTable({
  name: 'sea.typhoon-signal',
  title: '台风预警信号',
  description:
    '可能或者已经受热带气旋影响，平均风力或者阵风；从红色起判断。信号只由气象台站发布，本表说明规则会怎样判断。',
  source: '气象灾害预警信号发布与传播办法（中国气象局令第16号）附件',
  hit: 'first',
  inputs: [
    force('meanForce', '平均风力'),
    force('gustForce', '阵风'),
    { key: 'leadHours', title: '距影响', unit: 'h', type: 'number', min: 0, max: 240 },
  ],
  outputs,
  output,
  rows: [
    ['>= 12', null, '<= 6', 'red'],
    [null, '>= 14', '<= 6', 'red'],
    ['>= 10', null, '<= 12', 'orange'],
    [null, '>= 12', '<= 12', 'orange'],
    ['>= 8', null, '<= 24', 'yellow'],
    [null, '>= 10', '<= 24', 'yellow'],
    ['>= 6', null, '<= 24', 'blue'],
    [null, '>= 8', '<= 24', 'blue'],
    [null, null, null, 'none'],
  ],
  effectiveFrom: '2007-06-12',
  tests: [
    {
      title: '10 小时后 12 级',
      input: { meanForce: 12, gustForce: 0, leadHours: 10 },
      output: { colour: 'orange' },
    },
  ],
})

const rain = (key: string, title: string) => ({ key, title, unit: 'mm', type: 'number', min: 0, max: 3_000 }) as const

export const rainSignalRules = defineRuleTable({
  name: 'sea.rain-signal',
  title: '暴雨预警信号',
  description: '12、6、3 小时内可能或者已经达到的降雨量；从红色起判断。浙江省另有规定时换行。',
  source: '气象灾害预警信号发布与传播办法（中国气象局令第16号）附件',
  hit: 'first',
  inputs: [rain('mm12h', '12 小时雨量'), rain('mm6h', '6 小时雨量'), rain('mm3h', '3 小时雨量')],
  outputs,
  output,
  rows: [
    [null, null, '>= 100', 'red'],
    [null, null, '>= 50', 'orange'],
    [null, '>= 50', null, 'yellow'],
    ['>= 50', null, null, 'blue'],
    [null, null, null, 'none'],
  ],
  effectiveFrom: '2007-06-12',
  tests: [{ title: '3 小时 50 mm', input: { mm12h: 50, mm6h: 50, mm3h: 50 }, output: { colour: 'orange' } }],
})

export const floodRainRules = defineRuleTable({
  name: 'sea.flood-rain',
  title: '山洪风险雨量',
  description: '各镇 1、3、24 小时雨量的准备转移与立即转移阈值（本县设定，可按镇调整）。',
  source: '县级山洪灾害防御预案（缺省值为本系统假定）',
  hit: 'first',
  inputs: [rain('mm1h', '1 小时雨量'), rain('mm3h', '3 小时雨量'), rain('mm24h', '24 小时雨量')],
  outputs: [{ key: 'action', title: '行动', type: 'enum', options: ['move_now', 'prepare', 'none'] }],
  output: z.strictObject({ action: z.enum(['move_now', 'prepare', 'none']) }),
  rows: [
    ['>= 60', null, null, 'move_now'],
    [null, '>= 90', null, 'move_now'],
    [null, null, '>= 200', 'move_now'],
    ['>= 40', null, null, 'prepare'],
    [null, '>= 60', null, 'prepare'],
    [null, null, '>= 120', 'prepare'],
    [null, null, null, 'none'],
  ],
  effectiveFrom: '2022-01-01',
  tests: [{ title: '1 小时 40 mm', input: { mm1h: 40, mm3h: 40, mm24h: 40 }, output: { action: 'prepare' } }],
})
