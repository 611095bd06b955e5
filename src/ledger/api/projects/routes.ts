import { type Route, route } from '../../../platform/http/route.ts'
import {
  acceptNode,
  addFund,
  addPayment,
  addPhoto,
  addReceipt,
  createProject,
  recordSettlement,
  reportNode,
  returnNode,
} from '../../projects/projects.ts'
import { listProjects, viewProject } from '../../projects/views.ts'
import * as schema from './schema.ts'

/** Under /api/ledger. Lists and projects are public: sums and nodes, but no vouchers and no photos. */
export const projectRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/projects',
    summary: '建设项目列表',
    access: 'public',
    query: schema.ProjectsQuery,
    reply: schema.ProjectsReply,
    handle: (context) => listProjects(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/projects/:id',
    summary: '建设项目：节点、资金、支付、照片、验收、结算审核',
    access: 'public',
    params: schema.ProjectParams,
    query: schema.ProjectQuery,
    reply: schema.ProjectReply,
    handle: (context) => viewProject(context, context.params.id, context.query),
  }),
  route({
    method: 'POST',
    path: '/projects',
    summary: '登记建设项目及其节点',
    access: 'ledger.project.manage',
    body: schema.ProjectDraft,
    reply: schema.ProjectReply,
    status: 201,
    handle: async (context) => {
      await createProject(context, context.body)
      return viewProject(context, context.body.code)
    },
  }),
  route({
    method: 'POST',
    path: '/projects/:id/nodes/:nodeId/report',
    summary: '上报节点进度',
    access: 'ledger.project.report',
    params: schema.NodeParams,
    body: schema.NodeReport,
    reply: schema.ProjectReply,
    handle: async (context) => {
      await reportNode(context, context.params.id, context.params.nodeId, context.body)
      return viewProject(context, context.params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/projects/:id/nodes/:nodeId/photos',
    summary: '为节点增加现场照片',
    access: 'ledger.project.report',
    params: schema.NodeParams,
    body: schema.PhotoDraft,
    reply: schema.ProjectReply,
    status: 201,
    handle: async (context) => {
      await addPhoto(context, context.params.id, context.params.nodeId, context.body.fileId)
      return viewProject(context, context.params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/projects/:id/nodes/:nodeId/accept',
    summary: '验收节点',
    access: 'ledger.project.manage',
    params: schema.NodeParams,
    body: schema.NodeAccept,
    reply: schema.ProjectReply,
    handle: async (context) => {
      await acceptNode(context, context.params.id, context.params.nodeId, context.body)
      return viewProject(context, context.params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/projects/:id/nodes/:nodeId/return',
    summary: '退回节点',
    access: 'ledger.project.manage',
    params: schema.NodeParams,
    body: schema.NodeReturn,
    reply: schema.ProjectReply,
    handle: async (context) => {
      await returnNode(context, context.params.id, context.params.nodeId, context.body.reason)
      return viewProject(context, context.params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/projects/:id/funds',
    summary: '登记资金来源与批复额',
    access: 'ledger.project.manage',
    params: schema.ProjectParams,
    body: schema.FundDraft,
    reply: schema.ProjectReply,
    status: 201,
    handle: async (context) => {
      await addFund(context, context.params.id, context.body)
      return viewProject(context, context.params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/projects/:id/receipts',
    summary: '登记到账',
    access: 'ledger.project.report',
    params: schema.ProjectParams,
    body: schema.ReceiptDraft,
    reply: schema.ProjectReply,
    status: 201,
    handle: async (context) => {
      await addReceipt(context, context.params.id, context.body)
      return viewProject(context, context.params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/projects/:id/payments',
    summary: '登记支付及凭证',
    access: 'ledger.project.report',
    params: schema.ProjectParams,
    body: schema.PaymentDraft,
    reply: schema.ProjectReply,
    status: 201,
    handle: async (context) => {
      await addPayment(context, context.params.id, context.body)
      return viewProject(context, context.params.id)
    },
  }),
  route({
    method: 'PUT',
    path: '/projects/:id/settlement',
    summary: '登记结算审核',
    access: 'ledger.project.manage',
    updates: true,
    params: schema.ProjectParams,
    body: schema.SettlementDraft,
    reply: schema.ProjectReply,
    handle: async (context) => {
      await recordSettlement(context, context.params.id, context.ifMatch, context.body)
      return viewProject(context, context.params.id)
    },
  }),
]
