import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'

/** Integrated curriculum of secondary and higher stage (skills 4.8). Hours are class hours (课时). */

export type Outcome = { readonly id: string; readonly hours: number; readonly level?: number | undefined }
export type Course = {
  readonly id: string
  readonly stage: 'secondary' | 'higher'
  /** Term from 1; null while not placed yet. */
  readonly term?: number | null | undefined
  readonly hours: number
  readonly credits?: number | undefined
  readonly kind?: 'publicBasic' | 'professional' | 'practice' | 'elective' | undefined
  readonly practiceShare?: number | undefined
  readonly outcomes?: readonly Outcome[] | undefined
  readonly needs?: readonly { readonly outcome: string; readonly level: number }[] | undefined
}
export type Prerequisite = {
  readonly course: string
  readonly requires: string
  readonly type?: 'hard' | 'soft' | undefined
}

export type Duplicate = {
  readonly secondary: string
  readonly higher: string
  readonly overlap: number
  readonly savedCredits: number
}
export type Gap = {
  readonly course: string
  readonly outcome: string
  readonly needed: number
  readonly reached: number
}
export type Finding = { readonly code: string; readonly where: string; readonly value: number; readonly limit: number }

export type CurriculumCheck = {
  readonly ok: boolean
  /** Fewest terms in which the hard prerequisites allow everything. */
  readonly minimumTerms: number
  /** A course in the same or an earlier term than what it stands on. */
  readonly order: readonly Prerequisite[]
  readonly findings: readonly Finding[]
  readonly duplicates: readonly Duplicate[]
  readonly gaps: readonly Gap[]
}

export type CurriculumLimits = {
  readonly weeksPerTerm: number
  readonly weeklyHours: number
  readonly duplicateOverlap: number
}

/** 教职成〔2019〕13号 and skills 4.8 [M]. */
export const defaultLimits: CurriculumLimits = { weeksPerTerm: 18, weeklyHours: 30, duplicateOverlap: 0.6 }
const least = {
  secondary: { hours: 3000, publicBasic: 1 / 3 },
  higher: { hours: 2500, publicBasic: 1 / 4 },
  practice: 0.5,
  elective: 0.1,
} as const

/** Hour-weighted overlap of what two courses teach: Σ min ÷ Σ max over outcomes, 0–1; symmetric. */
export const outcomeOverlap = (a: readonly Outcome[], b: readonly Outcome[]): number => {
  const hours = (list: readonly Outcome[]) => new Map(list.map((one) => [one.id, one.hours]))
  const [left, right] = [hours(a), hours(b)]
  let shared = 0
  let all = 0
  for (const id of new Set([...left.keys(), ...right.keys()])) {
    shared += Math.min(left.get(id) ?? 0, right.get(id) ?? 0)
    all += Math.max(left.get(id) ?? 0, right.get(id) ?? 0)
  }
  return all === 0 ? 0 : shared / all
}

/** A course after everything it stands on, or the first cycle found as a path that ends where it began. */
const sortCourses = (
  courses: readonly Course[],
  prerequisites: readonly Prerequisite[],
): { readonly order: readonly string[] } | { readonly cycle: readonly string[] } => {
  const requires = new Map<string, string[]>(courses.map(({ id }) => [id, []]))
  for (const one of prerequisites) requires.get(one.course)?.push(one.requires)
  const done = new Set<string>()
  const order: string[] = []
  for (const { id: root } of courses) {
    const path: { readonly id: string; next: number }[] = done.has(root) ? [] : [{ id: root, next: 0 }]
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const needed = requires.get(top.id)?.[top.next]
      if (needed === undefined) {
        done.add(top.id)
        order.push(top.id)
        path.pop()
        continue
      }
      top.next += 1
      const from = path.findIndex((step) => step.id === needed)
      if (from !== -1) return { cycle: [...path.slice(from).map((step) => step.id), needed] }
      if (!done.has(needed)) path.push({ id: needed, next: 0 })
    }
  }
  return { order }
}

const field = (pointer: string, code: string, message: string) =>
  new Problem('not_computable', message, [{ pointer, code, message }])

const refuseUnknown = (courses: readonly Course[], prerequisites: readonly Prerequisite[]): void => {
  const known = new Set<string>()
  courses.forEach(({ id }, index) => {
    if (known.has(id)) throw field(`/courses/${index}/id`, 'duplicate', `课程“${id}”出现两次`)
    known.add(id)
  })
  prerequisites.forEach(({ course, requires }, index) => {
    for (const [key, id] of Object.entries({ course, requires })) {
      if (!known.has(id)) throw field(`/prerequisites/${index}/${key}`, 'unknown_course', `没有课程“${id}”`)
    }
  })
}

const share = (courses: readonly Course[], of: (course: Course) => number): number => {
  const hours = courses.reduce((sum, course) => sum + course.hours, 0)
  return hours === 0 ? 0 : courses.reduce((sum, course) => sum + course.hours * of(course), 0) / hours
}

