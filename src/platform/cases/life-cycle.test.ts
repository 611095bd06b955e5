import fc from 'fast-check'
import { expect, it } from 'vitest'
import { builtInCalendar } from '../calendar/load.ts'
import type { CivilDate } from '../dates.ts'
import { replayEvents } from './cases.ts'
import { type Clock, moveClocks, nearest } from './deadlines.ts'
import { advance, isFinal, offeredEvents, openingPosition, type Position } from './life-cycle.ts'
import { withChanged } from './records.ts'
import { permitType } from './testing.ts'

const events = fc.array(
  fc.record({
    type: fc.constantFrom('submit', 'amend', 'answer', 'return', 'ask', 'approve', 'refuse', 'escalate', 'unknown'),
    data: fc.record({ amount: fc.integer({ min: -2, max: 5 }) }),
  }),
  { maxLength: 30 },
)

it('replays any history to the very position that it was made with', () => {
  fc.assert(
    fc.property(events, (tried) => {
      let at = openingPosition(permitType, { applicant: '甲' })
      const history = [
        { number: 1, event: '@opened', reason: null, data: { applicant: '甲' } as Record<string, unknown> },
      ]
      for (const event of tried) {
        const next = advance(permitType, at, event)
        if (next === null) continue
        at = next
        history.push({ number: history.length + 1, event: event.type, reason: null, data: event.data })
      }
      expect(replayEvents(permitType, history)).toEqual(at)
      expect(at.data['applicant']).toBe('甲')
    }),
  )
})

it('takes no event that the state does not offer, and none at all in a final state', () => {
  const approved: Position = { state: 'approved', data: { returns: 0 } }
  expect(isFinal(permitType, approved)).toBe(true)
  expect(offeredEvents(permitType, approved)).toEqual([])
  expect(advance(permitType, approved, { type: 'approve' })).toBeNull()
  expect(
    advance(permitType, { state: 'draft', data: { returns: 0 } }, { type: 'amend', data: { amount: 0 } }),
  ).toBeNull()
})

it('refuses a history that does not fit the life cycle', () => {
  const opened = { number: 1, event: '@opened', reason: null, data: {} }
  expect(() => replayEvents(permitType, [opened, { ...opened, number: 2, event: 'approve' }])).toThrow('event 2')
})

const at = (state: string): Position => ({ state, data: { returns: 0 } })
const day = (text: string) => text as CivilDate

it('counts working days over a holiday with make-up days, and the clock stands still while the applicant answers', () => {
  // 2025-09-28 is a make-up Sunday; 1–8 October are the holidays of National Day and Mid-Autumn.
  const started = moveClocks(permitType, builtInCalendar, [], at('draft'), at('review'), day('2025-09-26'))
  expect(started).toMatchObject([{ key: 'review/escalate', status: 'running', dueOn: '2025-10-10' }])
  let clocks: Clock[] = started
  const move = (from: string, to: string, today: string) => {
    clocks = withChanged(clocks, moveClocks(permitType, builtInCalendar, clocks, at(from), at(to), day(today)))
  }
  move('review', 'moreInfo', '2025-09-29')
  expect(clocks.find(({ key }) => key === 'review/escalate')).toMatchObject({ status: 'paused', daysLeft: 3 })
  expect(nearest(clocks)?.key).toBe('moreInfo/late')
  move('moreInfo', 'review', '2025-10-13')
  expect(nearest(clocks)).toMatchObject({ key: 'review/escalate', dueOn: '2025-10-16', daysLeft: null })
  move('review', 'draft', '2025-10-14')
  expect(nearest(clocks)).toBeUndefined()
  move('draft', 'review', '2025-10-14')
  expect(nearest(clocks)).toMatchObject({ key: 'review/escalate', run: 2 })
})

it('marks a deadline that touches a year without a notice as provisional', () => {
  const clocks = moveClocks(permitType, builtInCalendar, [], null, at('review'), day('2027-01-04'))
  expect(clocks).toMatchObject([{ calendarProvisional: true }])
})
