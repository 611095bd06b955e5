import { z } from 'zod'
import { CrsText, Day } from '../../schemas.ts'

export const importTargets = ['parcels', 'layer'] as const
/** What a column of the file may mean, by target; `code` must be given. */
export const targetFields = {
  parcels: ['code', 'parents', 'location', 'landUse', 'townCode', 'areaRegisteredM2'],
  layer: ['code', 'name', 'level'],
} as const
export type TargetField = (typeof targetFields)[keyof typeof targetFields][number]

export const UploadFields = z.strictObject({
  target: z.enum(importTargets),
  /** The layer of which the file is a new version. */
  layerId: z.string().min(1).max(64).optional(),
})

export const ImportChoices = z.strictObject({
  /** Null: as the file says, or as its numbers show. */
  crs: CrsText.nullable().default(null),
  swapAxes: z.boolean().default(false),
  encoding: z.enum(['utf-8', 'gb18030']).nullable().default(null),
  fields: z.partialRecord(z.enum([...targetFields.parcels, ...targetFields.layer]), z.string().max(100)).default({}),
  /** Places whose proposed repair was looked at and accepted. */
  repair: z.array(z.string().max(100)).max(200).default([]),
  /** Leave out what is refused; without it nothing is taken while one feature is refused. */
  leaveOut: z.boolean().default(false),
  /** Parcels: from which day they stand. Layers: the day of publication is today. */
  validFrom: Day.nullable().default(null),
  landUse: z.string().trim().min(2).max(50).default('1001 工业用地'),
  townCode: z
    .string()
    .regex(/^\d{9}$/)
    .nullable()
    .default(null),
  /** Where the file comes from; a version of a layer says it for ever. */
  source: z.string().trim().max(200).default(''),
  /** Save the field mapping under this name. */
  template: z.string().trim().max(60).nullable().default(null),
})
export type ImportChoices = z.output<typeof ImportChoices>

const Proposal = z.strictObject({
  /** Area as drawn (even-odd) and after the repair, m². */
  beforeM2: z.number(),
  afterM2: z.number(),
  geometry: z.unknown(),
})

export const Refusal = z.strictObject({
  place: z.string(),
  name: z.string(),
  code: z.string(),
  message: z.string(),
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
  proposal: Proposal.nullable(),
})
export type Refusal = z.output<typeof Refusal>

export const DiffRow = z.strictObject({
  kind: z.enum(['new', 'replaced', 'unchanged', 'changed', 'gone']),
  code: z.string(),
  title: z.string(),
  areaMu: z.number(),
})

export const ImportCheck = z.strictObject({
  fields: z.array(z.string()),
  sample: z.array(z.record(z.string(), z.string())),
  encoding: z.strictObject({ name: z.string(), guessed: z.boolean() }).nullable(),
  /** As used; null: the file and its numbers do not tell, please choose. */
  crs: z.string().nullable(),
  crsName: z.string(),
  crsFrom: z.enum(['chosen', 'file', 'detected', 'unknown']),
  candidates: z.array(z.strictObject({ crs: z.string(), axisSwapped: z.boolean() })),
  counts: z.strictObject({
    features: z.number(),
    valid: z.number(),
    refused: z.number(),
    repaired: z.number(),
    new: z.number(),
    replaced: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    gone: z.number(),
  }),
  areaMu: z.number(),
  refusals: z.array(Refusal),
  diff: z.array(DiffRow),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  /** A part of the shapes for the map, degrees. */
  preview: z.unknown(),
})
export type ImportCheck = z.output<typeof ImportCheck>

export const ImportRow = z.strictObject({
  id: z.string(),
  target: z.enum(importTargets),
  layerId: z.string().nullable(),
  filename: z.string(),
  format: z.string(),
  state: z.enum(['uploaded', 'previewed', 'confirmed', 'discarded']),
  uploadedByName: z.string(),
  uploadedAt: z.string(),
  confirmedOn: z.string().nullable(),
  features: z.number().nullable(),
  refused: z.number().nullable(),
})
export const ImportsReply = z.strictObject({ rows: z.array(ImportRow) })

export const ImportReply = ImportRow.omit({ features: true, refused: true }).extend({
  choices: ImportChoices.extend({ validFrom: z.string().nullable() }),
  check: ImportCheck.nullable(),
  templates: z.array(z.strictObject({ name: z.string(), fields: z.record(z.string(), z.string()) })),
  version: z.number(),
})
export type ImportReply = z.output<typeof ImportReply>
export const ImportParams = z.strictObject({ id: z.uuid() })
export const ExportParams = z.strictObject({
  file: z.enum(['parcels.gpkg', 'parcels.zip', 'parcels.xlsx', 'zones.gpkg', 'zones.zip', 'zones.xlsx']),
})
