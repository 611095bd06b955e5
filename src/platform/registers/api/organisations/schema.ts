import { z } from 'zod'
import { pageOf, pageQuery } from '../../../http/page.ts'
import { organisationKinds } from '../../organisation-kinds.ts'

const Kind = z.enum(organisationKinds).meta({ title: '类别' })

export const OrganisationId = z.strictObject({ id: z.uuid() })

export const OrganisationQuery = z.strictObject({
  ...pageQuery,
  search: z.string().trim().min(1).max(50).optional().meta({ title: '名称、编号或信用代码' }),
  kind: Kind.optional(),
  parentId: z.uuid().optional().meta({ title: '上级机构' }),
  /** Closed ones too. */
  closed: z.stringbool().default(false).meta({ title: '包括已撤销' }),
})

export const OrganisationRow = z.strictObject({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: Kind,
  uscc: z.string().nullable(),
  parentId: z.string().nullable(),
  parentName: z.string().nullable(),
  areaCode: z.string(),
  closedOn: z.string().nullable(),
})
export const OrganisationsReply = pageOf(OrganisationRow)

const draft = {
  name: z.string().trim().min(2).max(100).meta({ title: '全称' }),
  shortName: z.string().trim().min(1).max(40).meta({ title: '简称' }),
  kind: Kind,
  uscc: z.string().trim().max(40).nullable().default(null).meta({ title: '统一社会信用代码' }),
  parentId: z.uuid().nullable().default(null).meta({ title: '上级机构' }),
  areaCode: z
    .string()
    .regex(/^\d{6}(\d{3}(\d{3})?)?$/, '须为 6、9 或 12 位区划代码')
    .meta({ title: '区划代码' }),
}

export const ChangedOrganisation = z.strictObject(draft)
export const NewOrganisation = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, '须为 2 至 40 个小写字母、数字或连字符')
    .meta({ title: '编号' }),
  ...draft,
})
export const ClosedOrganisation = z.strictObject({ on: z.iso.date().nullable().meta({ title: '撤销日期' }) })
