import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AeratorState,
  type GateState,
  isStale,
  mustRest,
  proposeAeration,
  refuseAeration,
  refuseFeeder,
  refuseGate,
} from './automation.ts'

const limits = {
  onBelowMgL: 4.5,
  onHoldS: 300,
  offAboveMgL: 6,
  offHoldS: 1_200,
  leastRunS: 1_800,
  dawnBelowMgL: 4,
  unknownS: 1_800,
}
const minute = 60_000
const now = 1_000 * minute
const still: AeratorState = {
  nowMs: now,
  hourOfDay: 12,
  mode: 'auto',
  failSafe: false,
  running: false,
  runningSinceMs: null,
  startsMs: [],
  lowSinceMs: null,
  highSinceMs: null,
  knownMs: now,
  dawn: null,
}

describe('aerator', () => {
  it('starts after five minutes of low oxygen', () => {
    expect(proposeAeration({ ...still, lowSinceMs: now - 5 * minute }, limits)).toEqual({ to: 'on', rule: 'R-AER-1' })
    expect(proposeAeration({ ...still, lowSinceMs: now - 4 * minute }, limits)).toBeNull()
  })

  it('stops after twenty good minutes and half an hour of running', () => {
    const running = { ...still, running: true, highSinceMs: now - 20 * minute }
    expect(proposeAeration({ ...running, runningSinceMs: now - 30 * minute }, limits)).toEqual({
      to: 'off',
      rule: 'R-AER-1',
    })
    expect(proposeAeration({ ...running, runningSinceMs: now - 29 * minute }, limits)).toBeNull()
  })

  it('starts an hour before the forecast crossing, and runs to an hour after sunrise', () => {
    const dawn = { doMgL: 3.5, crossingMs: now + 60 * minute, sunriseMs: now + 120 * minute }
    expect(proposeAeration({ ...still, dawn }, limits)?.rule).toBe('R-AER-2')
    expect(proposeAeration({ ...still, dawn: { ...dawn, crossingMs: now + 61 * minute } }, limits)).toBeNull()
    expect(proposeAeration({ ...still, dawn: { ...dawn, sunriseMs: now - 61 * minute } }, limits)).toBeNull()
    expect(proposeAeration({ ...still, dawn: { ...dawn, doMgL: 4 } }, limits)).toBeNull()
  })

  it('starts in the night when oxygen is not known, also by hand if the owner allows', () => {
    const blind = { ...still, hourOfDay: 23, knownMs: now - 31 * minute }
    const proposal = proposeAeration(blind, limits)
    expect(proposal).toEqual({ to: 'on', rule: 'R-AER-3' })
    expect(proposeAeration({ ...blind, hourOfDay: 12 }, limits)).toBeNull()
    const on = { to: 'on', rule: 'R-AER-3' } as const
    expect(refuseAeration({ ...blind, mode: 'manual' }, on)).toBe('mode')
    expect(refuseAeration({ ...blind, mode: 'local', failSafe: true }, on)).toBeNull()
    expect(refuseAeration({ ...blind, mode: 'off', failSafe: true }, on)).toBe('mode')
  })

  it('never starts twice in ten minutes or more than six times an hour', () => {
    const on = { to: 'on', rule: 'R-AER-1' } as const
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 30 }), (waits) => {
        const starts: number[] = []
        let at = 0
        for (const wait of waits) {
          at += wait * minute
          if (refuseAeration({ ...still, nowMs: at, startsMs: starts }, on) === null) starts.push(at)
        }
        starts.forEach((start, index) => {
          if (index > 0) expect(start - (starts[index - 1] ?? 0)).toBeGreaterThanOrEqual(10 * minute)
          expect(starts.filter((other) => other > start - 60 * minute && other <= start).length).toBeLessThanOrEqual(6)
        })
      }),
    )
    expect(refuseAeration({ ...still, running: true }, on)).toBe('already')
    expect(mustRest({ ...still, running: true, runningSinceMs: now - 720 * minute })).toBe(true)
  })
})

describe('gates, feeder and commands', () => {
  const safe: GateState = {
    inletOpen: false,
    outletOpen: false,
    flush: false,
    tailWaterReleased: true,
    drugWithheld: false,
    stormSurge: false,
  }

  it('never stand both open without an approved flushing', () => {
    expect(refuseGate('inlet', 'open', { ...safe, outletOpen: true })).toBe('both_gates')
    expect(refuseGate('inlet', 'open', { ...safe, outletOpen: true, flush: true })).toBeNull()
  })

  it('let no water out that was not sampled or still holds a drug', () => {
    expect(refuseGate('outlet', 'open', { ...safe, tailWaterReleased: false })).toBe('tail_water')
    expect(refuseGate('outlet', 'open', { ...safe, drugWithheld: true })).toBe('withdrawal_active')
    expect(refuseGate('inlet', 'open', { ...safe, drugWithheld: true })).toBeNull()
  })

  it('only close in a storm surge, and may always close', () => {
    expect(refuseGate('inlet', 'open', { ...safe, stormSurge: true })).toBe('storm_surge')
    fc.assert(
      fc.property(fc.constantFrom('inlet' as const, 'outlet' as const), fc.boolean(), fc.boolean(), (gate, a, b) => {
        expect(refuseGate(gate, 'close', { ...safe, stormSurge: a, drugWithheld: b })).toBeNull()
      }),
    )
  })

  it('feed nothing with a broken aerator and little oxygen', () => {
    expect(refuseFeeder(true, 4.9)).toBe('aerator_fault')
    expect(refuseFeeder(true, null)).toBe('aerator_fault')
    expect(refuseFeeder(true, 5)).toBeNull()
    expect(refuseFeeder(false, 2)).toBeNull()
  })

  it('ignore a command that is old, repeated or from the future', () => {
    expect(isStale({ counter: 8, issuedMs: now - 60_000 }, 7, now)).toBe(false)
    expect(isStale({ counter: 8, issuedMs: now - 60_001 }, 7, now)).toBe(true)
    expect(isStale({ counter: 7, issuedMs: now }, 7, now)).toBe(true)
    expect(isStale({ counter: 8, issuedMs: now + 60_001 }, 7, now)).toBe(true)
  })
})
