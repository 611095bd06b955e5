import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { linkIds } from '../model/business-links.ts'

export const linkBaselineRules = defineRuleTable({
  name: 'ponds.link-baselines',
  title: '业务环节优化基线',
  description: '十个业务环节改革前的环节数和天数（县申报），以及改革后的环节数和目标天数；是否优化只看实测中位数。',
  source: '三门县共富渔塘改革业务环节申报（缺省值为假定）',
  hit: 'first',
  inputs: [{ key: 'link', title: '环节', type: 'enum', options: linkIds }],
  outputs: [
    { key: 'title', title: '名称', type: 'string' },
    { key: 'stepsBefore', title: '改革前环节', unit: '个', type: 'number' },
    { key: 'daysBefore', title: '改革前天数', unit: '天', type: 'number' },
    { key: 'stepsAfter', title: '改革后环节', unit: '个', type: 'number' },
    { key: 'daysAfter', title: '目标天数', unit: '天', type: 'number' },
  ],
  output: z.strictObject({
    title: z.string().min(1),
    stepsBefore: z.int().min(1).max(100),
    daysBefore: z.number().gt(0).max(1_000),
    stepsAfter: z.int().min(1).max(100),
    daysAfter: z.number().gt(0).max(1_000),
  }),
  rows: [
    ['survey_register', '塘口测绘登记', 6, 30, 4, 5],
    ['permit', '养殖证申领续期', 7, 45, 4, 15],
    ['tender', '塘口招租', 9, 40, 5, 20],
    ['rent_publication', '租金收缴与账目公开', 4, 90, 3, 1],
    ['input_record', '苗种投入品购进登记', 4, 7, 2, 0.1],
    ['harvest_release', '起捕放行与合格证', 5, 3, 3, 0.1],
    ['tail_water', '尾水排放', 4, 10, 3, 2],
    ['loan_data', '贷款数据与活体估值', 8, 15, 3, 2],
    ['insurance_claim', '保险理赔', 7, 30, 2, 5],
    ['dispute', '纠纷调解与司法确认', 6, 60, 4, 20],
  ],
  effectiveFrom: '2022-01-01',
})
