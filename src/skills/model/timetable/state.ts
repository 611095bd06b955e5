import { points } from './evaluate.ts'
import type { SearchProblem } from './problem.ts'

/** Change of the hard and the soft cost by a move. */
export type Change = { hard: number; soft: number }

/**
 * A timetable in the making: every lecture has a period and a room or none yet (period −1), and its cost is known at
 * any time. A move is costed from counters, without looking at other lectures.
 */
export class TimetableState {
  readonly period: Int32Array
  readonly room: Int32Array
  hard = 0
  soft = 0
  readonly #problem: SearchProblem
  /** Lectures of the course in the period. */
  readonly #held: Uint16Array
  /** Lectures in the period that clash with the course. */
  readonly #clashes: Uint16Array
  /** Lectures in the room and period. */
  readonly #inRoom: Uint16Array
  readonly #onDay: Uint16Array
  readonly #daysUsed: Uint16Array
  readonly #roomUse: Uint16Array
  readonly #roomsUsed: Uint16Array
  /** Lectures of the curriculum at the place of a period. */
  readonly #inCurriculum: Uint16Array
  readonly #change: Change = { hard: 0, soft: 0 }

  constructor(problem: SearchProblem) {
    const { courses, periods, rooms, days, curricula, width, lectureCourse, minDays } = problem
    this.#problem = problem
    this.period = new Int32Array(lectureCourse.length).fill(-1)
    this.room = new Int32Array(lectureCourse.length).fill(-1)
    this.#held = new Uint16Array(courses * periods)
    this.#clashes = new Uint16Array(courses * periods)
    this.#inRoom = new Uint16Array(rooms * periods)
    this.#onDay = new Uint16Array(courses * days)
    this.#daysUsed = new Uint16Array(courses)
    this.#roomUse = new Uint16Array(courses * rooms)
    this.#roomsUsed = new Uint16Array(courses)
    this.#inCurriculum = new Uint16Array(curricula * width)
    this.soft = minDays.reduce((sum, days_) => sum + points.missingDay * days_, 0)
  }

