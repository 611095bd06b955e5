import { z } from 'zod'

export const RolesReply = z.strictObject({
  rows: z.array(
    z.strictObject({ id: z.string(), title: z.string(), titleEn: z.string(), permissions: z.array(z.string()) }),
  ),
})
