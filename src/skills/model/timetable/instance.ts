import { Problem } from '../../../platform/errors/problem.ts'

/**
 * Curriculum-based course timetabling of the International Timetabling Competition 2007, track 3 (Di Gaspero,
 * McCollum, Schaerf 2007): the instance format `.ctt` and the solution format, one line "course room day period" a
 * lecture, days and periods from 0.
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

/** Largest instance that is taken; the competition's own have up to 131 courses, 20 rooms and 45 periods. */
const largest = { periods: 1_000, courses: 2_000, rooms: 1_000, curricula: 5_000, lectures: 20_000 } as const

const refuse = (pointer: string, code: string, message: string): Problem => Problem.field(pointer, code, message)

const at = '/instance'
const sectionNames = ['COURSES', 'ROOMS', 'CURRICULA', 'UNAVAILABILITY_CONSTRAINTS'] as const
type SectionName = (typeof sectionNames)[number]
/** Header line that announces how many rows a section has. */
const announced = {
  COURSES: 'Courses',
  ROOMS: 'Rooms',
  CURRICULA: 'Curricula',
  UNAVAILABILITY_CONSTRAINTS: 'Constraints',
} as const

const integer = (text: string | undefined, pointer: string, what: string): number => {
  if (text === undefined || !/^\d{1,6}$/.test(text))
    throw refuse(pointer, 'not_a_number', `${what}应为非负整数，得到“${(text ?? '').slice(0, 20)}”`)
  return Number(text)
}

type Row = readonly string[]

const readSections = (
  text: string,
): { head: ReadonlyMap<string, string>; rows: (name: SectionName) => readonly Row[] } => {
  const head = new Map<string, string>()
  const sections = new Map<string, string[][]>()
  let section: string[][] | undefined
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line === '') continue
    if (line === 'END.') break
    const title = /^([A-Z_]+):$/.exec(line)?.[1]
    if (title !== undefined) {
      if (!sectionNames.some((name) => name === title)) throw refuse(at, 'section_unknown', `不认识的一节 ${title}`)
      if (sections.has(title)) throw refuse(at, 'section_repeated', `${title} 一节出现两次`)
      section = []
      sections.set(title, section)
    } else if (section === undefined) {
      const [key = '', value = ''] = line.split(/:\s*/, 2)
      head.set(key, value)
    } else section.push(line.split(/\s+/))
  }
  const rows = (name: SectionName): readonly Row[] => {
    const found = sections.get(name)
    // Nothing forbidden needs no section.
    if (found === undefined && name !== 'UNAVAILABILITY_CONSTRAINTS')
      throw refuse(at, 'section_missing', `缺少 ${name} 一节`)
    const own = found ?? []
    const count = head.get(announced[name])
    if (count !== undefined && integer(count, at, announced[name]) !== own.length)
      throw refuse(at, 'count', `${announced[name]} 写明 ${count} 行，${name} 一节有 ${own.length} 行`)
    return own
  }
  return { head, rows }
}

const refuseRepeated = (ids: readonly string[], what: string): void => {
  const seen = new Set<string>()
  for (const id of ids) {
    if (seen.has(id)) throw refuse(at, 'duplicate', `${what} ${id} 出现两次`)
    seen.add(id)
  }
}

const refuseAbove = (count: number, limit: number, what: string): void => {
  if (count > limit) throw refuse(at, 'too_large', `${what} ${count} 超过上限 ${limit}`)
}

