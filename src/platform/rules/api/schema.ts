import { z } from 'zod'

const Cell = z.union([z.string().max(500), z.number(), z.boolean(), z.null()])
export const RuleRows = z.array(z.array(Cell).max(100)).max(2000).meta({ title: '规则行' })
const Column = z.strictObject({
  key: z.string(),
  title: z.string(),
  unit: z.string().optional(),
  type: z.enum(['number', 'string', 'boolean', 'date', 'enum']),
  options: z.array(z.string()).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  nullable: z.boolean().optional(),
  /** The trade's words of the codes in this column's cells. */
  words: z.record(z.string(), z.string()),
})

const Version = z.strictObject({
  version: z.string(),
  status: z.enum(['draft', 'approved', 'published']),
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  basis: z.string(),
  reason: z.string(),
  draftedBy: z.string(),
  draftedAt: z.iso.datetime(),
  approvedBy: z.string().nullable(),
  publishedBy: z.string().nullable(),
  publishedAt: z.iso.datetime().nullable(),
})

export const RuleList = z.strictObject({
  rows: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      description: z.string(),
      source: z.string(),
      versionInForce: z.string(),
      effectiveFrom: z.iso.date(),
    }),
  ),
})

const FieldError = z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() })
const Region = z.record(z.string(), z.string())

export const RuleView = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  source: z.string(),
  hit: z.enum(['first', 'collect']),
  inputs: z.array(Column),
  outputs: z.array(Column),
  current: Version,
  rows: RuleRows,
  errors: z.array(FieldError),
  overlaps: z.array(z.strictObject({ rows: z.array(z.int()), region: Region })),
  tests: z.array(z.strictObject({ title: z.string(), passed: z.boolean(), expected: z.unknown(), got: z.unknown() })),
})

export const RuleHistory = z.strictObject({ rows: z.array(Version) })
export const RuleParams = z.strictObject({ name: z.string().max(100) })
export const VersionParams = z.strictObject({ name: z.string().max(100), version: z.string().max(40) })

export const DraftBody = z.strictObject({
  rows: RuleRows,
  effectiveFrom: z.iso.date().meta({ title: '施行日期' }),
  effectiveTo: z.iso.date().nullable().optional().meta({ title: '失效日期' }),
  basis: z.string().min(1).max(500).meta({ title: '依据' }),
  reason: z.string().min(1).max(2000).meta({ title: '修改理由' }),
})

export const EffectBody = z.strictObject({
  rows: RuleRows,
  inputs: z.array(z.record(z.string(), z.json())).max(5000).meta({ title: '案例' }),
})
const Side = z.union([
  z.strictObject({ output: z.unknown(), version: z.string(), rows: z.array(z.int()) }),
  z.strictObject({ problem: z.string() }),
])
export const EffectReply = z.strictObject({
  total: z.int(),
  changed: z.array(z.strictObject({ index: z.int(), before: Side, after: Side })),
})

export const DiffQuery = z.strictObject({
  from: z.string().max(40).meta({ title: '旧版本' }),
  to: z.string().max(40).meta({ title: '新版本' }),
})
export const DiffReply = z.strictObject({
  changes: z.array(z.strictObject({ kind: z.enum(['added', 'removed']), row: z.int(), cells: z.array(Cell) })),
})
