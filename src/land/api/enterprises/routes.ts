import { type Route, route } from '../../../platform/http/route.ts'
import { listEnterprises, viewEnterprise } from '../../firms/firms.ts'
import * as schema from './schema.ts'

/** Under /api/land. A firm sees itself, a town its own firms without their figures. */
export const enterpriseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/enterprises',
    summary: '工业企业列表',
    access: 'signed_in',
    query: schema.EnterprisesQuery,
    reply: schema.EnterprisesReply,
    handle: (context) => listEnterprises(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/enterprises/:id',
    summary: '一家企业：用地和历年指标',
    access: 'signed_in',
    params: schema.EnterpriseParams,
    reply: schema.EnterpriseReply,
    handle: (context) => viewEnterprise(context, context.params.id),
  }),
]
