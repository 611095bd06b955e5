import ExcelJS from 'exceljs'
import { zipSync } from 'fflate'
import { crsRegistry, transformer } from '../../platform/geo/crs.ts'
import type { Area, Position } from '../../platform/geo/shapes.ts'
import type { ExportTable } from './formats/export-table.ts'
import { writeGeoPackage } from './formats/write-geopackage.ts'
import { writeShapefile } from './formats/write-shapefile.ts'

/** Files as suppliers send them, made in code; metres are those of EPSG:4549 from a corner in the seat. */
export const origin = [634_000, 3_219_000] as const
export const codeOf = (no: number): string => `331022001001GB${String(no).padStart(5, '0')}`

export const ringAt = (east: number, north: number, side: number): Position[] => {
  const [x, y] = [origin[0] + east, origin[1] + north]
  return [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ]
}

const toDegrees = transformer(crsRegistry['EPSG:4549'], crsRegistry['EPSG:4490'])
export const inDegrees = (ring: readonly Position[]): Position[] => ring.map(toDegrees)

export const feature = (no: number | string, rings: unknown, more: object = {}) => ({
  type: 'Feature',
  properties: { code: typeof no === 'number' ? codeOf(no) : no, ...more },
  geometry: { type: 'Polygon', coordinates: rings },
})

export type TestFile = { readonly filename: string; readonly bytes: Uint8Array }
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

export const geoJsonFile = (features: readonly unknown[], more: object = {}): TestFile => ({
  filename: '宗地.geojson',
  bytes: text(JSON.stringify({ type: 'FeatureCollection', ...more, features })),
})

const columns: ExportTable['columns'] = [
  { key: 'code', short: 'ZDDM', title: '宗地代码', type: 'string' },
  { key: 'location', short: 'ZL', title: '坐落', type: 'string' },
]

export const tableOf = (
  rows: readonly { readonly code: string; readonly area: Area; readonly location?: string }[],
): ExportTable => ({
  name: 'plots',
  title: '宗地',
  columns,
  rows: rows.map(({ code, area, location = '海游街道' }) => ({ area, values: [code, location] })),
})

export const shapefile = (table: ExportTable): TestFile => ({ filename: '宗地.zip', bytes: writeShapefile(table) })
export const geoPackage = (table: ExportTable): TestFile => ({
  filename: '宗地.gpkg',
  bytes: writeGeoPackage(table, new Date('2022-07-01T00:00:00Z')),
})
export const zipOf = (entries: Readonly<Record<string, Uint8Array | string>>): TestFile => ({
  filename: '宗地.zip',
  bytes: zipSync(
    Object.fromEntries(
      Object.entries(entries).map(([name, value]) => [name, typeof value === 'string' ? text(value) : value]),
    ),
  ),
})

const pair = (code: number, value: string | number): string => `${code}\n${value}\n`

export const polyline = (
  handle: string,
  ring: readonly Position[],
  closed = true,
  bulges: readonly number[] = [],
): string =>
  pair(0, 'LWPOLYLINE') +
  pair(5, handle) +
  pair(8, '宗地') +
  pair(90, ring.length) +
  pair(70, closed ? 1 : 0) +
  ring
    .map(
      ([x, y], index) => pair(10, x) + pair(20, y) + ((bulges[index] ?? 0) === 0 ? '' : pair(42, bulges[index] ?? 0)),
    )
    .join('')

export const label = (words: string, [x, y]: Position): string =>
  pair(0, 'TEXT') + pair(8, '注记') + pair(10, x) + pair(20, y) + pair(1, words)

export const dxfFile = (entities: string): TestFile => ({
  filename: '宗地.dxf',
  bytes: text(`${pair(0, 'SECTION')}${pair(2, 'ENTITIES')}${entities}${pair(0, 'ENDSEC')}${pair(0, 'EOF')}`),
})

export const coordinateTable = async (
  header: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<TestFile> => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('界址点')
  sheet.addRow([...header])
  for (const row of rows) sheet.addRow([...row])
  return { filename: '界址点.xlsx', bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) }
}
