import { Problem } from '../../../platform/errors/problem.ts'
import { geodesicDistance } from '../../../platform/geo/ellipsoid.ts'
import type { Position } from '../../../platform/geo/shapes.ts'

/** Which teachers move where so that schools come closer together (县管校聘 交流, schools 4.5). */
export const source = '校际差异系数（教督〔2017〕6号）的精确优化；教师〔2014〕4号'

export const teacherFlags = ['R1', 'R2', 'R3'] as const
export type TeacherFlag = (typeof teacherFlags)[number]

export type TransferSchool = {
  readonly id: string
  readonly pupils: number
  readonly point: Position | null
  /** All teachers; null: those in the list. */
  readonly headcount: number | null
  /** Teachers with a flag who are not in the list. */
  readonly fixed: Readonly<Record<TeacherFlag, number>>
}

export type TransferTeacher = {
  readonly id: string
  readonly school: string
  readonly flags: readonly TeacherFlag[]
  readonly subject: string | null
  readonly consent: 'yes' | 'conditional' | 'no'
  /** Pregnancy, nursing, illness, near retirement, the only one of a subject. */
  readonly protected: boolean
  /** Only these, where given. */
  readonly preferredSchools: readonly string[] | null
}

export type TransferLimits = {
  readonly maxKm: number
  readonly roadFactor: number
  readonly headcountPct: number
  readonly outPct: number
  /** Percentages that nobody asked for leave a small school one teacher of room. */
  readonly atLeastOne: { readonly headcount: boolean; readonly out: boolean }
  readonly maxMoves: number
  /** Teachers per pupil that a school which has them must keep; null where it may fall below. */
  readonly floor: Readonly<Record<TeacherFlag, number>> | null
}

/** Teachers of one school who are the same to every constraint. */
export type TeacherGroup = {
  readonly school: number
  /** Same subject and flags, in whichever school. */
  readonly type: number
  readonly subject: string | null
  readonly flags: readonly TeacherFlag[]
  /** Who may go: those who consent first, then by id. */
  readonly teachers: readonly TransferTeacher[]
  readonly destinations: readonly number[]
}

export type TransferProblem = {
  readonly schools: readonly TransferSchool[]
  readonly groups: readonly TeacherGroup[]
  readonly types: number
  readonly counts: Readonly<Record<TeacherFlag, readonly number[]>>
  /** Largest change of a school's head count, and largest outflow of a type from a school. */
  readonly headcountRoom: readonly number[]
  readonly outRoom: ReadonlyMap<string, number>
  /** Teachers of a subject in a school, by `school|subject`. */
  readonly taught: ReadonlyMap<string, number>
  readonly limits: TransferLimits
  readonly km: (from: number, to: number) => number | null
}

const roomOf = (percent: number, whole: number, atLeastOne: boolean): number =>
  Math.max(atLeastOne ? 1 : 0, Math.floor((percent / 100) * whole + 1e-9))

/**
 * Groups teachers and counts what the constraints need.
 * @throws Problem not_computable: `no_schools`, `duplicate_school`, `duplicate_teacher`, `unknown_school`,
 *   `negative_quantity`, `pupils_zero_with_resources`, `subcount_exceeds_total`
 */
