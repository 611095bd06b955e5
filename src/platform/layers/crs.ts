import { Problem } from '../errors/problem.ts'
import { type EpsgCode, transformPoint } from '../geo/crs.ts'
import type { Box } from './collections.ts'

/**
 * Coordinate reference systems of OGC API Features Part 2. Layers are stored in CGCS2000 degrees, longitude first;
 * CRS84 is served as the same numbers (WGS84 and CGCS2000 differ by less than a metre).
 * The registry's axis order of the geographic and the Gauss–Krüger systems is northing (latitude) first, and a reply
 * in such a system follows the registry.
 */
type Served = {
  readonly uri: string
  readonly epsg: EpsgCode
  readonly northingFirst: boolean
  readonly decimals: number
}

const epsgUri = (code: number): string => `http://www.opengis.net/def/crs/EPSG/0/${code}`

export const storageCrs = epsgUri(4490)
export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'

const served: readonly Served[] = [
  { uri: crs84, epsg: 4490, northingFirst: false, decimals: 8 },
  { uri: storageCrs, epsg: 4490, northingFirst: true, decimals: 8 },
  { uri: epsgUri(4326), epsg: 4326, northingFirst: true, decimals: 8 },
  { uri: epsgUri(3857), epsg: 3857, northingFirst: false, decimals: 3 },
  { uri: epsgUri(4549), epsg: 4549, northingFirst: true, decimals: 4 },
]

export const servedCrs: readonly string[] = served.map((crs) => crs.uri)

const crsOf = (uri: string, parameter: string): Served => {
  const crs = served.find((candidate) => candidate.uri === uri)
  if (!crs) throw Problem.field(`/query/${parameter}`, 'unknown_crs', `不支持的坐标系：${uri}`, 'malformed')
  return crs
}

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals))

const mapPositions = (coordinates: unknown, map: (position: readonly number[]) => number[]): unknown =>
  Array.isArray(coordinates) && typeof coordinates[0] === 'number'
    ? map(coordinates as number[])
    : (coordinates as unknown[]).map((part) => mapPositions(part, map))

/** Geometry of a stored feature in the CRS that was asked for. */
export const reproject = (geometry: GeoJSON.Geometry, uri: string): GeoJSON.Geometry => {
  const target = crsOf(uri, 'crs')
  if (geometry.type === 'GeometryCollection') {
    return { ...geometry, geometries: geometry.geometries.map((part) => reproject(part, uri)) }
  }
  const coordinates = mapPositions(geometry.coordinates, ([x = 0, y = 0]) => {
    const [east, north] = target.epsg === 4490 ? [x, y] : transformPoint(4490, target.epsg, [x, y])
    const rounded = [round(east, target.decimals), round(north, target.decimals)]
    return target.northingFirst ? rounded.reverse() : rounded
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
  const crs = crsOf(uri, 'bbox-crs')
  const corner = (a = 0, b = 0): readonly [number, number] => {
    const point: readonly [number, number] = crs.northingFirst ? [b, a] : [a, b]
    return crs.epsg === 4490 ? point : transformPoint(crs.epsg, 4490, point)
  }
  const [a, b, c, d] = numbers
  const low = corner(a, b)
  const high = corner(c, d)
  if (low[1] > high[1]) throw Problem.field('/query/bbox', 'bbox', '范围的南边不得高于北边', 'malformed')
  return [low[0], low[1], high[0], high[1]]
}
