import { z } from 'zod'
import { pools } from '../../model/site-search.ts'
import { Day, Fen } from '../../schemas.ts'

export const SiteRow = z.strictObject({
  parcelId: z.string(),
  code: z.string(),
  location: z.string(),
  townCode: z.string(),
  town: z.string(),
  pool: z.enum(pools),
  areaMu: z.number(),
  landUse: z.string(),
  availableOn: z.string().nullable(),
  publishedOn: z.string().nullable(),
  /** Middle of the parcel, degrees. */
  longitude: z.number(),
  latitude: z.number(),
})
export const SitesReply = z.strictObject({ rows: z.array(SiteRow) })
export const SiteParams = z.strictObject({ id: z.uuid() })
export const SiteDraft = z.strictObject({
  parcelId: z.uuid(),
  pool: z.enum(pools),
  costFen: Fen,
  valueFen: Fen.default(0),
  availableOn: Day.nullable().default(null),
  /** Whether everybody may see it from today on. */
  public: z.boolean().default(false),
})
