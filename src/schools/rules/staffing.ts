/** Posts, rotation and training: what provinces and the county set (schools 4.3, 4.7, 4.8). */
import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { titleLevels } from '../model/posts.ts'
import { stages } from '../model/resource-indicators.ts'

export const splitRatioRules = defineRuleTable({
  name: 'schools.split-ratio',
  title: '多学段学校资源拆分比例',
  description: '一贯制、完全中学共用资源按折算学生数拆分；小学为 1。',
  source: '《测算均衡系数拆分公式》',
  hit: 'first',
  inputs: [{ key: 'stage', title: '学段', type: 'enum', options: ['primary', 'junior', 'senior'] }],
  outputs: [{ key: 'weight', title: '折算比例', type: 'number' }],
  output: z.strictObject({ weight: z.number().gt(0).max(100) }),
  rows: [
    ['primary', 1],
    ['junior', 1.1],
    ['senior', 1.32],
  ],
  effectiveFrom: '2017-04-26',
  tests: [{ title: '高中', input: { stage: 'senior' }, output: { weight: 1.32 } }],
})

export const pupilsPerPostRules = defineRuleTable({
  name: 'schools.pupils-per-post',
  title: '教职工编制标准',
  description: '员额与学生数之比；结果四舍五入为整数个编制。',
  source: '中央编办发〔2014〕72号',
  hit: 'first',
  inputs: [{ key: 'stage', title: '学段', type: 'enum', options: stages }],
  outputs: [{ key: 'pupilsPerPost', title: '每编制学生数', unit: '人', type: 'number' }],
  output: z.strictObject({ pupilsPerPost: z.number().gt(0).max(1_000) }),
  rows: [
    ['primary', 19],
    ['junior', 13.5],
  ],
  effectiveFrom: '2014-11-13',
  tests: [{ title: '初中', input: { stage: 'junior' }, output: { pupilsPerPost: 13.5 } }],
})

export const rotationRules = defineRuleTable({
  name: 'schools.rotation',
  title: '交流轮岗要求',
  description: '符合条件者的年度交流比例和其中骨干教师比例的下限；任教满几年、不超过几岁为符合条件。',
  source: '教师〔2014〕4号；年限与年龄为省规定（系统缺省值）',
  hit: 'first',
  inputs: [{ key: 'sex', title: '性别', type: 'enum', options: ['male', 'female'] }],
  outputs: [
    { key: 'rate', title: '交流比例下限', type: 'number' },
    { key: 'backboneShare', title: '骨干比例下限', type: 'number' },
    { key: 'yearsInSchool', title: '同校任教年限', unit: '年', type: 'number' },
    { key: 'ageLimit', title: '年龄上限', unit: '岁', type: 'number' },
  ],
  output: z.strictObject({
    rate: z.number().min(0).max(1),
    backboneShare: z.number().min(0).max(1),
    yearsInSchool: z.number().min(0).max(40),
    ageLimit: z.number().min(18).max(70),
  }),
  rows: [
    ['male', 0.1, 0.2, 6, 50],
    ['female', 0.1, 0.2, 6, 45],
  ],
  effectiveFrom: '2014-08-13',
  tests: [
    {
      title: '女教师',
      input: { sex: 'female' },
      output: { rate: 0.1, backboneShare: 0.2, yearsInSchool: 6, ageLimit: 45 },
    },
  ],
})

export const titleServiceRules = defineRuleTable({
  name: 'schools.title-service',
  title: '职称评聘的农村任教要求',
  description: '申报该职称须有的农村或薄弱学校任教年限。',
  source: '人社部发〔2015〕79号及省规定（系统缺省值）',
  hit: 'first',
  inputs: [{ key: 'level', title: '职称', type: 'enum', options: titleLevels }],
  outputs: [{ key: 'ruralYears', title: '农村任教年限', unit: '年', type: 'number' }],
  output: z.strictObject({ ruralYears: z.number().min(0).max(40) }),
  rows: [
    ['senior', 1],
    ['middle', 0],
    ['junior', 0],
  ],
  effectiveFrom: '2015-08-28',
  tests: [{ title: '高级', input: { level: 'senior' }, output: { ruralYears: 1 } }],
})

export const trainingRules = defineRuleTable({
  name: 'schools.training',
  title: '教师培训学时',
  description: '任意五年内和每年的最少学时；入职不满五年按任职时间折算。',
  source: '《教育部关于大力加强中小学教师培训工作的意见》（教师〔2011〕1号，五年 360 学时）；每年 72 学时为系统缺省值',
  hit: 'first',
  inputs: [{ key: 'asOf', title: '截至日期', type: 'date' }],
  outputs: [
    { key: 'hours', title: '周期学时', unit: '学时', type: 'number' },
    { key: 'years', title: '周期', unit: '年', type: 'number' },
    { key: 'hoursAYear', title: '每年学时', unit: '学时', type: 'number' },
  ],
  output: z.strictObject({
    hours: z.number().gt(0).max(10_000),
    years: z.int().min(1).max(20),
    hoursAYear: z.number().min(0).max(2_000),
  }),
  rows: [[null, 360, 5, 72]],
  effectiveFrom: '2011-01-04',
  tests: [{ title: '2022 年', input: { asOf: '2022-12-31' }, output: { hours: 360, years: 5, hoursAYear: 72 } }],
})
