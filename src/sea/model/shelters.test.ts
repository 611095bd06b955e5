import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solve } from '../../platform/solver/solve.ts'
import { type AssignmentOptions, type Route, assignmentProblem, readAssignment } from './shelters.ts'

const plain: AssignmentOptions = { maxKm: 5, expectedLevelM: null, keepTogether: false, openingCost: 0 }
const unit = (id: string, people: number, vulnerable = 0) => ({ id, people, vulnerable })
const shelter = (id: string, capacity: number, change = {}) => ({
  id,
  capacity,
  open: true,
  floorElevationM: null,
  ...change,
})
const km = (table: Readonly<Record<string, number>>): Route[] =>
  Object.entries(table).map(([key, distance]) => {
    const [from = '', to = ''] = key.split('-')
    return { unit: from, shelter: to, km: distance }
  })
const run = async (
  units: Parameters<typeof assignmentProblem>[0],
  shelters: Parameters<typeof assignmentProblem>[1],
  routes: readonly Route[],
  options: Partial<AssignmentOptions> = {},
) => {
  const built = assignmentProblem(units, shelters, routes, { ...plain, ...options })
  return readAssignment(built, await solve(built.problem))
}
const routes = km({ 'A-S1': 1, 'A-S2': 3, 'B-S1': 2, 'B-S2': 2.5 })

describe('assignment', () => {
  it('the worked example is 360 person-km', async () => {
    const { personKm, unassigned } = await run(
      [unit('A', 120), unit('B', 80)],
      [shelter('S1', 100), shelter('S2', 150)],
      routes,
    )
    expect([personKm, unassigned]).toEqual([360, []])
  })
  it('leaves over only who has no place, and prices a place in people then', async () => {
    const found = await run([unit('A', 120)], [shelter('S1', 100)], km({ 'A-S1': 1 }))
    expect(found.unassigned).toEqual([{ unit: 'A', people: 20 }])
    expect(found.shadowPrices).toEqual([{ shelter: 'S1', personKmSaved: null }])
  })
  it('keeps away from closed, low and far shelters', async () => {
    const from = (change: object, options: Partial<AssignmentOptions> = {}) =>
      run([unit('A', 10)], [shelter('S1', 100, change)], km({ 'A-S1': 4 }), options)
    expect((await from({})).personKm).toBe(40)
    expect((await from({ open: false })).unassigned).toHaveLength(1)
    expect((await from({ floorElevationM: 4.6 }, { expectedLevelM: 4.2 })).unassigned).toHaveLength(1)
    expect((await from({ floorElevationM: 4.7 }, { expectedLevelM: 4.2 })).unassigned).toHaveLength(0)
    expect((await from({}, { maxKm: 3.9 })).unassigned).toHaveLength(1)
  })
  it('the vulnerable go nearer', async () => {
    const found = await run(
      [unit('A', 10), unit('B', 10, 10)],
      [shelter('near', 10), shelter('far', 10)],
      km({ 'A-near': 1, 'A-far': 2, 'B-near': 1, 'B-far': 2 }),
    )
    expect(found.assignments).toContainEqual({ unit: 'B', shelter: 'near', people: 10 })
  })
  it('keeps a unit together and spares opening costs', async () => {
    const together = await run([unit('A', 120), unit('B', 80)], [shelter('S1', 100), shelter('S2', 150)], routes, {
      keepTogether: true,
    })
    expect(together.assignments).toEqual([
      { unit: 'A', shelter: 'S2', people: 120 },
      { unit: 'B', shelter: 'S1', people: 80 },
    ])
    const one = await run([unit('A', 50), unit('B', 50)], [shelter('S1', 100), shelter('S2', 150)], routes, {
      openingCost: 1_000,
    })
    expect(new Set(one.assignments.map((each) => each.shelter)).size).toBe(1)
  })
  it('refuses unknown and repeated ids', () => {
    const of = (list: readonly Route[]) => () => assignmentProblem([unit('A', 1)], [shelter('S1', 1)], list, plain)
    expect(of(km({ 'X-S1': 1 }))).toThrow('没有转移单元“X”')
    expect(of(km({ 'A-X': 1 }))).toThrow('没有避灾点“X”')
    expect(of([...km({ 'A-S1': 1 }), ...km({ 'A-S1': 2 })])).toThrow('重复')
  })
  it('is feasible and no worse than going to the nearest with room', async () => {
    const size = fc.integer({ min: 1, max: 5 })
    await fc.assert(
      fc.asyncProperty(
        size,
        size,
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 10, maxLength: 10 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 25, maxLength: 25 }),
        async (m, n, numbers, distances) => {
          const units = Array.from({ length: m }, (_, i) => unit(`u${i}`, numbers[i] ?? 0))
          const shelters = Array.from({ length: n }, (_, j) => shelter(`s${j}`, numbers[5 + j] ?? 0))
          const all = units.flatMap(({ id }, i) =>
            shelters.map((each, j) => ({ unit: id, shelter: each.id, km: (distances[i * 5 + j] ?? 1) / 10 })),
          )
          const found = await run(units, shelters, all)
          for (const { id, capacity } of shelters) {
            const used = found.assignments.filter((each) => each.shelter === id)
            expect(used.reduce((sum, { people }) => sum + people, 0)).toBeLessThanOrEqual(capacity)
          }
          const left = found.unassigned.reduce((sum, { people }) => sum + people, 0)
          const placed = found.assignments.reduce((sum, { people }) => sum + people, 0)
          const total = units.reduce((sum, { people }) => sum + people, 0)
          expect(placed + left).toBe(total)
          expect(left).toBe(Math.max(0, total - shelters.reduce((sum, { capacity }) => sum + capacity, 0)))
          const room = new Map(shelters.map(({ id, capacity }) => [id, capacity]))
          let greedy = 0
          for (const { id, people } of units) {
            let rest = people
            for (const route of all.filter((each) => each.unit === id).toSorted((a, b) => a.km - b.km)) {
              const taken = Math.min(rest, room.get(route.shelter) ?? 0)
              room.set(route.shelter, (room.get(route.shelter) ?? 0) - taken)
              rest -= taken
              greedy += taken * route.km
            }
          }
          if (left === 0) expect(found.personKm).toBeLessThanOrEqual(greedy + 1e-6)
        },
      ),
      { numRuns: 40 },
    )
  })
})
