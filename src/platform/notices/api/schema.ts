import { z } from 'zod'
import { pageOf, pageQuery } from '../../http/page.ts'

export const MessageQuery = z.strictObject({
  ...pageQuery,
  unread: z.enum(['true', 'false']).optional().meta({ title: '只看未读' }),
})

export const MessagePage = pageOf(
  z.strictObject({
    id: z.uuid(),
    kind: z.string(),
    title: z.string(),
    text: z.string(),
    href: z.string().nullable(),
    arrivedAt: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
    toAcknowledge: z.boolean(),
    acknowledgedAt: z.iso.datetime().nullable(),
  }),
)

export const MessageId = z.strictObject({ id: z.uuid() })
export const UnreadReply = z.strictObject({ unread: z.int() })
