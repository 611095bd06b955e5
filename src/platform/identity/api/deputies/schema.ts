import { z } from 'zod'
import { grantableRoles } from '../../roles.ts'

export const DeputyId = z.strictObject({ id: z.uuid() })
export const DeputyRow = z.strictObject({
  id: z.string(),
  fromAccount: z.string(),
  toAccount: z.string(),
  from: z.string(),
  until: z.string(),
  roles: z.array(z.string()),
  reason: z.string(),
  revoked: z.boolean(),
})
export const DeputiesReply = z.strictObject({ rows: z.array(DeputyRow) })
export const NewDeputy = z.strictObject({
  toUsername: z.string().min(2).max(40).meta({ title: '代理人账号名' }),
  from: z.iso.date().meta({ title: '起始日' }),
  until: z.iso.date().meta({ title: '截止日' }),
  roles: z.array(z.enum(grantableRoles)).min(1).meta({ title: '代理的角色' }),
  reason: z.string().trim().min(1).max(500).meta({ title: '事由' }),
})
