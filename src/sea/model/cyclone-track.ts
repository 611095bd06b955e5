/** A cyclone between its fixes, seen from a place: position, wind, pressure, arrival (sea 4.5). */
import { Problem } from '../../platform/errors/problem.ts'
import { azimuth, geodesicDistance, travel } from '../../platform/geo/ellipsoid.ts'
import {
  type HollandProfile,
  airDensityDefault,
  ambientPressureHpa,
  gradientToSurfaceDefault,
  gradientWind,
  hollandB,
  pressureAt,
  radiusFromWindCircle,
  willoughbyRadius,
  windRadius,
} from './holland.ts'
import { forceBound } from './wind-force.ts'

const hour = 3_600_000
const radians = Math.PI / 180

/** Radii by quadrant: north-east, south-east, south-west, north-west, km. */
export type Quadrants = readonly [number, number, number, number]

export type Fix = {
  readonly time: number
  readonly lat: number
  readonly lon: number
  readonly pressureHpa: number
  readonly windMs: number
  readonly radii: Readonly<Partial<Record<7 | 10 | 12, Quadrants>>>
}

export type Site = { readonly lat: number; readonly lon: number }

export const arrivalForces = [7, 10, 12] as const
export type ArrivalForce = (typeof arrivalForces)[number]

/** The cyclone at one instant. */
export type CycloneState = {
  readonly time: number
  readonly lat: number
  readonly lon: number
  /** Direction in which it moves, degrees, and its speed. */
  readonly headingDeg: number
  readonly translationMs: number
  readonly windMs: number
  readonly profile: HollandProfile
  readonly radii: Fix['radii']
}

/** @throws Problem not_computable: fixes out of order, or pressure not below its surroundings. */
export const checkFixes = (fixes: readonly Fix[]): void => {
  fixes.forEach(({ time, pressureHpa }, index) => {
    const before = fixes[index - 1]
    if (before !== undefined && time <= before.time) {
      throw Problem.field(`/fixes/${index}/time`, 'not_ascending', '定位时间须严格递增')
    }
    if (pressureHpa >= ambientPressureHpa) {
      const message = `中心气压须低于外围气压 ${ambientPressureHpa} hPa`
      throw Problem.field(`/fixes/${index}/pressureHpa`, 'pressure_deficit', message)
    }
  })
}

const meanOf = (quadrants: Quadrants): number => quadrants.reduce((sum, km) => sum + km, 0) / 4

const mix = (a: number, b: number, share: number): number => a + (b - a) * share

const mixRadii = (from: Fix['radii'], to: Fix['radii'], share: number): Fix['radii'] =>
  Object.fromEntries(
    arrivalForces.flatMap((force) => {
      const [a, b] = [from[force], to[force]]
      return a === undefined || b === undefined
        ? []
        : [[force, a.map((km, quadrant) => mix(km, b[quadrant] ?? km, share))] as const]
    }),
  )

/** Holland's profile of a fix: B from the wind, the radius of maximum wind from the wind circles, else by Willoughby. */
const profileOf = (pressureHpa: number, windMs: number, latitudeDeg: number, radii: Fix['radii']): HollandProfile => {
  const pressureDeficitHpa = ambientPressureHpa - pressureHpa
  const gradient = windMs / gradientToSurfaceDefault
  const shape = {
    pressureDeficitHpa,
    hollandB: hollandB(pressureDeficitHpa, gradient).hollandB,
    latitudeDeg,
    airDensity: airDensityDefault,
    cyclostrophic: false,
  }
  for (const force of [10, 7] as const) {
    const circle = radii[force]
    const found = circle === undefined ? null : radiusFromWindCircle(shape, forceBound(force), meanOf(circle))
    if (found !== null) return { ...shape, radiusMaxWindKm: found }
  }
  return { ...shape, radiusMaxWindKm: willoughbyRadius(gradient, latitudeDeg) }
}

/** State at `time` between two fixes: along the geodesic, the rest linear in time. */
export const stateBetween = (from: Fix, to: Fix, time: number): CycloneState => {
  const share = (time - from.time) / (to.time - from.time)
  const [a, b] = [[from.lon, from.lat] as const, [to.lon, to.lat] as const]
  const metres = geodesicDistance(a, b)
  const bearing = metres === 0 ? 0 : azimuth(a, b)
  const [lon, lat] = metres === 0 ? a : travel(a, bearing, metres * share)
  const pressureHpa = mix(from.pressureHpa, to.pressureHpa, share)
  const windMs = mix(from.windMs, to.windMs, share)
  const radii = mixRadii(from.radii, to.radii, share)
  return {
    time,
    lat,
    lon,
    headingDeg: metres === 0 || share === 0 ? bearing : (azimuth([lon, lat], a) + 180) % 360,
    translationMs: metres / ((to.time - from.time) / 1000),
    windMs,
    profile: profileOf(pressureHpa, windMs, lat, radii),
    radii,
  }
}

export const stateAt = (fixes: readonly Fix[], time: number): CycloneState => {
  const index = Math.max(
    1,
    Math.min(
      fixes.length - 1,
      fixes.findIndex((fix) => fix.time >= time),
    ),
  )
  const [from, to] = [fixes[index - 1], fixes[index]]
  if (from === undefined || to === undefined) throw new RangeError('a track has two fixes')
  return stateBetween(from, to, time)
}

export const distanceKm = (state: Site, site: Site): number =>
  geodesicDistance([state.lon, state.lat], [site.lon, site.lat]) / 1000

