/** What the county's evaluation asks for beside the seven resources (schools 4.11). */
import { z } from 'zod'
import type { Working } from '../../platform/explain.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import {
  type EvaluationItem,
  evaluationGroups,
  evaluationItems,
  type ItemRule,
  operators,
} from '../model/evaluation-checklist.ts'

export const evaluationRules = defineRuleTable({
  name: 'schools.evaluation-item',
  title: '优质均衡评估项目',
  description: '资源、政府保障、教育质量、社会认可各项的要求；“已落实”项的限值为 1。省里提高要求时在此改。',
  source: '教督〔2017〕6号；特殊教育经费 8 000 元，另有资料为 6 000 元，以省规定为准',
  hit: 'first',
  inputs: [{ key: 'item', title: '项目', type: 'enum', options: evaluationItems }],
  outputs: [
    { key: 'group', title: '类别', type: 'enum', options: evaluationGroups },
    { key: 'title', title: '名称', type: 'string' },
    { key: 'operator', title: '比较', type: 'enum', options: operators },
    { key: 'limit', title: '要求', type: 'number' },
  ],
  output: z.strictObject({
    group: z.enum(evaluationGroups),
    title: z.string().min(1),
    operator: z.enum(operators),
    limit: z.number().min(0).max(1_000_000),
  }),
  rows: [
    ['compliantSchoolsShare', 'resources', '七项指标达标学校比例', 'atLeast', 1],
    ['primaryWorstCv', 'resources', '小学最差一项差异系数', 'atMost', 0.5],
    ['juniorWorstCv', 'resources', '初中最差一项差异系数', 'atMost', 0.45],
    ['layoutPlan', 'government', '学校规划布局合理', 'is', 1],
    ['unifiedStandards', 'government', '城乡建设、编制、经费、装备标准统一', 'is', 1],
    ['musicArtRoomsShare', 'government', '音乐、美术专用教室达标学校比例', 'atLeast', 1],
    ['schoolSizeShare', 'government', '规模不超上限的学校比例', 'atLeast', 1],
    ['classSizeShare', 'government', '班额不超上限的班级比例', 'atLeast', 1],
    ['smallSchoolFunding', 'government', '不足 100 名学生按 100 名核拨公用经费', 'is', 1],
    ['specialSchoolFundingYuan', 'government', '特殊教育学校生均公用经费', 'atLeast', 8_000],
    ['teacherPayRatio', 'government', '教师平均工资与公务员之比', 'atLeast', 1],
    ['fiveYearTrainingShare', 'government', '教师五年 360 学时培训完成率', 'atLeast', 1],
    ['postsByCounty', 'government', '县级统筹分配教职工编制和岗位', 'is', 1],
    ['rotationRate', 'government', '教师年度交流轮岗比例', 'atLeast', 0.1],
    ['rotationBackboneShare', 'government', '交流轮岗教师中骨干教师比例', 'atLeast', 0.2],
    ['certifiedTeachersShare', 'government', '专任教师持证上岗率', 'atLeast', 1],
    ['nearbyPrimaryShare', 'government', '小学就近划片入学比例', 'atLeast', 1],
    ['nearbyJuniorShare', 'government', '初中就近划片入学比例', 'atLeast', 0.95],
    ['seniorHighQuotaShare', 'government', '优质高中招生名额分配比例', 'atLeast', 0.5],
    ['migrantChildrenShare', 'government', '随迁子女在公办学校（含购买学位）就读比例', 'atLeast', 0.85],
    ['retentionShare', 'quality', '初中三年巩固率', 'atLeast', 0.95],
    ['disabledChildrenShare', 'quality', '残疾儿童少年入学率', 'atLeast', 0.95],
    ['charters', 'quality', '学校章程与制度健全', 'is', 1],
    ['trainingFundsShare', 'quality', '教师培训经费占公用经费比例', 'atLeast', 0.05],
    ['itUse', 'quality', '教师能熟练运用信息化手段', 'is', 1],
    ['moralCulture', 'quality', '德育与校园文化', 'is', 1],
    ['fullCurriculum', 'quality', '课程开齐开足', 'is', 1],
    ['workload', 'quality', '课业负担', 'is', 1],
    ['monitoringLevel', 'quality', '国家义务教育质量监测等级', 'atLeast', 3],
    ['monitoringDifference', 'quality', '质量监测校际差异率', 'below', 0.15],
    ['satisfactionShare', 'recognition', '社会满意度', 'atLeast', 0.85],
  ],
  effectiveFrom: '2017-04-26',
  tests: [
    {
      title: '校际差异率须小于 0.15',
      input: { item: 'monitoringDifference' },
      output: { group: 'quality', title: '质量监测校际差异率', operator: 'below', limit: 0.15 },
    },
  ],
})

/** The rule of each item, in the version of `book`. */
export const evaluationRuleOf =
  (working: Working, book = RuleBook.defaults) =>
  (item: EvaluationItem): ItemRule =>
    book.decide(evaluationRules, { item }, working)
