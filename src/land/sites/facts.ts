import { and, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import { crsRegistry, transformer } from '../../platform/geo/crs.ts'
import { type Area, boxOfArea, type Position } from '../../platform/geo/shapes.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { village } from '../../platform/registers/tables.ts'
import { registerPlane } from '../model/area.ts'
import { type HeightWindow, type SiteTerrain, siteTerrain, windowOf } from '../model/site-terrain.ts'
import { type FacilityKind, facilityKinds, landDemTile, landFacility } from '../tables.ts'

/** Firms of the same industry within this distance are its cluster (assumption). */
const clusterMetres = 3_000

export type NearFacility = { readonly name: string; readonly km: number; readonly spareMva: number | null }

/** What a site has around it; null where the county has no record to say it. Distances are straight lines. */
export type SiteFacts = {
  readonly near: Readonly<Record<FacilityKind, NearFacility | null>>
  readonly homesM: number | null
  readonly clusterFirms: number | null
  readonly terrain: SiteTerrain | null
}

type Dem = {
  readonly cellSizeM: number
  readonly side: number
  readonly tiles: ReadonlyMap<string, Int16Array>
}

/** Everything that sites of the county are measured against, read once for any number of them. */
export type Surroundings = {
  readonly facilities: readonly {
    readonly kind: FacilityKind
    readonly name: string
    readonly spareMva: number | null
    readonly at: Position
  }[]
  readonly homes: readonly Position[]
  readonly firms: readonly { readonly industry: string; readonly at: Position }[]
  readonly dem: Dem | null
}

export const toPlane = transformer(crsRegistry['EPSG:4490'], crsRegistry[registerPlane])
export const planeOf = (area: Area): Area => area.map((part) => part.map((ring) => ring.map(toPlane)))

const loadDem = async ({ tx, actor }: Context): Promise<Dem | null> => {
  const rows = await tx
    .select({
      column: landDemTile.column,
      row: landDemTile.row,
      cellSizeM: landDemTile.cellSizeM,
      side: landDemTile.side,
      heights: landDemTile.heights,
    })
    .from(landDemTile)
    .where(eq(landDemTile.county, actor.county))
  const [first] = rows
  if (first === undefined) return null
  const tiles = new Map(
    rows.map(({ column, row, heights }) => [
      `${column} ${row}`,
      // Copied, since the bytes of a driver need not begin at an even address.
      new Int16Array(heights.slice().buffer),
    ]),
  )
  return { cellSizeM: first.cellSizeM, side: first.side, tiles }
}

export const loadSurroundings = async (context: Context): Promise<Surroundings> => {
  const { tx, actor, clock } = context
  const today = civilDateOf(clock.now())
  const facilities = await tx
    .select({
      kind: landFacility.kind,
      name: landFacility.name,
      spareMva: landFacility.spareMva,
      position: asGeoJSON(landFacility.position),
    })
    .from(landFacility)
    .where(
      and(
        eq(landFacility.county, actor.county),
        lte(landFacility.validFrom, today),
        or(isNull(landFacility.validTo), gte(landFacility.validTo, today)),
      ),
    )
    .orderBy(landFacility.id)
  const villages = await tx
    .select({ at: asGeoJSON(village.seat) })
    .from(village)
    .where(eq(village.county, actor.county))
  const { rows: firms } = await tx.execute<{ industry: string; x: number; y: number }>(sql`
    SELECT e.industry, avg(ST_X(ST_Centroid(p.boundary))) AS x, avg(ST_Y(ST_Centroid(p.boundary))) AS y
    FROM land_enterprise e
    JOIN land_occupancy o ON o.county = e.county AND o.organisation_id = e.organisation_id AND o.to_day IS NULL
    JOIN land_parcel p ON p.county = o.county AND p.id = o.parcel_id AND p.boundary IS NOT NULL
    WHERE e.county = ${actor.county} AND e.closed_on IS NULL
    GROUP BY e.organisation_id, e.industry`)
  const point = ([x = 0, y = 0]: readonly number[]): Position => toPlane([x, y])
  return {
    facilities: facilities.map(({ position, ...rest }) => ({ ...rest, at: point(position.coordinates) })),
    homes: villages.map(({ at }) => point(at.coordinates)),
    firms: firms.map(({ industry, x, y }) => ({ industry, at: point([x, y]) })),
    dem: await loadDem(context),
  }
}

const unknownHeight = -32_768

const heightsAbout = (plane: Area, { cellSizeM, side, tiles }: Dem): HeightWindow => {
  const { firstColumn, lastColumn, firstRow, lastRow } = windowOf(plane, cellSizeM)
  const at = (row: number, column: number): number | null => {
    const [tileRow, tileColumn] = [Math.floor(row / side), Math.floor(column / side)]
    const tile = tiles.get(`${tileColumn} ${tileRow}`)
    const value = tile?.[(row - tileRow * side) * side + (column - tileColumn * side)]
    return value === undefined || value === unknownHeight ? null : value / 10
  }
  const heights = Array.from({ length: lastRow - firstRow + 1 }, (_, row) =>
    Array.from({ length: lastColumn - firstColumn + 1 }, (__, column) => at(firstRow + row, firstColumn + column)),
  )
  return { west: firstColumn * cellSizeM, north: -firstRow * cellSizeM, cellSizeM, heights }
}

/** Distance from an area's rim, or 0 inside its box, m: sites are small against the distances asked. */
const metresTo = (box: ReturnType<typeof boxOfArea>, [x, y]: Position): number =>
  Math.hypot(Math.max(box.minX - x, 0, x - box.maxX), Math.max(box.minY - y, 0, y - box.maxY))

/** Larger than any site that the heights are read for: beyond it the mean slope says nothing. */
const widestSiteM = 10_000

/** @param plane the site in the register's plane */
export const factsOf = (plane: Area, industry: string | null, around: Surroundings): SiteFacts => {
  const box = boxOfArea(plane)
  const nearest = (kind: FacilityKind): NearFacility | null => {
    let best: NearFacility | null = null
    for (const facility of around.facilities) {
      if (facility.kind !== kind) continue
      const km = metresTo(box, facility.at) / 1_000
      if (best === null || km < best.km) best = { name: facility.name, km, spareMva: facility.spareMva }
    }
    return best
  }
  const homesM = around.homes.reduce<number | null>((least, at) => {
    const metres = metresTo(box, at)
    return least === null || metres < least ? metres : least
  }, null)
  const small = box.maxX - box.minX <= widestSiteM && box.maxY - box.minY <= widestSiteM
  return {
    near: Object.fromEntries(facilityKinds.map((kind) => [kind, nearest(kind)])) as SiteFacts['near'],
    homesM,
    clusterFirms:
      industry === null
        ? null
        : around.firms.filter((firm) => firm.industry === industry && metresTo(box, firm.at) <= clusterMetres).length,
    terrain: around.dem === null || !small ? null : siteTerrain(plane, heightsAbout(plane, around.dem)),
  }
}

/** Facts as criteria of the rule table land.suitability-curves. */
export const criteriaValues = ({
  near,
  homesM,
  clusterFirms,
  terrain,
}: SiteFacts): Readonly<Record<string, number | null>> => ({
  highwayKm: near.highway?.km ?? null,
  portKm: near.port?.km ?? null,
  spareMva: near.substation?.spareMva ?? null,
  slopePercent: terrain?.meanPercent ?? null,
  clusterFirms,
  sewageKm: near.sewage?.km ?? null,
  homesM,
})
