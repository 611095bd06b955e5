/** A gauge's own harmonic constants from its levels (sea 4.1): least squares with node factors. */
import type { Constituent as ConstituentModel } from '@neaps/tide-predictor'
import { Problem } from '../../platform/errors/problem.ts'
import { NormalEquations } from './least-squares.ts'
import { type HarmonicConstituent, argumentsAt, constituentModel, nodeFactors } from './tide-constituents.ts'

const hour = 3_600_000
const degrees = 180 / Math.PI

export type LevelPoint = { readonly time: number; readonly levelM: number }

export type FittedConstituent = HarmonicConstituent & { readonly stdErrM: number; readonly inferred: boolean }

export type TideAnalysis = {
  readonly meanM: number
  readonly constituents: readonly FittedConstituent[]
  readonly residualRmsM: number
  readonly samples: number
  readonly spanDays: number
}

/**
 * Candidates in the order in which they are asked for: the 37 of NOAA's National Ocean Service by weight on this
 * coast, then shallow-water ones. A later one enters only if the record separates it from all before it.
 */
const candidates: readonly string[] = (
  'M2 S2 K1 O1 N2 K2 P1 SA Q1 M4 MS4 NU2 MU2 L2 SSA MN4 T2 LAMBDA2 2N2 M3 J1 M1 OO1 RHO1 2Q1 S1 MSF MF MM MK3 2MK3 ' +
  'M6 2MS6 S4 S6 M8 R2 2SM2'
).split(' ')

/** What a short record cannot separate, and from which it is then inferred. */
const inferences: readonly { readonly name: string; readonly from: string }[] = [
  { name: 'K2', from: 'S2' },
  { name: 'P1', from: 'K1' },
]

type Inference = { readonly model: ConstituentModel; readonly ratio: number; readonly lagDeg: number }
type Wanted = { readonly name: string; readonly model: ConstituentModel; readonly inferred: readonly Inference[] }

const modelOf = (name: string): ConstituentModel => {
  const model = constituentModel(name)
  if (model === undefined) throw new Error(`the list of constituents lacks ${name}`)
  return model
}

/**
 * Rayleigh's criterion: record length × difference of speeds ≥ one cycle, against each other, the mean, and the
 * fastest motion that the sampling shows (Nyquist: half a cycle a step). Three-hourly levels cannot tell S6 from S2.
 */
