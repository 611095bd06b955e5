import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { boxOf } from '../../../platform/geo/shapes.ts'
import { cgcs2000Wkt } from './wkt.ts'
import { writeGeoPackageGeometry } from './wkb.ts'
import type { ExportTable } from './export-table.ts'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const srs = 4490

/** Core tables of OGC 12-128r18 §1.1 with the rows that the standard asks for. */
const core = `
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined cartesian', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL);`

/** A table as a GeoPackage that QGIS, ArcGIS and GDAL open, in CGCS2000 degrees. `madeAt` as the file notes it. */
export const writeGeoPackage = (table: ExportTable, madeAt: Date): Uint8Array => {
  const folder = mkdtempSync(join(tmpdir(), 'gongfu-gpkg-'))
  try {
    const path = join(folder, 'export.gpkg')
    const database = new DatabaseSync(path)
    database.exec(core)
    database
      .prepare('INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)')
      .run('China Geodetic Coordinate System 2000', srs, 'EPSG', srs, cgcs2000Wkt)
    const columns = table.columns.map(({ key, type }) => `${quoted(key)} ${type === 'number' ? 'DOUBLE' : 'TEXT'}`)
    database.exec(
      `CREATE TABLE ${quoted(table.name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom BLOB, ${columns.join(', ')})`,
    )
    const corners = table.rows.flatMap(({ area }) => area.flatMap((part) => part[0] ?? []))
    const box = boxOf(corners)
    database
      .prepare("INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)")
      .run(table.name, table.name, table.title, madeAt.toISOString(), box.minX, box.minY, box.maxX, box.maxY, srs)
    database
      .prepare("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'MULTIPOLYGON', ?, 0, 0)")
      .run(table.name, srs)
    const insert = database.prepare(
      `INSERT INTO ${quoted(table.name)} (geom, ${table.columns.map(({ key }) => quoted(key)).join(', ')})
       VALUES (${['?', ...table.columns.map(() => '?')].join(', ')})`,
    )
    database.exec('BEGIN')
    for (const { area, values } of table.rows) insert.run(writeGeoPackageGeometry(area, srs), ...values)
    database.exec('COMMIT')
    database.close()
    return new Uint8Array(readFileSync(path))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
