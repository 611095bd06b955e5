import type { CttInstance, Lecture } from './instance.ts'

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
  /** The first of them, at most as many as asked for. */
  readonly penalties: readonly Penalty[]
  readonly penaltyCount: number
}

/** Points of the competition (Di Gaspero, McCollum, Schaerf 2007, 3.2). */
export const points = { missingSeat: 1, missingDay: 5, isolatedLecture: 2, furtherRoom: 1 } as const

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
 * Costs of a timetable in which a course has at most one lecture a period, as the competition's validator counts
 * them. Hard: missing or surplus lectures, two courses of one curriculum or teacher in a period (each pair of courses
 * once), unavailable periods, each further lecture in a room. Soft: 1 per missing seat, 5 per missing working day, 2 per
 * lecture of a curriculum that has none of the curriculum just before or after it that day, 1 per further room.
 */
export const evaluateTimetable = (instance: CttInstance, lectures: readonly Lecture[], listed = 200): TimetableCost => {
  const penalties: Penalty[] = []
  const sums = new Map<string, number>()
  let penaltyCount = 0
  const add = (kind: string, what: () => string, cost: number) => {
    if (cost <= 0) return
    penaltyCount += 1
    sums.set(kind, (sums.get(kind) ?? 0) + cost)
    if (penalties.length < listed) penalties.push({ kind, what: what(), cost })
  }
  const courseOf = new Map(instance.courses.map((course) => [course.id, course]))
  const capacityOf = new Map(instance.rooms.map(({ id, capacity }) => [id, capacity]))
  const byCourse = groupBy(lectures, (lecture) => lecture.course)

  for (const { id, lectures: wanted, minDays } of instance.courses) {
    const own = byCourse.get(id) ?? []
    const name = () => id
    add('lectures', name, Math.abs(wanted - own.length))
    add('minWorkingDays', name, points.missingDay * (minDays - new Set(own.map(({ day }) => day)).size))
    add('roomStability', name, points.furtherRoom * (new Set(own.map(({ room }) => room)).size - 1))
  }
  for (const lecture of lectures) {
    const where = () => `${lecture.course} ${lecture.day}/${lecture.period}`
    if (instance.unavailable.has(`${lecture.course}|${slotOf(lecture)}`)) add('availability', where, 1)
    const missing = (courseOf.get(lecture.course)?.students ?? 0) - (capacityOf.get(lecture.room) ?? 0)
    add('roomCapacity', () => `${where()} ${lecture.room}`, points.missingSeat * missing)
  }
  const curriculaOf = new Map<string, Set<string>>(instance.courses.map(({ id }) => [id, new Set()]))
  for (const { id, courses } of instance.curricula) for (const course of courses) curriculaOf.get(course)?.add(id)
  const clash = (a: Lecture, b: Lecture): boolean => {
    if (courseOf.get(a.course)?.teacher === courseOf.get(b.course)?.teacher) return true
    const others = curriculaOf.get(b.course)
    return [...(curriculaOf.get(a.course) ?? [])].some((id) => others?.has(id) === true)
  }
  for (const [slot, together] of groupBy(lectures, slotOf)) {
    const when = slot.replace('|', '/')
    for (const [index, one] of together.entries()) {
      for (let other = index + 1; other < together.length; other += 1) {
        const second = together[other]
        if (second !== undefined && clash(one, second)) {
          add('conflicts', () => `${one.course}、${second.course} ${when}`, 1)
        }
      }
    }
    for (const [room, here] of groupBy(together, (lecture) => lecture.room)) {
      add('roomOccupancy', () => `${room} ${when}`, here.length - 1)
    }
  }
  for (const { id, courses } of instance.curricula) {
    const held = groupBy(
      [...new Set(courses)].flatMap((course) => byCourse.get(course) ?? []),
      slotOf,
    )
    for (const [slot, own] of held) {
      const [day = 0, period = 0] = slot.split('|').map(Number)
      if (held.has(`${day}|${period - 1}`) || held.has(`${day}|${period + 1}`)) continue
      add('compactness', () => `${id} ${day}/${period}`, points.isolatedLecture * own.length)
    }
  }
  const sum = (kind: string): number => sums.get(kind) ?? 0
  const soft = {
    roomCapacity: sum('roomCapacity'),
    minWorkingDays: sum('minWorkingDays'),
    compactness: sum('compactness'),
    roomStability: sum('roomStability'),
  }
  return {
    hard: sum('lectures') + sum('availability') + sum('conflicts') + sum('roomOccupancy'),
    soft,
    total: soft.roomCapacity + soft.minWorkingDays + soft.compactness + soft.roomStability,
    penalties,
    penaltyCount,
  }
}
