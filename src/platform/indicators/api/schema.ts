import { z } from 'zod'

const Scope = {
  scopeKind: z.string().max(40).optional().meta({ title: '统计范围类别' }),
  scopeId: z.string().max(100).optional().meta({ title: '统计范围' }),
}
const asOf = z.iso.date().optional().meta({ title: '截至日期' })

export const IndicatorParams = z.strictObject({ id: z.string().max(100) })
export const ValueQuery = z.strictObject({ asOf, ...Scope })
export const RecordsQuery = z.strictObject({
  asOf,
  ...Scope,
  cursor: z.string().max(2000).optional().meta({ title: '翻页标记' }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ title: '每页条数' }),
})
export const TrendQuery = z.strictObject({
  /** Ids joined by commas. */
  ids: z
    .string()
    .min(1)
    .max(8000)
    .transform((text) => text.split(','))
    .meta({ title: '指标' }),
  from: z.iso.date().meta({ title: '起始日期' }),
  to: z.iso.date().optional().meta({ title: '截止日期' }),
  step: z.enum(['day', 'month', 'quarter', 'year']).default('month').meta({ title: '间隔' }),
  ...Scope,
})

export const IndicatorList = z.strictObject({
  rows: z.array(
    z.strictObject({
      id: z.string(),
      module: z.string(),
      title: z.string(),
      unit: z.string(),
      better: z.enum(['higher', 'lower']),
      period: z.enum(['daily', 'monthly', 'yearly']),
      scopes: z.array(z.string()),
      definition: z.string(),
    }),
  ),
})

const Figure = z.strictObject({
  value: z.number().nullable(),
  unit: z.string(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  sufficient: z.boolean(),
  reasons: z.array(z.string()),
})
const Plain = z.union([z.number(), z.string(), z.boolean(), z.null()])

export const ValueReply = z.strictObject({
  id: z.string(),
  title: z.string(),
  asOf: z.iso.date(),
  value: Figure,
  working: z.array(
    z.strictObject({
      label: z.string(),
      formula: z.string(),
      inputs: z.record(
        z.string(),
        z.strictObject({ value: Plain, unit: z.string().optional(), origin: z.string().optional() }),
      ),
      result: Plain,
      unit: z.string().optional(),
      source: z.string(),
    }),
  ),
  rules: z.record(z.string(), z.string()),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
})

export const RecordsReply = z.strictObject({
  columns: z.array(
    z.strictObject({
      key: z.string(),
      title: z.string(),
      unit: z.string().optional(),
      align: z.enum(['left', 'right']).optional(),
    }),
  ),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]).optional())),
  nextCursor: z.string().nullable(),
  total: z.int(),
})

export const TrendReply = z.strictObject({
  rows: z.array(
    z.strictObject({
      indicator: z.string(),
      unit: z.string(),
      points: z.array(
        z.strictObject({
          asOf: z.iso.date(),
          value: z.number().nullable(),
          sufficient: z.boolean(),
          live: z.boolean(),
        }),
      ),
    }),
  ),
})

export const SnapshotQuery = z.strictObject({ asOf: z.iso.date().meta({ title: '截至日期' }) })
export const SnapshotReply = z.strictObject({
  asOf: z.iso.date(),
  sealed: Figure.omit({ unit: true }).extend({ computedAt: z.iso.datetime(), digest: z.string() }),
  now: Figure,
  difference: z.number().nullable(),
})
export const VerifyReply = z.strictObject({ seals: z.int(), figures: z.int(), broken: z.array(z.string()) })
