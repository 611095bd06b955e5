/** Distances to the outline of an area in plane coordinates, m. */
import type { Area, Position } from '../../platform/geo/shapes.ts'

/** From a point to the nearest line of the outline; Infinity for an empty area. */
export const distanceToOutline = ([x, y]: Position, area: Area): number => {
  let nearest = Infinity
  for (const part of area) {
    for (const ring of part) {
      for (let index = 1; index < ring.length; index++) {
        const [[ax, ay], [bx, by]] = [ring[index - 1] as Position, ring[index] as Position]
        const length = (bx - ax) ** 2 + (by - ay) ** 2
        const share =
          length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
        nearest = Math.min(nearest, Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)))
      }
    }
  }
  return nearest
}

const metresPerDegree = 111_195

/** Metres east and north of `origin` on the sphere: good to half a percent within some 50 km of it. */
export const localPlane = (origin: Position): ((position: Position) => Position) => {
  const east = metresPerDegree * Math.cos((origin[1] * Math.PI) / 180)
  return ([lon, lat]) => [(lon - origin[0]) * east, (lat - origin[1]) * metresPerDegree]
}
