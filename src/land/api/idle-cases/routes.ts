import { type Route, route } from '../../../platform/http/route.ts'
import {
  actOnIdleCase,
  idleNotices,
  listIdleCases,
  openIdleCase,
  recordIdleFacts,
  viewIdleCase,
} from '../../idle/cases.ts'
import { addContractSupplement, enterContract, listContracts } from '../../idle/contracts.ts'
import { downloadDocument } from '../../idle/documents.ts'
import * as schema from './schema.ts'

/** Under /api/land. A holder sees its own case, a town its own; the public what the law makes public. */
export const idleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/contracts',
    summary: '出让合同及下一法定日期',
    access: 'signed_in',
    reply: schema.ContractsReply,
    handle: (context) => listContracts(context),
  }),
  route({
    method: 'POST',
    path: '/contracts',
    summary: '登记出让合同',
    access: 'land.idle.manage',
    body: schema.ContractDraft,
    reply: schema.ContractsReply,
    status: 201,
    handle: async (context) => {
      await enterContract(context, context.body)
      return listContracts(context)
    },
  }),
  route({
    method: 'POST',
    path: '/contracts/:id/supplements',
    summary: '登记补充协议',
    access: 'land.idle.manage',
    params: schema.ContractParams,
    body: schema.SupplementAgreed,
    reply: schema.ContractsReply,
    handle: async (context) => {
      await addContractSupplement(context, context.params.id, context.body)
      return listContracts(context)
    },
  }),
  route({
    method: 'GET',
    path: '/idle-cases',
    summary: '闲置土地案件，按下一法定日期',
    access: 'signed_in',
    query: schema.IdleQuery,
    reply: schema.IdleReply,
    handle: (context) => listIdleCases(context, context.query),
  }),
  route({
    method: 'POST',
    path: '/idle-cases',
    summary: '对疑似闲置土地立案',
    access: 'land.idle.manage',
    body: schema.SuspicionDraft,
    reply: schema.IdleCaseReply,
    status: 201,
    handle: async (context) => viewIdleCase(context, await openIdleCase(context, context.body)),
  }),
  route({
    method: 'GET',
    path: '/idle-cases/notices',
    summary: '公布的闲置土地信息',
    access: 'public',
    reply: schema.IdleNotices,
    handle: (context) => idleNotices(context),
  }),
  route({
    method: 'GET',
    path: '/idle-cases/:id',
    summary: '一宗闲置土地：合同、认定、文书、期限',
    access: 'signed_in',
    params: schema.IdleParams,
    reply: schema.IdleCaseReply,
    handle: (context) => viewIdleCase(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/idle-cases/:id/facts',
    summary: '登记调查核实的事实',
    access: 'land.idle.manage',
    params: schema.IdleParams,
    body: schema.IdleFactsDraft,
    reply: schema.IdleCaseReply,
    handle: async (context) => {
      await recordIdleFacts(context, context.params.id, context.body)
      return viewIdleCase(context, context.params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/idle-cases/:id/steps',
    summary: '办理下一环节',
    access: 'signed_in',
    params: schema.IdleParams,
    body: schema.IdleAct,
    reply: schema.IdleCaseReply,
    handle: async (context) => {
      await actOnIdleCase(context, context.params.id, context.body)
      return viewIdleCase(context, context.params.id)
    },
  }),
  route({
    method: 'GET',
    path: '/idle-cases/:id/documents/:document',
    summary: '下载法律文书（Word）',
    access: 'signed_in',
    params: schema.DocumentParams,
    handle: (context) => downloadDocument(context, context.params.id, context.params.document),
  }),
]
