import { z } from 'zod'
import { assetClasses, evidenceLevels } from '../../model/asset-classes.ts'
import { evidenceKinds } from '../../model/evidence-kinds.ts'

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
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
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
  /** Longitude and latitude, CGCS2000 degrees. */
  position: z
    .tuple([z.number().min(73).max(136), z.number().min(3).max(54)])
    .nullable()
    .default(null),
})
export const AssetCorrection = z.strictObject({
  title: z.string().trim().min(2).max(80),
  facts: z.record(z.string().max(64), z.unknown()),
})
/** What was counted on the spot, in place of what the family said: `sample`, `deaths`, `harvested`, `input` … */
export const Appraisal = z.strictObject({ findings: z.record(z.string().max(64), z.unknown()).default({}) })

export const EvidenceRow = z.strictObject({
  id: z.string(),
  kind: z.enum(evidenceKinds),
  documentNo: z.string().nullable(),
  hasFile: z.boolean(),
  takenAt: z.string().nullable(),
  distanceM: z.int().nullable(),
  recordedAt: z.string(),
})
export type EvidenceRow = z.infer<typeof EvidenceRow>
export const EvidenceList = z.strictObject({
  /** The level that these papers support. */
  level: z.enum(evidenceLevels),
  rows: z.array(EvidenceRow),
})
/** Fields of the form; `file` comes along for a photo or a scan. */
export const EvidenceDraft = z.strictObject({
  kind: z.enum(evidenceKinds),
  documentNo: z.string().trim().min(2).max(60).optional(),
})
export const EvidenceParams = z.strictObject({ id: z.uuid(), evidence: z.uuid() })

export const AssetWorking = z.strictObject({
  value: z.unknown(),
  working: z.array(
    z.strictObject({
      label: z.string(),
      formula: z.string(),
      inputs: z.record(z.string(), z.unknown()),
      result: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      unit: z.string().optional(),
      source: z.string(),
    }),
  ),
  rules: z.record(z.string(), z.string()),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
})

export const valuationStates = ['due', 'second', 'valid'] as const
export const ValuationsQuery = z.strictObject({
  state: z.enum(valuationStates).default('due'),
  q: z.string().trim().max(40).optional(),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const ValuationRow = z.strictObject({
  assetId: z.string(),
  householdId: z.string(),
  head: z.string(),
  village: z.string(),
  villageCode: z.string(),
  class: z.enum(assetClasses),
  title: z.string(),
  evidence: z.enum(evidenceLevels),
  marketFen: z.int().nullable(),
  countedFen: z.int().nullable(),
  asOf: z.string().nullable(),
  validUntil: z.string().nullable(),
  endReason: z.string().nullable(),
})
export type ValuationRow = z.infer<typeof ValuationRow>
export const ValuationList = z.strictObject({ rows: z.array(ValuationRow), nextCursor: z.string().nullable() })
export const AssetEnd = z.strictObject({ reason: z.string().trim().min(2).max(200) })
