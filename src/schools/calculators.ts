import { z } from 'zod'
import { type Calculator, defineCalculator } from '../platform/calculators.ts'
import { Problem } from '../platform/errors/problem.ts'
import { communityCoverage } from './model/communities.ts'
import { compliance } from './model/compliance.ts'
import { compositeDisparity, disparity } from './model/disparity.ts'
import { forecastEnrolment } from './model/enrolment.ts'
import { gaps } from './model/gap.ts'
import { teacherPosts, titleLevels } from './model/posts.ts'
import { indicatorNamed, indicatorRules, parseStage, resourceIndicators } from './model/resource-indicators.ts'
import { rotation } from './model/rotation.ts'
import { defaultRatio, splitStage } from './model/stage-split.ts'

const Id = z.string().min(1).max(64)
// Beyond this no quantity of a county lies; sums and squares stay finite.
const Count = z.number().min(-1e12).max(1e12)
const Indicator = z.enum(resourceIndicators)
const maxSchools = 20_000

const SchoolDisparity = z.object({
  id: z.string(),
  value: z.number(),
  weight: z.number(),
  term: z.number(),
  z: z.number().nullable(),
  marginalCv: z.number().nullable(),
})
const DisparityValue = z.object({
  mean: z.number(),
  cv: z.number(),
  sd: z.number(),
  schools: z.array(SchoolDisparity),
  excluded: z.array(z.string()),
})

const disparityCalculator = defineCalculator({
  name: 'disparity',
  title: '校际差异系数',
  keywords: ['差异系数', '优质均衡', '0.28', '校际均衡'],
  summary:
    'Pupil-weighted coefficient of variation between schools, single or for several indicators with the composite.',
  input: z.strictObject({
    stage: z.string(),
    schools: z.array(z.strictObject({ id: Id, pupils: Count, quantity: Count.nullable().optional() })).max(maxSchools),
    per: z.union([z.literal(1), z.literal(100)]).optional(),
    /** Indicator → quantities in the order of `schools`. */
    indicators: z.record(z.string(), z.array(Count.nullable()).max(maxSchools)).optional(),
  }),
  value: z.union([
    DisparityValue,
    z.object({
      indicators: z.record(
        z.string(),
        z.union([
          DisparityValue.extend({ reason: z.null() }),
          z.object({ cv: z.null(), reason: z.literal('zero_mean') }),
        ]),
      ),
      composite: z.number().nullable(),
      worst: z.object({ indicator: z.string(), cv: z.number() }).nullable(),
    }),
  ]),
  examples: [
    {
      title: '三所小学的骨干教师',
      input: {
        stage: 'primary',
        schools: [
          { id: 'A', pupils: 1200, quantity: 18 },
          { id: 'B', pupils: 600, quantity: 3 },
          { id: 'C', pupils: 200, quantity: 1 },
        ],
        per: 100,
      },
    },
    {
      title: '两项指标与综合差异系数',
      input: {
        stage: 'primary',
        schools: [
          { id: 'A', pupils: 1200 },
          { id: 'B', pupils: 600 },
          { id: 'C', pupils: 200 },
        ],
        indicators: { R2: [18, 3, 1], R4: [6200, 3900, 1500] },
      },
    },
  ],
  compute: ({ stage, schools, per, indicators }, working) => {
    parseStage(stage)
    if (!indicators) {
      return disparity(
        schools.map((school) => ({ ...school, quantity: school.quantity ?? null })),
        per ?? 1,
        working,
      )
    }
    if (schools.length === 0) throw Problem.field('/schools', 'no_schools', '没有可计算的学校')
    const named = Object.entries(indicators).map(([name, quantities]) => {
      const indicator = indicatorNamed(name)
      if (!indicator) throw Problem.field(`/indicators/${name}`, 'unknown_indicator', '指标应为 R1 至 R7 或其英文名')
      return [name, { quantities, per: per ?? indicatorRules[indicator].per }] as const
    })
    return compositeDisparity(schools, Object.fromEntries(named), working)
  },
})

