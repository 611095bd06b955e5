import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from '../../../platform/dates.ts'
import { Problem } from '../../../platform/errors/problem.ts'
import { Working } from '../../../platform/explain.ts'
import { candidateLines, halvesOf, type Line } from './candidates.ts'
import { refuseContradictions } from './faults.ts'
import type { LearningOutcome, OutcomeType, Programme, ProgrammeCourse, RecognitionRule } from './outcome.ts'
import { type Booked, recognise } from './recognise.ts'

const day = (text: string) => parseDate(text)
const course = (id: string, credits: number, changes: Partial<ProgrammeCourse> = {}): ProgrammeCourse => ({
  id,
  kind: 'course',
  credits,
  category: 'professional',
  passed: false,
  ...changes,
})
const outcome = (id: string, changes: Partial<LearningOutcome> = {}): LearningOutcome => ({
  id,
  type: 'certificate',
  code: '电工',
  level: 'L4',
  body: '鉴定中心',
  issuedOn: day('2021-06-01'),
  ...changes,
})
const rule = (id: string, target: string, changes: Partial<RecognitionRule> = {}): RecognitionRule => ({
  id,
  source: { type: 'certificate', code: '电工', minLevel: 'L4', bodies: ['鉴定中心'], versions: [] },
  targets: [{ kind: 'course', id: target, mode: 'full' }],
  proportion: 1,
  freshExam: false,
  multi: false,
  ...changes,
})

const settings = {
  asOf: day('2022-06-30'),
  validityMonths: () => 60,
  replaceable: (category: ProgrammeCourse['category']) => category !== 'ideological',
}

const run = (
  courses: readonly ProgrammeCourse[],
  outcomes: readonly LearningOutcome[],
  rules: readonly RecognitionRule[],
  {
    total = 1,
    type = () => 1,
    booked = [],
  }: { total?: number; type?: (of: OutcomeType) => number; booked?: Booked[] } = {},
) =>
  recognise(
    { programme: { id: 'P', credits: 100, courses }, outcomes, rules, booked },
    { totalShare: total, typeShare: type },
    settings,
    Working.silent,
  )

const basics = course('基础', 6)

