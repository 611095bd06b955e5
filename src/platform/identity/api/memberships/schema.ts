import { z } from 'zod'
import { grantableRoles } from '../../roles.ts'

export const MembershipParams = z.strictObject({ account: z.string().max(80) })
export const MembershipId = z.strictObject({ id: z.uuid() })

export const MembershipRow = z.strictObject({
  id: z.string(),
  account: z.string(),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  role: z.string(),
  area: z.string(),
  from: z.string(),
  until: z.string().nullable(),
})
export const MembershipsReply = z.strictObject({ rows: z.array(MembershipRow) })

export const NewMembership = z.strictObject({
  organisationId: z.uuid().nullable().meta({ title: '机构' }),
  role: z.enum(grantableRoles),
  area: z
    .string()
    .regex(/^\d{6}(\d{3}(\d{3})?)?$/)
    .meta({ title: '区划代码' }),
  from: z.iso.date().meta({ title: '起始日' }),
  until: z.iso.date().nullable().meta({ title: '截止日' }),
})
export const EndMembership = z.strictObject({ until: z.iso.date().meta({ title: '截止日' }) })
