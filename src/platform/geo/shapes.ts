/** Plain GeoJSON positions. JSON of ours is always [easting or longitude, northing or latitude] (land 4.3). */
import type { MultiPolygon as GeoMultiPolygon, Polygon as GeoPolygon } from 'geojson'

export type Position = readonly [number, number]
export type Ring = readonly Position[]
/** Outer ring first, then holes; every ring closed (last position equals the first). */
export type PolygonRings = readonly Ring[]
/** Parts of one area. */
export type Area = readonly PolygonRings[]

export type Box = { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number }

/** GeoJSON Polygon or MultiPolygon → its parts; a third coordinate is dropped. */
export const partsOfGeometry = (geometry: GeoPolygon | GeoMultiPolygon): Area => {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return parts.map((part) => part.map((ring) => ring.map(([x = Number.NaN, y = Number.NaN]) => [x, y] as const)))
}

/** Box of positions; an empty list gives an inside-out box that meets nothing. */
export const boxOf = (positions: Iterable<Position>): Box => {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of positions) {
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  return { minX, minY, maxX, maxY }
}

/** Box of the outer rings. */
export const boxOfArea = (area: Area): Box => boxOf(area.flatMap((part) => part[0] ?? []))

/** Shoelace area of a ring, positive anticlockwise, in the square of its unit; computed about its first vertex. */
export const signedRingArea = (ring: Ring): number => {
  const [x0, y0] = ring[0] ?? [0, 0]
  let twice = 0
  for (let index = 1; index < ring.length; index++) {
    const [ax, ay] = ring[index - 1] as Position
    const [bx, by] = ring[index] as Position
    twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
  }
  return twice / 2
}

/** Plane area: outer rings minus holes, whatever their orientation. Unit: square of the coordinates' unit. */
export const planeArea = (area: Area): number =>
  area.reduce(
    (total, part) =>
      total + part.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * Math.abs(signedRingArea(ring)), 0),
    0,
  )

/** Plane length of the outer rings. */
export const planePerimeter = (area: Area): number => {
  let length = 0
  for (const [outer = []] of area) {
    for (let index = 1; index < outer.length; index++) {
      const [a, b] = [outer[index - 1] as Position, outer[index] as Position]
      length += Math.hypot(b[0] - a[0], b[1] - a[1])
    }
  }
  return length
}
