import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { progressionKinds, progressionsOf, progressionsSince, skillLevels, upgradesOf } from '../model/learners.ts'
import { unificationOf } from '../model/unification.ts'
import { Day, Id } from '../schemas.ts'

const source = '三门县共同富裕改革任务清单；《职业教育法》（2022）第十五条、第十七条'
const Kind = z.enum(['secondaryVocational', 'technicalSchool'])

const fourUnified = defineCalculator({
  name: 'unified-enrolment/four-unified',
  title: '四统一达成度',
  keywords: ['四统一', '招生政策', '招生计划', '招生代码', '招生平台'],
  summary: '中职与技工院校的招生政策、计划、代码、平台各统一到几成，四项中达成几项。',
  input: z.strictObject({
    policies: z.array(z.strictObject({ id: Id, covers: z.array(Kind).max(2) })).max(100),
    planLines: z.array(z.strictObject({ policy: Id.nullable() })).max(10_000),
    programmes: z.array(z.strictObject({ unifiedCodes: z.array(Id).max(10) })).max(10_000),
    applicants: z.array(z.strictObject({ kind: Kind, round: Id })).max(50_000),
  }),
  value: z.object({
    policy: z.union([z.literal(0), z.literal(1)]),
    planShare: z.number().nullable(),
    codeShare: z.number().nullable(),
    platformShare: z.number().nullable(),
    reached: z.int(),
  }),
  examples: [
    {
      title: '一项计划未纳入',
      input: {
        policies: [{ id: '2022', covers: ['secondaryVocational', 'technicalSchool'] }],
        planLines: [{ policy: '2022' }, { policy: '2022' }, { policy: '2022' }, { policy: null }],
        programmes: [{ unifiedCodes: ['001'] }, { unifiedCodes: ['002'] }],
        applicants: [
          { kind: 'secondaryVocational', round: '2022' },
          { kind: 'technicalSchool', round: '2022' },
        ],
      },
      value: { policy: 1 as const, planShare: 0.75, codeShare: 1, platformShare: 1, reached: 3 },
    },
  ],
  compute: (input, working) => {
    const result = unificationOf(input)
    const shares = {
      统一政策: result.policy,
      统一计划: result.planShare,
      统一代码: result.codeShare,
      统一平台: result.platformShare,
    }
    working.step({
      label: '四统一',
      formula: '同一政策覆盖两类学校；政策内计划 ÷ 全部计划；唯一统一代码的专业 ÷ 全部专业；同一轮次考生 ÷ 全部考生',
      inputs: shares,
      result: result.reached,
      unit: '项',
      source,
    })
    return result
  },
})

const progressions = defineCalculator({
  name: 'credits/progressions',
  title: '贯通升学人数',
  keywords: ['升学', '高职', '技工院校', '学分', '天花板'],
  summary: `${progressionsSince} 以来从技工院校升入高职，或以认定学分进入学历专业的人数；一人只计一次。`,
  input: z.strictObject({
    asOf: Day,
    events: z.array(z.strictObject({ learner: Id, on: Day, kind: z.enum(progressionKinds) })).max(50_000),
  }),
  value: z.object({
    learners: z.int(),
    byKind: z.object({ enteredHigherVocational: z.int(), bookedToDiploma: z.int() }),
    byYear: z.array(z.object({ year: z.int(), learners: z.int() })),
  }),
  examples: [
    {
      title: '两人三次',
      input: {
        asOf: '2022-12-31',
        events: [
          { learner: 'a', on: '2021-09-01', kind: 'enteredHigherVocational' },
          { learner: 'a', on: '2022-03-01', kind: 'bookedToDiploma' },
          { learner: 'b', on: '2022-09-01', kind: 'enteredHigherVocational' },
          { learner: 'c', on: '2020-09-01', kind: 'enteredHigherVocational' },
        ],
      },
      value: {
        learners: 2,
        byKind: { enteredHigherVocational: 2, bookedToDiploma: 1 },
        byYear: [
          { year: 2021, learners: 1 },
          { year: 2022, learners: 1 },
        ],
      },
    },
  ],
  compute: ({ asOf, events }, working) => {
    const result = progressionsOf(events, asOf)
    working.step({
      label: '贯通升学',
      formula: '升入高职或学分记入学历专业的不同学员数，按首次计年',
      inputs: { 事项: events.length, 截至: asOf },
      result: result.learners,
      unit: '人',
      source,
    })
    return result
  },
})

const upgrades = defineCalculator({
  name: 'credits/workers-upgraded',
  title: '技能提升职工人数',
  keywords: ['扩中提低', '技能等级', '职工', '提升'],
  summary: '最高技能等级高于一年前的职工人数，首次取证的另列。',
  input: z.strictObject({
    asOf: Day,
    certificates: z
      .array(
        z.strictObject({
          worker: Id,
          level: z.enum(skillLevels),
          issuedOn: Day,
          revokedOn: Day.nullable().optional(),
        }),
      )
      .max(50_000),
  }),
  value: z.object({ upgraded: z.int(), first: z.int(), workers: z.int() }),
  examples: [
    {
      title: '一人升级，一人首次取证，一人未变',
      input: {
        asOf: '2022-12-31',
        certificates: [
          { worker: 'a', level: 'L5', issuedOn: '2020-05-01' },
          { worker: 'a', level: 'L4', issuedOn: '2022-05-01' },
          { worker: 'b', level: 'L5', issuedOn: '2022-06-01' },
          { worker: 'c', level: 'L3', issuedOn: '2019-06-01' },
        ],
      },
      value: { upgraded: 2, first: 1, workers: 3 },
    },
  ],
  compute: ({ asOf, certificates }, working) => {
    const result = upgradesOf(certificates, asOf)
    working.step({
      label: '技能提升职工',
      formula: '当日最高等级高于一年前同日最高等级（当时无证视为更低）的职工数',
      inputs: { 持证职工: { value: result.workers, unit: '人' }, 其中首次取证: { value: result.first, unit: '人' } },
      result: result.upgraded,
      unit: '人',
      source,
    })
    return result
  },
})

export const learnerCalculators: readonly Calculator[] = [fourUnified, progressions, upgrades]
