/** Astronomical tide from harmonic constituents (sea 4.1), relative to mean sea level. */
import { type Constituent as ConstituentModel, createTidePredictor } from '@neaps/tide-predictor'
import { type HarmonicConstituent, argumentsAt, constituentModel, nodeFactors } from './tide-constituents.ts'

const radians = Math.PI / 180
/** Node factors are held for a day, as at its middle: they change by less than 0.01 % meanwhile. */
const dayHours = 24
/** The two-term recurrence is begun anew after so many samples: its rounding error stays below 1e-10 m. */
const blockLength = 256

export type TideExtreme = {
  /** Milliseconds since 1970. */
  readonly time: number
  readonly levelM: number
  readonly kind: 'high' | 'low'
}

export type KnownConstituents = {
  readonly known: readonly { readonly model: ConstituentModel; readonly constituent: HarmonicConstituent }[]
  /** Names that the list of constituents lacks. */
  readonly skipped: readonly string[]
}

export const knownConstituents = (constituents: readonly HarmonicConstituent[]): KnownConstituents => {
  const known: { model: ConstituentModel; constituent: HarmonicConstituent }[] = []
  const skipped: string[] = []
  for (const constituent of constituents) {
    const model = constituentModel(constituent.name)
    if (model === undefined) skipped.push(constituent.name)
    else known.push({ model, constituent })
  }
  return { known, skipped }
}

/** Constituents are advanced four at a time: their recurrences are independent, and the processor works on all at once. */
const lanes = 4

/**
 * Levels in metres above mean sea level at start, start + step, … up to and including `end` where it falls on a step.
 * `start` and `end` in milliseconds since 1970, `stepSeconds` > 0.
 *
 * Samples of one constituent follow x(k+1) = 2 cos(ωΔ) x(k) − x(k−1), which costs one multiplication instead of a
 * cosine. Agrees with @neaps/tide-predictor to 0.01 mm.
 */
export const tideLevels = (
  { known }: KnownConstituents,
  start: number,
  end: number,
  stepSeconds: number,
): Float64Array => {
  const models = known.map(({ model }) => model)
  const count = Math.floor((end - start) / (stepSeconds * 1000)) + 1
  const levels = new Float64Array(count)
  const { v0, speed } = argumentsAt(start, models)
  const factorsAt = nodeFactors(start, models)
  const factors = { real: new Float64Array(models.length), imaginary: new Float64Array(models.length) }
  const stepHours = stepSeconds / 3600
  const width = Math.ceil(known.length / lanes) * lanes
  // Lanes beyond the last constituent stay at zero and add nothing.
  const [twice, before, here] = [new Float64Array(width), new Float64Array(width), new Float64Array(width)]
  for (let at = 0; at < known.length; at++) twice[at] = 2 * Math.cos((speed[at] as number) * stepHours)
  const spanHours = ((count - 1) * stepSeconds) / 3600
  for (let first = 0; first < count; ) {
    const day = Math.floor((first * stepHours) / dayHours + 1e-9)
    const dayEnd = Math.min((day + 1) * dayHours, Math.max(spanHours, stepHours))
    const next = Math.min(count, Math.ceil(((day + 1) * dayHours) / stepHours - 1e-9), first + blockLength)
    factorsAt((day * dayHours + dayEnd) / 2, factors)
    known.forEach(({ constituent: { amplitudeM, phaseDeg } }, at) => {
      const angle = (v0[at] as number) + (speed[at] as number) * first * stepHours - phaseDeg * radians
      const turn = (speed[at] as number) * stepHours
      const real = amplitudeM * (factors.real[at] as number)
      const imaginary = amplitudeM * (factors.imaginary[at] as number)
      // A f cos(angle + u) = Re[A f e^(iu) e^(i angle)]
      before[at] = real * Math.cos(angle - turn) - imaginary * Math.sin(angle - turn)
      here[at] = real * Math.cos(angle) - imaginary * Math.sin(angle)
    })
    for (let lane = 0; lane < width; lane += lanes) addWaves(levels, first, next, lane, twice, before, here)
    first = next
  }
  return levels
}

/** Adds the samples first ≤ k < next of the four constituents from `lane` on. */
const addWaves = (
  levels: Float64Array,
  first: number,
  next: number,
  lane: number,
  twice: Float64Array,
  before: Float64Array,
  here: Float64Array,
): void => {
  const [ta, tb] = [twice[lane] as number, twice[lane + 1] as number]
  const [tc, td] = [twice[lane + 2] as number, twice[lane + 3] as number]
  let a0 = before[lane] as number
  let b0 = before[lane + 1] as number
  let c0 = before[lane + 2] as number
  let d0 = before[lane + 3] as number
  let a1 = here[lane] as number
  let b1 = here[lane + 1] as number
  let c1 = here[lane + 2] as number
  let d1 = here[lane + 3] as number
  for (let index = first; index < next; index++) {
    levels[index] = (levels[index] as number) + (a1 + b1 + (c1 + d1))
    const a2 = ta * a1 - a0
    const b2 = tb * b1 - b0
    const c2 = tc * c1 - c0
    const d2 = td * d1 - d0
    a0 = a1
    b0 = b1
    c0 = c1
    d0 = d1
    a1 = a2
    b1 = b2
    c1 = c2
    d1 = d2
  }
}

/**
 * High and low waters in [start, end], above mean sea level. Roots of h′ by bisection to a second; ripples below 1 cm
 * and pairs closer than half a dominant period are not tides (@neaps/tide-predictor, after Hatyan and NOAA CO-OPS).
 */
export const tideExtremes = ({ known }: KnownConstituents, start: number, end: number): TideExtreme[] =>
  known.length === 0
    ? []
    : createTidePredictor(
        known.map(({ model, constituent }) => ({
          name: model.name,
          amplitude: constituent.amplitudeM,
          phase: constituent.phaseDeg,
        })),
      )
        .getExtremesPrediction({ start: new Date(start), end: new Date(end) })
        .map(({ time, level, high }) => ({
          time: time.getTime(),
          levelM: level,
          kind: high ? ('high' as const) : ('low' as const),
        }))
        // The library widens the span to whole ten minutes.
        .filter(({ time }) => time >= start && time <= end)

/** Level at one instant, metres above mean sea level. */
export const tideLevelAt = (known: KnownConstituents, time: number): number =>
  tideLevels(known, time, time, 600)[0] ?? 0
