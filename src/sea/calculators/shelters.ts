import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { solve } from '../../platform/solver/solve.ts'
import { assignmentProblem, readAssignment } from '../model/shelters.ts'
import { rounded } from '../model/rounding.ts'
import { Figure, Id, Level } from '../schemas.ts'

const People = z.int().min(0).max(1_000_000)

const assign = defineCalculator({
  name: 'shelter-assign',
  title: '避灾安置分配',
  keywords: ['避灾点', '人员转移', '安置', '最短距离'],
  summary:
    '在避灾点容量、路程和高程限制下，使转移人员的总人公里数最小（弱势人员加权）；给出分配、无处安置者和每个避灾点多一个位置的价值。',
  input: z.strictObject({
    units: z
      .array(z.strictObject({ id: Id, people: People, vulnerable: People.default(0) }))
      .min(1)
      .max(1_000),
    shelters: z
      .array(
        z.strictObject({
          id: Id,
          capacity: People,
          open: z.boolean().default(true),
          floorElevationM: Level.optional(),
        }),
      )
      .max(500),
    distanceKm: z.array(z.strictObject({ unit: Id, shelter: Id, km: Figure(0, 1_000) })).max(100_000),
    maxKm: Figure(0, 1_000).default(5),
    expectedLevelM: Level.optional(),
    keepTogether: z.boolean().default(false),
    openingCostPersonKm: Figure(0, 100_000).default(0),
  }),
  value: z.object({
    assignments: z.array(z.object({ unit: z.string(), shelter: z.string(), people: z.int() })),
    unassigned: z.array(z.object({ unit: z.string(), people: z.int() })),
    personKm: z.number(),
    shadowPrices: z.array(z.object({ shelter: z.string(), personKmSaved: z.number().nullable() })),
  }),
  examples: [
    {
      title: '两个村、两个避灾点',
      input: {
        units: [
          { id: 'A', people: 120 },
          { id: 'B', people: 80 },
        ],
        shelters: [
          { id: 'S1', capacity: 100 },
          { id: 'S2', capacity: 150 },
        ],
        distanceKm: [
          { unit: 'A', shelter: 'S1', km: 1 },
          { unit: 'A', shelter: 'S2', km: 3 },
          { unit: 'B', shelter: 'S1', km: 2 },
          { unit: 'B', shelter: 'S2', km: 2.5 },
        ],
      },
      value: {
        assignments: [
          { unit: 'A', shelter: 'S1', people: 100 },
          { unit: 'A', shelter: 'S2', people: 20 },
          { unit: 'B', shelter: 'S2', people: 80 },
        ],
        unassigned: [],
        personKm: 360,
        shadowPrices: [
          { shelter: 'S1', personKmSaved: 2 },
          { shelter: 'S2', personKmSaved: 0 },
        ],
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 30_000,
  compute: async (input, working) => {
    input.units.forEach(({ people, vulnerable }, index) => {
      if (vulnerable > people) {
        throw Problem.field(`/units/${index}/vulnerable`, 'out_of_range', '弱势人员不得多于总人数')
      }
    })
    const shelters = input.shelters.map((shelter) => ({ ...shelter, floorElevationM: shelter.floorElevationM ?? null }))
    const built = assignmentProblem(input.units, shelters, input.distanceKm, {
      maxKm: input.maxKm,
      expectedLevelM: input.expectedLevelM ?? null,
      keepTogether: input.keepTogether,
      openingCost: input.openingCostPersonKm,
    })
    // Below the deadline of the thread, so that the best found so far still answers.
    const solution = await solve(built.problem, { timeLimitSeconds: 20 })
    if (solution.status !== 'optimal' && solution.status !== 'feasible') {
      throw Problem.field('/units', 'no_solution', '在时限内没有求得可行的安置方案')
    }
    const result = readAssignment(built, solution)
    if (solution.status === 'feasible') {
      working.warn('not_proved_optimal', '到时限为止的最好方案，尚未证明最优；界限见计算书')
    }
    if (result.unassigned.length > 0) {
      const people = result.unassigned.reduce((sum, each) => sum + each.people, 0)
      working.warn('unassigned', `${people} 人在限制条件内无处安置`)
    }
    working.step({
      label: '目标值',
      formula: 'min Σ (1 + 2·弱势占比)·距离·人数 + 10⁶·无处安置人数',
      inputs: {
        状态: solution.status,
        下界: { value: solution.bound === null ? null : rounded(solution.bound, 6), unit: '人公里' },
        差距: solution.gap === null ? null : rounded(solution.gap, 6),
        转移单元: { value: input.units.length, unit: '个' },
        避灾点: { value: input.shelters.length, unit: '个' },
      },
      result: solution.objective === null ? null : rounded(solution.objective, 6),
      unit: '人公里',
      source: 'HiGHS 线性规划；路程上限 5 km、地坪高出预计潮位 0.5 m 为缺省（sea 4.10）',
    })
    return {
      assignments: [...result.assignments],
      unassigned: [...result.unassigned],
      personKm: rounded(result.personKm, 6),
      shadowPrices: result.shadowPrices.map(({ shelter, personKmSaved }) => ({
        shelter,
        personKmSaved: personKmSaved === null ? null : rounded(personKmSaved, 6),
      })),
    }
  },
})

export const shelterCalculators: readonly Calculator[] = [assign]
