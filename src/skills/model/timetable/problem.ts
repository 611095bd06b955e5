import type { CttInstance } from './instance.ts'

/**
 * An instance as arrays for the search. Courses, rooms, periods and curricula are indices; a period is
 * `day · periodsPerDay + period`. `place` of a period leaves a gap between days, so that the neighbours of a period
 * are always `place − 1` and `place + 1`, whichever day.
 */
export type SearchProblem = {
  readonly courses: number
  readonly rooms: number
  readonly periods: number
  readonly days: number
  readonly width: number
  readonly dayOf: Int32Array
  readonly place: Int32Array
  readonly minDays: Int32Array
  /** Course of each lecture. */
  readonly lectureCourse: Int32Array
  /** Missing seats of course in room: `course · rooms + room`. */
  readonly missingSeats: Int32Array
  /** 1 where the course cannot be held: `course · periods + period`. */
  readonly closed: Uint8Array
  /** Periods at which a course may be held; all of them where it may be held nowhere. */
  readonly openPeriods: readonly Int32Array[]
  /** 1 where two courses share a curriculum or a teacher: `a · courses + b`, never for `a = b`. */
  readonly clash: Uint8Array
  readonly clashing: readonly Int32Array[]
  readonly curriculaOf: readonly Int32Array[]
  /** 1 where the course belongs to the curriculum: `curriculum · courses + course`. */
  readonly member: Uint8Array
  readonly curricula: number
}

export const compileProblem = (instance: CttInstance): SearchProblem => {
  const { days, periodsPerDay } = instance
  const [courses, rooms, curricula] = [instance.courses.length, instance.rooms.length, instance.curricula.length]
  const periods = days * periodsPerDay
  const indexOf = new Map(instance.courses.map(({ id }, index) => [id, index]))
  const clash = new Uint8Array(courses * courses)
  const link = (members: readonly number[]) => {
    for (const a of members) for (const b of members) if (a !== b) clash[a * courses + b] = 1
  }
  const member = new Uint8Array(curricula * courses)
  const curriculaOf = instance.courses.map((): number[] => [])
  instance.curricula.forEach(({ courses: ids }, curriculum) => {
    const members = [...new Set(ids)].map((id) => indexOf.get(id) ?? 0)
    for (const course of members) {
      member[curriculum * courses + course] = 1
      curriculaOf[course]?.push(curriculum)
    }
    link(members)
  })
  const byTeacher = Map.groupBy(instance.courses.keys(), (course) => instance.courses[course]?.teacher)
  for (const members of byTeacher.values()) link(members)
  const closed = new Uint8Array(courses * periods)
  for (const key of instance.unavailable) {
    const parts = key.split('|')
    const period = Number(parts.pop())
    const day = Number(parts.pop())
    closed[(indexOf.get(parts.join('|')) ?? 0) * periods + day * periodsPerDay + period] = 1
  }
  const range = (length: number) => Array.from({ length }, (_, index) => index)
  const missingSeats = new Int32Array(courses * rooms)
  instance.courses.forEach(({ students }, course) => {
    instance.rooms.forEach(({ capacity }, room) => {
      missingSeats[course * rooms + room] = Math.max(0, students - capacity)
    })
  })
  return {
    courses,
    rooms,
    periods,
    days,
    curricula,
    width: days * (periodsPerDay + 1) + 1,
    dayOf: Int32Array.from(range(periods), (period) => Math.floor(period / periodsPerDay)),
    place: Int32Array.from(range(periods), (period) => period + Math.floor(period / periodsPerDay) + 1),
    minDays: Int32Array.from(instance.courses, ({ minDays }) => minDays),
    lectureCourse: Int32Array.from(
      instance.courses.flatMap(({ lectures }, course) => Array.from({ length: lectures }, () => course)),
    ),
    missingSeats,
    closed,
    openPeriods: range(courses).map((course) => {
      const open = range(periods).filter((period) => closed[course * periods + period] === 0)
      return Int32Array.from(open.length === 0 ? range(periods) : open)
    }),
    clash,
    clashing: range(courses).map((course) =>
      Int32Array.from(range(courses).filter((other) => clash[course * courses + other] === 1)),
    ),
    curriculaOf: curriculaOf.map((list) => Int32Array.from(list)),
    member,
  }
}
