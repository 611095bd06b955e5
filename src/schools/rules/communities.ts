/** When a campus counts as covered by an education community, and how much substance a community shows (schools 4.6). */
import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { communityTypes } from '../model/communities.ts'
import { substanceParts } from '../model/substance.ts'

export const coverageRules = defineRuleTable({
  name: 'schools.community-coverage',
  title: '教共体覆盖认定',
  description: '首个学期之后，多少日内须有一次活动才计入覆盖。',
  source: '浙教基〔2020〕70号；日数为系统缺省值',
  hit: 'first',
  inputs: [{ key: 'type', title: '类型', type: 'enum', options: communityTypes }],
  outputs: [{ key: 'activityWithinDays', title: '活动期限', unit: '日', type: 'number' }],
  output: z.strictObject({ activityWithinDays: z.int().min(1).max(3_660) }),
  rows: [[null, 180]],
  effectiveFrom: '2021-07-01',
  tests: [{ title: '共建型', input: { type: 'coBuilt' }, output: { activityWithinDays: 180 } }],
})

export const substanceRules = defineRuleTable({
  name: 'schools.community-substance',
  title: '教共体实质化运行评分',
  description: '每项到目标值得满分，之间线性，超出不加分；各项分值之和为 100。',
  source: '系统缺省值',
  hit: 'first',
  inputs: [{ key: 'part', title: '项目', type: 'enum', options: substanceParts }],
  outputs: [
    { key: 'title', title: '名称', type: 'string' },
    { key: 'target', title: '目标值', type: 'number' },
    { key: 'points', title: '分值', type: 'number' },
  ],
  output: z.strictObject({ title: z.string().min(1), target: z.number().gt(0), points: z.number().gt(0).max(100) }),
  rows: [
    ['exchangeDaysPerTeacher', '人均交流日', 5, 30],
    ['sharedClasses', '共享课', 40, 20],
    ['jointResearch', '联合教研', 16, 20],
    ['sharedAssessments', '统一评价', 4, 15],
    ['sharedResources', '资源共享', 10, 15],
  ],
  effectiveFrom: '2021-07-01',
  tests: [{ title: '共享课', input: { part: 'sharedClasses' }, output: { title: '共享课', target: 40, points: 20 } }],
})
