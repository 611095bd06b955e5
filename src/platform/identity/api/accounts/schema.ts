import { z } from 'zod'
import { pageOf, pageQuery } from '../../../http/page.ts'

export const Username = z
  .string()
  .regex(/^[A-Za-z0-9_.]{2,40}$/, '须为 2 至 40 个字母、数字、点或下划线')
  .meta({ title: '账号名' })

export const AccountParams = z.strictObject({ account: z.string().max(80) })
export const AccountQuery = z.strictObject({
  ...pageQuery,
  search: z.string().max(50).optional().meta({ title: '账号名或姓名' }),
})

const AccountRow = z.strictObject({
  id: z.string(),
  username: z.string(),
  /** Masked for who may not read whole names. */
  name: z.string(),
  disabled: z.boolean(),
  mustChangePassword: z.boolean(),
  roles: z.array(z.string()),
})
export const AccountsReply = pageOf(AccountRow)

export const NewAccountBody = z.strictObject({
  username: Username,
  name: z.string().trim().min(1).max(50).meta({ title: '姓名' }),
  personId: z.uuid().nullable().default(null),
  householdId: z.uuid().nullable().default(null),
})

/** The only time that the password is shown. */
export const InitialPassword = z.strictObject({ id: z.string(), initialPassword: z.string() })