describe('recognise', () => {
  it.each([
    ['REVOKED', [outcome('o', { revoked: true })], [basics]],
    ['NOT_YET_VALID', [outcome('o', { issuedOn: day('2022-07-01') })], [basics]],
    ['EXPIRED', [outcome('o', { expiresOn: settings.asOf })], [basics]],
    ['EXPIRED', [outcome('o', { issuedOn: day('2017-06-29') })], [basics]],
    ['BODY_NOT_LISTED', [outcome('o', { body: '某培训公司' })], [basics]],
    ['LEVEL_TOO_LOW', [outcome('o', { level: 'L5' })], [basics]],
    ['LEVEL_TOO_LOW', [outcome('o', { level: '高级' })], [basics]],
    ['NO_RULE', [outcome('o', { code: '焊工' })], [basics]],
    ['NO_RULE', [outcome('o')], [course('别的', 6)]],
    ['COURSE_EXCLUDED', [outcome('o')], [course('基础', 6, { category: 'ideological' })]],
    ['COURSE_ALREADY_PASSED', [outcome('o')], [course('基础', 6, { passed: true })]],
    ['NO_CREDITS', [outcome('o')], [course('基础', 0)]],
    ['DOUBLE_USE', [outcome('o', { bookedTo: ['P'] })], [basics]],
  ] as const)('tells %s', async (reason, outcomes, courses) => {
    const { credits, unused } = await run(courses, outcomes, [rule('R', '基础')])
    expect(credits).toBe(0)
    expect(unused.map((one) => [one.outcome, one.reason])).toEqual([['o', reason]])
  })

  it('still takes an outcome on the last day of its validity', async () => {
    const { credits } = await run([basics], [outcome('o', { issuedOn: day('2017-06-30') })], [rule('R', '基础')])
    expect(credits).toBe(6)
  })

  it('fills a course once, by the earlier outcome', async () => {
    const outcomes = [outcome('late', { issuedOn: day('2022-01-01') }), outcome('early')]
    const { lines, unused } = await run([basics], outcomes, [rule('R', '基础')])
    expect(lines.map((line) => line.outcome)).toEqual(['early'])
    expect(unused).toMatchObject([{ outcome: 'late', reason: 'DOUBLE_USE' }])
  })

  it('uses an outcome under one rule, unless the rule allows more', async () => {
    const courses = [basics, course('控制', 4)]
    const once = await run(courses, [outcome('o')], [rule('A', '基础'), rule('B', '控制')])
    expect(once.credits).toBe(6)
    expect(once.notTaken).toMatchObject([{ rule: 'B', reason: 'DOUBLE_USE' }])
    const more = await run(courses, [outcome('o')], [rule('A', '基础'), rule('B', '控制', { multi: true })])
    expect(more.credits).toBe(10)
  })

  it('lets the rule for the higher level go before', async () => {
    const low = rule('L5', '基础', { source: { ...rule('x', 'x').source, minLevel: 'L5' }, maxCredits: 2 })
    const { lines } = await run([basics], [outcome('o', { level: 'L3' })], [low, rule('L4', '基础')])
    expect(lines).toMatchObject([{ rule: 'L4', credits: 6 }])
    const below = await run([basics], [outcome('o', { level: 'L5' })], [low, rule('L4', '基础')])
    expect(below.lines).toMatchObject([{ rule: 'L5', credits: 2 }])
  })

  it('rounds a proportion down to the half credit', async () => {
    const proportional = rule('R', '基础', {
      proportion: 0.7,
      targets: [{ kind: 'course', id: '基础', mode: 'proportion' }],
    })
    expect((await run([course('基础', 5)], [outcome('o')], [proportional])).credits).toBe(3.5)
    expect((await run([course('基础', 4)], [outcome('o')], [proportional])).credits).toBe(2.5)
  })

  it('gives up a large course for two that together fill the cap', async () => {
    const outcomes = [outcome('a'), outcome('b', { code: '焊工' }), outcome('c', { code: '钳工' })]
    const coded = (id: string, target: string, code: string) =>
      rule(id, target, { source: { ...rule('x', 'x').source, code } })
    const rules = [coded('A', '六', '电工'), coded('B', '五', '焊工'), coded('C', '四', '钳工')]
    const courses = [course('六', 6), course('五', 5), course('四', 4)]
    const { credits, unused, caps } = await run(courses, outcomes, rules, { total: 0.09 })
    expect(credits).toBe(9)
    expect(unused).toMatchObject([{ outcome: 'a', reason: 'CAP_TOTAL' }])
    expect(caps.total).toEqual({ limit: 9, used: 9 })
    const typed = await run(courses, outcomes, rules, { type: (of) => (of === 'certificate' ? 0.05 : 1) })
    expect(typed.unused.map(({ reason }) => reason)).toEqual(['CAP_TYPE', 'CAP_TYPE'])
    const earlier = await run(courses, outcomes, rules, { total: 0.09, booked: [{ type: 'work', credits: 4 }] })
    expect(earlier.credits).toBe(5)
  })

  it('fills a pool of electives with several outcomes as far as it goes', async () => {
    const pool = rule('R', '选修', { targets: [{ kind: 'electivePool', id: '选修', credits: 3, mode: 'full' }] })
    const courses = [course('选修', 7, { kind: 'electivePool' })]
    const { credits, unused } = await run(courses, [outcome('a'), outcome('b'), outcome('c')], [pool])
    expect(credits).toBe(6)
    expect(unused).toMatchObject([{ outcome: 'c', reason: 'DOUBLE_USE' }])
  })
})

/** The best subset by trying all, with the ties as told: lines in their order, the earlier the better. */
const bestByTrying = (lines: readonly Line[], total: number, type: number): readonly number[] => {
  let best: { readonly halves: number; readonly picked: readonly number[] } = { halves: 0, picked: [] }
  const first = (a: readonly number[], b: readonly number[]): boolean => {
    for (let at = 0; at < lines.length; at += 1) {
      if (a.includes(at) !== b.includes(at)) return a.includes(at)
    }
    return false
  }
  for (let mask = 0; mask < 2 ** lines.length; mask += 1) {
    const picked = lines.flatMap((_, at) => ((mask >> at) & 1 ? [at] : []))
    const chosen = picked.map((at) => lines[at] as Line)
    const halves = chosen.reduce((sum, line) => sum + line.halves, 0)
    const certificates = chosen.filter((line) => line.outcome.type === 'certificate')
    const rulesOf = (id: string) =>
      new Set(chosen.filter((line) => line.outcome.id === id && !line.rule.multi).map((line) => line.rule.id))
    const fits =
      halves <= halvesOf(total * 100) &&
      certificates.reduce((sum, line) => sum + line.halves, 0) <= halvesOf(type * 100) &&
      new Set(chosen.map((line) => line.course.id)).size === chosen.length &&
      chosen.every((line) => rulesOf(line.outcome.id).size <= 1)
    if (fits && (halves > best.halves || (halves === best.halves && first(picked, best.picked))))
      best = { halves, picked }
  }
  return best.picked
}

