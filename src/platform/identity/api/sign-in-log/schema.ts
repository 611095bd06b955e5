import { z } from 'zod'
import { pageOf, pageQuery } from '../../../http/page.ts'

export const SignInLogQuery = z.strictObject({ ...pageQuery, account: z.string().max(80).optional() })
export const SignInLogReply = pageOf(
  z.strictObject({
    id: z.string(),
    at: z.iso.datetime(),
    kind: z.string(),
    title: z.string(),
    account: z.string().nullable(),
    /** Null when nobody of that name has an account. */
    username: z.string().nullable(),
    name: z.string().nullable(),
    ipAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
  }),
)
