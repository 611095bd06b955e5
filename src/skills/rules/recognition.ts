/** What officials tune in the recognition of learning outcomes (skills 4.1). No national figures bind a county here. */
import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { courseCategories, levels, outcomeTypes, recognitionModes, targetKinds } from '../model/credits/outcome.ts'

const assumed = '本县学分认定与转换办法（试行，系统缺省值）；教职成〔2019〕13号'

export const recognitionCapRules = defineRuleTable({
  name: 'skills.recognition-caps',
  title: '学分认定上限',
  description: '可认定学分占专业总学分的最大比例：全部成果合计，以及各类成果各自的上限；1 表示没有单独上限。',
  source: assumed,
  hit: 'first',
  inputs: [{ key: 'scope', title: '范围', type: 'enum', options: ['total', ...outcomeTypes] }],
  outputs: [{ key: 'share', title: '占总学分', type: 'number' }],
  output: z.strictObject({ share: z.number().min(0).max(1) }),
  rows: [
    ['total', 0.3],
    ['certificate', 0.2],
    ['competition', 0.05],
    ['work', 0.1],
    ['course', 1],
    ['diploma', 1],
  ],
  effectiveFrom: '2021-01-01',
  tests: [{ title: '证书', input: { scope: 'certificate' }, output: { share: 0.2 } }],
})

export const recognitionValidityRules = defineRuleTable({
  name: 'skills.recognition-validity',
  title: '学习成果可认定年限',
  description: '自取得之日起可用于认定的月数；认定规则另有规定的从其规定。',
  source: assumed,
  hit: 'first',
  inputs: [{ key: 'type', title: '成果类型', type: 'enum', options: outcomeTypes }],
  outputs: [{ key: 'months', title: '月数', unit: '月', type: 'number' }],
  output: z.strictObject({ months: z.int().min(1).max(1_200) }),
  rows: [['', 60]],
  effectiveFrom: '2021-01-01',
  tests: [{ title: '竞赛', input: { type: 'competition' }, output: { months: 60 } }],
})

export const recognitionCourseRules = defineRuleTable({
  name: 'skills.recognition-courses',
  title: '可被替代的课程',
  description: '思想政治、体育与健康、专业核心实训不得以其他成果替代。',
  source: assumed,
  hit: 'first',
  inputs: [{ key: 'category', title: '课程类别', type: 'enum', options: courseCategories }],
  outputs: [{ key: 'replaceable', title: '可替代', type: 'boolean' }],
  output: z.strictObject({ replaceable: z.boolean() }),
  rows: [
    ['ideological|physical|corePractice', false],
    ['publicBasic|professional|practice|elective', true],
  ],
  effectiveFrom: '2021-01-01',
  tests: [{ title: '体育', input: { category: 'physical' }, output: { replaceable: false } }],
})

