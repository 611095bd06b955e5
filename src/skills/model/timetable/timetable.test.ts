import fc from 'fast-check'
import { expect, it } from 'vitest'
import { boundOf } from './bound.ts'
import { evaluateTimetable } from './evaluate.ts'
import { type CttInstance, type Lecture, parseCtt, parseSolution, writeSolution } from './instance.ts'
import { compileProblem } from './problem.ts'
import { solveTimetable } from './solve.ts'
import { TimetableState } from './state.ts'
import { toyInstance, toySolution } from './toy.ts'

const cost = (solution: string, instance = toyInstance) => {
  const parsed = parseCtt(instance)
  return evaluateTimetable(parsed, parseSolution(solution, parsed).lectures)
}
const never = () => false
const solve = (instance: CttInstance, iterations: number, seed = 's', start: readonly Lecture[] = []) =>
  solveTimetable(instance, { seed, iterations, start, expired: never })

it('finds what the competition’s validator finds in the toy instance', () => {
  // All lectures held, nothing hard, no seat, day or neighbour missing; three courses move between rooms (2 + 2 + 1).
  expect(cost(toySolution)).toMatchObject({
    hard: 0,
    soft: { roomCapacity: 0, minWorkingDays: 0, compactness: 0, roomStability: 5 },
    total: 5,
  })
})

it('counts each kind of hard violation', () => {
  const lines = toySolution.split('\n')
  expect(cost(lines.slice(1).join('\n')).penalties).toContainEqual({ kind: 'lectures', what: 'Geotec', cost: 1 })
  const surplus = `${toySolution}\nGeotec rC 0 0`
  expect(cost(surplus)).toMatchObject({ hard: 1, soft: { roomStability: 5 } })
  const unavailable = toySolution.replace('TecCos rB 1 2', 'TecCos rB 2 0')
  expect(cost(unavailable).penalties).toContainEqual({ kind: 'availability', what: 'TecCos 2/0', cost: 1 })
  const together = toySolution.replace('TecCos rB 1 2', 'TecCos rB 3 0')
  const { penalties } = cost(together)
  expect(penalties).toContainEqual({ kind: 'conflicts', what: 'ArcTec、TecCos 3/0', cost: 1 })
  expect(penalties).toContainEqual({ kind: 'roomOccupancy', what: 'rB 3/0', cost: 1 })
  const teacher = toyInstance.replace('Geotec Scarlatti', 'Geotec Indaco')
  expect(cost('ArcTec rA 0 0\nGeotec rB 0 0', teacher).penalties).toContainEqual({
    kind: 'conflicts',
    what: 'ArcTec、Geotec 0/0',
    cost: 1,
  })
})

it('costs a missing seat 1, a missing day 5, an isolated lecture 2', () => {
  const solution = 'SceCosC rA 0 0\nSceCosC rA 0 1\nSceCosC rA 0 3'
  const small = toyInstance.replace('rA 32', 'rA 28')
  expect(cost(solution, small).soft).toMatchObject({
    roomCapacity: 6,
    minWorkingDays: 5 * (2 + 2 + 4 + 4),
    compactness: 2,
  })
})

it('counts every lecture of an isolated period, and neighbours only within a day', () => {
  // Two lectures of Cur1 at once stand alone together: the validator adds both.
  expect(cost('SceCosC rA 0 0\nArcTec rB 0 0').soft.compactness).toBe(4)
  expect(cost('SceCosC rA 0 3\nSceCosC rA 1 0').soft.compactness).toBe(4)
  expect(cost('SceCosC rA 0 2\nArcTec rA 0 3').soft.compactness).toBe(0)
})

it('leaves out a second line of a course for the same period, as the validator does', () => {
  const parsed = parseCtt(toyInstance)
  const { lectures, repeated } = parseSolution('Geotec rA 0 0\n\nGeotec rB 0 0', parsed)
  expect([lectures, repeated]).toEqual([[{ course: 'Geotec', room: 'rA', day: 0, period: 0 }], ['Geotec rB 0 0']])
})