const splitCalculator = defineCalculator({
  name: 'split-stage',
  title: '一贯制学校资源拆分',
  keywords: ['九年一贯制', '完全中学', '拆分', '1:1.1:1.32'],
  summary: 'Splits what a multi-stage school shares by weighted pupils.',
  input: z.strictObject({
    primary: Count,
    junior: Count,
    senior: Count.default(0),
    quantity: Count,
    ratio: z.strictObject({ primary: Count, junior: Count, senior: Count }).optional(),
  }),
  value: z.object({
    perWeightedHead: z.number(),
    primaryQuantity: z.number(),
    juniorQuantity: z.number(),
    seniorQuantity: z.number().optional(),
  }),
  examples: [
    {
      title: '九年一贯制学校的教学用房',
      input: { primary: 360, junior: 180, senior: 0, quantity: 4200, ratio: { primary: 1, junior: 1.1, senior: 1.32 } },
    },
  ],
  compute: ({ primary, junior, senior, quantity, ratio }, working) => {
    const { seniorQuantity, ...split } = splitStage(
      { primary, junior, senior },
      quantity,
      ratio ?? defaultRatio,
      working,
    )
    return senior === 0 ? split : { ...split, seniorQuantity }
  },
})

const ratios = z.tuple([Count, Count, Count])
const grade = z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9'])
const perIndicator = z.strictObject(
  Object.fromEntries(resourceIndicators.map((indicator) => [indicator, Count])) as Record<
    (typeof resourceIndicators)[number],
    typeof Count
  >,
)

const complianceCalculator = defineCalculator({
  name: 'compliance',
  title: '学校资源配置达标',
  keywords: ['七项指标', '达标', '85%'],
  summary: 'Six of seven indicators at the threshold, the remaining one at 85 % of it.',
  input: z.strictObject({ stage: z.string(), values: perIndicator }),
  value: z.object({
    met: z.number().int(),
    compliant: z.boolean(),
    remainder: Indicator.nullable(),
    remainderShare: z.number().nullable(),
  }),
  examples: [
    {
      title: '骨干教师恰在 85% 的小学',
      input: {
        stage: 'primary',
        values: {
          advancedDegreeTeachersPer100: 5.1,
          backboneTeachersPer100: 0.85,
          peArtTeachersPer100: 0.95,
          teachingAreaPerPupil: 5.2,
          sportsAreaPerPupil: 8,
          equipmentValuePerPupil: 2300,
          multimediaRoomsPer100: 2.6,
        },
      },
      value: { met: 6, compliant: true, remainder: 'backboneTeachersPer100', remainderShare: 0.85 },
    },
  ],
  compute: ({ stage, values }, working) => compliance(parseStage(stage), values, working),
})

const gapCalculator = defineCalculator({
  name: 'gap',
  title: '学校资源缺口',
  keywords: ['缺口', '补齐', '最省'],
  summary:
    'What each school lacks to the threshold and to its 85 % floor; with unit costs, the cheapest way to compliance.',
  input: z.strictObject({
    stage: z.string(),
    schools: z.array(z.strictObject({ id: Id, pupils: Count, quantities: perIndicator.partial() })).max(maxSchools),
    unitCostsFen: perIndicator.partial().optional(),
  }),
  value: z.object({
    schools: z.array(
      z.object({
        id: z.string(),
        needs: z.array(
          z.object({ indicator: Indicator, now: z.number(), toThreshold: z.number(), toFloor: z.number() }),
        ),
        remainder: Indicator.nullable().optional(),
        costFen: z.number().int().optional(),
      }),
    ),
  }),
  examples: [
    {
      title: '骨干教师缺口',
      input: { stage: 'primary', schools: [{ id: 'A', pupils: 830, quantities: { backboneTeachersPer100: 6 } }] },
    },
  ],
  compute: ({ stage, schools, unitCostsFen }, working) => ({
    schools: [...gaps(parseStage(stage), schools, unitCostsFen, working)],
  }),
})

