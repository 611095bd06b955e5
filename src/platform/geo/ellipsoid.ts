/** Areas and distances on the CGCS2000 ellipsoid. Positions in degrees [longitude, latitude]; metres and m². */
import geographic from 'geographiclib-geodesic'
import { cgcs2000 } from './crs.ts'
import type { Area, Position, Ring } from './shapes.ts'

const earth = new geographic.Geodesic.Geodesic(cgcs2000.a, cgcs2000.f)

/** Karney's polygon with geodesic edges; a ring may cross the antimeridian or enclose a pole. */
const geodesicRing = (ring: Ring): { area: number; perimeter: number } => {
  const polygon = earth.Polygon(false)
  // The closing position repeats the first; the polygon closes itself.
  const open = ring.length > 1 && ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1]
  for (const [longitude, latitude] of open ? ring.slice(0, -1) : ring) polygon.AddPoint(latitude, longitude)
  const { area = 0, perimeter } = polygon.Compute(false, true)
  return { area: Math.abs(area), perimeter }
}

const outerMinusHoles = (area: Area, ofRing: (ring: Ring) => number): number =>
  area.reduce(
    (total, part) => total + part.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * ofRing(ring), 0),
    0,
  )

/**
 * Area with geodesic edges, m²; holes subtracted, orientation ignored.
 * Source: C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87 (2013) 43–55.
 */
export const geodesicArea = (area: Area): number => outerMinusHoles(area, (ring) => geodesicRing(ring).area)

/** Length of the outer rings along geodesics, m. */
export const geodesicPerimeter = (area: Area): number =>
  area.reduce((total, [outer = []]) => total + geodesicRing(outer).perimeter, 0)

/** Shortest distance over the ellipsoid, m. */
export const geodesicDistance = (from: Position, to: Position): number =>
  earth.Inverse(from[1], from[0], to[1], to[0]).s12 ?? Number.NaN

/** Azimuth at `from` towards `to`, degrees clockwise from north, 0 ≤ azimuth < 360. */
export const azimuth = (from: Position, to: Position): number => {
  const degrees = earth.Inverse(from[1], from[0], to[1], to[0]).azi1 ?? Number.NaN
  return (degrees + 360) % 360
}

/** The position reached from `from` after `metres` in the direction `degrees` (clockwise from north). */
export const travel = (from: Position, degrees: number, metres: number): Position => {
  const end = earth.Direct(from[1], from[0], degrees, metres)
  return [end.lon2 ?? Number.NaN, end.lat2 ?? Number.NaN]
}

const e2 = cgcs2000.f * (2 - cgcs2000.f)
const [e4, e6, e8] = [e2 ** 2, e2 ** 3, e2 ** 4]
const semiMinor = cgcs2000.a * (1 - cgcs2000.f)
const series = [
  1 + (3 / 6) * e2 + (30 / 80) * e4 + (35 / 112) * e6 + (630 / 2304) * e8,
  (1 / 6) * e2 + (15 / 80) * e4 + (21 / 112) * e6 + (420 / 2304) * e8,
  (3 / 80) * e4 + (7 / 112) * e6 + (180 / 2304) * e8,
  (1 / 112) * e6 + (45 / 2304) * e8,
  (5 / 2304) * e8,
] as const
const radians = Math.PI / 180

/** Σ over edges of 2b²ΔL [A sin ½ΔB cos Bm − B sin 3/2ΔB cos 3Bm + …], longitudes counted from the first vertex. */
const authalicRing = (ring: Ring): number => {
  const origin = ring[0]?.[0] ?? 0
  // Nearest way round, so that a ring over the antimeridian stays in one piece.
  const east = (longitude: number) => ((((longitude - origin + 180) % 360) + 360) % 360) - 180
  let total = 0
  for (let index = 1; index < ring.length; index++) {
    const [l1, b1] = ring[index - 1] as Position
    const [l2, b2] = ring[index] as Position
    const deltaL = ((east(l1) + east(l2)) / 2) * radians
    const [deltaB, middle] = [(b2 - b1) * radians, ((b1 + b2) / 2) * radians]
    let edge = 0
    series.forEach((factor, term) => {
      const order = 2 * term + 1
      edge += (term % 2 === 0 ? 1 : -1) * factor * Math.sin((order / 2) * deltaB) * Math.cos(order * middle)
    })
    total += 2 * semiMinor ** 2 * deltaL * edge
  }
  return Math.abs(total)
}

/** Area as the national land survey computes it: edges linear in latitude and longitude (TD/T 1055-2019 annex; land 4.4), m². */
export const surveyArea = (area: Area): number => outerMinusHoles(area, authalicRing)

/** Square metres in one mu (亩): 10000/15. */
export const squareMetresPerMu = 10_000 / 15

export const muOf = (squareMetres: number): number => (squareMetres * 15) / 10_000