const choose = (
  spanHours: number,
  stepHours: number,
  primary: readonly HarmonicConstituent[] | null,
): readonly Wanted[] => {
  const apart = (speed: number, other: number) => (spanHours * Math.abs(speed - other)) / 360 >= 1
  const fastest = 180 / stepHours
  const chosen: { name: string; model: ConstituentModel }[] = []
  for (const name of candidates) {
    const model = modelOf(name)
    if (model.speed >= fastest || !apart(model.speed, fastest)) continue
    if (apart(model.speed, 0) && chosen.every((other) => apart(model.speed, other.model.speed))) {
      chosen.push({ name, model })
    }
  }
  const inPrimary = (name: string) => primary?.find((each) => each.name.toUpperCase() === name)
  return chosen.map(({ name, model }) => ({
    name,
    model,
    inferred: inferences.flatMap(({ name: weak, from }): Inference[] => {
      const [small, large] = [inPrimary(weak), inPrimary(from)]
      if (from !== name || chosen.some((each) => each.name === weak)) return []
      if (small === undefined || large === undefined || large.amplitudeM <= 0) return []
      const ratio = small.amplitudeM / large.amplitudeM
      return [{ model: modelOf(weak), ratio, lagDeg: small.phaseDeg - large.phaseDeg }]
    }),
  }))
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** @throws Problem not_computable for a record too short, too full of gaps, or out of order. */
const checkRecord = (points: readonly LevelPoint[]): { span: number; step: number } => {
  const steps: number[] = []
  points.forEach(({ time }, index) => {
    const before = points[index - 1]
    if (before === undefined) return
    if (time <= before.time) {
      throw Problem.field(`/points/${index}/time`, 'not_ascending', '时间须严格递增')
    }
    steps.push(time - before.time)
  })
  const span = (points.at(-1)?.time ?? 0) - (points[0]?.time ?? 0)
  if (span < 15 * 24 * hour) {
    throw Problem.field('/points', 'record_too_short', '资料不足 15 天，不能作调和分析（建议 30 天以上）')
  }
  const step = middle(steps)
  if (step > 3 * hour) throw Problem.field('/points', 'too_coarse', '采样间隔不得大于 3 小时')
  if (points.length < 0.75 * (span / step + 1)) {
    throw Problem.field('/points', 'too_many_gaps', '缺测超过 25%，不能作调和分析')
  }
  return { span, step }
}

/**
 * Fits Z0 + Σ f (c cos(V + u) + s sin(V + u)); A = hypot(c, s), g = atan2(s, c). No linear trend: below a year of data
 * it would ruin the extrapolation. `primary` gives ratio and phase difference of what is inferred.
 *
 * Standard errors are those of white residuals, √(σ² · covariance) along the amplitude; real residuals (surge) are red,
 * so they are lower bounds. Source: Foreman, Manual for Tidal Heights Analysis and Prediction (1977); Pawlowicz et al.,
 * Computers & Geosciences 28 (2002).
 *
 * @throws Problem not_computable: under 15 days, gaps over 25 %, times not ascending, constant levels.
 */
export const analyseTide = (
  points: readonly LevelPoint[],
  primary: readonly HarmonicConstituent[] | null,
): TideAnalysis => {
  const { span, step } = checkRecord(points)
  const start = points[0]?.time ?? 0
  const wanted = choose(span / hour, step / hour, primary)
  const models = wanted.flatMap(({ model, inferred }) => [model, ...inferred.map((each) => each.model)])
  const { v0, speed } = argumentsAt(start, models)
  const factorsAt = nodeFactors(start, models)
  const factors = { real: new Float64Array(models.length), imaginary: new Float64Array(models.length) }
  const size = 1 + 2 * wanted.length
  const row = new Float64Array(size)
  const fillRow = (time: number): void => {
    const hours = (time - start) / hour
    factorsAt(hours, factors)
    row.fill(0)
    row[0] = 1
    let at = 0
    wanted.forEach(({ inferred }, index) => {
      for (const part of [{ ratio: 1, lagDeg: 0 }, ...inferred]) {
        // f e^(i(V + u − δ)), δ the phase difference of an inferred constituent.
        const angle = (v0[at] as number) + (speed[at] as number) * hours - part.lagDeg / degrees
        const [real, imaginary] = [factors.real[at] as number, factors.imaginary[at] as number]
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
        row[1 + 2 * index] = (row[1 + 2 * index] as number) + part.ratio * (real * cos - imaginary * sin)
        row[2 + 2 * index] = (row[2 + 2 * index] as number) + part.ratio * (real * sin + imaginary * cos)
        at++
      }
    })
  }
  const equations = new NormalEquations(size)
  for (const { time, levelM } of points) {
    fillRow(time)
    equations.add(row, levelM)
  }
  const fit = equations.solve()
  if (fit === null || points.length <= size) {
    throw Problem.field('/points', 'not_separable', '资料不足以分离各分潮')
  }
  const { coefficients, inverse } = fit
  let squares = 0
  for (const { time, levelM } of points) {
    fillRow(time)
    let level = 0
    for (let index = 0; index < size; index++) level += (row[index] as number) * (coefficients[index] as number)
    squares += (levelM - level) ** 2
  }
  const variance = squares / (points.length - size)
  const constituents = wanted.flatMap(({ name, inferred }, index): FittedConstituent[] => {
    const [i, j] = [1 + 2 * index, 2 + 2 * index]
    const [c, s] = [coefficients[i] as number, coefficients[j] as number]
    const amplitudeM = Math.hypot(c, s)
    const spread =
      c * c * (inverse[i * size + i] as number) +
      s * s * (inverse[j * size + j] as number) +
      2 * c * s * (inverse[i * size + j] as number)
    const stdErrM = Math.sqrt(
      variance * (amplitudeM > 0 ? spread / amplitudeM ** 2 : (inverse[i * size + i] as number)),
    )
    const phaseDeg = (Math.atan2(s, c) * degrees + 360) % 360
    return [
      { name, amplitudeM, phaseDeg, stdErrM, inferred: false },
      ...inferred.map(({ model, ratio, lagDeg }) => ({
        name: model.name,
        amplitudeM: ratio * amplitudeM,
        phaseDeg: (((phaseDeg + lagDeg) % 360) + 360) % 360,
        stdErrM: ratio * stdErrM,
        inferred: true,
      })),
    ]
  })
  return {
    meanM: coefficients[0] as number,
    constituents: constituents.toSorted((a, b) => b.amplitudeM - a.amplitudeM),
    residualRmsM: Math.sqrt(squares / points.length),
    samples: points.length,
    spanDays: span / (24 * hour),
  }
}
