import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { checkCurriculum, type Course, defaultLimits, outcomeOverlap, type Prerequisite } from './curriculum.ts'

const check = (courses: readonly Course[], prerequisites: readonly Prerequisite[] = []) =>
  checkCurriculum(courses, prerequisites, defaultLimits, Working.silent)
const course = (id: string, rest: Partial<Course> = {}): Course => ({ id, stage: 'secondary', hours: 72, ...rest })

it('weighs overlap by hours (skills 4.8)', () => {
  const a = [
    { id: 'o1', hours: 20 },
    { id: 'o2', hours: 20 },
  ]
  const b = [
    { id: 'o1', hours: 20 },
    { id: 'o3', hours: 10 },
  ]
  expect(outcomeOverlap(a, b)).toBe(0.4)
})

it('is symmetric, 1 for itself and between 0 and 1', () => {
  const outcomes = fc.uniqueArray(
    fc.record({ id: fc.constantFrom('a', 'b', 'c'), hours: fc.integer({ min: 1, max: 40 }) }),
    {
      selector: ({ id }) => id,
    },
  )
  fc.assert(
    fc.property(outcomes, outcomes, (a, b) => {
      expect(outcomeOverlap(a, b)).toBe(outcomeOverlap(b, a))
      expect(outcomeOverlap(a, b)).toBeGreaterThanOrEqual(0)
      expect(outcomeOverlap(a, b)).toBeLessThanOrEqual(1)
      if (a.length > 0) expect(outcomeOverlap(a, a)).toBe(1)
    }),
  )
})

it('names a cycle by its path', () => {
  const prerequisites = [
    { course: 'a', requires: 'b' },
    { course: 'b', requires: 'c' },
    { course: 'c', requires: 'a' },
  ]
  expect(() =>
    check(
      ['a', 'b', 'c'].map((id) => course(id)),
      prerequisites,
    ),
  ).toThrow('a → b → c → a')
})

it('finds the longest chain, and courses before what they stand on', () => {
  const courses = [
    course('a', { term: 2 }),
    course('b', { term: 1 }),
    course('c', { term: 3 }),
    course('d', { term: 1 }),
  ]
  const prerequisites = [
    { course: 'b', requires: 'a' },
    { course: 'c', requires: 'b' },
    { course: 'd', requires: 'c', type: 'soft' as const },
  ]
  const result = check(courses, prerequisites)
  expect(result.minimumTerms).toBe(3)
  expect(result.order).toEqual([prerequisites[0], prerequisites[2]])
})

it('suggests to merge a higher course that teaches no more than the secondary one', () => {
  const outcomes = [{ id: 'plc', hours: 60, level: 4 }]
  const courses = [
    course('plc1', { credits: 4, outcomes }),
    course('plc2', { stage: 'higher', credits: 3, outcomes: [{ id: 'plc', hours: 50, level: 4 }] }),
  ]
  expect(check(courses).duplicates).toEqual([
    { secondary: 'plc1', higher: 'plc2', overlap: 50 / 60, savedCredits: 2.5 },
  ])
  const deeper = [courses[0]!, { ...courses[1]!, outcomes: [{ id: 'plc', hours: 50, level: 5 }] }]
  expect(check(deeper).duplicates).toEqual([])
})

it('names outcomes that nobody taught before', () => {
  const courses = [
    course('a', { term: 1, outcomes: [{ id: 'o', hours: 10, level: 3 }] }),
    course('b', {
      stage: 'higher',
      term: 2,
      needs: [
        { outcome: 'o', level: 4 },
        { outcome: 'x', level: 1 },
      ],
    }),
  ]
  expect(check(courses).gaps).toEqual([
    { course: 'b', outcome: 'o', needed: 4, reached: 3 },
    { course: 'b', outcome: 'x', needed: 1, reached: 0 },
  ])
})

it('measures load and shares against the limits', () => {
  const courses = [course('a', { term: 1, hours: 30 * 18 + 18, kind: 'practice' })]
  expect(check(courses).findings).toEqual([
    { code: 'stage_hours', where: 'secondary', value: 558, limit: 3000 },
    { code: 'public_basic_share', where: 'secondary', value: 0, limit: 1 / 3 },
    { code: 'elective_share', where: 'programme', value: 0, limit: 0.1 },
    { code: 'term_load', where: '第1学期', value: 31, limit: 30 },
  ])
})
