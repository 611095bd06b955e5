import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

/** A lot is small below 20 mu and 3 years: simplified, with a shorter notice. */
export const tenderRules = defineRuleTable({
  name: 'ponds.tender',
  title: '塘口招租规则',
  description: '公告、保证金、加价幅度、延时、异议、签约与优先权的期限和比例；小塘口（20 亩以下且 3 年以内）简易办理。',
  source: '参照农村产权交易规则（吴忠、辽宁 DB21/T 4135-2025）；本县参数为假设',
  hit: 'first',
  inputs: [
    { key: 'areaMu', title: '面积', unit: '亩', type: 'number', min: 0 },
    { key: 'years', title: '年限', unit: '年', type: 'number', min: 0 },
  ],
  outputs: [
    { key: 'noticeDays', title: '公告（工作日）', type: 'number' },
    { key: 'renoticeDays', title: '重新公告（工作日）', type: 'number' },
    { key: 'depositShare', title: '保证金比例', type: 'string' },
    { key: 'depositLeastFen', title: '保证金下限', unit: '分', type: 'number' },
    { key: 'stepShare', title: '加价比例', type: 'string' },
    { key: 'stepLeastFen', title: '加价下限', unit: '分/亩', type: 'number' },
    { key: 'extensionMinutes', title: '延时（分钟）', type: 'number' },
    { key: 'objectionDays', title: '异议（工作日）', type: 'number' },
    { key: 'contractDays', title: '签约（工作日）', type: 'number' },
    { key: 'matchDays', title: '优先权人跟价（工作日）', type: 'number' },
    { key: 'refusalMargin', title: '弃标递补幅度', type: 'string' },
  ],
  output: z.strictObject({
    noticeDays: z.int().min(1).max(60),
    renoticeDays: z.int().min(1).max(60),
    depositShare: z.string().regex(/^0(\.\d{1,4})?$/),
    depositLeastFen: z.int().min(0),
    stepShare: z.string().regex(/^0(\.\d{1,4})?$/),
    stepLeastFen: z.int().min(1),
    extensionMinutes: z.int().min(0).max(60),
    objectionDays: z.int().min(1).max(60),
    contractDays: z.int().min(1).max(60),
    matchDays: z.int().min(1).max(60),
    refusalMargin: z.string().regex(/^0(\.\d{1,4})?$/),
  }),
  rows: [
    ['[0..20)', '[0..3)', 5, 5, '0.10', 100_000, '0.01', 1_000, 5, 5, 10, 2, '0.10'],
    [null, null, 7, 5, '0.10', 100_000, '0.01', 1_000, 5, 5, 10, 2, '0.10'],
  ],
  effectiveFrom: '2022-01-01',
})

export const rentRules = defineRuleTable({
  name: 'ponds.rent',
  title: '租金滞纳与参考租金',
  description: '滞纳金日率上限，以及参考租金占可比塘口租前亩均效益中位数的比例。',
  source: '本系统缺省值（RENT_LATE_CAP；租金模型 4.14）',
  hit: 'first',
  inputs: [],
  outputs: [
    { key: 'lateDailyRateCap', title: '滞纳金日率上限', type: 'string' },
    { key: 'benefitShare', title: '占亩均效益比例', type: 'string' },
  ],
  output: z.strictObject({
    lateDailyRateCap: z.string().regex(/^0(\.\d{1,6})?$/),
    benefitShare: z.string().regex(/^0(\.\d{1,4})?$/),
  }),
  rows: [['0.0005', '0.25']],
  effectiveFrom: '2022-01-01',
})
