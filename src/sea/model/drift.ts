/** Where an object drifts (sea 4.12): two leeway velocities, and a cloud of particles for the search area. */
import { travel } from '../../platform/geo/ellipsoid.ts'
import type { Area, Position } from '../../platform/geo/shapes.ts'
import { seededRandom } from '../../platform/stats/random.ts'
import { type PlanePoint, densityContours, polygonsOf } from './density-contours.ts'
import { type LeewayLine, type LeewayObject, type Velocity, leewayVelocity } from './leeway.ts'

/** Leeway to the right of the wind and to the left, plus the current: both are always drawn. */
export const driftVelocities = (
  object: LeewayObject,
  wind: Velocity,
  current: Velocity,
): readonly [Velocity, Velocity] => {
  const withCurrent = (crosswind: LeewayLine): Velocity => {
    const { eastMs, northMs } = leewayVelocity(object.downwind, crosswind, wind)
    return { eastMs: eastMs + current.eastMs, northMs: northMs + current.northMs }
  }
  return [withCurrent(object.right), withCurrent(object.left)]
}

export type DriftRun = {
  readonly object: LeewayObject
  readonly wind: Velocity
  readonly current: Velocity
  /** [longitude, latitude] last known. */
  readonly position: Position
  /** Standard deviation of the last known position on each axis, m. */
  readonly positionSdM: number
  readonly hours: number
  readonly particles: number
  readonly seed: number
}

export type DriftCloud = {
  /** Middle of the cloud at every hour and at the end. */
  readonly track: readonly { readonly hours: number; readonly at: Position }[]
  readonly contours: readonly { readonly share: number; readonly area: Area }[]
}

const stepHours = 1 / 6
const [windSdMs, currentSdMs, jibesPerHour] = [2, 0.25, 0.04]
/** Errors of wind and current keep their size and forget themselves over three hours. */
const memoryHours = 3

/**
 * Errors of wind and current change along the way (a random walk that is drawn back, AR(1)): constant ones would make
 * the cloud shrink in a turning wind. Coefficients vary by ε/20 in slope and ε/2 in offset, ε by the object's spread
 * (Breivik & Allen, J. Marine Systems 69 (2008)); a particle jibes with 4 % an hour (Allen 2005).
 */
export const driftCloud = (run: DriftRun): DriftCloud => {
  const { object, wind, current, position, positionSdM, hours, particles, seed } = run
  const random = seededRandom(seed)
  const vary = ({ slopePct, offsetCms, sdCms }: LeewayLine): LeewayLine => {
    const epsilon = sdCms * random.normal()
    return { slopePct: slopePct + epsilon / 20, offsetCms: offsetCms + epsilon / 2, sdCms }
  }
  const steps = Math.max(1, Math.ceil(hours / stepHours - 1e-9))
  const stepSeconds = (hours * 3600) / steps
  const keep = Math.exp(-stepSeconds / 3600 / memoryHours)
  const fresh = Math.sqrt(1 - keep ** 2)
  const jibe = 1 - Math.exp((-jibesPerHour * stepSeconds) / 3600)
  const sums = Array.from({ length: steps + 1 }, (): [number, number] => [0, 0])
  const ends: PlanePoint[] = []
  for (let particle = 0; particle < particles; particle++) {
    const [downwind, right, left] = [vary(object.downwind), vary(object.right), vary(object.left)]
    let [x, y] = [positionSdM * random.normal(), positionSdM * random.normal()]
    let onRight = random.next() < 0.5
    const errors = [random.normal(), random.normal(), random.normal(), random.normal()]
    for (let step = 0; step <= steps; step++) {
      const sum = sums[step]
      if (sum !== undefined) {
        sum[0] += x / particles
        sum[1] += y / particles
      }
      if (step === steps) break
      const [we = 0, wn = 0, ce = 0, cn = 0] = errors
      const blowing = { eastMs: wind.eastMs + windSdMs * we, northMs: wind.northMs + windSdMs * wn }
      const drift = leewayVelocity(downwind, onRight ? right : left, blowing)
      x += (drift.eastMs + current.eastMs + currentSdMs * ce) * stepSeconds
      y += (drift.northMs + current.northMs + currentSdMs * cn) * stepSeconds
      for (let index = 0; index < 4; index++) errors[index] = keep * (errors[index] ?? 0) + fresh * random.normal()
      if (random.next() < jibe) onRight = !onRight
    }
    ends.push([x, y])
  }
  // Offsets in metres about the last known position become bearings and distances from it.
  const place = ([x, y]: PlanePoint): Position =>
    x === 0 && y === 0 ? position : travel(position, (Math.atan2(x, y) * 180) / Math.PI, Math.hypot(x, y))
  const stepsPerHour = Math.round(3600 / stepSeconds)
  return {
    track: sums.flatMap((at, step) =>
      step % stepsPerHour === 0 || step === steps ? [{ hours: (step * stepSeconds) / 3600, at: place(at) }] : [],
    ),
    contours: densityContours(ends, [0.5, 0.75, 0.95]).map(({ share, rings }) => ({
      share,
      area: polygonsOf(rings).map((part) => part.map((ring) => ring.map(place))),
    })),
  }
}
