import { z } from 'zod'

export const SessionId = z.strictObject({ id: z.string().max(80) })
export const SessionsReply = z.strictObject({
  rows: z.array(
    z.strictObject({
      id: z.string(),
      createdAt: z.iso.datetime(),
      lastSeenAt: z.iso.datetime(),
      ipAddress: z.string().nullable(),
      userAgent: z.string().nullable(),
    }),
  ),
})
export const EndedReply = z.strictObject({ ended: z.number().int() })
