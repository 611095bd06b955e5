import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocateBookings, blockedUntil, type BookingRequest, utilisationOf } from './bookings.ts'

const rules = { maxShare: 0.5, cancelHours: 24, noShows: 2, blockDays: 30, pupilsPerTeacher: 20 }
const hour = 3_600_000
const day = 24 * hour
const slot = (id: string, start: number) => ({ id, start: start * day, capacity: 40 })
const request = (id: string, changes: Partial<BookingRequest> = {}): BookingRequest => ({
  id,
  school: id,
  slot: 's',
  pupils: 30,
  teachers: 2,
  under14: false,
  requestedAt: 0,
  ...changes,
})
const allocate = (requests: readonly BookingRequest[], missed: readonly number[] = []) =>
  allocateBookings([slot('s', 100), slot('t', 101)], requests, new Map([['x', missed]]), rules)

describe('allocateBookings', () => {
  it('refuses what does not fit', () => {
    const [large, young] = allocate([request('a', { pupils: 41 }), request('b', { under14: true, teachers: 1 })])
    expect(large?.reason).toBe('over_capacity')
    expect(young?.reason).toBe('teacher_ratio')
    expect(allocate([request('a', { under14: true, pupils: 40 })])[0]?.status).toBe('confirmed')
  })

  it('blocks a school for thirty days after its second missed visit', () => {
    const status = (missed: readonly number[]) => allocate([request('a', { school: 'x' })], missed)[0]?.reason
    expect(status([80 * day])).toBeNull()
    expect(status([10 * day, 80 * day])).toBe('blocked')
    expect(status([10 * day, 70 * day])).toBeNull()
    expect(status([10 * day, 110 * day])).toBeNull()
    expect(blockedUntil([1, 2], rules)).toBe(2 + 30 * day)
  })

  it('gives the slot of a visit cancelled a day before to the next', () => {
    const waiting = request('b', { requestedAt: 1 })
    const answers = (cancelledAt: number) => allocate([request('a', { cancelledAt }), waiting])
    expect(answers(99 * day).map(({ status }) => status)).toEqual(['cancelled', 'confirmed'])
    expect(answers(99 * day + 1)).toMatchObject([{ status: 'confirmed', reason: 'too_late_to_cancel' }, { place: 1 }])
  })

  it('lets no school hold more than its share', () => {
    const both = [
      request('a', { school: 'x' }),
      request('b', { school: 'x', slot: 't' }),
      request('c', { slot: 't', requestedAt: 9 }),
    ]
    expect(allocate(both).map(({ status, reason }) => [status, reason])).toEqual([
      ['confirmed', null],
      ['waiting', 'school_share'],
      ['confirmed', null],
    ])
  })

  it('confirms at most one class a slot and never depends on the order of the list', () => {
    const random = fc.record({
      school: fc.constantFrom('x', 'y', 'z'),
      slot: fc.constantFrom('s', 't'),
      requestedAt: fc.nat(5),
      pupils: fc.integer({ min: 1, max: 50 }),
    })
    fc.assert(
      fc.property(fc.array(random, { maxLength: 12 }), (raw) => {
        const requests = raw.map((one, at) => request(String(at).padStart(2, '0'), one))
        const answers = allocate(requests)
        const confirmed = answers.filter(({ status }) => status === 'confirmed')
        const slots = confirmed.map(({ id }) => requests.find((one) => one.id === id)?.slot)
        expect(new Set(slots).size).toBe(slots.length)
        expect(answers.length).toBe(requests.length)
        expect(allocate(requests.toReversed()).toReversed()).toEqual(answers)
      }),
    )
  })
})

describe('utilisationOf', () => {
  it('adds the bases up by station-hours, not by their shares', () => {
    const bases = [
      { id: 'a', stations: 10, openHours: 10, maintenance: 0 },
      { id: 'b', stations: 1, openHours: 10, maintenance: 10 },
    ]
    expect(utilisationOf(bases, [{ base: 'a', stations: 5, hours: 5 }])).toEqual([
      { id: 'a', used: 25, available: 100, share: 0.25 },
      { id: 'b', used: 0, available: 0, share: null },
      { id: 'all', used: 25, available: 100, share: 0.25 },
    ])
  })
})
