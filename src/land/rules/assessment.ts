import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

export const townItems = ['closed', 'signed', 'treated', 'growth', 'onTime'] as const
export const departmentItems = ['deliveries', 'answers', 'approvals'] as const
export const adjustmentItems = ['bonus', 'reopened', 'falseReports'] as const

export const AssessmentWeight = z.strictObject({ title: z.string().min(1), points: z.number().min(0).max(100) })

/** Weights of the yearly assessment; bonus: the cap, deductions: points each (land 4.13). */
export const assessmentWeights = defineRuleTable({
  name: 'land.assessment',
  title: '乡镇（街道）和部门考核分值',
  description: '各项满分合计 100；加分为上限，扣分为每件扣分。分值为假定，由县里确定。',
  source: '闲置低效工业用地整治考核办法（分值为假定）',
  hit: 'first',
  inputs: [
    { key: 'item', title: '项目', type: 'enum', options: [...townItems, ...departmentItems, ...adjustmentItems] },
  ],
  outputs: [
    { key: 'title', title: '名称', type: 'string' },
    { key: 'points', title: '分值', type: 'number' },
  ],
  output: AssessmentWeight,
  rows: [
    ['closed', '任务销号率', 40],
    ['signed', '6 月 30 日前协议签订率', 15],
    ['treated', '整治面积完成率', 20],
    ['growth', '亩均税收增幅', 15],
    ['onTime', '数据报送及时率', 10],
    ['deliveries', '数据按时提供', 50],
    ['answers', '答复乡镇和企业', 30],
    ['approvals', '整改审批时限', 20],
    ['bonus', '典型案例加分上限', 5],
    ['reopened', '销号后回潮，每件扣', 2],
    ['falseReports', '弄虚作假，每件扣', 10],
  ],
  effectiveFrom: '2022-01-01',
  tests: [{ title: '销号率 40 分', input: { item: 'closed' }, output: { title: '任务销号率', points: 40 } }],
})
