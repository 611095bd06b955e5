import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { boardingOf, headcountOf, traineeKinds } from '../model/campus.ts'
import { enterpriseStatus, enterpriseSteps, internshipFaults, internshipSummary } from '../model/school-enterprise.ts'
import { traineeWeightRules } from '../rules/growth.ts'
import { Count, Day, Id } from '../schemas.ts'

const source = '三门县共同富裕改革任务清单（国家职教高地）'
const Hours = z.number().min(0).max(24).meta({ unit: '小时' })

const boarding = defineCalculator({
  name: 'institute/boarding',
  title: '食宿保障',
  keywords: ['宿舍', '食堂', '床位', '寄宿', '食宿'],
  summary: '可保障食宿人数取床位与食堂座位乘用餐批次中的较小者；再与寄宿生数相比。',
  input: z.strictObject({
    beds: Count.meta({ unit: '张' }),
    canteenSeats: Count.meta({ unit: '座' }),
    sittings: z.int().min(1).max(10).meta({ unit: '批' }),
    boarders: Count.meta({ unit: '人' }),
  }),
  value: z.object({
    places: z.int(),
    limitedBy: z.enum(['beds', 'canteen', 'both']),
    cover: z.number().nullable(),
    missing: z.int(),
  }),
  examples: [
    {
      title: '食堂先满',
      input: { beds: 3_000, canteenSeats: 900, sittings: 3, boarders: 3_600 },
      value: { places: 2_700, limitedBy: 'canteen' as const, cover: 0.75, missing: 900 },
    },
  ],
  compute: ({ beds, canteenSeats, sittings, boarders }, working) => {
    const result = boardingOf(beds, canteenSeats, sittings, boarders)
    working.step({
      label: '可保障食宿',
      formula: 'min(床位, 食堂座位 × 批次)',
      inputs: { 床位: beds, 食堂座位: canteenSeats, 批次: sittings, 寄宿生: boarders },
      result: result.places,
      unit: '人',
      source,
    })
    if (boarders === 0) working.warn('no_boarders', '没有寄宿生，无法计算保障率')
    return result
  },
})

const headcount = defineCalculator({
  name: 'institute/headcount',
  title: '万人技师学院规模',
  keywords: ['万人技师学院', '在校生', '培训'],
  summary: '全日制在校生加折算的培训人数，与一万人相比。',
  input: z.strictObject({
    fullTime: Count.meta({ unit: '人' }),
    trainees: z
      .array(z.strictObject({ kind: z.enum(traineeKinds), count: Count }))
      .max(1_000)
      .default([]),
    target: z.int().min(1).max(1_000_000).default(10_000),
  }),
  value: z.object({ equivalent: z.number(), target: z.int(), share: z.number() }),
  examples: [
    {
      title: '5500 名在校生',
      input: {
        fullTime: 5_500,
        trainees: [
          { kind: 'short', count: 4_000 },
          { kind: 'long', count: 600 },
        ],
      },
      value: { equivalent: 6_000, target: 10_000, share: 0.6 },
    },
  ],
  compute: ({ fullTime, trainees, target }, working) => {
    const weight = (kind: (typeof traineeKinds)[number]) =>
      RuleBook.defaults.decide(traineeWeightRules, { kind }, working).weight
    const result = headcountOf(fullTime, trainees, weight, target)
    working.step({
      label: '折算人数',
      formula: '全日制在校生 + Σ 培训人数 × 折算系数',
      inputs: {
        全日制: fullTime,
        ...Object.fromEntries(trainees.map(({ kind, count }, at) => [`培训${at + 1} ${kind}`, count])),
      },
      result: result.equivalent,
      unit: '人',
      source,
    })
    return result
  },
})

const StepDays = z.strictObject({
  registered: Day.optional(),
  staffed: Day.optional(),
  premises: Day.optional(),
  licensed: Day.optional(),
  producing: Day.optional(),
})

