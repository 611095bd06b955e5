import { requireVersion } from '../../http/etag.ts'
import { type Route, route } from '../../http/route.ts'
import { fireEvent } from '../cases.ts'
import { inbox } from '../inbox.ts'
import { addCaseMaterial, judgeMaterial } from '../materials.ts'
import { loadCase } from '../records.ts'
import { listCases, summary, viewCase } from '../view.ts'
import * as schema from './schema.ts'

/** Under /api/platform. Row policies decide which cases are seen; each event checks its own permission. */
export const caseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/cases',
    summary: '办件列表',
    access: 'signed_in',
    query: schema.CaseQuery,
    reply: schema.CasePage,
    handle: (context) => listCases(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/cases/inbox',
    summary: '我的待办，按期限排列',
    access: 'signed_in',
    query: schema.InboxQuery,
    reply: schema.InboxPage,
    handle: async (context) => {
      const page = await inbox(context, context.query)
      return {
        rows: page.rows.map((row) => ({
          ...summary(context, row),
          actions: row.actions.map(({ event, title, primary }) => ({ event, title, primary: primary ?? false })),
        })),
        nextCursor: page.nextCursor,
      }
    },
  }),
  route({
    method: 'GET',
    path: '/cases/:id',
    summary: '办件：状态、期限、材料、经过、现在可以做什么',
    access: 'signed_in',
    params: schema.CaseParams,
    reply: schema.CaseView,
    handle: (context) => viewCase(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/cases/:id/events',
    summary: '办理',
    access: 'signed_in',
    updates: true,
    params: schema.CaseParams,
    body: schema.EventBody,
    reply: schema.CaseView,
    handle: async (context) => {
      const { event, ...firing } = context.body
      requireVersion(context.ifMatch, (await loadCase(context, context.params.id, true)).version)
      await fireEvent(context, context.params.id, event, firing)
      return viewCase(context, context.params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/cases/:id/materials',
    summary: '补充材料',
    access: 'signed_in',
    params: schema.CaseParams,
    body: schema.MaterialBody,
    reply: schema.CaseView,
    handle: async (context) => {
      await addCaseMaterial(context, context.params.id, context.body)
      return viewCase(context, context.params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/cases/:id/materials/:materialId/verdict',
    summary: '审查材料',
    access: 'signed_in',
    params: schema.MaterialParams,
    body: schema.VerdictBody,
    reply: schema.CaseView,
    handle: async (context) => {
      await judgeMaterial(context, context.params.id, context.params.materialId, context.body)
      return viewCase(context, context.params.id)
    },
  }),
]
