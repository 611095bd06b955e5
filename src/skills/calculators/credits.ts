import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import type { Working } from '../../platform/explain.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { refuseContradictions } from '../model/credits/faults.ts'
import type { OutcomeType, RecognitionRule } from '../model/credits/outcome.ts'
import { recognise } from '../model/credits/recognise.ts'
import {
  creditBasisRules,
  recognitionCapRules,
  recognitionCourseRules,
  recognitionRuleTable,
  recognitionValidityRules,
  treatmentRules,
} from '../rules/recognition.ts'
import { RecognitionRequest, RecognitionResult } from './credits.schema.ts'

/** The rows of the rule table for the outcomes asked about, put together to rules. */
const tabledRules = (
  outcomes: readonly { readonly type: OutcomeType; readonly code: string }[],
  working: Working,
): readonly RecognitionRule[] => {
  const rules = new Map<string, RecognitionRule>()
  const seen = new Set<string>()
  for (const { type, code } of outcomes) {
    if (seen.has(`${type} ${code}`)) continue
    seen.add(`${type} ${code}`)
    for (const row of RuleBook.defaults.collect(recognitionRuleTable, { type, code }, working)) {
      const id = row.rule
      const target = { kind: row.targetKind, id: row.target, credits: row.credits, mode: row.mode }
      const known = rules.get(id)
      rules.set(
        id,
        known === undefined
          ? {
              id,
              source: {
                type,
                code,
                minLevel: row.minLevel,
                bodies: row.bodies.split('|').filter(Boolean),
                versions: [],
              },
              targets: [target],
              proportion: row.proportion,
              minGrade: row.minGrade,
              freshExam: false,
              multi: false,
            }
          : { ...known, targets: [...known.targets, target] },
      )
    }
  }
  return [...rules.values()]
}

const example = {
  asOf: '2022-06-30',
  programme: {
    id: '机电技术应用',
    credits: 170,
    courses: [
      { id: '电工基础', credits: 6 },
      { id: '电气控制', credits: 4 },
      { id: '工业机器人', credits: 5 },
      { id: '选修', kind: 'electivePool' as const, credits: 10, category: 'elective' as const },
    ],
  },
  outcomes: [
    {
      id: '电工四级证',
      type: 'certificate' as const,
      code: '电工',
      level: 'L4' as const,
      body: '台州市职业技能鉴定中心',
      issuedOn: '2021-06-01',
    },
    {
      id: '机器人中级证',
      type: 'certificate' as const,
      code: '1+X工业机器人',
      level: '中级' as const,
      body: '北京新奥时代',
      issuedOn: '2021-11-20',
    },
    {
      id: '省赛二等奖',
      type: 'competition' as const,
      code: '省技能大赛',
      level: '二等奖' as const,
      body: '浙江省教育厅',
      issuedOn: '2022-04-10',
    },
  ],
}

