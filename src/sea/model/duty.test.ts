import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryStates, escalationPlan } from './escalation.ts'
import { findUseCode, useCodes } from './sea-use-codes.ts'
import { type WatchedVessel, implausibleFixes, returnProgress } from './vessel-watch.ts'

const minute = 60_000

describe('escalation', () => {
  it('steps follow each other by half a deadline', () => {
    expect(escalationPlan(0, 30).map(({ dueAt }) => dueAt / minute)).toEqual([30, 45, 60, 75])
  })
  it('an acknowledgement by anybody of the unit stops it for all of the unit, and later ones change nothing', () => {
    const deliveries = [
      { recipientId: 'a', unitId: 'x', sentAt: 0, acknowledgedAt: null },
      { recipientId: 'b', unitId: 'x', sentAt: 0, acknowledgedAt: 12 * minute },
      { recipientId: 'c', unitId: 'y', sentAt: 0, acknowledgedAt: null },
    ]
    const at = (minutes: number) => deliveryStates(deliveries, 10, minutes * minute)
    expect(at(9).states.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting'])
    expect(at(11).unreachedUnits).toEqual(['x', 'y'])
    const late = at(60)
    expect(late.unreachedUnits).toEqual(['y'])
    expect(late.states.map(({ state, step }) => [state, step])).toEqual([
      ['acknowledged', 1],
      ['acknowledged', 1],
      ['escalated', 4],
    ])
  })
  it('never goes back as time passes', () => {
    const time = fc.integer({ min: 0, max: 300 })
    fc.assert(
      fc.property(time, time, fc.option(time, { nil: null }), (a, b, acknowledged) => {
        const acknowledgedAt = acknowledged === null ? null : acknowledged * minute
        const deliveries = [{ recipientId: 'a', unitId: 'x', sentAt: 0, acknowledgedAt }]
        const step = (now: number) => deliveryStates(deliveries, 15, now * minute).states[0]?.step ?? -1
        expect(step(Math.max(a, b))).toBeGreaterThanOrEqual(step(Math.min(a, b)))
      }),
    )
  })
})

describe('return to port', () => {
  const harbours = [{ id: 'h', position: [121.63, 29.03] as const, radiusM: 500 }]
  const order = { now: 0, deadline: 8 * 60 * minute, typhoonOrder: true }
  const boat: WatchedVessel = {
    id: 'v',
    position: [122.2, 28.6],
    positionAt: -10 * minute,
    sogKn: 8,
    cogDeg: 311,
    serviceSpeedKn: 9,
  }
  const state = (change: Partial<WatchedVessel>, deadline = order.deadline) =>
    returnProgress({ ...boat, ...change }, harbours, { ...order, deadline }).state
  it('tells the five states apart', () => {
    expect(state({})).toBe('heading_in')
    expect(state({ position: [121.631, 29.031] })).toBe('in_port')
    expect(state({ positionAt: -31 * minute })).toBe('silent')
    expect(state({ cogDeg: 131 })).toBe('not_moving')
    expect(state({ sogKn: 0, cogDeg: null })).toBe('not_moving')
    expect(state({}, 60 * minute)).toBe('late')
    expect(state({ sogKn: 4 })).toBe('late')
    expect(
      returnProgress({ ...boat, positionAt: -31 * minute }, harbours, { ...order, typhoonOrder: false }).state,
    ).toBe('heading_in')
  })
  it('never hopes for more than the service speed', () => {
    const eta = (sogKn: number) => returnProgress({ ...boat, sogKn }, harbours, order).etaAt ?? 0
    expect(eta(20)).toBe(eta(9))
    expect(eta(8)).toBeGreaterThan(eta(9))
  })
})

describe('positions', () => {
  const fix = (time: number, lon: number, sogKn: number | null = null, mmsi = '412000001') => ({
    mmsi,
    time,
    position: [lon, 29] as const,
    sogKn,
  })
  it('flags what cannot be, in the order of the list and whatever its order in time', () => {
    // 0.1° of longitude at 29° N is 9.7 km: in ten minutes 31 kn, in five 63 kn.
    expect(implausibleFixes([fix(0, 122), fix(10 * minute, 122.1)])).toEqual([])
    expect(implausibleFixes([fix(5 * minute, 122.1), fix(0, 122)])).toEqual([{ index: 0, fault: 'implied_speed' }])
    expect(implausibleFixes([fix(0, 122), fix(30_000, 122.1)])).toEqual([{ index: 1, fault: 'clone' }])
    expect(implausibleFixes([fix(0, 122, 41)])).toEqual([{ index: 0, fault: 'reported_speed' }])
    expect(implausibleFixes([fix(0, 122), fix(1_000, 122.004)])).toEqual([])
    expect(implausibleFixes([fix(0, 122), fix(1_000, 122.3, null, '412000002')])).toEqual([])
  })
})

describe('sea-use codes', () => {
  it('every second-level code has its first level', () => {
    for (const kind of ['type', 'mode'] as const) {
      for (const code of useCodes[kind].keys()) {
        expect(findUseCode(kind, code)?.parent === null).toBe(code.length === 1)
      }
    }
    expect(findUseCode('type', '99')).toBeNull()
  })
})