/** Reads the text of an instance. @throws Problem not_computable that says which course, room or section is wrong */
export const parseCtt = (text: string): CttInstance => {
  const { head, rows } = readSections(text)
  const days = integer(head.get('Days'), at, 'Days')
  const periodsPerDay = integer(head.get('Periods_per_day'), at, 'Periods_per_day')
  if (days < 1 || periodsPerDay < 1 || days * periodsPerDay > largest.periods)
    throw refuse(at, 'out_of_range', `天数和每天节数须在 1 以上，共不超过 ${largest.periods} 节`)
  const courses = rows('COURSES').map(([id = '', teacher = '', lectures, minDays, students]) => ({
    id,
    teacher,
    lectures: integer(lectures, at, `课程 ${id} 的节数`),
    minDays: integer(minDays, at, `课程 ${id} 的最少天数`),
    students: integer(students, at, `课程 ${id} 的人数`),
  }))
  refuseAbove(courses.length, largest.courses, '课程门数')
  refuseAbove(
    courses.reduce((sum, { lectures }) => sum + lectures, 0),
    largest.lectures,
    '课程总节数',
  )
  const rooms = rows('ROOMS').map(([id = '', capacity]) => ({
    id,
    capacity: integer(capacity, at, `教室 ${id} 的座位`),
  }))
  refuseAbove(rooms.length, largest.rooms, '教室数')
  const curricula = rows('CURRICULA').map(([id = '', count, ...members]) => {
    if (integer(count, at, `课程组 ${id} 的门数`) !== members.length)
      throw refuse(at, 'count', `课程组 ${id} 的门数与所列不符`)
    return { id, courses: members }
  })
  refuseAbove(curricula.length, largest.curricula, '课程组数')
  const lists = { 课程: courses, 教室: rooms, 课程组: curricula }
  for (const [what, list] of Object.entries(lists)) {
    refuseRepeated(
      list.map(({ id }) => id),
      what,
    )
  }
  const known = new Set(courses.map(({ id }) => id))
  for (const { id, courses: members } of curricula) {
    for (const member of members)
      if (!known.has(member)) throw refuse(at, 'unknown_course', `课程组 ${id} 中没有课程 ${member}`)
  }
  const unavailable = rows('UNAVAILABILITY_CONSTRAINTS').map(([course = '', dayText, periodText]) => {
    if (!known.has(course)) throw refuse(at, 'unknown_course', `没有课程 ${course}`)
    const [day, period] = [integer(dayText, at, '天'), integer(periodText, at, '节')]
    if (day >= days || period >= periodsPerDay)
      throw refuse(at, 'out_of_range', `课程 ${course} 的不可排时段第 ${day} 天第 ${period} 节不存在（从 0 起）`)
    return `${course}|${day}|${period}`
  })
  return { days, periodsPerDay, courses, rooms, curricula, unavailable: new Set(unavailable) }
}

/** A timetable as it was handed in. */
export type Solution = {
  readonly lectures: readonly Lecture[]
  /** Lines left out because the course already has a lecture in that period, as the competition's validator does. */
  readonly repeated: readonly string[]
}

/** Reads a solution: one lecture a line. @throws Problem not_computable with the number of the line that is wrong */
export const parseSolution = (text: string, instance: CttInstance): Solution => {
  const courses = new Set(instance.courses.map(({ id }) => id))
  const rooms = new Set(instance.rooms.map(({ id }) => id))
  const pointer = '/solution'
  const taken = new Set<string>()
  const lectures: Lecture[] = []
  const repeated: string[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [course = '', room = '', dayText, periodText, ...rest] = line.trim().split(/\s+/)
    if (course === '') continue
    const where = `第 ${index + 1} 行`
    if (!courses.has(course)) throw refuse(pointer, 'unknown_course', `${where}：没有课程 ${course}`)
    if (!rooms.has(room)) throw refuse(pointer, 'unknown_room', `${where}：没有教室 ${room}`)
    if (rest.length > 0) throw refuse(pointer, 'extra_words', `${where}：应为“课程 教室 天 节”四项`)
    const day = integer(dayText, pointer, `${where}的天`)
    const period = integer(periodText, pointer, `${where}的节`)
    if (day >= instance.days || period >= instance.periodsPerDay)
      throw refuse(pointer, 'out_of_range', `${where}：没有第 ${day} 天第 ${period} 节（从 0 起）`)
    const key = `${course}|${day}|${period}`
    if (taken.has(key)) repeated.push(line.trim())
    else lectures.push({ course, room, day, period })
    taken.add(key)
  }
  return { lectures, repeated }
}

/** The text of a solution. */
export const writeSolution = (lectures: readonly Lecture[]): string =>
  lectures.map(({ course, room, day, period }) => `${course} ${room} ${day} ${period}`).join('\n')