it('lists no more penalties than asked for and counts all', () => {
  const parsed = parseCtt(toyInstance)
  const all = evaluateTimetable(parsed, [])
  expect(evaluateTimetable(parsed, [], 2)).toEqual({ ...all, penalties: all.penalties.slice(0, 2) })
  expect(all).toMatchObject({ hard: 16, total: 5 * (3 + 2 + 4 + 4), penaltyCount: 8 })
})

it.each([
  ['section_missing', () => parseCtt('Days: 5\nPeriods_per_day: 4\n')],
  ['section_unknown', () => parseCtt(toyInstance.replace('ROOMS:', 'HALLS:'))],
  ['section_repeated', () => parseCtt(toyInstance.replace('CURRICULA:', 'ROOMS:'))],
  ['unknown_course', () => parseCtt(toyInstance.replace('Cur2 2 TecCos', 'Cur2 2 Nothing'))],
  ['unknown_course', () => parseCtt(toyInstance.replace('ArcTec 4 3', 'Nothing 4 3'))],
  ['out_of_range', () => parseCtt(toyInstance.replace('ArcTec 4 3', 'ArcTec 4 4'))],
  ['out_of_range', () => parseCtt(toyInstance.replace('ArcTec 4 3', 'ArcTec 5 3'))],
  ['out_of_range', () => parseCtt(toyInstance.replace('Days: 5', 'Days: 0'))],
  ['out_of_range', () => parseCtt(toyInstance.replace('Days: 5', 'Days: 251'))],
  ['not_a_number', () => parseCtt(toyInstance.replace('Days: 5', 'Days: five'))],
  ['duplicate', () => parseCtt(toyInstance.replace('rB 50', 'rA 50'))],
  ['too_large', () => parseCtt(toyInstance.replace('Rosa 5 4', 'Rosa 20001 4'))],
  ['count', () => parseCtt(toyInstance.replace('Cur2 2', 'Cur2 3'))],
  ['count', () => parseCtt(toyInstance.replace('Constraints: 8', 'Constraints: 9'))],
  ['unknown_course', () => cost('Nothing rA 0 0')],
  ['unknown_room', () => cost('SceCosC rX 0 0')],
  ['out_of_range', () => cost('SceCosC rA 5 0')],
  ['out_of_range', () => cost('SceCosC rA 0 4')],
  ['not_a_number', () => cost('SceCosC rA 0')],
  ['extra_words', () => cost('SceCosC rA 0 0 0')],
])('refuses %s', (code, work) => {
  expect(work).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ code })] }))
})

it('takes names that other programs trip over', () => {
  const odd = toyInstance.replaceAll('TecCos', '__proto__').replaceAll('Geotec', 'constructor').replaceAll('rA', 'a|1')
  expect(solve(parseCtt(odd), 50_000).hard).toBe(0)
})

it('reaches the known optimum of the toy instance, 0, from three seeds', () => {
  for (const seed of ['a', 'b', 'c']) {
    const instance = parseCtt(toyInstance)
    const found = solve(instance, 1_000_000, seed)
    expect(found).toMatchObject({ hard: 0, soft: 0, lowerBound: 0, status: 'optimal' })
    expect(cost(writeSolution(found.lectures))).toMatchObject({ hard: 0, total: 0 })
  }
})

it('never makes a given timetable worse', () => {
  const parsed = parseCtt(toyInstance)
  const { lectures } = parseSolution(toySolution, parsed)
  for (const iterations of [0, 100, 3_000]) {
    const found = solve(parsed, iterations, 's', lectures)
    expect(found.hard).toBe(0)
    expect(found.soft).toBeLessThanOrEqual(5)
  }
  expect(new Set(writeSolution(solve(parsed, 0, 's', lectures).lectures).split('\n'))).toEqual(
    new Set(toySolution.split('\n')),
  )
  expect(solve(parsed, 0, 's', lectures.slice(3)).lectures).toHaveLength(16)
})

