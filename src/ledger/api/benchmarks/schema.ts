import { z } from 'zod'

export const BenchmarkParams = z.strictObject({
  series: z.string().regex(/^[a-z]+\.[a-z0-9_]{1,60}$/),
  year: z.coerce.number().int().min(2000).max(2100),
})
export const BenchmarkEdit = z.strictObject({
  value: z.number(),
  /** As published: `万元/亩`, `fraction`, `yuan` … */
  unit: z.string().trim().min(1).max(20),
  /** The publication it stands in. */
  document: z.string().trim().min(2).max(200),
})
export const BenchmarkRow = BenchmarkEdit.extend({ series: z.string(), year: z.int() })
export const BenchmarkList = z.strictObject({ rows: z.array(BenchmarkRow) })
