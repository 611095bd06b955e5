import { Problem } from '../../platform/errors/problem.ts'

/**
 * Curriculum-based course timetabling of the International Timetabling Competition 2007, track 3 (Di Gaspero,
 * McCollum, Schaerf 2007): the instance format `.ctt`, the solution format "course room day period", and its costs.
 */

export type CttCourse = {
  readonly id: string
  readonly teacher: string
  readonly lectures: number
  readonly minDays: number
  readonly students: number
}
export type CttInstance = {
  readonly days: number
  readonly periodsPerDay: number
  readonly courses: readonly CttCourse[]
  readonly rooms: readonly { readonly id: string; readonly capacity: number }[]
  readonly curricula: readonly { readonly id: string; readonly courses: readonly string[] }[]
  /** `course|day|period` at which the course cannot be held. */
  readonly unavailable: ReadonlySet<string>
}
export type Lecture = { readonly course: string; readonly room: string; readonly day: number; readonly period: number }

export type Penalty = { readonly kind: string; readonly what: string; readonly cost: number }
export type TimetableCost = {
  readonly hard: number
  readonly soft: {
    readonly roomCapacity: number
    readonly minWorkingDays: number
    readonly compactness: number
    readonly roomStability: number
  }
  readonly total: number
  readonly penalties: readonly Penalty[]
}

const refuse = (pointer: string, code: string, message: string): Problem =>
  new Problem('not_computable', message, [{ pointer, code, message }])

const integer = (text: string | undefined, pointer: string, what: string): number => {
  if (text === undefined || !/^\d{1,6}$/.test(text))
    throw refuse(pointer, 'not_a_number', `${what}应为非负整数，得到“${text ?? ''}”`)
  return Number(text)
}

/** Reads the text of an instance. @throws Problem not_computable naming the line that is wrong */
export const parseCtt = (text: string): CttInstance => {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const head = new Map<string, string>()
  const sections = new Map<string, string[][]>()
  let section: string[][] | undefined
  for (const line of lines) {
    if (line === '' || line === 'END.') continue
    const header = /^(COURSES|ROOMS|CURRICULA|UNAVAILABILITY_CONSTRAINTS|ROOM_CONSTRAINTS):$/.exec(line)?.[1]
    if (header !== undefined) {
      section = []
      sections.set(header, section)
    } else if (section === undefined) {
      const [key = '', value = ''] = line.split(/:\s*/, 2)
      head.set(key, value)
    } else section.push(line.split(/\s+/))
  }
  const at = '/instance'
  const rows = (name: string): readonly (readonly string[])[] => {
    const found = sections.get(name)
    if (found === undefined) throw refuse(at, 'section_missing', `缺少 ${name} 一节`)
    return found
  }
  const days = integer(head.get('Days'), at, 'Days')
  const periodsPerDay = integer(head.get('Periods_per_day'), at, 'Periods_per_day')
  if (days < 1 || periodsPerDay < 1 || days * periodsPerDay > 1_000)
    throw refuse(at, 'out_of_range', '天数和每天节数须在 1 以上，共不超过 1000 节')
  const courses = rows('COURSES').map(([id = '', teacher = '', lectures, minDays, students]) => ({
    id,
    teacher,
    lectures: integer(lectures, at, `课程 ${id} 的节数`),
    minDays: integer(minDays, at, `课程 ${id} 的最少天数`),
    students: integer(students, at, `课程 ${id} 的人数`),
  }))
  const known = new Set(courses.map(({ id }) => id))
  const rooms = rows('ROOMS').map(([id = '', capacity]) => ({
    id,
    capacity: integer(capacity, at, `教室 ${id} 的座位`),
  }))
  const curricula = rows('CURRICULA').map(([id = '', count, ...members]) => {
    if (integer(count, at, `课程组 ${id} 的门数`) !== members.length)
      throw refuse(at, 'count', `课程组 ${id} 的门数与所列不符`)
    return { id, courses: members }
  })
  for (const { id, courses: members } of curricula) {
    for (const member of members)
      if (!known.has(member)) throw refuse(at, 'unknown_course', `课程组 ${id} 中没有课程 ${member}`)
  }
  const unavailable = (sections.get('UNAVAILABILITY_CONSTRAINTS') ?? []).map(([course = '', day, period]) => {
    if (!known.has(course)) throw refuse(at, 'unknown_course', `没有课程 ${course}`)
    return `${course}|${integer(day, at, '天')}|${integer(period, at, '节')}`
  })
  return { days, periodsPerDay, courses, rooms, curricula, unavailable: new Set(unavailable) }
}

