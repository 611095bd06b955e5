/** What the county tunes about fees, renewal and transfer of sea use (sea 4.14, 4.15, 5). */
import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

export const lateFeeRules = defineRuleTable({
  name: 'sea.late-fee',
  title: '海域使用金滞纳金日率',
  description: '逾期未缴海域使用金的滞纳金日率。',
  source: '海域使用金征收管理规定（日率为系统缺省值）',
  hit: 'first',
  inputs: [],
  outputs: [{ key: 'dailyRate', title: '日率', type: 'string' }],
  output: z.strictObject({ dailyRate: z.string().regex(/^0(\.\d{1,6})?$/) }),
  rows: [['0.0005']],
  effectiveFrom: '2018-05-01',
})

export const renewalThresholdRules = defineRuleTable({
  name: 'sea.renewal-threshold',
  title: '低效用海盘活认定标准',
  description: '复评最低分和最低增幅；变更用途或流转完成的不看分数。',
  source: '本县低效用海认定办法（试行，系统缺省值）',
  hit: 'first',
  inputs: [],
  outputs: [
    { key: 'leastScore', title: '最低分', unit: '分', type: 'number' },
    { key: 'leastGain', title: '最低增幅', unit: '分', type: 'number' },
  ],
  output: z.strictObject({ leastScore: z.number().min(0).max(100), leastGain: z.number().min(0).max(100) }),
  rows: [[50, 15]],
  effectiveFrom: '2022-01-01',
})

export const transferRules = defineRuleTable({
  name: 'sea.transfer-conditions',
  title: '海域使用权转让条件',
  description: '开发利用满多少年、已投入占计划投资的比例；只用于转让，不用于出租、抵押、继承。',
  source: '海域使用权管理规定（国海发〔2006〕27号，数值待核）',
  hit: 'first',
  inputs: [],
  outputs: [
    { key: 'leastYears', title: '开发利用年限', unit: '年', type: 'number' },
    { key: 'leastInvestmentShare', title: '已投入比例', type: 'string' },
  ],
  output: z.strictObject({
    leastYears: z.int().min(0).max(50),
    leastInvestmentShare: z.string().regex(/^(0(\.\d{1,4})?|1)$/),
  }),
  rows: [[1, '0.20']],
  effectiveFrom: '2007-01-01',
})