const findingsOf = (courses: readonly Course[], limits: CurriculumLimits): readonly Finding[] => {
  const findings: Finding[] = []
  const below = (code: string, where: string, value: number, limit: number) => {
    if (value < limit - 1e-9) findings.push({ code, where, value, limit })
  }
  for (const stage of ['secondary', 'higher'] as const) {
    const own = courses.filter((course) => course.stage === stage)
    if (own.length === 0) continue
    below(
      'stage_hours',
      stage,
      own.reduce((sum, course) => sum + course.hours, 0),
      least[stage].hours,
    )
    below(
      'public_basic_share',
      stage,
      share(own, (course) => (course.kind === 'publicBasic' ? 1 : 0)),
      least[stage].publicBasic,
    )
  }
  if (courses.length > 0) {
    const practice = (course: Course) => course.practiceShare ?? (course.kind === 'practice' ? 1 : 0)
    below('practice_share', 'programme', share(courses, practice), least.practice)
    below(
      'elective_share',
      'programme',
      share(courses, (course) => (course.kind === 'elective' ? 1 : 0)),
      least.elective,
    )
  }
  const perTerm = new Map<number, number>()
  for (const { term, hours } of courses) if (term != null) perTerm.set(term, (perTerm.get(term) ?? 0) + hours)
  for (const [term, hours] of [...perTerm].toSorted(([a], [b]) => a - b)) {
    const weekly = hours / limits.weeksPerTerm
    if (weekly > limits.weeklyHours + 1e-9) {
      findings.push({ code: 'term_load', where: `第${term}学期`, value: weekly, limit: limits.weeklyHours })
    }
  }
  return findings
}

const topLevel = ({ outcomes = [] }: Course): number => Math.max(0, ...outcomes.map(({ level = 0 }) => level))

const duplicatesOf = (courses: readonly Course[], limit: number): readonly Duplicate[] => {
  const stageOf = (stage: Course['stage']) => courses.filter((course) => course.stage === stage)
  return stageOf('secondary').flatMap((secondary) =>
    stageOf('higher').flatMap((higher) => {
      const overlap = outcomeOverlap(secondary.outcomes ?? [], higher.outcomes ?? [])
      if (overlap < limit || topLevel(higher) > topLevel(secondary)) return []
      const credits = Math.min(secondary.credits ?? 0, higher.credits ?? 0)
      const savedCredits = Math.floor(credits * overlap * 2 + 1e-9) / 2
      return [{ secondary: secondary.id, higher: higher.id, overlap, savedCredits }]
    }),
  )
}

const gapsOf = (courses: readonly Course[]): readonly Gap[] =>
  courses.flatMap((course) =>
    (course.needs ?? []).flatMap(({ outcome, level }) => {
      const before = courses.filter(
        (other) => other.id !== course.id && (course.term == null || (other.term != null && other.term < course.term)),
      )
      const taught = before.flatMap(({ outcomes = [] }) => outcomes.filter(({ id }) => id === outcome))
      const reached = Math.max(0, ...taught.map((one) => one.level ?? 0))
      return reached >= level && taught.length > 0 ? [] : [{ course: course.id, outcome, needed: level, reached }]
    }),
  )

/**
 * Checks order, load, totals, duplicates between the stages and gaps of a curriculum.
 * @throws Problem not_computable `cycle` with the path of courses, `unknown_course`, `duplicate`
 */
export const checkCurriculum = (
  courses: readonly Course[],
  prerequisites: readonly Prerequisite[],
  limits: CurriculumLimits,
  working: Working,
): CurriculumCheck => {
  refuseUnknown(courses, prerequisites)
  const sorted = sortCourses(courses, prerequisites)
  if ('cycle' in sorted) {
    throw field('/prerequisites', 'cycle', `先修关系成环：${sorted.cycle.join(' → ')}`)
  }
  const termOf = new Map(courses.map(({ id, term }) => [id, term ?? null]))
  const order = prerequisites.filter(({ course, requires }) => {
    const [own, before] = [termOf.get(course), termOf.get(requires)]
    return own != null && before != null && before >= own
  })
  const earliest = new Map<string, number>()
  for (const id of sorted.order) {
    const standing = prerequisites.filter((one) => one.course === id && one.type !== 'soft')
    earliest.set(id, 1 + Math.max(0, ...standing.map((one) => earliest.get(one.requires) ?? 0)))
  }
  const minimumTerms = Math.max(0, ...earliest.values())
  const findings = findingsOf(courses, limits)
  const duplicates = duplicatesOf(courses, limits.duplicateOverlap)
  const gaps = gapsOf(courses)
  working.step({
    label: '最少学期数',
    formula: '必修先修关系中最长的一条链上的课程数',
    inputs: { 课程: courses.length, 先修关系: prerequisites.length },
    result: minimumTerms,
    unit: '学期',
    source: '一体化课程图（skills 4.8）',
  })
  for (const one of duplicates) {
    working.step({
      label: `重复：${one.secondary} 与 ${one.higher}`,
      formula: 'Σ min(学时) ÷ Σ max(学时) ≥ 阈值，且后者水平不高于前者',
      inputs: { 阈值: limits.duplicateOverlap },
      result: one.overlap,
      source: '一体化课程图（skills 4.8）',
    })
  }
  const breaks = order.filter(({ type }) => type !== 'soft')
  return {
    ok: breaks.length === 0 && findings.length === 0 && gaps.length === 0,
    minimumTerms,
    order,
    findings,
    duplicates,
    gaps,
  }
}
