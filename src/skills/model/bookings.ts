/**
 * Visits of school classes to the experience centre, and how far training bases are used (skills 4.9). Instants are
 * milliseconds since 1970.
 */

export type BookingRules = {
  /** Most of the slots on offer that one school may hold; one slot is always allowed. */
  readonly maxShare: number
  readonly cancelHours: number
  /** So many visits missed block a school for `blockDays` from the last of them. */
  readonly noShows: number
  readonly blockDays: number
  /** Pupils under fourteen for each teacher. */
  readonly pupilsPerTeacher: number
}

export type Slot = { readonly id: string; readonly start: number; readonly capacity: number }

export type BookingRequest = {
  readonly id: string
  readonly school: string
  readonly slot: string
  readonly pupils: number
  readonly teachers: number
  readonly under14: boolean
  readonly requestedAt: number
  readonly cancelledAt?: number | null | undefined
}

export const bookingReasons = [
  'over_capacity',
  'teacher_ratio',
  'blocked',
  'slot_taken',
  'school_share',
  'too_late_to_cancel',
] as const

export type BookingAnswer = {
  readonly id: string
  readonly status: 'confirmed' | 'waiting' | 'refused' | 'cancelled'
  readonly reason: (typeof bookingReasons)[number] | null
  /** Place in the queue of the slot, from 1. */
  readonly place: number | null
}

const hour = 3_600_000

/** Until when a school may not visit; null when it may. `missed`: starts of the visits to which it did not come. */
export const blockedUntil = (missed: readonly number[], rules: BookingRules): number | null => {
  const sorted = missed.toSorted((a, b) => a - b)
  const last = sorted.length >= rules.noShows ? sorted.at(-1) : undefined
  return last === undefined ? null : last + rules.blockDays * 24 * hour
}

const refusal = (
  request: BookingRequest,
  slot: Slot,
  missed: readonly number[],
  rules: BookingRules,
): (typeof bookingReasons)[number] | null => {
  if (request.pupils > slot.capacity) return 'over_capacity'
  if (request.under14 && request.teachers * rules.pupilsPerTeacher < request.pupils) return 'teacher_ratio'
  const until = blockedUntil(
    missed.filter((start) => start < slot.start),
    rules,
  )
  return until !== null && slot.start < until ? 'blocked' : null
}

/**
 * Answers all requests: one class a slot, first come first served (ties by id), no school beyond its share. A visit
 * cancelled in time frees its slot for the next in the queue. Slots of requests must exist.
 */
export const allocateBookings = (
  slots: readonly Slot[],
  requests: readonly BookingRequest[],
  missed: ReadonlyMap<string, readonly number[]>,
  rules: BookingRules,
): readonly BookingAnswer[] => {
  const byId = new Map(slots.map((slot) => [slot.id, slot]))
  const most = Math.max(1, Math.floor(rules.maxShare * slots.length + 1e-9))
  const taken = new Set<string>()
  const held = new Map<string, number>()
  const queue = new Map<string, number>()
  const answers = new Map<string, BookingAnswer>()
  const inOrder = requests.toSorted((a, b) => a.requestedAt - b.requestedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  for (const request of inOrder) {
    const { id, school, cancelledAt } = request
    const slot = byId.get(request.slot)
    if (slot === undefined) continue
    const inTime = cancelledAt != null && cancelledAt <= slot.start - rules.cancelHours * hour
    const refused = inTime ? null : refusal(request, slot, missed.get(school) ?? [], rules)
    if (inTime) answers.set(id, { id, status: 'cancelled', reason: null, place: null })
    else if (refused !== null) answers.set(id, { id, status: 'refused', reason: refused, place: null })
    else if (taken.has(slot.id) || (held.get(school) ?? 0) >= most) {
      const place = (queue.get(slot.id) ?? 0) + 1
      queue.set(slot.id, place)
      answers.set(id, { id, status: 'waiting', reason: taken.has(slot.id) ? 'slot_taken' : 'school_share', place })
    } else {
      taken.add(slot.id)
      held.set(school, (held.get(school) ?? 0) + 1)
      answers.set(id, {
        id,
        status: 'confirmed',
        reason: cancelledAt == null ? null : 'too_late_to_cancel',
        place: null,
      })
    }
  }
  return requests.flatMap(({ id }) => answers.get(id) ?? [])
}

export type Base = {
  readonly id: string
  readonly stations: number
  /** Hours in which the base is open in the period. */
  readonly openHours: number
  /** Station-hours lost to maintenance. */
  readonly maintenance: number
}

export type Utilisation = {
  readonly id: string
  readonly used: number
  readonly available: number
  /** Null where nothing was available. */
  readonly share: number | null
}

/** Used over available station-hours, of each base and of all together (id 'all'). */
export const utilisationOf = (
  bases: readonly Base[],
  events: readonly { readonly base: string; readonly stations: number; readonly hours: number }[],
): readonly Utilisation[] => {
  const line = (id: string, used: number, available: number): Utilisation => ({
    id,
    used,
    available,
    share: available === 0 ? null : used / available,
  })
  const each = bases.map(({ id, stations, openHours, maintenance }) => {
    const used = events.reduce((sum, one) => (one.base === id ? sum + one.stations * one.hours : sum), 0)
    return line(id, used, Math.max(0, stations * openHours - maintenance))
  })
  const total = (key: 'used' | 'available') => each.reduce((sum, one) => sum + one[key], 0)
  return [...each, line('all', total('used'), total('available'))]
}
