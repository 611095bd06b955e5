/**
 * Quality control of one series (ponds 4.7). Flags and tests follow QARTOD: 1 good, 2 not evaluated, 3 suspect,
 * 4 fail, 9 missing. Source: U.S. IOOS, Manual for Real-Time Quality Control of Dissolved Oxygen Observations 2.1 (2018).
 *
 * Columns of numbers instead of objects: a county sends some ten million readings a day.
 */
import { type TestName, flag, grain, testBit } from './quality-flags.ts'
import { type SpikeLimits, spikeTest } from './spike-test.ts'
import { stuckTest } from './stuck-test.ts'

export const qcSource = 'QARTOD（U.S. IOOS 实时质量控制手册）；限值见规则表 ponds.qc-limits'

export type Span = { readonly low: number; readonly high: number }

export type QcLimits = {
  readonly sensor: Span
  readonly user: Span
  /** Null: the property has no such test. */
  readonly spike: SpikeLimits | null
  readonly ratePerHour: number | null
  readonly stuckEpsilon: number | null
}

/** What other series say about a point; `index` counts the points of this one. */
export type Companions = {
  /** Oxygen at saturation for the water of the moment, mg/L; above twice as much is suspect. */
  readonly saturationAt?: (index: number) => number | null
  /** Conductivity of the neighbours, mS/cm: below 1 while they have more than 10, the probe hangs in the air. */
  readonly neighboursAt?: (index: number) => number | null
  /** The probe was last calibrated more than 30 days before (CAL_DAYS). */
  readonly staleAt?: (index: number) => boolean
  /** Temperature stands still by night where the whole pond group does. */
  readonly mayStandStill?: (index: number) => boolean
}

/** Times in milliseconds, strictly ascending; NaN is a missing value. `rateS`: the declared interval. */
export type Column = { readonly times: Float64Array; readonly values: Float64Array; readonly rateS: number }

export type Checked = { readonly flags: Uint8Array; readonly failed: Uint8Array }

/** A neighbour further away than this many intervals is none. */
const gapIntervals = 3
const hour = 3_600_000

/** Runs all tests in their order; the worst flag stands. A point that fails takes no part in later tests. */
export const qualityControl = (column: Column, limits: QcLimits, companions: Companions = {}): Checked => {
  const { times, values, rateS } = column
  const count = values.length
  const flags = new Uint8Array(count).fill(flag.good)
  const failed = new Uint8Array(count)
  const gapMs = gapIntervals * rateS * 1000
  const mark = (index: number, test: TestName, worse: number): void => {
    failed[index] = (failed[index] as number) | testBit[test]
    if (worse > (flags[index] as number)) flags[index] = worse
  }

  let before = -1
  for (let index = 0; index < count; index++) {
    const value = values[index] as number
    if (Number.isNaN(value)) {
      flags[index] = flag.missing
      continue
    }
    if (value < limits.sensor.low || value > limits.sensor.high) mark(index, 'gross_range', flag.fail)
    else if (value < limits.user.low || value > limits.user.high) mark(index, 'gross_range', flag.suspect)
    if (before >= 0 && (times[index] as number) - (times[before] as number) > gapMs) {
      mark(index, 'gap', flag.notEvaluated)
    }
    before = index
  }

  if (limits.spike !== null) {
    spikeTest({ times, values, flags, failed, gapMs }, limits.spike, (index, worse) => mark(index, 'spike', worse))
  }

  if (limits.ratePerHour !== null) {
    const limit = limits.ratePerHour
    let reference = -1
    for (let index = 0; index < count; index++) {
      if ((flags[index] as number) >= flag.fail) continue
      if (reference >= 0 && ((failed[index] as number) & testBit.gap) === 0) {
        const change = Math.abs((values[index] as number) - (values[reference] as number))
        const hours = ((times[index] as number) - (times[reference] as number)) / hour
        if (change > limit * hours + grain) mark(index, 'rate', flag.suspect)
      }
      // The way back from a spike is not a second fault.
      if (((failed[index] as number) & testBit.spike) === 0) reference = index
    }
  }

  if (limits.stuckEpsilon !== null) {
    const mayStandStill = companions.mayStandStill ?? (() => false)
    stuckTest({ times, values, flags, failed }, limits.stuckEpsilon, mayStandStill, (index, worse) =>
      mark(index, 'stuck', worse),
    )
  }

  const { saturationAt, neighboursAt, staleAt } = companions
  if (saturationAt || neighboursAt || staleAt) {
    for (let index = 0; index < count; index++) {
      if ((flags[index] as number) >= flag.fail) continue
      const value = values[index] as number
      const saturation = saturationAt?.(index) ?? null
      if (saturation !== null && value > 2 * saturation) mark(index, 'cross', flag.suspect)
      const neighbours = neighboursAt?.(index) ?? null
      if (neighbours !== null && value < 1 && neighbours > 10) mark(index, 'cross', flag.fail)
      if (staleAt?.(index) === true) mark(index, 'calibration', flag.suspect)
    }
  }
  return { flags, failed }
}
