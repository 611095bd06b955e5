import { z } from 'zod'

export const SheetName = z.object({ sheet: z.string().max(100) })
export const ImportId = z.object({ id: z.uuid() })

export const MendCell = z.strictObject({
  row: z.number().int().min(2),
  column: z.string().max(200),
  text: z.string().max(2_000),
})

export const SheetImportReply = z.object({
  id: z.string(),
  sheet: z.string(),
  filename: z.string(),
  state: z.enum(['previewed', 'confirmed', 'undone', 'discarded']),
  text: z.object({
    header: z.array(z.string()),
    rows: z.array(z.object({ number: z.number(), cells: z.array(z.string()) })),
  }),
  errors: z.array(z.object({ row: z.number(), column: z.string(), code: z.string(), message: z.string() })),
  effect: z.object({ added: z.number(), changed: z.number(), unchanged: z.number() }).nullable(),
  version: z.number(),
})
export type SheetImportReply = z.infer<typeof SheetImportReply>
