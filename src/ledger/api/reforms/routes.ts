import { type Route, route } from '../../../platform/http/route.ts'
import { listReforms, viewReform } from '../../reforms/views.ts'
import { AsOfQuery } from '../targets/schema.ts'
import { ReformParams, ReformReply, ReformsReply } from './schema.ts'

export const reformRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/reforms',
    summary: '各项改革截至某日的指标与亮灯',
    access: 'public',
    query: AsOfQuery,
    reply: ReformsReply,
    handle: (context) => listReforms(context, context.query.asOf),
  }),
  route({
    method: 'GET',
    path: '/reforms/:no',
    summary: '一项改革：附表原文、目标、佐证、项目',
    access: 'public',
    params: ReformParams,
    query: AsOfQuery,
    reply: ReformReply,
    handle: (context) => viewReform(context, context.params.no, context.query.asOf),
  }),
]
