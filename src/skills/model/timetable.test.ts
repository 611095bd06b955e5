import { expect, it } from 'vitest'
import { evaluateTimetable, parseCtt, parseSolution } from './timetable.ts'
import { toyInstance, toySolution } from './timetable.examples.ts'

const cost = (solution: string, instance = toyInstance) => {
  const parsed = parseCtt(instance)
  return evaluateTimetable(parsed, parseSolution(solution, parsed))
}

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
  const unavailable = toySolution.replace('TecCos rB 1 2', 'TecCos rB 2 0')
  expect(cost(unavailable).penalties).toContainEqual({ kind: 'availability', what: 'TecCos 2/0', cost: 1 })
  const together = toySolution.replace('TecCos rB 1 2', 'TecCos rB 3 0')
  const { penalties } = cost(together)
  expect(penalties).toContainEqual({ kind: 'conflicts', what: 'ArcTec、TecCos 3/0', cost: 1 })
  expect(penalties).toContainEqual({ kind: 'roomOccupancy', what: 'rB 3/0', cost: 1 })
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

it.each([
  ['section_missing', () => parseCtt('Days: 5\nPeriods_per_day: 4\n')],
  ['unknown_course', () => parseCtt(toyInstance.replace('Cur2 2 TecCos', 'Cur2 2 Nothing'))],
  ['count', () => parseCtt(toyInstance.replace('Cur2 2', 'Cur2 3'))],
  ['unknown_room', () => cost('SceCosC rX 0 0')],
  ['out_of_range', () => cost('SceCosC rA 5 0')],
])('refuses %s', (code, work) => {
  expect(work).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ code })] }))
})
