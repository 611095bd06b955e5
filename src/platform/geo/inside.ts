import type { Area, Position, Ring } from './shapes.ts'

export type Place = 'inside' | 'outside' | 'boundary'

/** Where a plane position lies relative to a closed ring (crossing number; orientation does not matter). */
export const placeInRing = ([x, y]: Position, ring: Ring): Place => {
  let inside = false
  for (let index = 1; index < ring.length; index++) {
    const [ax, ay] = ring[index - 1] as Position
    const [bx, by] = ring[index] as Position
    if (ay > y === by > y) {
      // Level edges and vertices on the scan line can still hold the position.
      if (
        ay === y && by === y
          ? x >= Math.min(ax, bx) && x <= Math.max(ax, bx)
          : (ax === x && ay === y) || (bx === x && by === y)
      ) {
        return 'boundary'
      }
      continue
    }
    const side = (bx - ax) * (y - ay) - (x - ax) * (by - ay)
    if (side === 0) return 'boundary'
    if (side > 0 === by > ay) inside = !inside
  }
  return inside ? 'inside' : 'outside'
}

/** Where a plane position lies relative to an area with holes; the rim of a hole is boundary. */
export const placeInArea = (position: Position, area: Area): Place => {
  let place: Place = 'outside'
  for (const [outer = [], ...holes] of area) {
    const inOuter = placeInRing(position, outer)
    if (inOuter === 'boundary') place = 'boundary'
    if (inOuter !== 'inside') continue
    const inHoles = holes.map((hole) => placeInRing(position, hole))
    if (inHoles.includes('boundary')) place = 'boundary'
    else if (!inHoles.includes('inside')) return 'inside'
  }
  return place
}
