import { z } from 'zod'
import { items, occupancyKinds } from '../../model/firm-figures.ts'

export const EnterprisesQuery = z.strictObject({
  town: z.string().max(9).optional(),
  q: z.string().trim().max(100).optional(),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const EnterpriseRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  uscc: z.string().nullable(),
  townCode: z.string().nullable(),
  industry: z.string(),
  industryName: z.string(),
  foundedOn: z.string(),
  producingSince: z.string().nullable(),
  utility: z.boolean(),
  closedOn: z.string().nullable(),
})
export const EnterprisesReply = z.strictObject({ rows: z.array(EnterpriseRow), nextCursor: z.string().nullable() })

export const EnterpriseParams = z.strictObject({ id: z.uuid() })

export const EnterpriseReply = EnterpriseRow.extend({
  land: z.array(
    z.strictObject({
      parcelId: z.string(),
      parcelCode: z.string(),
      location: z.string(),
      kind: z.enum(occupancyKinds),
      areaM2: z.number().nullable(),
      floorAreaM2: z.number().nullable(),
      from: z.string(),
      to: z.string().nullable(),
    }),
  ),
  /** Empty for who may not see the firm's figures. */
  years: z.array(
    z.strictObject({
      year: z.int(),
      aboveScale: z.boolean().nullable(),
      landM2: z.number().nullable(),
      taxFen: z.number().nullable(),
      valueAddedFen: z.number().nullable(),
      energyTce: z.number().nullable(),
      pollutantTonnes: z.number().nullable(),
      staff: z.number().nullable(),
      rdFen: z.number().nullable(),
      revenueFen: z.number().nullable(),
      powerKwh: z.number().nullable(),
      figures: z.partialRecord(z.enum(items), z.number().nullable()),
    }),
  ),
})