/** Radius of a force towards the site: linear between the middles of the quadrants (45°, 135° …), else by the profile. */
export const radiusTowards = (state: CycloneState, site: Site, force: ArrivalForce): number => {
  const circle = state.radii[force]
  if (circle === undefined) return windRadius(state.profile, forceBound(force))
  const bearing = azimuth([state.lon, state.lat], [site.lon, site.lat])
  const turned = (((bearing - 45) % 360) + 360) % 360
  const quadrant = Math.floor(turned / 90) % 4
  const [from, to] = [circle[quadrant] ?? 0, circle[(quadrant + 1) % 4] ?? 0]
  return mix(from, to, turned / 90 - Math.floor(turned / 90))
}

/** 10 m wind at the site as components towards east and north, m/s. */
export type WindVector = { readonly eastMs: number; readonly northMs: number }

/**
 * Surface wind: gradient wind × 0.9, blowing anticlockwise (in the northern hemisphere) and, outside the radius of
 * maximum wind, 20° inward, plus half the translation where the wind is strongest. A cyclone that moves at 0.7 of its
 * own wind or more is held to 1.1 × that wind (other open models gave absurd surges there). Factor and angle are assumptions.
 */
export const windAt = (state: CycloneState, site: Site): WindVector => {
  const km = distanceKm(state, site)
  const { profile, headingDeg, translationMs, windMs } = state
  const gradient = gradientWind(profile, km)
  const strongest = gradientWind(profile, profile.radiusMaxWindKm)
  const outward = km === 0 ? 0 : azimuth([state.lon, state.lat], [site.lon, site.lat])
  const cyclonic = state.lat >= 0 ? -1 : 1
  const inflow = km > profile.radiusMaxWindKm ? 20 : 0
  const towards = (outward + cyclonic * (90 + inflow)) * radians
  const speed = gradientToSurfaceDefault * gradient
  const carried = strongest === 0 ? 0 : 0.5 * translationMs * (gradient / strongest)
  const eastMs = speed * Math.sin(towards) + carried * Math.sin(headingDeg * radians)
  const northMs = speed * Math.cos(towards) + carried * Math.cos(headingDeg * radians)
  const total = Math.hypot(eastMs, northMs)
  const limit = translationMs >= 0.7 * windMs ? 1.1 * windMs : Infinity
  const held = total > limit ? limit / total : 1
  return { eastMs: eastMs * held, northMs: northMs * held }
}

export const pressureAtSite = (state: CycloneState, site: Site): number =>
  pressureAt(state.profile, distanceKm(state, site))

export type Arrival = { readonly force: ArrivalForce; readonly time: number }
export type Closest = {
  readonly time: number
  readonly distanceKm: number
  readonly side: 'left' | 'right' | 'on_track'
}

const stepMs = 10 * 60_000

/** Every ten minutes from the first to the last fix, the last one included. */
const instants = (fixes: readonly Fix[]): number[] => {
  const [first, last] = [fixes[0]?.time ?? 0, fixes.at(-1)?.time ?? 0]
  const times = Array.from({ length: Math.floor((last - first) / stepMs) + 1 }, (_, index) => first + index * stepMs)
  return times.at(-1) === last ? times : [...times, last]
}

/** First instants at which the site lies within the circles of forces 7, 10 and 12, to a minute; others are left out. */
export const arrivals = (fixes: readonly Fix[], site: Site): Arrival[] => {
  const states = instants(fixes).map((time) => stateAt(fixes, time))
  return arrivalForces.flatMap((force): Arrival[] => {
    const within = (state: CycloneState) => distanceKm(state, site) <= radiusTowards(state, site, force)
    const index = states.findIndex(within)
    const found = states[index]
    if (found === undefined) return []
    let [low, high] = [states[index - 1]?.time ?? found.time, found.time]
    while (high - low > 60_000) {
      const middle = (low + high) / 2
      if (within(stateAt(fixes, middle))) high = middle
      else low = middle
    }
    return [{ force, time: high }]
  })
}

/** Closest approach; `right` is the side of the track on which an east coast has the worse, onshore wind. */
export const closestApproach = (fixes: readonly Fix[], site: Site): Closest => {
  const at = (time: number) => distanceKm(stateAt(fixes, time), site)
  const times = instants(fixes)
  const distances = times.map(at)
  const nearest = distances.indexOf(Math.min(...distances))
  // Golden section between the neighbours: the distance has one minimum there.
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [times[Math.max(0, nearest - 1)] ?? 0, times[Math.min(times.length - 1, nearest + 1)] ?? 0]
  while (high - low > 1_000) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)]
    if (at(left) <= at(right)) high = right
    else low = left
  }
  const middle = (low + high) / 2
  const time = at(middle) < (distances[nearest] ?? Infinity) ? middle : (times[nearest] ?? middle)
  const state = stateAt(fixes, time)
  const km = distanceKm(state, site)
  const turn = (azimuth([state.lon, state.lat], [site.lon, site.lat]) - state.headingDeg + 540) % 360
  const side = km < 1 || state.translationMs === 0 ? 'on_track' : turn > 180 ? 'right' : 'left'
  return { time, distanceKm: km, side }
}

/** Whole hours from the first to the last fix. */
export const hourly = (fixes: readonly Fix[]): CycloneState[] => {
  const [first, last] = [fixes[0]?.time ?? 0, fixes.at(-1)?.time ?? 0]
  const count = Math.floor((last - first) / hour) + 1
  return Array.from({ length: count }, (_, index) => stateAt(fixes, first + index * hour))
}
