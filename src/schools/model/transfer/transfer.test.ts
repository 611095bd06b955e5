import { describe, expect, it } from 'vitest'
import { Problem } from '../../../platform/errors/problem.ts'
import { Working } from '../../../platform/explain.ts'
import { seededRandom } from '../../../platform/stats/random.ts'
import { disparity } from '../disparity.ts'
import { transferPlan } from './transfer-plan.ts'
import { type TransferLimits, transferProblem, type TransferSchool, type TransferTeacher } from './transfer-problem.ts'

const limits: TransferLimits = {
  maxKm: 20,
  roadFactor: 1.3,
  headcountPct: 10,
  outPct: 100,
  atLeastOne: { headcount: false, out: false },
  maxMoves: 6,
  floor: null,
}
const fixed = { R1: 0, R2: 0, R3: 0 }
const school = (id: string, pupils: number, over: Partial<TransferSchool> = {}): TransferSchool => ({
  id,
  pupils,
  point: null,
  headcount: 40,
  fixed,
  ...over,
})
const teacher = (id: string, at: string, over: Partial<TransferTeacher> = {}): TransferTeacher => ({
  id,
  school: at,
  flags: ['R2'],
  subject: null,
  consent: 'yes',
  protected: false,
  preferredSchools: null,
  ...over,
})
const staff = (at: string, count: number): TransferTeacher[] =>
  Array.from({ length: count }, (_, index) => teacher(`${at}${index}`, at))
const published = [school('A', 1200), school('B', 600), school('C', 200)]
const publishedStaff = [...staff('A', 18), ...staff('B', 3), ...staff('C', 1)]
const seconds = () => 20

const cvOf = (schools: readonly TransferSchool[], teachers: readonly TransferTeacher[], flag: 'R2' | 'R3'): number =>
  disparity(
    schools.map(({ id, pupils }) => ({
      id,
      pupils,
      quantity: teachers.filter((one) => one.school === id && one.flags.includes(flag)).length,
    })),
    1,
    Working.silent,
  ).cv

/** Every choice of teachers and schools up to `most` moves: the second way. Null when none reaches the target. */
const fewestByTrying = (
  schools: readonly TransferSchool[],
  teachers: readonly TransferTeacher[],
  target: { R2?: number; R3?: number },
  most: number,
): number | null => {
  const good = (now: readonly TransferTeacher[]): boolean =>
    (['R2', 'R3'] as const).every(
      (flag) => target[flag] === undefined || cvOf(schools, now, flag) <= target[flag] + 1e-9,
    ) &&
    schools.every(({ id, headcount }) => {
      const net = now.filter((one) => one.school === id).length - teachers.filter((one) => one.school === id).length
      return Math.abs(net) <= Math.floor(0.1 * (headcount ?? 0) + 1e-9)
    })
  const search = (now: readonly TransferTeacher[], from: number, left: number): boolean => {
    if (left === 0) return good(now)
    return teachers
      .slice(from)
      .some((one, at) =>
        one.consent === 'no'
          ? false
          : schools.some(
              ({ id }) =>
                id !== one.school && search(now.with(from + at, { ...one, school: id }), from + at + 1, left - 1),
            ),
      )
  }
  for (let moves = 0; moves <= most; moves++) if (search(teachers, 0, moves)) return moves
  return null
}