const rotationCalculator = defineCalculator({
  name: 'rotation',
  title: '教师交流轮岗比例',
  keywords: ['县管校聘', '交流', '轮岗', '骨干'],
  summary: 'Share of eligible teachers who rotated and the share of backbone teachers among them.',
  input: z.strictObject({ eligible: Count.int(), rotated: Count.int(), rotatedBackbone: Count.int() }),
  value: z.object({
    rate: z.number().nullable(),
    backboneShare: z.number().nullable(),
    ratePass: z.boolean().nullable(),
    backbonePass: z.boolean().nullable(),
  }),
  examples: [{ title: '640 人符合条件', input: { eligible: 640, rotated: 71, rotatedBackbone: 15 } }],
  compute: (counts, working) => rotation(counts, working),
})

const enrolmentCalculator = defineCalculator({
  name: 'enrolment-forecast',
  title: '在校生预测',
  keywords: ['学位', '入学', '预测'],
  summary: "Next year's pupils by grade from progression ratios.",
  input: z.strictObject({
    current: z.partialRecord(grade, Count),
    ratios: z.partialRecord(grade, ratios),
    entry: z.strictObject({ births: Count, ratios }).optional(),
    netMigration: z.partialRecord(grade, Count).optional(),
  }),
  value: z.object({ next: z.record(z.string(), z.number()) }),
  examples: [{ title: '五年级升六年级', input: { current: { '5': 400 }, ratios: { '5': [0.99, 1, 0.98] } } }],
  compute: (input, working) => ({ next: { ...forecastEnrolment(input, working) } }),
})

const CommunityType = z.enum(['integrated', 'coBuilt', 'collaborative'])

const coverageCalculator = defineCalculator({
  name: 'community-coverage',
  title: '教共体办学覆盖率',
  keywords: ['教共体', '全覆盖', '融合型', '共建型', '协作型'],
  summary: 'Share of active public campuses that belong to a working education community on a day.',
  input: z.strictObject({
    asOf: z.iso.date(),
    campuses: z
      .array(
        z.strictObject({
          id: Id,
          memberships: z.array(
            z.strictObject({
              type: CommunityType,
              from: z.iso.date(),
              to: z.iso.date().nullable(),
              agreementSigned: z.boolean(),
              firstTermEndsOn: z.iso.date(),
              lastActivityOn: z.iso.date().nullable(),
            }),
          ),
        }),
      )
      .max(maxSchools),
    activityWithinDays: z.number().int().min(1).max(3_660).default(180),
  }),
  value: z.object({
    coverage: z.number().nullable(),
    covered: z.number().int(),
    total: z.number().int(),
    byType: z.record(CommunityType, z.number().int()),
    uncovered: z.array(z.string()),
  }),
  examples: [
    {
      title: '两个校区，一个已纳入',
      input: {
        asOf: '2022-03-31',
        campuses: [
          {
            id: '城关',
            memberships: [
              {
                type: 'coBuilt',
                from: '2021-09-01',
                to: null,
                agreementSigned: true,
                firstTermEndsOn: '2022-01-31',
                lastActivityOn: '2022-03-10',
              },
            ],
          },
          { id: '蛇蟠', memberships: [] },
        ],
      },
      value: {
        coverage: 0.5,
        covered: 1,
        total: 2,
        byType: { integrated: 0, coBuilt: 1, collaborative: 0 },
        uncovered: ['蛇蟠'],
      },
    },
  ],
  compute: ({ asOf, campuses, activityWithinDays }, working) =>
    communityCoverage(asOf, campuses, activityWithinDays, working),
})

const TitleLevel = z.enum(titleLevels)

const postsCalculator = defineCalculator({
  name: 'posts',
  title: '教师编制与岗位',
  keywords: ['编制', '岗位', '职称', '县管校聘'],
  summary: 'Teacher posts by pupils and free title posts in the county pool.',
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
  compute: (input, working) => teacherPosts(input, working),
})

export const schoolsCalculators: readonly Calculator[] = [
  disparityCalculator,
  splitCalculator,
  complianceCalculator,
  gapCalculator,
  rotationCalculator,
  enrolmentCalculator,
  coverageCalculator,
  postsCalculator,
]
