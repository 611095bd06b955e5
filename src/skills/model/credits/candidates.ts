/** Which outcome may fill which course under which rule, and why the others may not (skills 4.1). */
import { addMonths, type CivilDate } from '../../../platform/dates.ts'
import {
  type LearningOutcome,
  type OutcomeType,
  type Programme,
  type ProgrammeCourse,
  reaches,
  type RecognitionRule,
  type RuleTarget,
} from './outcome.ts'

/** In the order in which a line comes nearer to being taken; the last one reached is told. */
export const unusedReasons = [
  'NO_RULE',
  'REVOKED',
  'NOT_YET_VALID',
  'BODY_NOT_LISTED',
  'LEVEL_TOO_LOW',
  'EXPIRED',
  'COURSE_EXCLUDED',
  'COURSE_ALREADY_PASSED',
  'NO_CREDITS',
  'DOUBLE_USE',
  'CAP_TYPE',
  'CAP_TOTAL',
] as const

export type UnusedReason = (typeof unusedReasons)[number]

export type Line = {
  readonly outcome: LearningOutcome
  readonly rule: RecognitionRule
  readonly target: RuleTarget
  readonly course: ProgrammeCourse
  /** In half credits, so that sums are exact. */
  readonly halves: number
}

export type Refusal = {
  readonly outcome: string
  readonly rule?: string | undefined
  readonly target?: string | undefined
  readonly reason: UnusedReason
  readonly detail: string
}

export type RecognitionSettings = {
  readonly asOf: CivilDate
  readonly validityMonths: (type: OutcomeType) => number
  readonly replaceable: (category: ProgrammeCourse['category']) => boolean
}

/** Down to the half credit; the tolerance covers products such as 0.7 × 10. */
export const halvesOf = (credits: number): number => Math.floor(credits * 2 + 1e-9)

/** min(credits, or proportion × credits to the half below; the rule's most), in half credits. */
const lineHalves = (rule: RecognitionRule, target: RuleTarget, course: ProgrammeCourse): number => {
  const credits = Math.min(target.credits ?? course.credits, course.credits)
  const value = target.mode === 'proportion' ? rule.proportion * credits : credits
  return Math.min(halvesOf(value), halvesOf(rule.maxCredits ?? Number.MAX_SAFE_INTEGER / 4))
}

const outcomeFault = (outcome: LearningOutcome, asOf: CivilDate): readonly [UnusedReason, string] | null => {
  if (outcome.revoked === true) return ['REVOKED', '成果已被颁发机构撤销']
  if (outcome.issuedOn > asOf) return ['NOT_YET_VALID', `取得日期 ${outcome.issuedOn} 在申请日之后`]
  if (outcome.expiresOn != null && outcome.expiresOn <= asOf) return ['EXPIRED', `有效期至 ${outcome.expiresOn}`]
  return null
}

const ruleFault = (
  outcome: LearningOutcome,
  rule: RecognitionRule,
  settings: RecognitionSettings,
): readonly [UnusedReason, string] | null => {
  const { bodies, versions, minLevel } = rule.source
  if (versions.length > 0 && !versions.includes(outcome.version ?? '')) {
    return ['NO_RULE', `规则只认版本 ${versions.join('、')}`]
  }
  if (bodies.length > 0 && !bodies.includes(outcome.body))
    return ['BODY_NOT_LISTED', `颁发机构“${outcome.body}”不在名单`]
  if (!reaches(outcome.level, minLevel)) return ['LEVEL_TOO_LOW', `须达到 ${minLevel ?? ''}`]
  if (rule.minGrade != null && (outcome.grade ?? -1) < rule.minGrade)
    return ['LEVEL_TOO_LOW', `成绩须达到 ${rule.minGrade}`]
  const months = rule.validityMonths ?? settings.validityMonths(outcome.type)
  const until = addMonths(outcome.issuedOn, months)
  return until < settings.asOf ? ['EXPIRED', `自取得之日起 ${months} 个月内可认定，至 ${until}`] : null
}

const inForce = (rule: RecognitionRule, asOf: CivilDate): boolean =>
  (rule.effectiveFrom === undefined || rule.effectiveFrom <= asOf) &&
  (rule.effectiveUntil == null || asOf < rule.effectiveUntil)

/** A rule for a higher level of the same kind of outcome goes before that for a lower one, target by target. */
const isOutranked = (rule: RecognitionRule, target: RuleTarget, fitting: readonly RecognitionRule[]): boolean =>
  fitting.some(
    (other) =>
      other !== rule &&
      other.targets.some(({ id }) => id === target.id) &&
      other.source.minLevel != null &&
      other.source.minLevel !== rule.source.minLevel &&
      (rule.source.minLevel == null || reaches(other.source.minLevel, rule.source.minLevel)),
  )

const targetFault = (
  outcome: LearningOutcome,
  rule: RecognitionRule,
  course: ProgrammeCourse,
  programme: Programme,
  halves: number,
  settings: RecognitionSettings,
): readonly [UnusedReason, string] | null => {
  if (!settings.replaceable(course.category)) return ['COURSE_EXCLUDED', `“${course.id}”不得以其他成果替代`]
  if (course.passed) return ['COURSE_ALREADY_PASSED', `“${course.id}”已经修得学分`]
  if (halves === 0) return ['NO_CREDITS', '折算后不足 0.5 学分']
  const booked = outcome.bookedTo?.includes(programme.id) === true && !rule.multi
  return booked ? ['DOUBLE_USE', '该成果已在本专业认定过'] : null
}

export type Candidates = { readonly lines: readonly Line[]; readonly refusals: readonly Refusal[] }

/** All lines that the rules allow, earliest outcome first, and the reason for each that they do not. */
export const candidateLines = (
  programme: Programme,
  outcomes: readonly LearningOutcome[],
  rules: readonly RecognitionRule[],
  settings: RecognitionSettings,
): Candidates => {
  const courses = new Map(programme.courses.map((course) => [`${course.kind} ${course.id}`, course]))
  const lines: Line[] = []
  const refusals: Refusal[] = []
  const ordered = outcomes.toSorted((a, b) =>
    a.issuedOn === b.issuedOn ? compare(a.id, b.id) : compare(a.issuedOn, b.issuedOn),
  )
  for (const outcome of ordered) {
    const refuse = ([reason, detail]: readonly [UnusedReason, string], rule?: string, target?: string) =>
      refusals.push({ outcome: outcome.id, reason, detail, rule, target })
    const fault = outcomeFault(outcome, settings.asOf)
    if (fault !== null) {
      refuse(fault)
      continue
    }
    const named = rules
      .filter(({ source }) => source.type === outcome.type && source.code === outcome.code)
      .filter((rule) => inForce(rule, settings.asOf))
      .toSorted((a, b) => compare(a.id, b.id))
    const fitting = named.filter((rule) => ruleFault(outcome, rule, settings) === null)
    let offered = false
    for (const rule of named) {
      for (const target of rule.targets) {
        const course = courses.get(`${target.kind} ${target.id}`)
        if (course === undefined || (fitting.includes(rule) && isOutranked(rule, target, fitting))) continue
        offered = true
        const halves = lineHalves(rule, target, course)
        const refused =
          ruleFault(outcome, rule, settings) ?? targetFault(outcome, rule, course, programme, halves, settings)
        if (refused === null) lines.push({ outcome, rule, target, course, halves })
        else refuse(refused, rule.id, target.id)
      }
    }
    if (!offered) refuse(['NO_RULE', '没有把这项成果认定到本专业的规则'])
  }
  return { lines, refusals }
}

/** By code units: the same on every machine. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
