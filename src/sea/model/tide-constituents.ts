/**
 * Harmonic constituents as the prediction uses them: h(t) = Σ f A cos(V + u − g), g the Greenwich phase lag, t in UTC.
 *
 * Astronomical arguments, speeds and node corrections are those of @neaps/tide-predictor (IHO Tidal Constituents List,
 * TWCWG 2017): its tables are kept by others, and answers can be compared with it term by term.
 */
import { type Constituent as ConstituentModel, astro, constituents as models } from '@neaps/tide-predictor'

export type HarmonicConstituent = {
  readonly name: string
  readonly amplitudeM: number
  /** Greenwich phase lag in degrees. */
  readonly phaseDeg: number
}

const radians = Math.PI / 180
const hour = 3_600_000

/**
 * The model of a constituent by its name or alias (`LAMBDA2`, `2SM2`), without regard to case; undefined when the list
 * lacks it. Z0 is the mean level, not a tide, and is not offered.
 */
const byUpperName: ReadonlyMap<string, ConstituentModel> = new Map(
  Object.entries(models)
    .filter(([, { speed }]) => speed > 0)
    // An exact name goes before another constituent's alias that differs in case only.
    .toSorted(([a, first], [b, second]) => Number(a === first.name) - Number(b === second.name))
    .map(([name, model]) => [name.toUpperCase(), model]),
)

export const constituentModel = (name: string): ConstituentModel | undefined =>
  (Object.hasOwn(models, name) && (models[name]?.speed ?? 0) > 0 ? models[name] : undefined) ??
  byUpperName.get(name.toUpperCase())

/** Speed in degrees an hour; undefined for an unknown name. */
export const constituentSpeed = (name: string): number | undefined => constituentModel(name)?.speed

/** Equilibrium arguments at `start`: V = v0 + speed · hours since then, radians. */
export const argumentsAt = (
  start: number,
  names: readonly ConstituentModel[],
): { readonly v0: Float64Array; readonly speed: Float64Array } => {
  const sky = astro(new Date(start))
  return {
    v0: Float64Array.from(names, (model) => model.value(sky) * radians),
    speed: Float64Array.from(names, (model) => model.speed * radians),
  }
}

export type NodeFactors = {
  /** f cos u and f sin u of every constituent. */
  readonly real: Float64Array
  readonly imaginary: Float64Array
}

const nodeFactorsAt = (time: number, names: readonly ConstituentModel[]): NodeFactors => {
  const sky = astro(new Date(time))
  const [real, imaginary] = [new Float64Array(names.length), new Float64Array(names.length)]
  names.forEach((model, index) => {
    const { f, u } = model.correction(sky)
    real[index] = f * Math.cos(u * radians)
    imaginary[index] = f * Math.sin(u * radians)
  })
  return { real, imaginary }
}

/** Hours between the instants for which node factors are computed; between them f·e^(iu) is interpolated. */
const knotHours = 120

/**
 * Node factors as a function of the hours since `start`. They turn with the moon's node (18.6 years) and perigee (8.85
 * years): a chord over five days is within 3e-5 of the arc for the fastest of them.
 */
export const nodeFactors = (
  start: number,
  names: readonly ConstituentModel[],
): ((hours: number, into: NodeFactors) => void) => {
  const knots = new Map<number, NodeFactors>()
  const knot = (index: number): NodeFactors => {
    const known = knots.get(index)
    if (known !== undefined) return known
    const made = nodeFactorsAt(start + index * knotHours * hour, names)
    knots.set(index, made)
    return made
  }
  return (hours, into) => {
    const index = Math.floor(hours / knotHours)
    const share = hours / knotHours - index
    const [before, after] = [knot(index), knot(index + 1)]
    for (let at = 0; at < names.length; at++) {
      const [r0, i0] = [before.real[at] as number, before.imaginary[at] as number]
      into.real[at] = r0 + share * ((after.real[at] as number) - r0)
      into.imaginary[at] = i0 + share * ((after.imaginary[at] as number) - i0)
    }
  }
}
