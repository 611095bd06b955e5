/** The fields that land requests share, with the refusals of land 10. */
import { z } from 'zod'
import { type CivilDate, isCivilDate } from '../platform/dates.ts'
import { Problem } from '../platform/errors/problem.ts'
import { findShapeFaults } from '../platform/geo/validity.ts'
import { type Area, type Position, partsOfGeometry } from '../platform/geo/shapes.ts'

/** 10^15 fen, ten thousand million yuan times a thousand: no parcel, firm or county comes near. */
const maxFen = 1_000_000_000_000_000

/** A refinement with its own code: answered 422 with that code (house contract of errors). */
export const refusal = (code: string, error: string) => ({ params: { code }, error })

export const Id = z.string().min(1).max(64)

const wholeFen = z.number().refine(Number.isInteger, refusal('money', '金额须为整数分'))

/** An amount that may be negative, such as a refund of tax. */
export const SignedFen = wholeFen
  .refine((fen) => Math.abs(fen) <= maxFen, refusal('amount_range', '金额须在 ±10^15 分之内'))
  .meta({ unit: '分', multipleOf: 1, minimum: -maxFen, maximum: maxFen })

/** An amount of at least 0. */
export const Fen = wholeFen
  .refine((fen) => fen >= 0 && fen <= maxFen, refusal('amount_range', '金额须在 0 至 10^15 分之间'))
  .meta({ unit: '分', multipleOf: 1, minimum: 0, maximum: maxFen })

/** A civil date of Asia/Shanghai, 1900 to 2200; anything else is refused as `date`. */
export const Day = z
  .string()
  .refine((text) => isCivilDate(text) && text >= '1900-01-01' && text <= '2200-12-31', refusal('date', '日期不正确'))
  .meta({ format: 'date' })
  // Checked just above: the brand says so to the models.
  .transform((text) => text as CivilDate)

/** A plain quantity of at least 0 that a county can have; sums and squares stay finite. */
export const Quantity = z.number().min(0).max(1e12)

/** A quantity that may be negative, e.g. value added of a year of losses. */
export const SignedQuantity = z.number().min(-1e12).max(1e12)

export const Share = z.number().min(0).max(1)

export const Year = z.int().min(1980).max(2200)

/** [easting or longitude, northing or latitude]; a third coordinate is dropped. */
export const Point = z
  .array(z.number().min(-1e9).max(1e9))
  .min(2)
  .max(3)
  .transform(([x = Number.NaN, y = Number.NaN]): Position => [x, y])

const maxVertices = 20_000

const Ring = z.array(z.array(z.number().min(-1e9).max(1e9)).min(2).max(3)).max(maxVertices)

/** GeoJSON Polygon or MultiPolygon as it came; `areaOf` reads and checks it. */
export const Geometry = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(Ring).max(1_000) }),
  z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).max(1_000)).max(1_000) }),
])

/** The name of a coordinate reference system: `EPSG:4549`, an OGC URI, or a PROJ string of a local system. */
export const CrsText = z.string().min(1).max(300)

/**
 * Parts of a geometry that can be registered.
 * @throws Problem not_computable with the faults of the shape (`self_intersection` with its point,
 * `ring_not_closed_or_too_short`, …) or `too_many_vertices`, pointers below `pointer`.
 */
export const areaOf = (geometry: z.output<typeof Geometry>, pointer: string): Area => {
  const area = partsOfGeometry(geometry)
  const vertices = area.reduce((sum, part) => sum + part.reduce((count, ring) => count + ring.length, 0), 0)
  if (vertices > maxVertices) {
    throw Problem.field(`${pointer}/coordinates`, 'too_many_vertices', `界址点不得超过 ${maxVertices} 个`)
  }
  const faults = findShapeFaults(area)
  if (faults.length === 0) return area
  const drop = geometry.type === 'Polygon' ? /^\/coordinates\/0/ : /^\/coordinates/
  throw new Problem(
    'not_computable',
    faults[0]?.message,
    faults.map(({ code, pointer: at, message }) => ({
      pointer: pointer + at.replace(drop, '/coordinates'),
      code,
      message,
    })),
  )
}
