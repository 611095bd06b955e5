import { route } from '../../../http/route.ts'
import {
  addOrganisation,
  changeOrganisation,
  closeOrganisation,
  listOrganisations,
  readOrganisation,
} from '../../organisations.ts'
import {
  ChangedOrganisation,
  ClosedOrganisation,
  NewOrganisation,
  OrganisationId,
  OrganisationQuery,
  OrganisationRow,
  OrganisationsReply,
} from './schema.ts'

const manage = 'identity.organisation.manage'

export const organisationRoutes = [
  route({
    method: 'GET',
    path: '/organisations',
    summary: '机构登记：部门、乡镇、村、银行、学校、企业',
    access: 'signed_in',
    query: OrganisationQuery,
    reply: OrganisationsReply,
    handle: (context) => listOrganisations(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/organisations/:id',
    summary: '一个机构',
    access: 'signed_in',
    params: OrganisationId,
    reply: OrganisationRow,
    handle: (context) => readOrganisation(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/organisations',
    summary: '登记机构',
    access: manage,
    body: NewOrganisation,
    reply: OrganisationRow,
    status: 201,
    handle: (context) => addOrganisation(context, context.body),
  }),
  route({
    method: 'PUT',
    path: '/organisations/:id',
    summary: '变更机构登记',
    access: manage,
    params: OrganisationId,
    body: ChangedOrganisation,
    reply: OrganisationRow,
    handle: (context) => changeOrganisation(context, context.params.id, context.body),
  }),
  route({
    method: 'POST',
    path: '/organisations/:id/close',
    summary: '撤销机构；日期留空为恢复',
    access: manage,
    params: OrganisationId,
    body: ClosedOrganisation,
    reply: OrganisationRow,
    handle: (context) => closeOrganisation(context, context.params.id, context.body.on),
  }),
]
