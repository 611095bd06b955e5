import { z } from 'zod'
import { Day } from '../../schemas.ts'

export const LprRow = z.strictObject({ publishedOn: z.string(), lpr1y: z.string(), lpr5y: z.string() })
/** One publication for `asOf`, else the whole series; in percent as published. */
export const LprReply = z.union([LprRow, z.strictObject({ rows: z.array(LprRow) })])
export const LprQuery = z.strictObject({ asOf: Day.optional() })

export const StandardsQuery = z.strictObject({ asOf: Day.optional() })
export const StandardsReply = z.strictObject({
  asOf: z.string(),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      description: z.string(),
      source: z.string(),
      version: z.string(),
      columns: z.array(
        z.strictObject({
          key: z.string(),
          title: z.string(),
          unit: z.string().nullable(),
          /** What the table says, as against what it asks. */
          output: z.boolean(),
          numeric: z.boolean(),
          /** What its codes are called. */
          words: z.record(z.string(), z.string()),
        }),
      ),
      rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    }),
  ),
})