/** One row a target; rows of the same `rule` are one rule, and one outcome uses all its targets together. */
export const recognitionRuleTable = defineRuleTable({
  name: 'skills.recognition-rules',
  title: '学习成果认定规则',
  description:
    '某类成果可换哪门课程或选修学分。颁发机构以竖线分隔，空为不限；折算方式为全部、按比例或免考；学分空为课程学分。',
  source: `${assumed}；课程与比例为示例`,
  hit: 'collect',
  inputs: [
    { key: 'type', title: '成果类型', type: 'enum', options: outcomeTypes },
    { key: 'code', title: '成果代码', type: 'string' },
  ],
  outputs: [
    { key: 'rule', title: '规则编号', type: 'string' },
    { key: 'minLevel', title: '最低等级', type: 'enum', options: levels },
    { key: 'bodies', title: '颁发机构', type: 'string' },
    { key: 'targetKind', title: '替代对象', type: 'enum', options: targetKinds },
    { key: 'target', title: '课程或模块', type: 'string' },
    { key: 'credits', title: '学分', unit: '学分', type: 'number' },
    { key: 'mode', title: '折算方式', type: 'enum', options: recognitionModes },
    { key: 'proportion', title: '比例', type: 'number' },
    { key: 'minGrade', title: '最低成绩', unit: '分', type: 'number' },
  ],
  output: z.strictObject({
    rule: z.string().min(1),
    minLevel: z.enum(levels).nullable(),
    bodies: z.string(),
    targetKind: z.enum(targetKinds),
    target: z.string().min(1),
    credits: z.number().min(0).max(200).multipleOf(0.5).nullable(),
    mode: z.enum(recognitionModes),
    proportion: z.number().min(0).max(1),
    minGrade: z.number().min(0).max(100).nullable(),
  }),
  rows: [
    ['certificate', '电工', 'R-电工-4', 'L4', '', 'course', '电工基础', null, 'full', 1, null],
    ['certificate', '电工', 'R-电工-4', 'L4', '', 'course', '电气控制', null, 'full', 1, null],
    ['certificate', '1+X工业机器人', 'R-1X-机器人', '中级', '', 'course', '工业机器人', null, 'proportion', 0.8, null],
    ['certificate', '焊工', 'R-焊工-4', 'L4', '', 'course', '焊接工艺', null, 'full', 1, null],
    ['competition', '省技能大赛', 'R-省赛', '二等奖', '', 'electivePool', '选修', 3, 'full', 1, null],
    ['course', '电工基础', 'R-课程互认-电工基础', null, '', 'course', '电工基础', null, 'full', 1, 60],
    ['work', '电气运维', 'R-岗位-电气', null, '', 'electivePool', '选修', 2, 'full', 1, null],
  ],
  effectiveFrom: '2021-01-01',
  tests: [
    {
      title: '省赛',
      input: { type: 'competition', code: '省技能大赛' },
      output: [
        {
          rule: 'R-省赛',
          minLevel: '二等奖',
          bodies: '',
          targetKind: 'electivePool',
          target: '选修',
          credits: 3,
          mode: 'full',
          proportion: 1,
          minGrade: null,
        },
      ],
    },
  ],
})

export const creditBasisRules = defineRuleTable({
  name: 'skills.credit-basis',
  title: '学分与学时',
  description: '课堂教学每学分学时数（16–18）；集中实习、实训每学分周数。',
  source: '教职成〔2019〕13号（每学分 16–18 学时，本县取 18）',
  hit: 'first',
  inputs: [{ key: 'kind', title: '教学形式', type: 'enum', options: ['class', 'internship'] }],
  outputs: [{ key: 'perCredit', title: '每学分', type: 'number' }],
  output: z.strictObject({ perCredit: z.number().gt(0).max(100) }),
  rows: [
    ['class', 18],
    ['internship', 1],
  ],
  effectiveFrom: '2021-01-01',
  tests: [{ title: '实习周', input: { kind: 'internship' }, output: { perCredit: 1 } }],
})

export const treatmentRules = defineRuleTable({
  name: 'skills.level-treatment',
  title: '技能等级待遇参照',
  description: '仅用于就业、薪酬等待遇的参照，不是学历；各省规定不同。',
  source: '人社部门技工院校毕业生待遇政策（各省有别，系统缺省值）',
  hit: 'first',
  inputs: [{ key: 'level', title: '技能等级', type: 'enum', options: ['L5', 'L4', 'L3', 'L2', 'L1', '特级', '首席'] }],
  outputs: [
    { key: 'class', title: '班别', type: 'string' },
    { key: 'treatment', title: '待遇参照', type: 'string' },
  ],
  output: z.strictObject({ class: z.string().nullable(), treatment: z.string().nullable() }),
  rows: [
    ['L5', null, null],
    ['L4', '中级工班', '中专'],
    ['L3', '高级工班', '大专'],
    ['L2|L1|特级|首席', '预备技师（技师）班', '本科'],
  ],
  effectiveFrom: '2021-01-01',
  tests: [{ title: '高级工', input: { level: 'L3' }, output: { class: '高级工班', treatment: '大专' } }],
})
