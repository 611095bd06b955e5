import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { evaluationRuleOf } from '../rules/evaluation.ts'
import { evaluationChecklist, type EvaluationItem, evaluationItems } from './evaluation-checklist.ts'

const ruleOf = evaluationRuleOf(Working.silent)
type Values = Partial<Record<EvaluationItem, number | boolean | null>>
/** A county that just meets everything. */
const allMet: Values = Object.fromEntries(
  evaluationItems.map((item) => {
    const { operator, limit } = ruleOf(item)
    return [item, operator === 'is' ? true : operator === 'below' ? limit / 2 : limit]
  }),
)

const check = (change: Values = {}, vetoes: readonly 'falseData'[] = []) =>
  evaluationChecklist({ ...allMet, ...change }, vetoes, ruleOf, Working.silent)

describe('the checklist of the county evaluation', () => {
  it('passes a county that meets every item, and counts them by group', () => {
    expect(check()).toMatchObject({
      passed: true,
      failed: [],
      missing: [],
      groups: {
        resources: { met: 3, total: 3 },
        government: { met: 17, total: 17 },
        quality: { met: 10, total: 10 },
        recognition: { met: 1, total: 1 },
      },
    })
  })

  it.each(evaluationItems.map((item) => [item] as const))('fails on %s alone', (item) => {
    const { operator, limit } = ruleOf(item)
    const worse = { atLeast: limit - 1e-6, atMost: limit + 1e-6, below: limit, is: false }[operator]
    expect(check({ [item]: worse })).toMatchObject({ passed: false, failed: [item] })
  })

  it('a limit that must be undercut is not enough itself', () => {
    expect(evaluationItems.filter((item) => ruleOf(item).operator === 'below')).toEqual(['monitoringDifference'])
    expect(check({ monitoringDifference: 0.15 }).passed).toBe(false)
    expect(check({ monitoringDifference: 0.1499 }).passed).toBe(true)
  })

  it('leaves the answer open while a value is missing, unless something failed', () => {
    expect(check({ satisfactionShare: null })).toMatchObject({ passed: null, missing: ['satisfactionShare'] })
    expect(check({ satisfactionShare: null, rotationRate: 0.09 }).passed).toBe(false)
    expect(evaluationChecklist({}, [], ruleOf, Working.silent)).toMatchObject({ passed: null, failed: [] })
  })

  it('shows what is asked for: a number, or yes', () => {
    const limits = Object.fromEntries(check().items.map(({ item, limit }) => [item, limit]))
    expect(limits).toMatchObject({ charters: true, rotationRate: 0.1, specialSchoolFundingYuan: 8_000 })
  })

  it('one veto undoes everything', () => {
    expect(check({}, ['falseData'])).toMatchObject({ passed: false, vetoed: ['falseData'], failed: [] })
  })

  it('refuses a yes for a number, a number for a yes, and what is below zero', () => {
    const refuses = (change: Values, code: string) =>
      expect(() => check(change)).toThrow(
        expect.objectContaining({
          errors: [expect.objectContaining({ pointer: `/values/${Object.keys(change)[0]}`, code })],
        }),
      )
    refuses({ rotationRate: true }, 'wrong_type')
    refuses({ charters: 1 }, 'wrong_type')
    refuses({ teacherPayRatio: -1 }, 'negative_quantity')
  })

  it('every item is met, failed or missing, and more of a good thing never fails', () => {
    const better = evaluationItems.filter((item) => ruleOf(item).operator === 'atLeast')
    fc.assert(
      fc.property(fc.constantFrom(...better), fc.double({ min: 0, max: 1e4, noNaN: true }), (item, value) => {
        const one = check({ [item]: value })
        expect(one.items.filter(({ met }) => met === true).length + one.failed.length + one.missing.length).toBe(
          evaluationItems.length,
        )
        if (one.passed) expect(check({ [item]: value * 2 }).passed).toBe(true)
      }),
    )
  })
})
