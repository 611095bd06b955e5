import { type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, type CheckBuilder, check, customType, index, type IndexBuilder } from 'drizzle-orm/pg-core'
import type { Geometry, GeometryCollection } from 'geojson'

type Types = {
  Point: 'Point'
  LineString: 'LineString'
  Polygon: 'Polygon'
  MultiPoint: 'MultiPoint'
  MultiLineString: 'MultiLineString'
  MultiPolygon: 'MultiPolygon'
  Geometry: Exclude<Geometry, GeometryCollection>['type']
}

type Of<Name extends keyof Types> = Extract<Geometry, { type: Types[Name] }>

/** SRID of CGCS2000 (GB/T 30848): the one coordinate system of everything stored. */
export const srid = 4490

/**
 * A geometry column in CGCS2000, GeoJSON in and out. Select it through `asGeoJSON(column)`: a bare select gives what
 * PostGIS sends, hex EWKB, and is refused here. Polygons may be given for a MultiPolygon column.
 * Add `...geometryRules('name', table.geom)` to the table: validity is checked by the database, because the embedded
 * one loses the errors that invalid geometries raise later (see embedded.ts).
 */
export const geometry4490 = <Name extends keyof Types>(name: string, type: Name) =>
  customType<{ data: Of<Name>; driverData: string }>({
    dataType: () => `geometry(${type},${srid})`,
    toDriver: (value): SQL => {
      const given = sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(value)}), ${sql.raw(String(srid))})`
      return type.startsWith('Multi') ? sql`ST_Multi(${given})` : given
    },
    fromDriver: (value) => {
      if (value.startsWith('{')) return JSON.parse(value) as Of<Name>
      throw new Error(`select ${name} through asGeoJSON(): the driver gave EWKB`)
    },
  })(name)

/**
 * Nine decimals of a degree are a tenth of a millimetre. Option 0 leaves out `crs`, which RFC 7946 dropped and PostGIS
 * would add for every SRID but 4326.
 */
export const asGeoJSON = <T extends Geometry>(column: AnyPgColumn<{ data: T }>) =>
  sql<T>`ST_AsGeoJSON(${column}, 9, 0)::jsonb`

/** The spatial index and the check of validity that every geometry column carries. `name` is the table's name. */
export const geometryRules = (name: string, column: AnyPgColumn): [CheckBuilder, IndexBuilder] => [
  check(`${name}_${column.name}_valid`, sql`ST_IsValid(${column})`),
  index(`${name}_${column.name}_gist`).using('gist', column),
]
