import { z } from 'zod'

/** A JSON Schema (2020-12) as data. */
const JsonSchema = z.record(z.string(), z.unknown())

/** What finds a calculator by words. */
export const CalculatorEntry = z.strictObject({
  module: z.string(),
  moduleTitle: z.string(),
  name: z.string(),
  /** Where to POST the input. */
  href: z.string(),
  title: z.string(),
  keywords: z.array(z.string()),
  summary: z.string(),
})

export const CalculatorParams = z.strictObject({ module: z.string().max(40) })
/** A name may hold slashes. */
export const CalculatorQuery = z.strictObject({ name: z.string().min(1).max(120) })

/** What the page 计算器 needs to draw the form of a calculator. */
export const CalculatorForm = CalculatorEntry.extend({
  input: JsonSchema,
  value: JsonSchema,
  examples: z.array(z.strictObject({ title: z.string(), input: z.unknown(), value: z.unknown().optional() })),
  deadlineMs: z.int().nullable(),
})

export const CalculatorList = z.strictObject({ rows: z.array(CalculatorEntry) })
