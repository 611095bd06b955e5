import { z } from 'zod'

const Cell = z.union([z.number(), z.string(), z.boolean(), z.null()])

/** A figure with its working, as it goes over HTTP. */
export const explained = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({
    value,
    working: z.array(
      z.strictObject({
        label: z.string(),
        formula: z.string(),
        inputs: z.record(
          z.string(),
          z.strictObject({ value: Cell, unit: z.string().optional(), origin: z.string().optional() }),
        ),
        result: Cell,
        unit: z.string().optional(),
        source: z.string(),
      }),
    ),
    rules: z.record(z.string(), z.string()),
    warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  })