describe('fewest moves to a target', () => {
  it('moves one teacher to 0.36 and four to 0.08 in the worked example', async () => {
    const problem = transferProblem(published, publishedStaff, limits)
    const one = await transferPlan(problem, { kind: 'target', target: { R2: 0.36 } }, seconds)
    expect(one).toMatchObject({ status: 'optimal', bound: 1, gap: 0, moves: [{ from: 'A', to: 'B' }] })
    expect(one.before.R2).toBeCloseTo(0.445362, 6)
    expect(one.after?.R2).toBeCloseTo(0.355, 4)
    const four = await transferPlan(problem, { kind: 'target', target: { R2: 0.08 } }, seconds)
    expect(four.moves).toHaveLength(4)
    expect(four.status).toBe('optimal')
    expect(four.after?.R2).toBeCloseTo(0.0742, 4)
  })

  it('takes a target that is met exactly', async () => {
    const reached = cvOf(
      published,
      publishedStaff.map((one) => (one.id === 'A0' ? { ...one, school: 'B' } : one)),
      'R2',
    )
    const plan = await transferPlan(
      transferProblem(published, publishedStaff, limits),
      { kind: 'target', target: { R2: reached } },
      seconds,
    )
    expect(plan).toMatchObject({ status: 'optimal', bound: 1 })
    expect(plan.moves).toHaveLength(1)
  })

  it('needs no move where the target stands already', async () => {
    const plan = await transferPlan(
      transferProblem(published, publishedStaff, limits),
      { kind: 'target', target: { R2: 0.5 } },
      seconds,
    )
    expect(plan).toMatchObject({ status: 'optimal', moves: [], bound: 0, gap: 0 })
  })

  it.each(Array.from({ length: 16 }, (_, seed) => seed))(
    'agrees with every choice of teachers, seed %d',
    async (seed) => {
      const { integer } = seededRandom(seed)
      const schools = ['A', 'B', 'C'].map((id) => school(id, 60 + integer(100), { headcount: 20 }))
      const teachers = Array.from({ length: 8 }, (_, at) =>
        teacher(`t${at}`, ['A', 'A', 'A', 'B', 'C'][integer(5)] as string, {
          flags: integer(3) === 0 ? ['R2', 'R3'] : integer(2) === 0 ? ['R2'] : ['R3'],
          consent: integer(4) === 0 ? 'no' : 'yes',
        }),
      )
      const target = { R2: 0.4, R3: 0.7 }
      if (!(['R2', 'R3'] as const).every((flag) => teachers.some((one) => one.flags.includes(flag)))) return
      const plan = await transferPlan(
        transferProblem(schools, teachers, { ...limits, maxMoves: 3 }),
        { kind: 'target', target },
        seconds,
      )
      const expected = fewestByTrying(schools, teachers, target, 3)
      if (expected === null) {
        expect(plan.status).toBe('infeasible')
        expect(Math.max((plan.reachable?.R2 ?? 0) / 0.4, (plan.reachable?.R3 ?? 0) / 0.7)).toBeGreaterThan(1)
      } else {
        expect(plan.status).toBe('optimal')
        expect(plan.moves).toHaveLength(expected)
        const moved = teachers.map((one) => ({
          ...one,
          school: plan.moves.find((move) => move.teacher === one.id)?.to ?? one.school,
        }))
        expect(plan.after?.R2).toBeCloseTo(cvOf(schools, moved, 'R2'), 12)
        expect(plan.after?.R3).toBeCloseTo(cvOf(schools, moved, 'R3'), 12)
      }
    },
  )

  it('keeps to consent, protection, wishes, distance, subjects and standards', async () => {
    const target = { kind: 'target', target: { R2: 0.36 } } as const
    const plan = (teachers: readonly TransferTeacher[], over: Partial<TransferLimits> = {}, schools = published) =>
      transferPlan(transferProblem(schools, teachers, { ...limits, ...over }), target, seconds)
    const only = (change: Partial<TransferTeacher>) =>
      publishedStaff.map((one) => (one.id === 'A7' ? one : { ...one, ...change }))
    expect((await plan(only({ consent: 'no' }))).moves.map((move) => move.teacher)).toEqual(['A7'])
    expect((await plan(only({ protected: true }))).moves.map((move) => move.teacher)).toEqual(['A7'])
    expect((await plan(publishedStaff.map((one) => ({ ...one, consent: 'no' as const })))).status).toBe('infeasible')
    const toC = publishedStaff.map((one) => ({ ...one, preferredSchools: ['C'] }))
    expect((await plan(toC)).moves.every((move) => move.to === 'C')).toBe(true)
    const far = published.map((one, at) => ({ ...one, point: [121 + at, 29] as const }))
    expect((await plan(publishedStaff, {}, far)).status).toBe('infeasible')
    expect((await plan(publishedStaff, { maxKm: 1_000 }, far)).moves[0]?.km).toBeCloseTo(126.6, 0)
    const sole = publishedStaff.map((one, at) => ({ ...one, subject: `s${at}` }))
    expect((await plan(sole)).status).toBe('infeasible')
    expect((await plan(publishedStaff, { maxMoves: 0 })).status).toBe('infeasible')
    // 18 for 1200 pupils may fall to 18 when the standard is 1.5 per 100.
    expect((await plan(publishedStaff, { floor: { R1: 0, R2: 0.015, R3: 0 } })).status).toBe('infeasible')
    expect((await plan(publishedStaff, { headcountPct: 2 })).status).toBe('infeasible')
  })
})

describe('most balance for a number of moves', () => {
  it('finds the best of one move, with its bound', async () => {
    const plan = await transferPlan(
      transferProblem(published, publishedStaff, { ...limits, maxMoves: 1 }),
      { kind: 'budget', per: { R1: 0.042, R2: 0.01, R3: 0.009 } },
      seconds,
    )
    expect(plan.moves).toMatchObject([{ from: 'A', to: 'B' }])
    expect(plan.status).toBe('optimal')
    expect(plan.bound as number).toBeGreaterThan(0.354)
  })

  it('helps the school that lacks most first, when asked to be fair', async () => {
    const schools = [school('A', 1000), school('B', 800), school('C', 100)]
    const teachers = [...staff('A', 20), ...staff('B', 3)]
    const plan = await transferPlan(
      transferProblem(schools, teachers, { ...limits, maxMoves: 1 }),
      { kind: 'fair', per: { R1: 0.042, R2: 0.01, R3: 0.009 } },
      seconds,
    )
    expect(plan.moves).toMatchObject([{ to: 'C' }])
  })
})

it('refuses what contradicts itself', () => {
  const code = (work: () => unknown): string => {
    try {
      work()
    } catch (error) {
      if (error instanceof Problem) return `${error.errors[0]?.code} ${error.errors[0]?.pointer}`
    }
    return 'none'
  }
  expect(code(() => transferProblem([], [], limits))).toBe('no_schools /schools')
  expect(code(() => transferProblem([...published, school('A', 1)], [], limits))).toBe('duplicate_school /schools/3/id')
  expect(code(() => transferProblem(published, [teacher('x', 'D')], limits))).toBe('unknown_school /teachers/0/school')
  expect(code(() => transferProblem(published, [teacher('x', 'A'), teacher('x', 'B')], limits))).toBe(
    'duplicate_teacher /teachers/1/id',
  )
  expect(code(() => transferProblem([school('A', -1)], [], limits))).toBe('negative_quantity /schools/0/pupils')
  expect(code(() => transferProblem([school('A', 10, { headcount: 0 })], [teacher('x', 'A')], limits))).toBe(
    'subcount_exceeds_total /schools/0/headcount',
  )
})
