import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { compileMarket } from '../model/matching/compile.ts'
import { defaultListLimit, type MarketInput } from '../model/matching/market.ts'
import { deferredAcceptance, serialDictatorship } from '../model/matching/match.ts'
import { describeRun } from '../model/matching/result.ts'
import { verifyAssignment } from '../model/matching/verify.ts'

/** `__proto__` cannot be a key of the JSON replies. */
export const Id = z
  .string()
  .min(1)
  .max(64)
  .refine((id) => id !== '__proto__', { message: '不能用“__proto__”作编号', params: { code: 'reserved_id' } })
const Score = z.number()
const Seats = z.int()
const maxApplicants = 100_000
export const matchingSource = 'Gale & Shapley 1962；Hatfield & Milgrom 2005；《职业教育法》（2022）第十五条'

export const Market = z.strictObject({
  mechanism: z.enum(['deferred_acceptance', 'serial_dictatorship']).default('deferred_acceptance'),
  priorityMode: z.enum(['score', 'explicit']).default('score'),
  processing: z.enum(['reserveFirst', 'openFirst']).default('reserveFirst'),
  tiePolicy: z.enum(['strict', 'admitAllTied']).default('strict'),
  revert: z.boolean().default(true),
  listLimit: z.int().min(1).max(10_000).nullable().optional(),
  maxScore: Score.nullable().optional(),
  groups: z.array(Id).max(1_000).nullable().optional(),
  applicants: z
    .array(
      z.strictObject({
        id: Id,
        score: Score.nullable().optional(),
        programmeScores: z.record(Id, Score).optional(),
        tieBreaks: z.array(Score).max(10).optional(),
        group: Id.nullable().optional(),
        preferences: z.array(Id).max(10_000),
      }),
    )
    .max(maxApplicants),
  programmes: z
    .array(
      z.strictObject({
        id: Id,
        quota: Seats,
        minScore: Score.optional(),
        priority: z.array(Id).max(maxApplicants).optional(),
        reserves: z
          .array(z.strictObject({ group: Id, seats: Seats, minScore: Score.optional() }))
          .max(100)
          .optional(),
      }),
    )
    .max(10_000),
  seed: z.string().max(256).default(''),
})

/** The market of a body, with the limits of the policy where it names none. */
export const marketOf = (input: z.output<typeof Market>): MarketInput => ({
  ...input,
  // In explicit mode the programmes' own lists bound what can be asked.
  listLimit:
    input.listLimit === undefined ? (input.priorityMode === 'score' ? defaultListLimit : null) : input.listLimit,
  maxScore: input.maxScore ?? null,
  groups: input.groups ?? null,
})

export const exampleMarket = {
  mechanism: 'deferred_acceptance' as const,
  priorityMode: 'score' as const,
  processing: 'reserveFirst' as const,
  applicants: [
    { id: 'b1', score: 600, group: 'town-B', preferences: ['P'] },
    { id: 'b2', score: 590, group: null, preferences: ['P'] },
    { id: 'b3', score: 580, group: 'town-B', preferences: ['P'] },
  ],
  programmes: [{ id: 'P', quota: 2, reserves: [{ group: 'town-B', seats: 1, minScore: 0 }] }],
  seed: '2022-07-15',
}

const Pair = z.object({ applicant: z.string(), programme: z.string() })

