import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { communityCoverage, communityTypes } from '../model/communities.ts'
import { substance, substanceParts } from '../model/substance.ts'
import { coverageRules, substanceRules } from '../rules/communities.ts'
import { Count, Day, Id, maxSchools } from '../schemas.ts'

const CommunityType = z.enum(communityTypes)

const coverageCalculator = defineCalculator({
  name: 'community-coverage',
  title: '教共体办学覆盖率',
  keywords: ['教共体', '全覆盖', '融合型', '共建型', '协作型'],
  summary: '某日在办公办校区中，属于已签协议且近期有活动的教共体的比例；给出各类型数、未覆盖名单和跨区域学校数。',
  input: z.strictObject({
    asOf: Day,
    campuses: z
      .array(
        z.strictObject({
          id: Id,
          /** The school of the campus, where schools are counted. */
          school: Id.optional(),
          memberships: z.array(
            z.strictObject({
              type: CommunityType,
              from: Day,
              to: Day.nullable(),
              agreementSigned: z.boolean(),
              firstTermEndsOn: Day,
              lastActivityOn: Day.nullable(),
              crossRegion: z.boolean().optional(),
            }),
          ),
        }),
      )
      .max(maxSchools),
    /** In place of the county's period. */
    activityWithinDays: z.int().min(1).max(3_660).optional(),
  }),
  value: z.object({
    coverage: z.number().nullable(),
    covered: z.number().int(),
    total: z.number().int(),
    byType: z.record(CommunityType, z.number().int()),
    uncovered: z.array(z.string()),
    crossRegionSchools: z.int(),
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
        crossRegionSchools: 0,
      },
    },
  ],
  compute: ({ asOf, campuses, activityWithinDays }, working) =>
    communityCoverage(
      asOf,
      campuses,
      activityWithinDays ?? RuleBook.defaults.decide(coverageRules, { type: 'integrated' }, working).activityWithinDays,
      working,
    ),
})

const substanceCalculator = defineCalculator({
  name: 'community-substance',
  title: '教共体实质化运行评分',
  keywords: ['教共体', '实质化', '联合教研', '共享课'],
  summary: '按一学年的交流日、共享课、联合教研、统一评价、资源共享给教共体打分（满分 100），每项到目标值封顶。',
  input: z.strictObject({
    exchangeDaysPerTeacher: Count,
    sharedClasses: Count,
    jointResearch: Count,
    sharedAssessments: Count,
    sharedResources: Count,
  }),
  value: z.object({
    score: z.number(),
    parts: z.array(z.object({ part: z.enum(substanceParts), score: z.number(), points: z.number() })),
  }),
  examples: [
    {
      title: '教研充分、交流不足',
      input: {
        exchangeDaysPerTeacher: 2.5,
        sharedClasses: 20,
        jointResearch: 20,
        sharedAssessments: 2,
        sharedResources: 10,
      },
      value: {
        score: 67.5,
        parts: [
          { part: 'exchangeDaysPerTeacher', score: 15, points: 30 },
          { part: 'sharedClasses', score: 10, points: 20 },
          { part: 'jointResearch', score: 20, points: 20 },
          { part: 'sharedAssessments', score: 7.5, points: 15 },
          { part: 'sharedResources', score: 15, points: 15 },
        ],
      },
    },
  ],
  compute: (done, working) =>
    substance(done, (part) => RuleBook.defaults.decide(substanceRules, { part }, working), working),
})

export const communityCalculators: readonly Calculator[] = [coverageCalculator, substanceCalculator]