  /** How many hard violations a lecture of the course would add in the period, whatever the room. */
  hardIn(course: number, period: number): number {
    const at = course * this.#problem.periods + period
    return (this.#clashes[at] ?? 0) + ((this.#held[at] ?? 0) > 0 ? 1 : 0) + (this.#problem.closed[at] ?? 0)
  }

  isFree(room: number, period: number): boolean {
    return this.#inRoom[room * this.#problem.periods + period] === 0
  }

  /** Gives a lecture without a period its place. */
  put(lecture: number, period: number, room: number): void {
    const course = this.#problem.lectureCourse[lecture] ?? 0
    this.hard += this.hardIn(course, period) + (this.isFree(room, period) ? 0 : 1)
    this.soft += this.#softOfAdding(course, period, room)
    this.#count(course, period, room, 1)
    this.period[lecture] = period
    this.room[lecture] = room
  }

  #count(course: number, period: number, room: number, by: 1 | -1): void {
    const { periods, rooms, days, dayOf, place, width, clashing, curriculaOf } = this.#problem
    const add = (counts: Uint16Array, index: number): number => (counts[index] = (counts[index] ?? 0) + by)
    add(this.#held, course * periods + period)
    for (const other of clashing[course] ?? []) add(this.#clashes, other * periods + period)
    add(this.#inRoom, room * periods + period)
    const first = by === 1 ? 1 : 0
    if (add(this.#onDay, course * days + (dayOf[period] ?? 0)) === first) add(this.#daysUsed, course)
    if (add(this.#roomUse, course * rooms + room) === first) add(this.#roomsUsed, course)
    for (const curriculum of curriculaOf[course] ?? []) {
      add(this.#inCurriculum, curriculum * width + (place[period] ?? 0))
    }
  }

  #softOfAdding(course: number, period: number, room: number): number {
    const { rooms, days, dayOf, place, width, missingSeats, minDays, curriculaOf } = this.#problem
    let soft = points.missingSeat * (missingSeats[course * rooms + room] ?? 0)
    if ((this.#roomUse[course * rooms + room] ?? 0) === 0 && (this.#roomsUsed[course] ?? 0) > 0)
      soft += points.furtherRoom
    const newDay = this.#onDay[course * days + (dayOf[period] ?? 0)] === 0
    if (newDay && (this.#daysUsed[course] ?? 0) < (minDays[course] ?? 0)) soft -= points.missingDay
    for (const curriculum of curriculaOf[course] ?? []) {
      soft += points.isolatedLecture * this.#isolationOfAdding(curriculum * width + (place[period] ?? 0))
    }
    return soft
  }

  /** Change of isolated lectures of a curriculum when one comes to a place. */
  #isolationOfAdding(at: number): number {
    const held = this.#inCurriculum
    const [before, after] = [held[at - 1] ?? 0, held[at + 1] ?? 0]
    const own = before === 0 && after === 0 ? 1 : 0
    if ((held[at] ?? 0) > 0) return own
    // Neighbours that stood alone are alone no longer.
    const relieved = (held[at - 2] === 0 ? before : 0) + (held[at + 2] === 0 ? after : 0)
    return own - relieved
  }

  /** Change of isolated lectures of a curriculum when one moves from a place to another. */
  #isolationOfMoving(from: number, to: number): number {
    if (from === to) return 0
    const held = this.#inCurriculum
    held[from] = (held[from] ?? 0) - 1
    const change = this.#isolationOfAdding(to) - this.#isolationOfAdding(from)
    held[from] = (held[from] ?? 0) + 1
    return change
  }

  /** Soft change of one course when one of its lectures changes room and day; curricula apart. */
  #courseChange(course: number, fromPeriod: number, fromRoom: number, toPeriod: number, toRoom: number): number {
    const { rooms, days, dayOf, missingSeats, minDays } = this.#problem
    let soft = 0
    if (fromRoom !== toRoom) {
      const [from, to] = [course * rooms + fromRoom, course * rooms + toRoom]
      soft += points.missingSeat * ((missingSeats[to] ?? 0) - (missingSeats[from] ?? 0))
      soft += points.furtherRoom * ((this.#roomUse[to] === 0 ? 1 : 0) - (this.#roomUse[from] === 1 ? 1 : 0))
    }
    const [fromDay, toDay] = [dayOf[fromPeriod] ?? 0, dayOf[toPeriod] ?? 0]
    if (fromDay !== toDay) {
      const used = this.#daysUsed[course] ?? 0
      const gained = this.#onDay[course * days + toDay] === 0 ? 1 : 0
      const lost = this.#onDay[course * days + fromDay] === 1 ? 1 : 0
      const least = minDays[course] ?? 0
      soft += points.missingDay * (Math.max(0, least - used - gained + lost) - Math.max(0, least - used))
    }
    return soft
  }

  /** Hard change of one course when one of its lectures changes period; rooms apart. */
  #hardOfMoving(course: number, from: number, to: number): number {
    const { periods, closed } = this.#problem
    const [a, b] = [course * periods + from, course * periods + to]
    return (
      (this.#clashes[b] ?? 0) -
      (this.#clashes[a] ?? 0) +
      ((this.#held[b] ?? 0) > 0 ? 1 : 0) -
      ((this.#held[a] ?? 0) > 1 ? 1 : 0) +
      (closed[b] ?? 0) -
      (closed[a] ?? 0)
    )
  }

  /** What it would change to move a lecture. The object given is used again by the next question. */
  costOfMove(lecture: number, period: number, room: number): Change {
    const { periods, place, width, lectureCourse, curriculaOf } = this.#problem
    const course = lectureCourse[lecture] ?? 0
    const [fromPeriod, fromRoom] = [this.period[lecture] ?? 0, this.room[lecture] ?? 0]
    const change = this.#change
    change.hard = 0
    change.soft = this.#courseChange(course, fromPeriod, fromRoom, period, room)
    if (period !== fromPeriod || room !== fromRoom) {
      change.hard +=
        ((this.#inRoom[room * periods + period] ?? 0) > 0 ? 1 : 0) -
        ((this.#inRoom[fromRoom * periods + fromPeriod] ?? 0) > 1 ? 1 : 0)
    }
    if (period !== fromPeriod) {
      change.hard += this.#hardOfMoving(course, fromPeriod, period)
      const [from, to] = [place[fromPeriod] ?? 0, place[period] ?? 0]
      for (const curriculum of curriculaOf[course] ?? []) {
        const base = curriculum * width
        change.soft += points.isolatedLecture * this.#isolationOfMoving(base + from, base + to)
      }
    }
    return change
  }

  move(lecture: number, period: number, room: number, change: Change): void {
    const course = this.#problem.lectureCourse[lecture] ?? 0
    this.hard += change.hard
    this.soft += change.soft
    this.#count(course, this.period[lecture] ?? 0, this.room[lecture] ?? 0, -1)
    this.#count(course, period, room, 1)
    this.period[lecture] = period
    this.room[lecture] = room
  }

  /** What it would change to exchange the places of two lectures of different courses. */
  costOfSwap(one: number, other: number): Change {
    const { courses, place, width, lectureCourse, clash, curriculaOf, member } = this.#problem
    const [a, b] = [lectureCourse[one] ?? 0, lectureCourse[other] ?? 0]
    const [periodA, periodB] = [this.period[one] ?? 0, this.period[other] ?? 0]
    const [roomA, roomB] = [this.room[one] ?? 0, this.room[other] ?? 0]
    const change = this.#change
    change.hard = 0
    change.soft =
      this.#courseChange(a, periodA, roomA, periodB, roomB) + this.#courseChange(b, periodB, roomB, periodA, roomA)
    if (periodA === periodB) return change
    // Each finds the other's place empty: where they clash, that one clash is not there.
    change.hard =
      this.#hardOfMoving(a, periodA, periodB) +
      this.#hardOfMoving(b, periodB, periodA) -
      2 * (clash[a * courses + b] ?? 0)
    const [placeA, placeB] = [place[periodA] ?? 0, place[periodB] ?? 0]
    for (const curriculum of curriculaOf[a] ?? []) {
      if (member[curriculum * courses + b] === 1) continue
      const base = curriculum * width
      change.soft += points.isolatedLecture * this.#isolationOfMoving(base + placeA, base + placeB)
    }
    for (const curriculum of curriculaOf[b] ?? []) {
      if (member[curriculum * courses + a] === 1) continue
      const base = curriculum * width
      change.soft += points.isolatedLecture * this.#isolationOfMoving(base + placeB, base + placeA)
    }
    return change
  }

  swap(one: number, other: number, change: Change): void {
    const [course, second] = [this.#problem.lectureCourse[one] ?? 0, this.#problem.lectureCourse[other] ?? 0]
    const [period, room] = [this.period[one] ?? 0, this.room[one] ?? 0]
    const [otherPeriod, otherRoom] = [this.period[other] ?? 0, this.room[other] ?? 0]
    this.hard += change.hard
    this.soft += change.soft
    this.#count(course, period, room, -1)
    this.#count(second, otherPeriod, otherRoom, -1)
    this.#count(course, otherPeriod, otherRoom, 1)
    this.#count(second, period, room, 1)
    this.period[one] = otherPeriod
    this.room[one] = otherRoom
    this.period[other] = period
    this.room[other] = room
  }
}
