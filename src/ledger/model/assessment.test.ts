import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, type CivilDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { assessedTarget, startedMonthsLate } from './assessed-target.ts'
import { assessDepartment, completionOf, rankScores } from './assessment.ts'

const date = (text: string) => text as CivilDate
const rules = { standingBonus: 3, lateNoticePenalty: 1, lateMonthFactor: 0.9 }

it('counts a month as late from its first day on', () => {
  const late = (metOn: string) => startedMonthsLate(date('2022-06-30'), date(metOn))
  expect(['2022-06-29', '2022-06-30', '2022-07-01', '2022-07-30', '2022-07-31', '2022-08-30'].map(late)).toEqual([
    0, 0, 1, 1, 2, 2,
  ])
  fc.assert(
    fc.property(fc.nat(900), fc.nat(60), (days, more) => {
      const at = (offset: number) => startedMonthsLate(date('2022-01-31'), addDays(date('2022-01-31'), offset))
      expect(at(days + more)).toBeGreaterThanOrEqual(at(days))
      expect(at(days)).toBeLessThanOrEqual(days / 28 + 1)
    }),
  )
})

it('gives a late deliverable ×0.9 a started month, an open one nothing, a figure its way to the threshold', () => {
  const of = (draft: Partial<Parameters<typeof assessedTarget>[0]>) =>
    completionOf(
      assessedTarget({
        kind: 'deliverable',
        due: date('2022-06-30'),
        met: true,
        metOn: date('2022-06-30'),
        completion: null,
        ...draft,
      }),
      0.9,
    )
  expect(of({})).toBe(1)
  expect(of({ metOn: date('2022-08-05') })).toBeCloseTo(0.81, 12)
  expect(of({ met: false, metOn: null })).toBe(0)
  expect(of({ kind: 'figure', completion: 0.4 })).toBe(0.4)
  expect(of({ kind: 'figure', completion: null })).toBe(0)
})

it('scores 100 for all met, and bonus and penalty on top', () => {
  const all = [
    { figure: { value: 2, baseline: 0, threshold: 1 } },
    { deliverable: { verified: true, startedMonthsLate: 0 } },
  ]
  expect(assessDepartment({ targets: all, lateNotices: 2, rules }, Working.silent)).toBeCloseTo(101)
  const weighed = all.map((target, index) => ({ ...target, weight: index === 0 ? 80 : 20 }))
  expect(assessDepartment({ targets: weighed, lateNotices: 0, rules }, Working.silent)).toBeCloseTo(103)
  const refuse = (targets: Parameters<typeof assessDepartment>[0]['targets']) => () =>
    assessDepartment({ targets, lateNotices: 0, rules }, Working.silent)
  expect(refuse([])).toThrow('没有可考核的目标')
  expect(refuse([{ ...all[0], weight: 50 }, { ...all[1] }])).toThrow('权重须全部给出')
  expect(refuse([{ ...all[0], weight: 50 }])).toThrow('合计须为 100')
})

it('ranks high first; equal scores share a rank and the next one is skipped', () => {
  const ranked = (scores: readonly number[]) =>
    rankScores(scores.map((score) => ({ score }))).map(({ score, rank }) => [score, rank])
  expect(ranked([70, 90, 90, 60])).toEqual([
    [90, 1],
    [90, 1],
    [70, 3],
    [60, 4],
  ])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 }), (scores) => {
      const ranks = rankScores(scores.map((score) => ({ score })))
      expect(ranks[0]?.rank).toBe(1)
      for (const { score, rank } of ranks) expect(rank).toBe(1 + scores.filter((other) => other > score).length)
    }),
  )
})