it('says what stops it: the clock, or that nothing can be feasible', () => {
  const parsed = parseCtt(toyInstance)
  const stopped = solveTimetable(parsed, { seed: 's', iterations: 1e9, expired: () => true })
  expect(stopped.iterations).toBe(0)
  expect(stopped.status).toBe(stopped.hard === 0 ? 'interrupted' : 'infeasible')
  const crowded = parseCtt(toyInstance.replace('Rosa 5 4', 'Rosa 17 4'))
  const found = solve(crowded, 2_000)
  expect(found.status).toBe('infeasible')
  expect(found.impossible).toEqual([
    '课程 TecCos 有 17 节，可排时段只有 16 个',
    '课程组 Cur1 有 23 节，全周只有 20 节',
    '课程组 Cur2 有 22 节，全周只有 20 节',
  ])
})

const text = fc
  .record({
    days: fc.integer({ min: 1, max: 4 }),
    periods: fc.integer({ min: 1, max: 4 }),
    courses: fc.array(
      fc.record({
        teacher: fc.integer({ min: 0, max: 3 }),
        lectures: fc.integer({ min: 0, max: 3 }),
        minDays: fc.integer({ min: 0, max: 3 }),
        students: fc.integer({ min: 0, max: 30 }),
      }),
      { maxLength: 6 },
    ),
    rooms: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 3 }),
    curricula: fc.array(fc.array(fc.nat(), { maxLength: 4 }), { maxLength: 4 }),
    unavailable: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 8 }),
  })
  .map(({ days, periods, courses, rooms, curricula, unavailable }) => {
    const some = courses.length > 0
    const closed = some ? unavailable.map(([c, d, p]) => `c${c % courses.length} ${d % days} ${p % periods}`) : []
    const groups = some ? curricula : []
    return [
      `Name: x\nCourses: ${courses.length}\nRooms: ${rooms.length}\nDays: ${days}\nPeriods_per_day: ${periods}`,
      `Curricula: ${groups.length}\nConstraints: ${closed.length}\nCOURSES:`,
      ...courses.map((one, index) => `c${index} t${one.teacher} ${one.lectures} ${one.minDays} ${one.students}`),
      'ROOMS:',
      ...rooms.map((seats, index) => `r${index} ${seats}`),
      'CURRICULA:',
      ...groups.map((list, index) => `q${index} ${list.length} ${list.map((c) => `c${c % courses.length}`).join(' ')}`),
      'UNAVAILABILITY_CONSTRAINTS:',
      ...closed,
      'END.',
    ].join('\n')
  })

it('claims the cost that the evaluator finds, never below its bound, the same for the same seed', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 3_000 }), fc.string(), (ctt, iterations, seed) => {
      const instance = parseCtt(ctt)
      const found = solve(instance, iterations, seed)
      expect(solve(instance, iterations, seed)).toEqual(found)
      const judged = evaluateTimetable(instance, found.lectures)
      if (found.hard > 0) {
        expect(judged.hard).toBeGreaterThan(0)
        expect(found.status).toBe('infeasible')
      } else {
        expect([judged.hard, judged.total]).toEqual([0, found.soft])
        expect(judged.total).toBeGreaterThanOrEqual(boundOf(instance).soft)
        expect(found.impossible).toEqual([])
      }
    }),
    { numRuns: 300 },
  )
})

it('costs every move and exchange as counting anew does', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.boolean()), { maxLength: 60 }),
      (ctt, moves) => {
        const instance = parseCtt(ctt)
        const problem = compileProblem(instance)
        const state = new TimetableState(problem)
        const { lectureCourse, periods, rooms } = problem
        const lectures = [...lectureCourse.keys()]
        for (const lecture of lectures) state.put(lecture, (lecture * 7) % periods, lecture % rooms)
        for (const [a, b, c, swap] of lectures.length === 0 ? [] : moves) {
          const [one, other] = [a % lectures.length, b % lectures.length]
          if (!swap) state.move(one, b % periods, c % rooms, state.costOfMove(one, b % periods, c % rooms))
          else if (lectureCourse[one] !== lectureCourse[other]) state.swap(one, other, state.costOfSwap(one, other))
        }
        const anew = new TimetableState(problem)
        for (const lecture of lectures) anew.put(lecture, state.period[lecture] ?? 0, state.room[lecture] ?? 0)
        expect([state.hard, state.soft]).toEqual([anew.hard, anew.soft])
      },
    ),
    { numRuns: 400 },
  )
})
