import { z } from 'zod'
import { assetClasses, evidenceLevels } from '../../model/asset-classes.ts'

export const Valuation = z.strictObject({
  no: z.int(),
  asOf: z.string(),
  marketFen: z.int(),
  haircut: z.string(),
  countedFen: z.int(),
  validUntil: z.string(),
  rules: z.record(z.string(), z.string()),
  /** Valid on the day asked: signed by two where needed, neither past nor ended. */
  valid: z.boolean(),
  needsSecond: z.boolean(),
  signed: z.boolean(),
  endReason: z.string().nullable(),
})
export const AssetRow = z.strictObject({
  id: z.string(),
  householdId: z.string(),
  class: z.enum(assetClasses),
  title: z.string(),
  evidence: z.enum(evidenceLevels),
  facts: z.record(z.string(), z.unknown()),
  registerKey: z.string().nullable(),
  state: z.string(),
  declaredOn: z.string(),
  endedOn: z.string().nullable(),
  valuation: Valuation.nullable(),
  version: z.int(),
})
export type AssetRow = z.infer<typeof AssetRow>
export const AssetList = z.strictObject({ rows: z.array(AssetRow) })
export const AssetsQuery = z.strictObject({ household: z.uuid().optional() })
export const AssetParams = z.strictObject({ id: z.uuid() })
/** `facts`: the request of `value-asset`, or of `value-living-stock` for aquatic stock, without `asOf`. */
export const AssetDraft = z.strictObject({
  class: z.enum(assetClasses),
  title: z.string().trim().min(2).max(80),
  facts: z.record(z.string().max(64), z.unknown()),
  registerKey: z.string().trim().min(2).max(80).nullable().default(null),
})
export const AssetEnd = z.strictObject({ reason: z.string().trim().min(2).max(200) })
