import { type Route, route } from '../../../platform/http/route.ts'
import { listContracts } from '../../contracts/register.ts'
import { bookEvent, renew, viewContract } from '../../contracts/views.ts'
import * as schema from './schema.ts'

/** Under /api/finance. */
export const contractRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/contracts',
    summary: '贷款合同列表（本行或本户）',
    access: 'signed_in',
    query: schema.ContractsQuery,
    reply: schema.ContractList,
    handle: (context) => listContracts(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/contracts/:id',
    summary: '一份合同及其流水，任一天的余额',
    access: 'signed_in',
    params: schema.ContractParams,
    query: schema.ContractDay,
    reply: schema.ContractView,
    handle: (context) => viewContract(context, context.params.id, context.query.asOf),
  }),
  route({
    method: 'POST',
    path: '/contracts/:id/events',
    summary: '登记到期、罚息、还款、提前还款、提前结清、展期、调息、重组、核销、冲正',
    access: 'finance.contract.manage',
    updates: true,
    params: schema.ContractParams,
    body: schema.Booking,
    reply: schema.ContractView,
    status: 201,
    handle: (context) => bookEvent(context, context.params.id, context.ifMatch, context.body),
  }),
  route({
    method: 'POST',
    path: '/contracts/:id/renew',
    summary: '无还本续贷',
    access: 'finance.contract.manage',
    updates: true,
    params: schema.ContractParams,
    body: schema.Renewal,
    reply: schema.ContractView,
    status: 201,
    handle: (context) => renew(context, context.params.id, context.ifMatch, context.body),
  }),
]
