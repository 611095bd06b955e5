import { points } from './evaluate.ts'
import type { CttInstance } from './instance.ts'

/** What no timetable of an instance can avoid, found without search. */
export type Bound = {
  /** Least soft cost of any timetable that holds every lecture. */
  readonly soft: number
  /** Why no timetable can be without hard violations; empty where nothing so simple stands in the way. */
  readonly impossible: readonly string[]
}

/**
 * Least missing seats over all lectures: largest lectures into largest rooms, each room once a period. The cost
 * max(0, students − seats) is a Monge array, so that pairing in sorted order is a cheapest assignment.
 */
const leastMissingSeats = ({ courses, rooms, days, periodsPerDay }: CttInstance): number => {
  const groups = courses.map(({ students, lectures }) => ({ students, left: lectures }))
  groups.sort((a, b) => b.students - a.students)
  const seats = rooms.map(({ capacity }) => capacity).toSorted((a, b) => b - a)
  const periods = days * periodsPerDay
  let missing = 0
  let room = 0
  let free = periods
  for (const group of groups) {
    while (group.left > 0 && room < seats.length) {
      const taken = Math.min(group.left, free)
      missing += taken * Math.max(0, group.students - (seats[room] ?? 0))
      group.left -= taken
      free -= taken
      if (free === 0) [room, free] = [room + 1, periods]
    }
  }
  return missing
}

/** Lower bound of the soft cost and simple proofs that no feasible timetable exists. */
export const boundOf = (instance: CttInstance): Bound => {
  const { courses, rooms, curricula, days, periodsPerDay, unavailable } = instance
  const periods = days * periodsPerDay
  const impossible: string[] = []
  let soft = points.missingSeat * leastMissingSeats(instance)
  const lecturesOf = new Map(courses.map(({ id, lectures }) => [id, lectures]))
  for (const { id, lectures, minDays } of courses) {
    let open = 0
    let openDays = 0
    for (let day = 0; day < days; day += 1) {
      let here = 0
      for (let period = 0; period < periodsPerDay; period += 1)
        here += unavailable.has(`${id}|${day}|${period}`) ? 0 : 1
      open += here
      openDays += here > 0 ? 1 : 0
    }
    if (lectures > open) impossible.push(`课程 ${id} 有 ${lectures} 节，可排时段只有 ${open} 个`)
    soft += points.missingDay * Math.max(0, minDays - Math.min(lectures, lectures > open ? days : openDays))
  }
  const all = courses.reduce((sum, { lectures }) => sum + lectures, 0)
  if (all > rooms.length * periods) impossible.push(`共 ${all} 节，教室时段只有 ${rooms.length * periods} 个`)
  const byTeacher = new Map<string, number>()
  for (const { teacher, lectures } of courses) byTeacher.set(teacher, (byTeacher.get(teacher) ?? 0) + lectures)
  for (const [teacher, lectures] of byTeacher) {
    if (lectures > periods) impossible.push(`教师 ${teacher} 有 ${lectures} 节，全周只有 ${periods} 节`)
  }
  for (const { id, courses: members } of curricula) {
    const lectures = [...new Set(members)].reduce((sum, member) => sum + (lecturesOf.get(member) ?? 0), 0)
    if (lectures > periods) impossible.push(`课程组 ${id} 有 ${lectures} 节，全周只有 ${periods} 节`)
    // A single lecture has no neighbour, nor has any where a day has one period.
    if (lectures === 1 || periodsPerDay === 1) soft += points.isolatedLecture * lectures
  }
  return { soft, impossible }
}
