import { z } from 'zod'
import { occupancyKinds } from '../../model/firm-figures.ts'
import { tenures } from '../../model/idle-land.ts'
import { CrsText, Day, Geometry } from '../../schemas.ts'

export const Ownership = z.enum(['state', 'collective'])
export const Tenure = z.enum(tenures)

export const ParcelsQuery = z.strictObject({
  town: z.string().max(9).optional(),
  q: z.string().trim().max(100).optional(),
  /** With the parcels that others replaced. */
  history: z.stringbool().default(false),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const ParcelRow = z.strictObject({
  id: z.string(),
  code: z.string(),
  townCode: z.string().nullable(),
  location: z.string(),
  block: z.string().nullable(),
  landUse: z.string(),
  ownership: Ownership,
  tenure: Tenure,
  areaRegisteredM2: z.number(),
  areaGeodesicM2: z.number().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  measuredOn: z.string().nullable(),
})
export const ParcelsReply = z.strictObject({ rows: z.array(ParcelRow), nextCursor: z.string().nullable() })

const Storey = z.strictObject({ no: z.int(), areaM2: z.number(), heightM: z.number(), below: z.boolean() })

const Figures = z.strictObject({
  grossFloorAreaM2: z.number(),
  countedFloorAreaM2: z.number(),
  far: z.number(),
  buildingCoefficient: z.number(),
  greenRatio: z.number(),
  adminLandShare: z.number().nullable(),
  adminFloorShare: z.number().nullable(),
})

export const ParcelReply = ParcelRow.extend({
  sourceCrs: z.string().nullable(),
  boundary: z.unknown(),
  buildings: z.array(
    z.strictObject({
      no: z.string(),
      footprintM2: z.number(),
      storeys: z.array(Storey),
      completedOn: z.string(),
      demolishedOn: z.string().nullable(),
      measuredBy: z.enum(['survey', 'oblique_photo', 'drawing']),
    }),
  ),
  holders: z.array(
    z.strictObject({
      organisationId: z.string(),
      name: z.string(),
      kind: z.enum(occupancyKinds),
      areaM2: z.number().nullable(),
      floorAreaM2: z.number().nullable(),
      from: z.string(),
      to: z.string().nullable(),
    }),
  ),
  /** Parcels out of which it was made, and those that were made out of it. */
  parents: z.array(z.strictObject({ id: z.string(), code: z.string() })),
  children: z.array(z.strictObject({ id: z.string(), code: z.string() })),
  /** The area three ways with what survey and projection let it vary; null without a boundary (land 4.4). */
  areas: z
    .strictObject({
      geodesicM2: z.number(),
      td1055M2: z.number(),
      projectedM2: z.number(),
      projectedCrs: z.string(),
      mu: z.number(),
      scaleRatio: z.number(),
      sigmaM2: z.number(),
      deltaM2: z.number(),
      toleranceM2: z.number(),
      differs: z.boolean(),
    })
    .nullable(),
  /** As far as the actor may see them. */
  contracts: z.array(
    z.strictObject({
      supervisionNo: z.string(),
      signedOn: z.string(),
      startDue: z.string().nullable(),
      priceFen: z.number(),
    }),
  ),
  /** Null while its buildings are not measured. */
  figures: z
    .strictObject({ value: Figures, working: z.array(z.unknown()), rules: z.unknown(), warnings: z.array(z.unknown()) })
    .nullable(),
})

export const ParcelParams = z.strictObject({ id: z.uuid() })

export const ParcelDraft = z.strictObject({
  /** 宗地代码, 19 characters; spaces allowed. */
  code: z.string().max(200),
  townCode: z.string().regex(/^\d{9}$/),
  location: z.string().trim().min(2).max(200),
  block: z.string().trim().min(2).max(100).nullable().default(null),
  landUse: z.string().trim().min(2).max(50),
  ownership: Ownership,
  tenure: Tenure,
  areaRegisteredM2: z.number().positive().max(1e9),
  pointAccuracyM: z.number().min(0).max(100).nullable().default(null),
  planFarMin: z.number().min(0).max(50).nullable().default(null),
  planFarMax: z.number().min(0).max(50).nullable().default(null),
  validFrom: Day,
  geometry: Geometry,
  crs: CrsText,
})
