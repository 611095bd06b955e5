import { type Route, route } from '../../../platform/http/route.ts'
import { changeNeed, listNeeds, openNeed, searchNeed, viewNeed } from '../../needs/needs.ts'
import * as schema from './schema.ts'

/** Under /api/land: projects that look for land, and what was found. */
export const needRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/needs',
    summary: '项目用地需求列表',
    access: 'land.analysis.read',
    reply: schema.NeedsReply,
    handle: (context) => listNeeds(context),
  }),
  route({
    method: 'POST',
    path: '/needs',
    summary: '登记项目用地需求并选址',
    access: 'land.analysis.make',
    body: schema.NeedDraft,
    reply: schema.NeedReply,
    status: 201,
    handle: async (context) => viewNeed(context, await openNeed(context, context.body)),
  }),
  route({
    method: 'GET',
    path: '/needs/:id',
    summary: '一项需求：条件、权重和最近一次选址结果',
    access: 'land.analysis.read',
    params: schema.NeedParams,
    reply: schema.NeedReply,
    handle: (context) => viewNeed(context, context.params.id),
  }),
  route({
    method: 'PUT',
    path: '/needs/:id',
    summary: '修改需求条件或权重，并重新选址',
    access: 'land.analysis.make',
    params: schema.NeedParams,
    body: schema.NeedDraft,
    reply: schema.NeedReply,
    handle: async (context) => {
      await changeNeed(context, context.params.id, context.body)
      return viewNeed(context, context.params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/needs/:id/search',
    summary: '按今天的图层、地块和规则重新选址',
    access: 'land.analysis.make',
    params: schema.NeedParams,
    reply: schema.NeedReply,
    handle: async (context) => {
      await searchNeed(context, context.params.id)
      return viewNeed(context, context.params.id)
    },
  }),
]
