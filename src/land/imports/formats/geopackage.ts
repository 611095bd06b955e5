/** GeoPackage (OGC 12-128r18) through the SQLite that Node carries. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Budget, FileRefused, importLimits, type RawFeature, type RawFile } from '../raw.ts'
import { crsOfPrj } from './prj.ts'
import { readGeoPackageGeometry } from './wkb.ts'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const crsOf = (database: DatabaseSync, srs: number): string | null => {
  const row = database
    .prepare(
      'SELECT organization AS org, organization_coordsys_id AS id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?',
    )
    .get(srs)
  if (row === undefined || srs <= 0) return null
  if (String(row['org']).toUpperCase() === 'EPSG') return `EPSG:${String(row['id'])}`
  return crsOfPrj(String(row['definition']))
}

const readFrom = (database: DatabaseSync): RawFile => {
  const table = database
    .prepare(
      `SELECT c.table_name AS name, g.column_name AS geometry, g.srs_id AS srs FROM gpkg_contents c
       JOIN gpkg_geometry_columns g ON g.table_name = c.table_name WHERE c.data_type = 'features' ORDER BY 1`,
    )
    .get()
  if (table === undefined) throw new FileRefused('no_layer', 'GeoPackage 中没有要素图层')
  const [name, geometry] = [String(table['name']), String(table['geometry'])]
  const budget = new Budget()
  const features: RawFeature[] = []
  let fields: string[] = []
  for (const row of database.prepare(`SELECT * FROM ${quoted(name)}`).iterate()) {
    budget.feature()
    const { [geometry]: shape, ...rest } = row
    if (features.length === 0) fields = Object.keys(rest).slice(0, importLimits.fields)
    const properties = Object.fromEntries(
      fields.map((field) => {
        const value = rest[field]
        return [field, value === null || value === undefined || value instanceof Uint8Array ? '' : String(value)]
      }),
    )
    features.push({
      place: `第 ${features.length + 1} 个要素`,
      properties,
      ...(shape instanceof Uint8Array
        ? readGeoPackageGeometry(shape, budget)
        : { area: null, refused: { code: 'empty_geometry', message: '要素没有图形' } }),
    })
  }
  return { format: 'geopackage', features, fields, crs: crsOf(database, Number(table['srs'])), encoding: null }
}

/** SQLite wants a file; it lies in a folder of its own for as long as it is read, read-only and without extensions. */
export const readGeoPackage = (bytes: Uint8Array): RawFile => {
  const folder = mkdtempSync(join(tmpdir(), 'gongfu-gpkg-'))
  try {
    const path = join(folder, 'upload.gpkg')
    writeFileSync(path, bytes)
    const database = new DatabaseSync(path, { readOnly: true, allowExtension: false })
    try {
      return readFrom(database)
    } finally {
      database.close()
    }
  } catch (error) {
    if (error instanceof FileRefused) throw error
    throw new FileRefused('damaged', 'GeoPackage 已损坏或不完整')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
