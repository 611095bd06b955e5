import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AlarmRule, checkAlarmRule, dueEscalation, isTooLate, nextAlarm, quiet } from './alarm.ts'
import { type Companions, type QcLimits, qualityControl } from './quality-control.ts'
import { testsOf } from './quality-flags.ts'

const oxygen: QcLimits = {
  sensor: { low: 0, high: 20 },
  user: { low: 0, high: 16 },
  spike: { low: 1.5, high: 3 },
  ratePerHour: 4,
  stuckEpsilon: 0.02,
}
const minute = 60_000

const check = (
  values: readonly (number | null)[],
  {
    limits = oxygen,
    every = 5,
    at,
    companions,
  }: { limits?: QcLimits; every?: number; at?: readonly number[]; companions?: Companions } = {},
) => {
  const { flags, failed } = qualityControl(
    {
      times: Float64Array.from(values, (_, index) => (at?.[index] ?? index * every) * minute),
      values: Float64Array.from(values, (value) => value ?? Number.NaN),
      rateS: every * 60,
    },
    limits,
    companions,
  )
  return { flags: [...flags], tests: [...failed].map(testsOf) }
}
const noRate = { ...oxygen, ratePerHour: null }

describe('quality control', () => {
  it('fails the spike and clears its neighbours', () => {
    expect(check([6.1, 6, 11.9, 6.1, 6])).toEqual({ flags: [1, 1, 4, 1, 1], tests: [[], [], ['spike'], [], []] })
  })

  it('finds two spikes side by side, and a small one only suspect', () => {
    expect(check([6, 6, 12, 12.5, 6, 6], { limits: noRate }).flags).toEqual([1, 1, 4, 4, 1, 1])
    expect(check([6, 6, 8, 6, 6], { limits: noRate }).flags).toEqual([1, 1, 3, 1, 1])
  })

  it('does not eat up a series after a step', () => {
    expect(check([6, 6, 6, 14, 14, 14, 14], { limits: noRate }).flags.slice(4)).toEqual([1, 1, 1])
  })

  it('holds the newest point against the median of the last five', () => {
    expect(check([6, 6.1, 6, 6.1, 6, 9.2], { limits: noRate }).flags.at(-1)).toBe(4)
    expect(check([6, 6.1, 6, 6.1, 6, 7.6], { limits: noRate }).flags.at(-1)).toBe(3)
  })

  it('names range, missing and gap', () => {
    expect(check([6, 21, null, 17, 6], { limits: { ...noRate, spike: null }, at: [0, 5, 10, 15, 31] })).toEqual({
      flags: [1, 4, 9, 3, 2],
      tests: [[], ['gross_range'], [], ['gross_range'], ['gap']],
    })
  })

  it('suspects a change beyond the rate, not the way back from a spike', () => {
    const steady = { ...oxygen, spike: null }
    expect(check([6, 6.3, 6.7], { limits: steady }).flags).toEqual([1, 1, 3])
    expect(check([6, 6, 8, 6, 6]).tests).toEqual([[], [], ['spike', 'rate'], [], []])
  })

  it('suspects two hours of the same and fails six', () => {
    const { flags } = check(Array.from({ length: 100 }, (_, index) => 6 + (index % 2) * 0.02))
    expect(flags.indexOf(3)).toBe(24)
    expect(flags.indexOf(4)).toBe(72)
    expect(flags.slice(72).every((one) => one === 4)).toBe(true)
  })

  it('lets a run end with a gap, and temperatures stand still by night', () => {
    const values = Array.from({ length: 48 }, () => 6)
    const at = values.map((_, index) => index * 5 + (index >= 20 ? 60 : 0))
    expect(check(values, { at }).flags.filter((one) => one >= 3)).toHaveLength(4)
    expect(check(values, { companions: { mayStandStill: () => true } }).flags).not.toContain(3)
  })

  it('checks against other series', () => {
    expect(check([14, 15], { limits: noRate, companions: { saturationAt: () => 7.2 } }).tests).toEqual([[], ['cross']])
    expect(check([0.5], { limits: noRate, companions: { neighboursAt: () => 30 } }).flags).toEqual([4])
    expect(check([6], { companions: { staleAt: () => true } })).toEqual({ flags: [3], tests: [['calibration']] })
  })

  it('flags each point, names a test exactly where it is not good, and is the same twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.option(fc.double({ min: -1, max: 22, noNaN: true }), { nil: null }), fc.nat(40)), {
          maxLength: 60,
        }),
        (rows) => {
          let clock = 0
          const at = rows.map(([, wait]) => (clock += wait + 1))
          const values = rows.map(([value]) => value)
          const once = check(values, { at })
          expect(check(values, { at })).toEqual(once)
          once.flags.forEach((one, index) => {
            expect([1, 2, 3, 4, 9]).toContain(one)
            expect(one === 9).toBe(values[index] === null)
            if (one !== 9) expect((once.tests[index] ?? []).length > 0).toBe(one !== 1)
          })
        },
      ),
    )
  })
})

describe('alarm with hysteresis', () => {
  const rule: AlarmRule = { direction: 'below', raise: 4, clear: 4.8, holdOnS: 600, holdOffS: 1_200 }
  const run = (values: readonly number[], by: AlarmRule = rule) => {
    let memory = quiet
    return values.map((value, index) => (memory = nextAlarm(by, memory, index * 5 * minute, value)).state)
  }

  it('needs the hold on both sides', () => {
    expect(run([4.2, 3.9, 3.8, 3.9, 4.5, 4.9, 4.7, 4.9, 5, 5, 5.1, 5.1]).join(' ')).toBe(
      'normal pending pending active active clearing active clearing clearing clearing clearing normal',
    )
    expect(run([3.9, 4, 3.9])).toEqual(['pending', 'normal', 'pending'])
    expect(run([3.9, 4.9], { ...rule, holdOnS: 0, holdOffS: 0 })).toEqual(['active', 'normal'])
  })

  it('is the mirror image for a rule above', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 2, max: 7, noNaN: true }), { maxLength: 40 }), (values) => {
        const mirror: AlarmRule = { ...rule, direction: 'above', raise: -4, clear: -4.8 }
        expect(
          run(
            values.map((value) => -value),
            mirror,
          ),
        ).toEqual(run(values))
      }),
    )
  })

  it('never becomes active while no value is past the threshold', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 4, max: 9, noNaN: true })), (values) => {
        expect(new Set(run(values))).not.toContain('active')
      }),
    )
  })

  it('refuses thresholds in the wrong order', () => {
    expect(() => checkAlarmRule({ ...rule, clear: 3.9 })).toThrow('安全一侧')
    expect(() => checkAlarmRule({ ...rule, direction: 'above' })).toThrow('安全一侧')
  })

  it('climbs the ladder until somebody takes note, and again when it gets worse', () => {
    const none = { acknowledgedMs: null, worsenedMs: null }
    expect(dueEscalation(0, 5 * minute, none)).toHaveLength(2)
    expect(dueEscalation(0, 20 * minute, none)).toHaveLength(4)
    expect(dueEscalation(0, 20 * minute, { acknowledgedMs: minute, worsenedMs: null })).toEqual([])
    expect(dueEscalation(0, 20 * minute, { acknowledgedMs: minute, worsenedMs: 18 * minute })).toHaveLength(1)
  })

  it('takes late data for the record only', () => {
    expect(isTooLate(0, 15 * minute)).toBe(false)
    expect(isTooLate(0, 15 * minute + 1)).toBe(true)
  })
})