const names = ['甲', '乙', '丙'] as const
const randomRule = fc.record({
  code: fc.constantFrom(...names),
  targets: fc.uniqueArray(fc.constantFrom('一', '二', '三'), { minLength: 1, maxLength: 2 }),
  maxCredits: fc.integer({ min: 1, max: 12 }),
  multi: fc.boolean(),
})
const randomOutcome = fc.record({
  code: fc.constantFrom(...names),
  type: fc.constantFrom('certificate' as const, 'course' as const),
  month: fc.integer({ min: 1, max: 3 }),
})

describe('the optimum', () => {
  it('is that of trying every subset, ties included', async () => {
    const courses = ['一', '二', '三'].map((id) => course(id, 6))
    const programme: Programme = { id: 'P', credits: 100, courses }
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomOutcome, { maxLength: 4 }),
        fc.array(randomRule, { maxLength: 4 }),
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        async (rawOutcomes, rawRules, total, type) => {
          const outcomes = rawOutcomes.map((raw, index) =>
            outcome(`o${index}`, { code: raw.code, type: raw.type, issuedOn: day(`2021-0${raw.month}-01`) }),
          )
          const rules = rawRules.flatMap((raw, index) =>
            (['certificate', 'course'] as const).map((kind) =>
              rule(`r${index}${kind}`, '', {
                source: { type: kind, code: raw.code, bodies: [], versions: [] },
                targets: raw.targets.map((id) => ({ kind: 'course' as const, id, mode: 'full' as const })),
                maxCredits: raw.maxCredits / 2,
                multi: raw.multi,
              }),
            ),
          )
          const { lines } = candidateLines(programme, outcomes, rules, settings)
          fc.pre(lines.length <= 12)
          const share = (of: OutcomeType) => (of === 'certificate' ? type / 100 : 1)
          const found = await run(courses, outcomes, rules, { total: total / 100, type: share })
          const expected = bestByTrying(lines, total / 100, type / 100).map((at) => lines[at] as Line)
          expect(found.lines.map((line) => [line.outcome, line.rule, line.target])).toEqual(
            expected.map((line) => [line.outcome.id, line.rule.id, line.target.id]),
          )
          expect(found.lines.length + found.notTaken.filter(({ target }) => target !== undefined).length).toBe(
            lines.length,
          )
          const told = new Set([...found.lines.map((line) => line.outcome), ...found.unused.map((one) => one.outcome)])
          expect(told.size).toBe(outcomes.length)
        },
      ),
      { numRuns: 120 },
    )
  })
})

describe('contradictions', () => {
  const refusal = (act: () => void): readonly string[] => {
    try {
      act()
    } catch (error) {
      if (error instanceof Problem) return error.errors.map(({ pointer, code }) => `${pointer} ${code}`)
      throw error
    }
    return []
  }
  const programme: Programme = { id: 'P', credits: 100, courses: [basics] }

  it('refuses overlapping rules and outcomes named twice', () => {
    expect(
      refusal(() => refuseContradictions(programme, [], [rule('A', '基础'), rule('B', '基础', { maxCredits: 2 })])),
    ).toEqual(['/rules/1 rule_overlap'])
    expect(refusal(() => refuseContradictions(programme, [outcome('o'), outcome('o')], []))).toEqual([
      '/outcomes/1/id double_use',
    ])
    expect(refusal(() => refuseContradictions({ ...programme, courses: [basics, basics] }, [], []))).toEqual([
      '/programme/courses/1/id duplicate',
    ])
  })

  it('lets rules follow each other in time and by level', () => {
    const until = rule('A', '基础', { effectiveUntil: day('2022-01-01') })
    const from = rule('B', '基础', { effectiveFrom: day('2022-01-01') })
    const higher = rule('C', '基础', { source: { ...from.source, minLevel: 'L3' } })
    expect(refusal(() => refuseContradictions(programme, [], [until, from, higher]))).toEqual([])
  })
})
