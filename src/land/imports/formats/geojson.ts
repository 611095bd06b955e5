import type { Area, Position } from '../../../platform/geo/shapes.ts'
import {
  Budget,
  FileRefused,
  importLimits,
  type RawFeature,
  type RawFile,
  type Refused,
  tooManyVertices,
} from '../raw.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const malformed: Refused = { code: 'malformed_geometry', message: '坐标数组不合 GeoJSON 格式' }

const positions = (ring: unknown): Position[] | null => {
  if (!Array.isArray(ring)) return null
  const list = ring.map((position: unknown) =>
    Array.isArray(position) && typeof position[0] === 'number' && typeof position[1] === 'number'
      ? ([position[0], position[1]] as const)
      : null,
  )
  return list.includes(null) ? null : list.filter((position) => position !== null)
}

const polygon = (coordinates: unknown): Position[][] | null => {
  if (!Array.isArray(coordinates)) return null
  const rings = coordinates.map(positions)
  return rings.includes(null) ? null : rings.filter((ring) => ring !== null)
}

type Read = { readonly area: Area | null; readonly refused: Refused | null }

/** A geometry of a file of strangers as an area, or why it is none. */
export const areaOfGeoJson = (geometry: unknown, budget: Budget): Read => {
  if (!isRecord(geometry)) return { area: null, refused: { code: 'empty_geometry', message: '要素没有图形' } }
  const { type, coordinates } = geometry
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    return { area: null, refused: { code: 'not_a_polygon', message: `图形不是面（${String(type).slice(0, 30)}）` } }
  }
  const parts =
    type === 'Polygon' ? [polygon(coordinates)] : Array.isArray(coordinates) ? coordinates.map(polygon) : [null]
  if (parts.includes(null)) return { area: null, refused: malformed }
  const area = parts.filter((part) => part !== null)
  const count = area.reduce((sum, part) => sum + part.reduce((all, ring) => all + ring.length, 0), 0)
  budget.vertices(count)
  if (count === 0) return { area: null, refused: { code: 'empty_geometry', message: '要素没有图形' } }
  return count > importLimits.verticesOfFeature ? { area: null, refused: tooManyVertices } : { area, refused: null }
}

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)

/** GeoJSON (RFC 7946), and the `crs` member of its forerunner that many programs still write. */
export const readGeoJson = (text: string): RawFile => {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new FileRefused('damaged', 'GeoJSON 文件不完整或不合 JSON 格式')
  }
  if (!isRecord(parsed)) throw new FileRefused('damaged', '不是 GeoJSON 文件')
  const list =
    parsed['type'] === 'FeatureCollection'
      ? parsed['features']
      : parsed['type'] === 'Feature'
        ? [parsed]
        : [{ geometry: parsed }]
  if (!Array.isArray(list)) throw new FileRefused('damaged', 'GeoJSON 没有要素')
  const budget = new Budget()
  const fields = new Set<string>()
  const features = list.map((feature: unknown, index): RawFeature => {
    budget.feature()
    const record = isRecord(feature) ? feature : {}
    const given = isRecord(record['properties']) ? record['properties'] : {}
    const properties = Object.fromEntries(
      Object.entries(given)
        .slice(0, importLimits.fields)
        .map(([key, value]) => [key, textOf(value)]),
    )
    for (const key of Object.keys(properties)) if (fields.size < importLimits.fields) fields.add(key)
    return { place: `第 ${index + 1} 个要素`, properties, ...areaOfGeoJson(record['geometry'], budget) }
  })
  const crs =
    isRecord(parsed['crs']) && isRecord(parsed['crs']['properties']) ? parsed['crs']['properties']['name'] : null
  return {
    format: 'geojson',
    features,
    fields: [...fields],
    crs: typeof crs === 'string' ? crs.slice(0, 200) : null,
    encoding: { name: 'utf-8', guessed: false },
  }
}
