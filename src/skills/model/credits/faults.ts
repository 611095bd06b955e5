/** Contradictions in a request for recognition, refused before anything is computed (skills 10). */
import { type FieldError, Problem } from '../../../platform/errors/problem.ts'
import type { LearningOutcome, Programme, RecognitionRule } from './outcome.ts'

const meet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 || b.length === 0 || a.some((one) => b.includes(one))

const periodsMeet = (a: RecognitionRule, b: RecognitionRule): boolean =>
  (a.effectiveUntil ?? '9999-12-31') > (b.effectiveFrom ?? '0001-01-01') &&
  (b.effectiveUntil ?? '9999-12-31') > (a.effectiveFrom ?? '0001-01-01')

/** Two rules that would answer differently about the same outcome and target; layers by level do not overlap. */
const overlap = (a: RecognitionRule, b: RecognitionRule): string | undefined => {
  const same =
    a.source.type === b.source.type &&
    a.source.code === b.source.code &&
    (a.source.minLevel ?? null) === (b.source.minLevel ?? null) &&
    meet(a.source.bodies, b.source.bodies) &&
    meet(a.source.versions, b.source.versions) &&
    periodsMeet(a, b)
  if (!same) return undefined
  return a.targets.find((one) => b.targets.some(({ kind, id }) => kind === one.kind && id === one.id))?.id
}

const repeated = (
  ids: readonly string[],
  pointer: (index: number) => string,
  code: string,
  word: string,
): FieldError[] =>
  ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [{ pointer: pointer(index), code, message: `${word}“${id}”出现两次` }],
  )

/** @throws Problem not_computable `double_use`, `rule_overlap`, `duplicate` */
export const refuseContradictions = (
  programme: Programme,
  outcomes: readonly LearningOutcome[],
  rules: readonly RecognitionRule[],
): void => {
  const errors = [
    ...repeated(
      outcomes.map(({ id }) => id),
      (index) => `/outcomes/${index}/id`,
      'double_use',
      '成果',
    ),
    ...repeated(
      rules.map(({ id }) => id),
      (index) => `/rules/${index}/id`,
      'duplicate',
      '规则',
    ),
    ...repeated(
      programme.courses.map(({ kind, id }) => `${kind} ${id}`),
      (index) => `/programme/courses/${index}/id`,
      'duplicate',
      '课程',
    ),
    ...rules.flatMap((rule, index) => {
      const targets = rule.targets.map(({ kind, id }) => `${kind} ${id}`)
      return repeated(targets, (place) => `/rules/${index}/targets/${place}/id`, 'duplicate', '替代对象')
    }),
    ...rules.flatMap((rule, index) =>
      rules.slice(0, index).flatMap((earlier) => {
        const target = overlap(earlier, rule)
        const message = `规则“${earlier.id}”与“${rule.id}”对“${target ?? ''}”重叠`
        return target === undefined ? [] : [{ pointer: `/rules/${index}`, code: 'rule_overlap', message }]
      }),
    ),
  ]
  const [first] = errors
  if (first !== undefined) throw new Problem('not_computable', first.message, errors)
}
