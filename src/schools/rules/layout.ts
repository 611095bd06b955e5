/** Service limits of school layout (schools 4.10). */
import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { stages } from '../model/resource-indicators.ts'

export const serviceRules = defineRuleTable({
  name: 'schools.service-limit',
  title: '学校服务范围与规模',
  description: '步行最远距离、直线折算道路的倍数、学校与班级的规模上限、按此数核拨公用经费的最少学生数。',
  source: '规模与班额：教督〔2017〕6号第七条；距离与倍数为系统缺省值',
  hit: 'first',
  inputs: [{ key: 'stage', title: '学段', type: 'enum', options: stages }],
  outputs: [
    { key: 'walkKm', title: '步行上限', unit: 'km', type: 'number' },
    { key: 'roadFactor', title: '道路折算倍数', type: 'number' },
    { key: 'schoolSize', title: '学校规模上限', unit: '人', type: 'number' },
    { key: 'classSize', title: '班额上限', unit: '人', type: 'number' },
    { key: 'fundedPupils', title: '最少核拨人数', unit: '人', type: 'number' },
  ],
  output: z.strictObject({
    walkKm: z.number().gt(0).max(100),
    roadFactor: z.number().min(1).max(5),
    schoolSize: z.int().min(1).max(100_000),
    classSize: z.int().min(1).max(200),
    fundedPupils: z.int().min(0).max(10_000),
  }),
  rows: [
    ['primary', 2.5, 1.3, 2000, 45, 100],
    ['junior', 5, 1.3, 2000, 50, 100],
  ],
  effectiveFrom: '2021-07-01',
  tests: [
    {
      title: '初中步行五公里',
      input: { stage: 'junior' },
      output: { walkKm: 5, roadFactor: 1.3, schoolSize: 2000, classSize: 50, fundedPupils: 100 },
    },
  ],
})

export const transferLimitRules = defineRuleTable({
  name: 'schools.transfer-limit',
  title: '教师调配限制',
  description: '最远距离、学校教师数的变动幅度、同类教师调出比例、总调动人数。未写明幅度的请求中，小校至少可变动一人。',
  source: '系统缺省值，须由本县人事科确认',
  hit: 'first',
  inputs: [{ key: 'stage', title: '学段', type: 'enum', options: stages }],
  outputs: [
    { key: 'maxKm', title: '最远距离', unit: 'km', type: 'number' },
    { key: 'headcountPct', title: '教师数变动幅度', unit: '%', type: 'number' },
    { key: 'outPct', title: '同类教师调出比例', unit: '%', type: 'number' },
    { key: 'maxMoves', title: '调动人数上限', unit: '人', type: 'number' },
  ],
  output: z.strictObject({
    maxKm: z.number().gt(0).max(1_000),
    headcountPct: z.number().min(0).max(100),
    outPct: z.number().min(0).max(100),
    maxMoves: z.int().min(0).max(100_000),
  }),
  rows: [[null, 20, 5, 30, 60]],
  effectiveFrom: '2021-07-01',
  tests: [
    {
      title: '小学',
      input: { stage: 'primary' },
      output: { maxKm: 20, headcountPct: 5, outPct: 30, maxMoves: 60 },
    },
  ],
})