/** Reads a solution: one lecture a line. */
export const parseSolution = (text: string, instance: CttInstance): readonly Lecture[] => {
  const courses = new Set(instance.courses.map(({ id }) => id))
  const rooms = new Set(instance.rooms.map(({ id }) => id))
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, index) => {
      const [course = '', room = '', dayText, periodText] = line.split(/\s+/)
      const at = '/solution'
      if (!courses.has(course)) throw refuse(at, 'unknown_course', `第 ${index + 1} 行：没有课程 ${course}`)
      if (!rooms.has(room)) throw refuse(at, 'unknown_room', `第 ${index + 1} 行：没有教室 ${room}`)
      const day = integer(dayText, at, `第 ${index + 1} 行的天`)
      const period = integer(periodText, at, `第 ${index + 1} 行的节`)
      if (day >= instance.days || period >= instance.periodsPerDay) {
        throw refuse(at, 'out_of_range', `第 ${index + 1} 行：没有第 ${day} 天第 ${period} 节（从 0 起）`)
      }
      return { course, room, day, period }
    })
}

const groupBy = <T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = key(item)
    const list = groups.get(name)
    if (list) list.push(item)
    else groups.set(name, [item])
  }
  return groups
}

const slotOf = ({ day, period }: Lecture): string => `${day}|${period}`

/**
 * Costs of a timetable. Hard: missing, surplus or doubled lectures, conflicts of curriculum and teacher in a period
 * (each pair of lectures once), unavailable periods, each further lecture in a room. Soft: 1 per missing seat, 5 per missing
 * working day, 2 per isolated lecture of a curriculum, 1 per further room of a course.
 */
export const evaluateTimetable = (instance: CttInstance, lectures: readonly Lecture[]): TimetableCost => {
  const penalties: Penalty[] = []
  const add = (kind: string, what: string, cost: number) => {
    if (cost > 0) penalties.push({ kind, what, cost })
  }
  const courseOf = new Map(instance.courses.map((course) => [course.id, course]))
  const roomOf = new Map(instance.rooms.map((room) => [room.id, room]))
  const byCourse = groupBy(lectures, (lecture) => lecture.course)

  for (const course of instance.courses) {
    const own = byCourse.get(course.id) ?? []
    const slots = new Set(own.map(slotOf))
    // Two lectures of a course in one period count once: the second is not held.
    add('lectures', course.id, Math.abs(course.lectures - slots.size) + (own.length - slots.size))
    add('minWorkingDays', course.id, 5 * Math.max(0, course.minDays - new Set(own.map(({ day }) => day)).size))
    add('roomStability', course.id, Math.max(0, new Set(own.map(({ room }) => room)).size - 1))
  }
  for (const lecture of lectures) {
    const at = `${lecture.course} ${lecture.day}/${lecture.period}`
    if (instance.unavailable.has(`${lecture.course}|${slotOf(lecture)}`)) add('availability', at, 1)
    const missing = (courseOf.get(lecture.course)?.students ?? 0) - (roomOf.get(lecture.room)?.capacity ?? 0)
    add('roomCapacity', `${at} ${lecture.room}`, Math.max(0, missing))
  }
  const inCurricula = new Map<string, Set<string>>(instance.courses.map(({ id }) => [id, new Set()]))
  for (const { id, courses } of instance.curricula) for (const course of courses) inCurricula.get(course)?.add(id)
  const clash = (a: Lecture, b: Lecture): boolean => {
    if (a.course === b.course) return false
    if (courseOf.get(a.course)?.teacher === courseOf.get(b.course)?.teacher) return true
    const [one, other] = [inCurricula.get(a.course), inCurricula.get(b.course)]
    return [...(one ?? [])].some((id) => other?.has(id) === true)
  }
  for (const [slot, together] of groupBy(lectures, slotOf)) {
    together.forEach((one, index) => {
      for (const other of together.slice(index + 1)) {
        if (clash(one, other)) add('conflicts', `${one.course}、${other.course} ${slot.replace('|', '/')}`, 1)
      }
    })
    for (const [room, here] of groupBy(together, (lecture) => lecture.room)) {
      add('roomOccupancy', `${room} ${slot.replace('|', '/')}`, here.length - 1)
    }
  }
  for (const { id, courses } of instance.curricula) {
    const members = new Set(courses)
    const held = new Set(lectures.filter(({ course }) => members.has(course)).map(slotOf))
    for (const slot of held) {
      const [day = 0, period = 0] = slot.split('|').map(Number)
      const alone = !held.has(`${day}|${period - 1}`) && !held.has(`${day}|${period + 1}`)
      if (alone) add('compactness', `${id} ${day}/${period}`, 2)
    }
  }
  const sum = (...kinds: readonly string[]): number =>
    penalties.reduce((total, { kind, cost }) => total + (kinds.includes(kind) ? cost : 0), 0)
  const soft = {
    roomCapacity: sum('roomCapacity'),
    minWorkingDays: sum('minWorkingDays'),
    compactness: sum('compactness'),
    roomStability: sum('roomStability'),
  }
  const hard = sum('lectures', 'availability', 'conflicts', 'roomOccupancy')
  return {
    hard,
    soft,
    total: soft.roomCapacity + soft.minWorkingDays + soft.compactness + soft.roomStability,
    penalties,
  }
}