const recognition = defineCalculator({
  name: 'credits/recognise',
  title: '学分认定',
  keywords: ['学分银行', '学分', '认定', '转换', '互认', '1+X', '技能等级证书'],
  summary: '在总上限和各类上限之内，把已有学习成果认定成最多的专业学分；每一项未用的成果都说明原因。',
  input: RecognitionRequest,
  value: RecognitionResult,
  examples: [
    {
      title: '电工四级、机器人中级、省赛二等奖',
      input: example,
      value: {
        credits: 17,
        lines: [
          {
            outcome: '电工四级证',
            rule: 'R-电工-4',
            target: '电工基础',
            kind: 'course',
            mode: 'full',
            credits: 6,
            freshExam: false,
          },
          {
            outcome: '电工四级证',
            rule: 'R-电工-4',
            target: '电气控制',
            kind: 'course',
            mode: 'full',
            credits: 4,
            freshExam: false,
          },
          {
            outcome: '机器人中级证',
            rule: 'R-1X-机器人',
            target: '工业机器人',
            kind: 'course',
            mode: 'proportion',
            credits: 4,
            freshExam: false,
          },
          {
            outcome: '省赛二等奖',
            rule: 'R-省赛',
            target: '选修',
            kind: 'electivePool',
            mode: 'full',
            credits: 3,
            freshExam: false,
          },
        ],
        unused: [],
        notTaken: [],
        caps: {
          total: { limit: 51, used: 17 },
          course: { limit: 170, used: 0 },
          certificate: { limit: 34, used: 14 },
          diploma: { limit: 170, used: 0 },
          competition: { limit: 8.5, used: 3 },
          work: { limit: 17, used: 0 },
        },
      },
    },
    {
      title: '证书上限只有 5 学分',
      input: { ...example, caps: { certificate: 5 / 170 } },
    },
  ],
  deadlineMs: 20_000,
  compute: (input, working) => {
    const { asOf, programme, outcomes, booked, caps = {} } = input
    refuseContradictions(programme, outcomes, input.rules ?? [])
    const rules = input.rules ?? tabledRules(outcomes, working)
    const share = (scope: 'total' | OutcomeType): number =>
      caps[scope] ?? RuleBook.defaults.decide(recognitionCapRules, { scope }, working).share
    return recognise(
      { programme, outcomes, rules, booked },
      { totalShare: share('total'), typeShare: share },
      {
        asOf,
        validityMonths: (type) => RuleBook.defaults.decide(recognitionValidityRules, { type }, working).months,
        replaceable: (category) => RuleBook.defaults.decide(recognitionCourseRules, { category }, working).replaceable,
      },
      working,
    )
  },
})

const basis = defineCalculator({
  name: 'credits/from-hours',
  title: '学时折算学分',
  keywords: ['学分', '学时', '实习周'],
  summary: '课堂学时与集中实习周数按公布的标准折算为学分，舍至 0.5。',
  input: z.strictObject({
    classHours: z.number().min(0).max(100_000).meta({ unit: '学时' }).default(0),
    internshipWeeks: z.number().min(0).max(1_000).meta({ unit: '周' }).default(0),
  }),
  value: z.object({ credits: z.number() }),
  examples: [{ title: '72 学时加 2 周实习', input: { classHours: 72, internshipWeeks: 2 }, value: { credits: 6 } }],
  compute: ({ classHours, internshipWeeks }, working) => {
    const per = (kind: 'class' | 'internship') =>
      RuleBook.defaults.decide(creditBasisRules, { kind }, working).perCredit
    const credits = Math.floor((classHours / per('class') + internshipWeeks / per('internship')) * 2 + 1e-9) / 2
    return {
      credits: working.step({
        label: '学分',
        formula: '学时 ÷ 每学分学时 + 实习周 ÷ 每学分周数，舍至 0.5',
        inputs: { 学时: classHours, 实习周: internshipWeeks, 每学分学时: per('class') },
        result: credits,
        unit: '学分',
        source: '教职成〔2019〕13号',
      }),
    }
  },
})

const treatment = defineCalculator({
  name: 'credits/level-treatment',
  title: '技能等级待遇参照',
  keywords: ['中级工', '高级工', '技师', '待遇', '学历'],
  summary: '技能等级在就业、薪酬上参照何种学历的待遇；只是“待遇参照”，不是学历。',
  input: z.strictObject({ level: z.enum(['L5', 'L4', 'L3', 'L2', 'L1', '特级', '首席']) }),
  value: z.object({
    class: z.string().nullable(),
    treatment: z.string().nullable(),
    note: z.literal('待遇参照，不是学历'),
  }),
  examples: [
    {
      title: '高级工',
      input: { level: 'L3' },
      value: { class: '高级工班', treatment: '大专', note: '待遇参照，不是学历' },
    },
  ],
  compute: ({ level }, working) => {
    const row = RuleBook.defaults.decide(treatmentRules, { level }, working)
    working.step({
      label: '待遇参照',
      formula: '按待遇参照表',
      inputs: { 技能等级: level },
      result: row.treatment,
      source: treatmentRules.source,
    })
    return { ...row, note: '待遇参照，不是学历' as const }
  },
})

export const creditCalculators: readonly Calculator[] = [recognition, basis, treatment]
