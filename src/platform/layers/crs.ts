import { Problem } from '../errors/problem.ts'
import { type Crs, crsRegistry, findCrs, registryOrder, transformer } from '../geo/crs.ts'
import type { Position } from '../geo/shapes.ts'
import type { Box } from './collections.ts'

/**
 * Coordinate reference systems of OGC API Features Part 2. Layers are stored in CGCS2000 degrees, longitude first;
 * CRS84 is served as the same numbers (WGS 84 and CGCS2000 differ by less than a metre). A reply in a system whose
 * registry order is northing first follows the registry.
 */
const epsgUri = (code: number): string => `http://www.opengis.net/def/crs/EPSG/0/${code}`

export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
export const storageCrs = epsgUri(4490)
export const servedCrs: readonly string[] = [crs84, storageCrs, epsgUri(4326), epsgUri(3857), epsgUri(4549)]

const stored = crsRegistry['EPSG:4490']

const servedAt = (uri: string, parameter: string): Crs => {
  if (!servedCrs.includes(uri))
    throw Problem.field(`/query/${parameter}`, 'unknown_crs', `不支持的坐标系：${uri}`, 'malformed')
  return findCrs(uri, `/query/${parameter}`)
}

const mapPositions = (coordinates: unknown, map: (position: Position) => Position): unknown => {
  const [x, y] = coordinates as readonly unknown[]
  return typeof x === 'number' && typeof y === 'number'
    ? map([x, y])
    : (coordinates as readonly unknown[]).map((part) => mapPositions(part, map))
}

/** Geometry of a stored feature in the system that was asked for: 8 decimals of a degree, 4 of a metre. */
export const reproject = (geometry: GeoJSON.Geometry, uri: string): GeoJSON.Geometry => {
  if (geometry.type === 'GeometryCollection') {
    return { ...geometry, geometries: geometry.geometries.map((part) => reproject(part, uri)) }
  }
  const target = servedAt(uri, 'crs')
  const transform = transformer(stored, target)
  const decimals = target.kind === 'geographic' ? 8 : 4
  const coordinates = mapPositions(geometry.coordinates, (position) => {
    const [x, y] = registryOrder(target, transform(position))
    return [Number(x.toFixed(decimals)), Number(y.toFixed(decimals))]
  })
  return { ...geometry, coordinates } as GeoJSON.Geometry
}

/**
 * The `bbox` parameter as a box in stored degrees. `bbox-crs` says what its numbers mean; the default is CRS84.
 * @throws Problem malformed with pointer /query/bbox
 */
export const boxInDegrees = (bbox: string, uri: string): Box => {
  const given = bbox.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  // Six numbers are a box with heights, which our layers do not have.
  const numbers = given.length === 6 ? given.filter((_, index) => index !== 2 && index !== 5) : given
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) {
    throw Problem.field('/query/bbox', 'bbox', '范围应为四个数：西,南,东,北', 'malformed')
  }
  const source = servedAt(uri, 'bbox-crs')
  const transform = transformer(source, stored)
  // Swapping the axes twice gives the order back, so the same function reads what it writes.
  const corner = (a = 0, b = 0): Position => transform(registryOrder(source, [a, b]))
  const [a, b, c, d] = numbers
  const [west, south] = corner(a, b)
  const [east, north] = corner(c, d)
  if (south > north) throw Problem.field('/query/bbox', 'bbox', '范围的南边不得高于北边', 'malformed')
  return [west, south, east, north]
}