const match = defineCalculator({
  name: 'unified-enrolment/match',
  title: '统一招生录取',
  keywords: ['志愿', '录取', '投档线', '平行志愿', '定向', '职技融通'],
  summary: '按志愿、成绩、定向名额一次录取，给出每人去向、席位类别和投档线；任何两人之间没有“该录未录”。',
  input: Market,
  value: z.object({
    assignment: z.record(z.string(), z.string().nullable()),
    slots: z.record(z.string(), z.string()),
    unmatched: z.array(z.string()),
    unmatchedReasons: z.record(z.string(), z.enum(['no_preferences', 'below_all_minimums', 'list_exhausted'])),
    /** Null: no seat of that kind. */
    cutoffs: z.record(z.string(), z.record(z.string(), z.number().nullable())),
    proposals: z.int(),
    processing: z.enum(['reserveFirst', 'openFirst']),
    ignoredPairs: z.array(Pair),
  }),
  examples: [
    {
      title: '一个定向名额，先定向后统招',
      input: exampleMarket,
      value: {
        assignment: { b1: 'P', b2: 'P', b3: null },
        slots: { b1: 'reserve:town-B', b2: 'open' },
        unmatched: ['b3'],
        unmatchedReasons: { b3: 'list_exhausted' },
        cutoffs: { P: { open: 590, 'reserve:town-B': 600 } },
        proposals: 3,
        processing: 'reserveFirst',
        ignoredPairs: [],
      },
    },
    {
      title: '先统招后定向',
      input: { ...exampleMarket, processing: 'openFirst' as const },
      value: {
        assignment: { b1: 'P', b2: null, b3: 'P' },
        slots: { b1: 'open', b3: 'reserve:town-B' },
        unmatched: ['b2'],
        unmatchedReasons: { b2: 'list_exhausted' },
        cutoffs: { P: { open: 600, 'reserve:town-B': 580 } },
        proposals: 3,
        processing: 'openFirst',
        ignoredPairs: [],
      },
    },
  ],
  deadlineMs: 20_000,
  maxBodyBytes: 32 * 1024 * 1024,
  compute: (input, working) => {
    const market = marketOf(input)
    const compiled = compileMarket(market)
    const run = (input.mechanism === 'deferred_acceptance' ? deferredAcceptance : serialDictatorship)(compiled, market)
    const result = describeRun(market, compiled, run)
    working.step({
      label: '录取',
      formula: '考生依次向志愿中的下一个专业申请，专业按席位规则保留最优者，其余转向下一志愿，直至无人可申请',
      inputs: {
        考生: { value: input.applicants.length, unit: '人' },
        专业: { value: input.programmes.length, unit: '个' },
        席位顺序: input.processing === 'reserveFirst' ? '先定向后统招' : '先统招后定向',
        申请次数: { value: run.proposals, unit: '次' },
      },
      result: input.applicants.length - result.unmatched.length,
      unit: '人',
      source: matchingSource,
    })
    return {
      assignment: Object.fromEntries(result.assignment),
      slots: Object.fromEntries(result.slots),
      unmatched: result.unmatched,
      unmatchedReasons: Object.fromEntries(result.unmatchedReasons),
      cutoffs: Object.fromEntries([...result.cutoffs].map(([id, lines]) => [id, Object.fromEntries(lines)])),
      proposals: run.proposals,
      processing: input.processing,
      ignoredPairs: compiled.ignored,
    }
  },
})

const Violation = Pair.extend({ reason: z.string(), slot: z.string().optional(), admitted: z.string().optional() })

const verify = defineCalculator({
  name: 'unified-enrolment/verify',
  title: '录取结果核验',
  keywords: ['志愿', '录取', '核验', '公平', '阻塞对'],
  summary: '用另一套算法复核录取结果：志愿之内、不超计划、无空缺、无“高分落榜低分录取”。',
  input: Market.extend({ assignment: z.record(z.string(), Id.nullable()) }),
  value: z.object({
    stable: z.boolean(),
    blockingPairs: z.array(Violation),
    quotaViolations: z.array(z.object({ programme: z.string(), quota: z.int(), assigned: z.int() })),
    waste: z.array(Violation),
    irrational: z.array(Violation),
  }),
  examples: [
    {
      title: '录取结果稳定',
      input: { ...exampleMarket, assignment: { b1: 'P', b2: 'P', b3: null } },
      value: { stable: true, blockingPairs: [], quotaViolations: [], waste: [], irrational: [] },
    },
    {
      title: '高分考生被低分考生占位',
      input: { ...exampleMarket, assignment: { b1: 'P', b2: null, b3: 'P' } },
      value: {
        stable: false,
        blockingPairs: [{ applicant: 'b2', programme: 'P', slot: 'open', reason: 'justified_envy', admitted: 'b3' }],
        quotaViolations: [],
        waste: [],
        irrational: [],
      },
    },
  ],
  deadlineMs: 20_000,
  maxBodyBytes: 32 * 1024 * 1024,
  compute: ({ assignment, ...input }, working) => {
    const market = marketOf(input)
    // What cannot be matched cannot be verified either: the same refusals.
    compileMarket(market)
    const result = verifyAssignment(market, new Map(Object.entries(assignment)))
    working.step({
      label: '核验',
      formula: '逐个考生、逐个更靠前的志愿，与该专业每类席位的最后一名比较；有空席或排在其前即为违例',
      inputs: { 考生: { value: input.applicants.length, unit: '人' } },
      result: result.stable,
      source: '本系统独立核验算法（不共用录取程序）',
    })
    return result
  },
})

export const enrolmentCalculators: readonly Calculator[] = [match, verify]