export const transferProblem = (
  schools: readonly TransferSchool[],
  teachers: readonly TransferTeacher[],
  limits: TransferLimits,
): TransferProblem => {
  if (schools.length === 0) throw Problem.field('/schools', 'no_schools', '没有可计算的学校')
  const indexOf = new Map<string, number>()
  schools.forEach(({ id, pupils, fixed }, index) => {
    if (indexOf.has(id)) throw Problem.field(`/schools/${index}/id`, 'duplicate_school', `学校“${id}”重复`)
    indexOf.set(id, index)
    if (pupils < 0) throw Problem.field(`/schools/${index}/pupils`, 'negative_quantity', '学生数不能为负')
    for (const flag of teacherFlags) {
      if (fixed[flag] < 0) throw Problem.field(`/schools/${index}/fixed/${flag}`, 'negative_quantity', '人数不能为负')
    }
  })
  const counts = {
    R1: schools.map((s) => s.fixed.R1),
    R2: schools.map((s) => s.fixed.R2),
    R3: schools.map((s) => s.fixed.R3),
  }
  const listed = schools.map(() => 0)
  const taught = new Map<string, number>()
  const ofType = new Map<string, number>()
  const types = new Map<string, number>()
  const grouped = new Map<string, TeacherGroup & { teachers: TransferTeacher[] }>()
  const seen = new Set<string>()
  const km = (from: number, to: number): number | null => {
    const [a, b] = [schools[from]?.point ?? null, schools[to]?.point ?? null]
    return a === null || b === null ? null : (geodesicDistance(a, b) / 1000) * limits.roadFactor
  }
  const reachable = schools.map((school, from) =>
    schools.flatMap((other, to) => {
      const distance = km(from, to)
      return to === from || other.pupils === 0 || school.pupils === 0 || (distance !== null && distance > limits.maxKm)
        ? []
        : [to]
    }),
  )
  teachers.forEach((teacher, index) => {
    if (seen.has(teacher.id))
      throw Problem.field(`/teachers/${index}/id`, 'duplicate_teacher', `教师“${teacher.id}”重复`)
    seen.add(teacher.id)
    const school = indexOf.get(teacher.school)
    if (school === undefined)
      throw Problem.field(`/teachers/${index}/school`, 'unknown_school', `没有学校“${teacher.school}”`)
    if (schools[school]?.pupils === 0)
      throw Problem.field(`/schools/${school}/pupils`, 'pupils_zero_with_resources', '没有学生却有教师')
    const preferred = teacher.preferredSchools?.map((id, at) => {
      const found = indexOf.get(id)
      if (found === undefined)
        throw Problem.field(`/teachers/${index}/preferredSchools/${at}`, 'unknown_school', `没有学校“${id}”`)
      return found
    })
    const flags = teacherFlags.filter((flag) => teacher.flags.includes(flag))
    for (const flag of flags) counts[flag][school] = (counts[flag][school] ?? 0) + 1
    listed[school] = (listed[school] ?? 0) + 1
    if (teacher.subject !== null) {
      const key = `${school}|${teacher.subject}`
      taught.set(key, (taught.get(key) ?? 0) + 1)
    }
    const typeKey = JSON.stringify([teacher.subject, flags])
    const type = types.get(typeKey) ?? types.size
    types.set(typeKey, type)
    ofType.set(`${school}|${type}`, (ofType.get(`${school}|${type}`) ?? 0) + 1)
    if (teacher.consent === 'no' || teacher.protected) return
    const destinations = (reachable[school] ?? []).filter((to) => preferred === undefined || preferred.includes(to))
    const key = `${school}|${type}|${destinations.join()}`
    const group = grouped.get(key)
    if (group) group.teachers.push(teacher)
    else grouped.set(key, { school, type, subject: teacher.subject, flags, teachers: [teacher], destinations })
  })
  schools.forEach(({ headcount }, index) => {
    if (headcount !== null && headcount < (listed[index] ?? 0))
      throw Problem.field(`/schools/${index}/headcount`, 'subcount_exceeds_total', '名单中的教师多于教师总数')
  })
  const rank = { yes: 0, conditional: 1, no: 2 } as const
  return {
    schools,
    groups: [...grouped.values()].map((group) => ({
      ...group,
      teachers: group.teachers.toSorted((a, b) => rank[a.consent] - rank[b.consent] || (a.id < b.id ? -1 : 1)),
    })),
    types: types.size,
    counts,
    headcountRoom: schools.map(({ headcount }, index) =>
      roomOf(limits.headcountPct, headcount ?? listed[index] ?? 0, limits.atLeastOne.headcount),
    ),
    outRoom: new Map([...ofType].map(([key, count]) => [key, roomOf(limits.outPct, count, limits.atLeastOne.out)])),
    taught,
    limits,
    km,
  }
}
