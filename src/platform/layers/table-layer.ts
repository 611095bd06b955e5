import { and, asc, eq, getTableColumns, gt, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Geometry } from 'geojson'
import type { Context } from '../context.ts'
import { asGeoJSON, srid } from '../database/geometry.ts'
import type { Box } from './collections.ts'
import type { Layer, LayerFeature, LayerProperty } from './layer.ts'

type Columns = {
  readonly table: PgTable
  /** Unique within the county; text or uuid. Features are paged in its order. */
  readonly id: PgColumn
  // oxlint-disable-next-line typescript/no-explicit-any -- drizzle's column type is invariant in its data
  readonly geometry: PgColumn<any>
  readonly properties: readonly (LayerProperty & { readonly from: PgColumn | SQL })[]
  /** Which rows belong to the layer on a day; all where left out. */
  readonly where?: (asOf: string | undefined) => SQL | undefined
}

/**
 * A layer that is a table with a geometry column: row policies decide what each caller sees, so a layer never filters
 * by actor. `version` reads every visible row's `xmin`: a few milliseconds for 50 000 rows, asked once a second by the
 * tiles (tiles.ts).
 */
export const tableLayer = (
  layer: Omit<Layer, 'features' | 'feature' | 'count' | 'version' | 'properties'>,
  { table, id, geometry, properties, where = () => undefined }: Columns,
): Layer => {
  const { county } = getTableColumns(table)
  if (county === undefined) throw new Error(`layer ${layer.id}: its table has no county`)
  const selection = {
    id: sql<string>`${id}::text`,
    geometry: asGeoJSON<Geometry>(geometry),
    properties: sql<Record<string, unknown>>`jsonb_build_object(${sql.join(
      properties.flatMap(({ key, from }) => [sql`${key}::text`, sql`${from}`]),
      sql`, `,
    )})`,
  }
  const wanted = (context: Context, asOf: string | undefined, box: Box | undefined): SQL | undefined =>
    and(
      eq(county, context.actor.county),
      sql`${geometry} IS NOT NULL`,
      where(asOf),
      box && sql`${geometry} && ST_MakeEnvelope(${box[0]}, ${box[1]}, ${box[2]}, ${box[3]}, ${sql.raw(String(srid))})`,
    )
  const select = (context: Context, condition: SQL | undefined, limit: number): Promise<LayerFeature[]> =>
    context.tx.select(selection).from(table).where(condition).orderBy(asc(id)).limit(limit)

  return {
    ...layer,
    properties: properties.map(({ from: _column, ...property }) => property),
    features: (context, { bbox, asOf, after, limit }) =>
      select(context, and(wanted(context, asOf, bbox), after === undefined ? undefined : gt(id, after)), limit),
    feature: async (context, wantedId) => {
      const [found] = await select(
        context,
        and(wanted(context, undefined, undefined), sql`${id}::text = ${wantedId}`),
        1,
      )
      return found ?? null
    },
    count: (context, { bbox, asOf }) => context.tx.$count(table, wanted(context, asOf, bbox)),
    version: async (context) => {
      const [row] = await context.tx
        .select({ version: sql<string>`count(*)::text || '-' || coalesce(sum(xmin::text::bigint), 0)::text` })
        .from(table)
        .where(wanted(context, undefined, undefined))
      return row?.version ?? '0'
    },
  }
}
