import { randomUUID } from 'node:crypto'
import { and, eq, ilike, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { crsRegistry, findCrs } from '../../platform/geo/crs.ts'
import { geodesicArea } from '../../platform/geo/ellipsoid.ts'
import { overlapsOf, prepareZones } from '../../platform/geo/overlay.ts'
import { type Area, partsOfGeometry } from '../../platform/geo/shapes.ts'
import { withRightHandRule } from '../../platform/geo/validity.ts'
import { after, decodeCursor, orderBy, type SortKey, toPage } from '../../platform/http/page.ts'
import { checkRealEstateUnit } from '../../platform/identifiers/real-estate-unit.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import { countyRegister, organisation } from '../../platform/registers/tables.ts'
import type { ParcelDraft, ParcelReply, ParcelsQuery, ParcelsReply } from '../api/parcels/schema.ts'
import { areaFigures, compareRegistered, registerPlane, transformArea } from '../model/area.ts'
import { type Building, plotFigures } from '../model/floor-area-ratio.ts'
import { areaOf } from '../schemas.ts'
import { landBuilding, landContract, landOccupancy, landParcel, landParcelOrigin } from '../tables.ts'

/** Boundaries of neighbours share edges; what overlaps by less than this is rounding of their points (assumption). */
const overlapToleranceM2 = 0.1

const listed = {
  id: landParcel.id,
  code: landParcel.code,
  townCode: landParcel.townCode,
  location: landParcel.location,
  block: landParcel.block,
  landUse: landParcel.landUse,
  ownership: landParcel.ownership,
  tenure: landParcel.tenure,
  areaRegisteredM2: landParcel.areaRegisteredM2,
  areaGeodesicM2: landParcel.areaGeodesicM2,
  validFrom: landParcel.validFrom,
  validTo: landParcel.validTo,
  measuredOn: landParcel.measuredOn,
}

const byCode: readonly SortKey[] = [{ column: landParcel.code, direction: 'asc' }]

/** A text that people typed, as it stands: no wildcards of theirs. */
const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`

/** Parcels that stand today as far as the actor may see them, by their codes. */
export const listParcels = async (
  context: Context,
  query: z.output<typeof ParcelsQuery>,
): Promise<DeepReadonly<z.input<typeof ParcelsReply>>> => {
  const { county } = context.actor
  const wanted: (SQL | undefined)[] = [
    eq(landParcel.county, county),
    query.history ? undefined : isNull(landParcel.validTo),
    query.town === undefined ? undefined : eq(landParcel.townCode, query.town),
    query.q === undefined
      ? undefined
      : or(ilike(landParcel.code, containing(query.q)), ilike(landParcel.location, containing(query.q))),
    query.cursor === undefined ? undefined : after(byCode, decodeCursor(context.config, query.cursor)),
  ]
  const rows = await context.tx
    .select(listed)
    .from(landParcel)
    .where(and(...wanted))
    .orderBy(...orderBy(byCode))
    .limit(query.limit + 1)
  return toPage(context.config, rows, query.limit, ({ code }) => [code])
}

const buildingsOn = async ({ tx, actor }: Context, parcelId: string) =>
  tx
    .select({
      no: landBuilding.no,
      footprintM2: landBuilding.footprintM2,
      storeys: landBuilding.storeys,
      completedOn: landBuilding.completedOn,
      demolishedOn: landBuilding.demolishedOn,
      measuredBy: landBuilding.measuredBy,
    })
    .from(landBuilding)
    .where(and(eq(landBuilding.county, actor.county), eq(landBuilding.parcelId, parcelId)))
    .orderBy(landBuilding.no)

const holdersOf = async ({ tx, actor }: Context, parcelId: string) =>
  tx
    .select({
      organisationId: landOccupancy.organisationId,
      name: organisation.name,
      kind: landOccupancy.kind,
      areaM2: landOccupancy.areaM2,
      floorAreaM2: landOccupancy.floorAreaM2,
      from: landOccupancy.from,
      to: landOccupancy.to,
    })
    .from(landOccupancy)
    .innerJoin(
      organisation,
      and(eq(organisation.county, landOccupancy.county), eq(organisation.id, landOccupancy.organisationId)),
    )
    .where(and(eq(landOccupancy.county, actor.county), eq(landOccupancy.parcelId, parcelId)))
    .orderBy(landOccupancy.from, landOccupancy.id)

/** Parcels on the other side of a split, merge or new boundary. */
const kin = (
  { tx, actor }: Context,
  own: typeof landParcelOrigin.parcelId | typeof landParcelOrigin.parentId,
  other: typeof landParcelOrigin.parcelId | typeof landParcelOrigin.parentId,
  id: string,
) =>
  tx
    .select({ id: landParcel.id, code: landParcel.code })
    .from(landParcelOrigin)
    .innerJoin(landParcel, and(eq(landParcel.county, landParcelOrigin.county), eq(landParcel.id, other)))
    .where(and(eq(landParcelOrigin.county, actor.county), eq(own, id)))
    .orderBy(landParcel.code)

const contractsOf = async ({ tx, actor }: Context, id: string) => {
  const rows = await tx
    .select({
      supervisionNo: landContract.supervisionNo,
      signedOn: landContract.signedOn,
      startDue: landContract.startDue,
      priceFen: landContract.priceFen,
    })
    .from(landContract)
    .where(and(eq(landContract.county, actor.county), eq(landContract.parcelId, id)))
    .orderBy(landContract.signedOn)
  return rows.map(({ priceFen, ...row }) => ({ ...row, priceFen: Number(priceFen) }))
}

/** Accuracy of a boundary point where none is recorded, m: grade 1 of TD/T 1001. */
const usualAccuracyM = 0.05

const areasOf = (row: {
  readonly boundary: GeoJSON.MultiPolygon | null
  readonly pointAccuracyM: number | null
  readonly areaRegisteredM2: number
}) => {
  if (row.boundary === null) return null
  const figures = areaFigures(
    partsOfGeometry(row.boundary),
    crsRegistry['EPSG:4490'],
    row.pointAccuracyM ?? usualAccuracyM,
    Working.silent,
    '/boundary',
  )
  return { ...figures, ...compareRegistered(row.areaRegisteredM2, figures) }
}

/** One parcel with its buildings, holders, origin and, where it is measured, its ratio with the working. */
export const viewParcel = async (context: Context, id: string): Promise<DeepReadonly<z.input<typeof ParcelReply>>> => {
  const { tx, actor, clock } = context
  const [row] = await tx
    .select({
      ...listed,
      sourceCrs: landParcel.sourceCrs,
      structuresM2: landParcel.structuresM2,
      greenM2: landParcel.greenM2,
      adminLandM2: landParcel.adminLandM2,
      pointAccuracyM: landParcel.pointAccuracyM,
      boundary: sql<GeoJSON.MultiPolygon | null>`${asGeoJSON(landParcel.boundary)}`,
    })
    .from(landParcel)
    .where(and(eq(landParcel.county, actor.county), eq(landParcel.id, id)))
  if (row === undefined) throw new Problem('not_found', '没有这宗地')
  const buildings = await buildingsOn(context, id)
  const today = civilDateOf(clock.now())
  const standing = buildings
    .filter(({ completedOn, demolishedOn }) => completedOn <= today && (demolishedOn === null || demolishedOn > today))
    .map(({ no, footprintM2, storeys }): Building => ({ id: no, footprintM2, storeys }))
  const working = new Working()
  const { structuresM2, greenM2, adminLandM2, pointAccuracyM: _accuracy, ...parcel } = row
  const plot = { structuresM2: structuresM2 ?? 0, yardM2: 0, greenM2: greenM2 ?? 0, adminLandM2, adminFloorM2: null }
  const figures =
    row.measuredOn === null || row.measuredOn > today
      ? null
      : working.explain(plotFigures({ landAreaM2: row.areaRegisteredM2, buildings: standing, ...plot }, working))
  return {
    ...parcel,
    buildings,
    holders: await holdersOf(context, id),
    parents: await kin(context, landParcelOrigin.parcelId, landParcelOrigin.parentId, id),
    children: await kin(context, landParcelOrigin.parentId, landParcelOrigin.parcelId, id),
    areas: areasOf(row),
    contracts: await contractsOf(context, id),
    figures,
  }
}

const toDegrees = (geometry: z.output<typeof ParcelDraft>['geometry'], crs: string): Area =>
  withRightHandRule(transformArea(areaOf(geometry, '/geometry'), findCrs(crs), crsRegistry['EPSG:4490'], '/geometry'))

export const asMultiPolygon = (area: Area) => ({
  type: 'MultiPolygon' as const,
  coordinates: area.map((part) => part.map((ring) => ring.map(([x, y]) => [x, y]))),
})

/** @throws Problem not_computable `outside_county` */
export const requireInCounty = async ({ tx, actor }: Context, shape: string): Promise<void> => {
  const [row] = await tx
    .select({
      covered: sql<
        boolean | null
      >`ST_Covers(ST_Expand(ST_Envelope(${countyRegister.boundary}), 0.05), ST_SetSRID(ST_GeomFromGeoJSON(${shape}), 4490))`,
    })
    .from(countyRegister)
    .where(eq(countyRegister.county, actor.county))
  if (row?.covered === false) {
    throw Problem.field('/geometry', 'outside_county', '界线在本县范围之外，请核对坐标系和坐标顺序')
  }
}

/** @throws Problem not_computable `overlaps_parcel`, one error a neighbour */
const requireClear = async ({ tx, actor }: Context, area: Area, shape: string): Promise<void> => {
  const neighbours = await tx
    .select({ code: landParcel.code, boundary: asGeoJSON(landParcel.boundary) })
    .from(landParcel)
    .where(
      and(
        eq(landParcel.county, actor.county),
        isNull(landParcel.validTo),
        sql`${landParcel.boundary} && ST_SetSRID(ST_GeomFromGeoJSON(${shape}), 4490)`,
      ),
    )
    .orderBy(landParcel.code)
  const toPlane = (one: Area): Area => transformArea(one, crsRegistry['EPSG:4490'], crsRegistry[registerPlane], '')
  const zones = prepareZones(neighbours.map(({ boundary }) => toPlane(partsOfGeometry(boundary))))
  const hits = overlapsOf(toPlane(area), zones).filter(({ areaM2 }) => areaM2 > overlapToleranceM2)
  if (hits.length === 0) return
  throw new Problem(
    'not_computable',
    `与 ${hits.length} 宗地重叠`,
    hits.map(({ zone, areaM2 }) => ({
      pointer: '/geometry',
      code: 'overlaps_parcel',
      message: `与宗地 ${neighbours[zone]?.code ?? ''} 重叠 ${areaM2.toFixed(2)} 平方米`,
    })),
  )
}

/**
 * Registers a parcel with its boundary as delivered.
 * @throws Problem not_computable: `unit_code_invalid`, `unknown_crs`, faults of the shape, `outside_county`,
 * `overlaps_parcel`; `duplicate` for a code that is there; forbidden for who is not on duty
 */
export const registerParcel = async (context: Context, draft: z.output<typeof ParcelDraft>): Promise<string> => {
  const { tx, actor } = context
  const { geometry, crs, ...fields } = draft
  const checked = checkRealEstateUnit(draft.code)
  if (!checked.valid || checked.parts?.level !== 'parcel') {
    throw Problem.field('/code', 'unit_code_invalid', `宗地代码不正确：${checked.reason ?? 'LENGTH'}`)
  }
  const area = toDegrees(geometry, crs)
  const boundary = asMultiPolygon(area)
  const shape = JSON.stringify(boundary)
  await requireInCounty(context, shape)
  // Two neighbours entered at once must see each other.
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`land_parcels ${actor.county}`}))`)
  await requireClear(context, area, shape)
  const id = randomUUID()
  await tx.insert(landParcel).values({
    county: actor.county,
    id,
    ...fields,
    code: checked.code,
    areaGeodesicM2: geodesicArea(area),
    boundary,
    sourceCrs: crs,
  })
  return id
}