const enterprise = defineCalculator({
  name: 'institute/enterprise-status',
  title: '校办企业投产',
  keywords: ['校办企业', '石窗', '投产', '订单'],
  summary: '注册、人员、场地、证照、生产各步是否完成；以首个完成的生产订单为投产。',
  input: z.strictObject({
    asOf: Day,
    steps: StepDays,
    orders: z
      .array(z.strictObject({ id: Id, kind: z.enum(['production', 'sample']), completedOn: Day.nullable().optional() }))
      .max(10_000),
  }),
  value: z.object({
    done: z.array(z.enum(enterpriseSteps)),
    missing: z.array(z.enum(enterpriseSteps)),
    launched: z.boolean(),
    launchedOn: z.string().nullable(),
  }),
  examples: [
    {
      title: '样品不算投产',
      input: {
        asOf: '2022-09-30',
        steps: { registered: '2022-03-01', staffed: '2022-04-01', premises: '2022-04-20' },
        orders: [
          { id: '样品1', kind: 'sample', completedOn: '2022-05-01' },
          { id: '订单1', kind: 'production', completedOn: '2022-08-15' },
        ],
      },
      value: {
        done: ['registered', 'staffed', 'premises'],
        missing: ['licensed', 'producing'],
        launched: true,
        launchedOn: '2022-08-15',
      },
    },
  ],
  compute: ({ asOf, ...facts }, working) => {
    const result = enterpriseStatus(facts, asOf)
    working.step({
      label: '投产',
      formula: '首个完成的生产订单（样品不计）',
      inputs: { 已完成步骤: result.done.length, 截至: asOf },
      result: result.launchedOn,
      source,
    })
    if (result.launched && result.missing.length > 0) {
      working.warn('steps_missing', `已有完成的生产订单，但尚缺：${result.missing.join('、')}`)
    }
    return result
  },
})

const internships = defineCalculator({
  name: 'institute/internships',
  title: '实习合规与学时',
  keywords: ['实习', '学生', '校办企业', '夜班'],
  summary: '逐日核对实习是否专业对口、有协议、有报酬、不超过八小时、未成年人不上夜班；只有合规的学时计入。',
  input: z.strictObject({
    days: z
      .array(
        z
          .strictObject({
            learner: Id,
            birthDate: Day,
            on: Day,
            majorRelated: z.boolean(),
            agreement: z.boolean(),
            paid: z.boolean(),
            hours: Hours,
            nightHours: Hours.default(0),
          })
          .refine(({ hours, nightHours }) => nightHours <= hours, {
            path: ['nightHours'],
            params: { code: 'out_of_range' },
            error: '夜间学时不得多于全部学时',
          }),
      )
      .max(20_000),
  }),
  value: z.object({
    countedHours: z.number(),
    hours: z.number(),
    faults: z.array(z.object({ learner: z.string(), on: z.string(), faults: z.array(z.enum(internshipFaults)) })),
  }),
  examples: [
    {
      title: '未成年人夜班',
      input: {
        days: [
          {
            learner: 'a',
            birthDate: '2005-05-01',
            on: '2022-06-01',
            majorRelated: true,
            agreement: true,
            paid: true,
            hours: 8,
          },
          {
            learner: 'a',
            birthDate: '2005-05-01',
            on: '2022-06-02',
            majorRelated: true,
            agreement: true,
            paid: true,
            hours: 8,
            nightHours: 2,
          },
        ],
      },
      value: { countedHours: 8, hours: 16, faults: [{ learner: 'a', on: '2022-06-02', faults: ['night_of_minor'] }] },
    },
  ],
  compute: ({ days }, working) => {
    const result = internshipSummary(days)
    working.step({
      label: '计入学时',
      formula: '没有违规情形的实习日学时之和',
      inputs: { 实习日: days.length, 违规日: result.faults.length, 全部学时: { value: result.hours, unit: '小时' } },
      result: result.countedHours,
      unit: '小时',
      source: '《职业教育法》（2022）第五十条；职业学校学生实习管理规定（教职成〔2021〕4号）',
    })
    return result
  },
})

export const instituteCalculators: readonly Calculator[] = [boarding, headcount, enterprise, internships]
