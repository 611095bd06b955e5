import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { signalIds } from '../model/dispute-risk.ts'

export const disputeSignalRules = defineRuleTable({
  name: 'ponds.dispute-signals',
  title: '涉渔纠纷前端预防信号权重',
  description:
    'D1 租金逾期（按天数）；D2 合同 90 天内到期未启动续签或招租；D3 四至重叠超差或复测面积变化超 5%；D4 对招租有异议或连续两次单一报价；D5 排水、消毒后 6 小时内邻塘报警；D6 同渠道闸门时间冲突；D7 飞塘分配逾期 15 天或有追偿；D8 48 小时死亡超一成且附近用药；D9 同一供应商 30 天三次以上投诉；D10 工资、运费拖欠；D11 村账公开迟于 10 天。',
  source: '涉渔纠纷前端预防规则 4.13（本系统缺省权重）',
  hit: 'first',
  inputs: [
    { key: 'id', title: '信号', type: 'enum', options: signalIds },
    { key: 'overdueDays', title: '逾期天数', unit: '天', type: 'number', min: 0, nullable: true },
  ],
  outputs: [{ key: 'weight', title: '权重', type: 'number' }],
  output: z.strictObject({ weight: z.number().min(0).max(100) }),
  rows: [
    ['D1', '>= 90', 6],
    ['D1', '[45..90)', 4],
    ['D1', '[15..45)', 2],
    ['D1', null, 0],
    ['D2', null, 3],
    ['D3', null, 4],
    ['D4', null, 3],
    ['D5', null, 5],
    ['D6', null, 2],
    ['D7', null, 4],
    ['D8', null, 5],
    ['D9', null, 4],
    ['D10', null, 3],
    ['D11', null, 2],
  ],
  effectiveFrom: '2022-01-01',
  tests: [
    { title: '租金逾期 45 天', input: { id: 'D1', overdueDays: 45 }, output: { weight: 4 } },
    { title: '四至重叠', input: { id: 'D3', overdueDays: null }, output: { weight: 4 } },
  ],
})

export const disputeColours = ['red', 'yellow', 'green'] as const

export const disputeColourRules = defineRuleTable({
  name: 'ponds.dispute-colours',
  title: '涉渔纠纷风险颜色',
  description: '黄色：向网格员派预防工单，3 个工作日办结；红色：邀请调解员，并中性告知双方。',
  source: '涉渔纠纷前端预防规则 4.13（本系统缺省值）',
  hit: 'first',
  inputs: [{ key: 'score', title: '分值', type: 'number', min: 0 }],
  outputs: [{ key: 'colour', title: '颜色', type: 'enum', options: disputeColours }],
  output: z.strictObject({ colour: z.enum(disputeColours) }),
  rows: [
    ['>= 8', 'red'],
    ['[5..8)', 'yellow'],
    ['< 5', 'green'],
  ],
  effectiveFrom: '2022-01-01',
})
