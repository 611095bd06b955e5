import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { teacherPosts, titleLevels } from '../model/posts.ts'
import { rotation } from '../model/rotation.ts'
import { titleAppointment } from '../model/title-appointment.ts'
import { trainingState } from '../model/training.ts'
import { pupilsPerPostRules, rotationRules, titleServiceRules, trainingRules } from '../rules/staffing.ts'
import { Count, Day, Id } from '../schemas.ts'

const rotationCalculator = defineCalculator({
  name: 'rotation',
  title: '教师交流轮岗比例',
  keywords: ['县管校聘', '交流', '轮岗', '骨干'],
  summary: '符合条件教师的年度交流比例和其中骨干教师的比例，与 10%、20% 的要求比较；分母为 0 时不判定。',
  input: z.strictObject({ eligible: Count.int(), rotated: Count.int(), rotatedBackbone: Count.int() }),
  value: z.object({
    rate: z.number().nullable(),
    backboneShare: z.number().nullable(),
    ratePass: z.boolean().nullable(),
    backbonePass: z.boolean().nullable(),
  }),
  examples: [{ title: '640 人符合条件', input: { eligible: 640, rotated: 71, rotatedBackbone: 15 } }],
  compute: (counts, working) =>
    rotation(counts, RuleBook.defaults.decide(rotationRules, { sex: 'male' }, working), working),
})

const TitleLevel = z.enum(titleLevels)

const postsCalculator = defineCalculator({
  name: 'posts',
  title: '教师编制与岗位',
  keywords: ['编制', '岗位', '职称', '县管校聘'],
  summary: '按学生数核定县域教师编制，按岗位结构比例给出各级职称的上限、已用和空缺，以及能否再聘一人。',
  input: z.strictObject({
    primaryPupils: Count.int(),
    juniorPupils: Count.int(),
    smallSchoolSupplement: Count.int().default(0),
    titleRatios: z.partialRecord(TitleLevel, Count).optional(),
    titlesUsed: z.partialRecord(TitleLevel, Count.int()).optional(),
  }),
  value: z.object({
    primaryPosts: z.number().int(),
    juniorPosts: z.number().int(),
    totalPosts: z.number().int(),
    titles: z.array(
      z.object({
        level: TitleLevel,
        cap: z.number().int(),
        used: z.number().int(),
        free: z.number().int(),
        appointmentAllowed: z.boolean(),
      }),
    ),
  }),
  examples: [
    {
      title: '县域总量',
      input: { primaryPupils: 19000, juniorPupils: 13500, titleRatios: { senior: 0.1 }, titlesUsed: { senior: 200 } },
      value: {
        primaryPosts: 1000,
        juniorPosts: 1000,
        totalPosts: 2000,
        titles: [{ level: 'senior', cap: 200, used: 200, free: 0, appointmentAllowed: false }],
      },
    },
  ],
  compute: (input, working) =>
    teacherPosts(
      input,
      {
        primary: RuleBook.defaults.decide(pupilsPerPostRules, { stage: 'primary' }, working).pupilsPerPost,
        junior: RuleBook.defaults.decide(pupilsPerPostRules, { stage: 'junior' }, working).pupilsPerPost,
      },
      working,
    ),
})

const Posts = z.strictObject({ posts: Count.int(), used: Count.int() })

const titleCalculator = defineCalculator({
  name: 'title-appointment',
  title: '职称评聘核查',
  keywords: ['职称', '评聘', '岗位结构比例', '农村任教', '定向评价'],
  summary:
    '一名教师能否聘任某级职称：农村或薄弱学校任教年限、县域岗位上限，以及比例之外的农村定向岗位；不能时给出理由。',
  input: z.strictObject({
    level: TitleLevel,
    asOf: Day,
    /** Service in rural or weak schools; both days count, null: still there. */
    service: z.array(z.strictObject({ from: Day, to: Day.nullable() })).max(200),
    pool: Posts.extend({ ratio: Count }),
    ruralQuota: Posts.nullable().default(null),
    servesRural: z.boolean().default(false),
  }),
  value: z.object({
    allowed: z.boolean(),
    post: z.enum(['county', 'ruralDirected']).nullable(),
    serviceDays: z.number().int(),
    requiredDays: z.number().int(),
    serviceMet: z.boolean(),
    cap: z.number().int(),
    free: z.number().int(),
    reasons: z.array(z.enum(['service_short', 'no_free_post'])),
  }),
  examples: [
    {
      title: '支教一学年，高级岗位还剩一个',
      input: {
        level: 'senior',
        asOf: '2022-12-31',
        service: [{ from: '2020-09-01', to: '2021-08-31' }],
        pool: { posts: 2000, ratio: 0.1, used: 199 },
      },
      value: {
        allowed: true,
        post: 'county',
        serviceDays: 365,
        requiredDays: 365,
        serviceMet: true,
        cap: 200,
        free: 1,
        reasons: [],
      },
    },
    {
      title: '没有农村任教经历，岗位已满',
      input: { level: 'senior', asOf: '2022-12-31', service: [], pool: { posts: 100, ratio: 0.1, used: 10 } },
      value: {
        allowed: false,
        post: null,
        serviceDays: 0,
        requiredDays: 365,
        serviceMet: false,
        cap: 10,
        free: 0,
        reasons: ['service_short', 'no_free_post'],
      },
    },
  ],
  compute: (input, working) => {
    const { ruralYears } = RuleBook.defaults.decide(titleServiceRules, { level: input.level }, working)
    const answer = titleAppointment(input, ruralYears, working)
    return { ...answer, reasons: [...answer.reasons] }
  },
})

const trainingCalculator = defineCalculator({
  name: 'training',
  title: '教师培训学时',
  keywords: ['培训', '360 学时', '继续教育'],
  summary: '五年 360 学时、每年 72 学时的达标情况；入职不满五年按任职日数折算；农村教师和缺得多的排在前面。',
  input: z.strictObject({
    asOf: Day,
    teachers: z
      .array(
        z.strictObject({
          id: Id,
          hiredOn: Day,
          rural: z.boolean().default(false),
          courses: z.array(z.strictObject({ endedOn: Day, hours: z.number().min(-10_000).max(10_000) })).max(1_000),
        }),
      )
      .max(20_000),
  }),
  value: z.object({
    share: z.number().nullable(),
    teachers: z.array(
      z.object({
        id: z.string(),
        hours: z.number(),
        required: z.number(),
        reached: z.boolean(),
        hoursThisYear: z.number(),
        yearReached: z.boolean(),
      }),
    ),
  }),
  examples: [
    {
      title: '一名老教师、一名新教师',
      input: {
        asOf: '2022-08-31',
        teachers: [
          {
            id: 'T1',
            hiredOn: '2005-08-15',
            courses: [
              { endedOn: '2019-07-10', hours: 300 },
              { endedOn: '2022-07-20', hours: 72 },
            ],
          },
          { id: 'T2', hiredOn: '2021-08-31', rural: true, courses: [{ endedOn: '2022-05-20', hours: 40 }] },
        ],
      },
    },
  ],
  maxBodyBytes: 16 * 1024 * 1024,
  compute: ({ asOf, teachers }, working) =>
    trainingState(asOf, teachers, RuleBook.defaults.decide(trainingRules, { asOf }, working), working),
})

export const staffingCalculators: readonly Calculator[] = [
  rotationCalculator,
  postsCalculator,
  titleCalculator,
  trainingCalculator,
]
