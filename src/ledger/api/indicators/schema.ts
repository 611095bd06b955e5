import { z } from 'zod'
import { CivilDate, TrendPoint, Warning, WorkingStep } from '../targets/schema.ts'

export const IndicatorParams = z.strictObject({ id: z.string().regex(/^[a-z]+\.[a-z0-9_]+$/) })
/** `scope=town:331022101`. */
const scope = z
  .string()
  .regex(/^[a-z_]+:.{1,80}$/)
  .optional()

export const IndicatorQuery = z.strictObject({ asOf: CivilDate.optional(), scope })
export const RecordsQuery = z.strictObject({
  asOf: CivilDate.optional(),
  scope,
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const TrendQuery = z.strictObject({
  from: CivilDate,
  to: CivilDate,
  step: z.enum(['day', 'month', 'quarter', 'year']).default('month'),
  scope,
})

export const IndicatorRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  better: z.enum(['higher', 'lower']),
  period: z.enum(['daily', 'monthly', 'yearly']),
  scopes: z.array(z.string()),
  definition: z.string(),
})
export const IndicatorsReply = z.strictObject({ rows: z.array(IndicatorRow) })

export const IndicatorReply = IndicatorRow.extend({
  asOf: CivilDate,
  scope: z.strictObject({ kind: z.string(), id: z.string() }).nullable(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  sufficient: z.boolean(),
  reasons: z.array(z.string()),
  working: z.array(WorkingStep),
  rules: z.record(z.string(), z.string()),
  warnings: z.array(Warning),
})

export const TrendReply = z.strictObject({ id: z.string(), unit: z.string(), points: z.array(TrendPoint) })

export const RecordsReply = z.strictObject({
  columns: z.array(
    z.strictObject({
      key: z.string(),
      title: z.string(),
      unit: z.string().optional(),
      align: z.enum(['left', 'right']).optional(),
    }),
  ),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  nextCursor: z.string().nullable(),
  total: z.int(),
})
export type IndicatorReply = z.infer<typeof IndicatorReply>
export type RecordsReply = z.infer<typeof RecordsReply>
export type TrendReply = z.infer<typeof TrendReply>
