import { z } from 'zod'
import { type Route, route } from '../../../platform/http/route.ts'
import { viewTarget } from '../../targets/view.ts'
import { AsOfQuery, TargetReply } from './schema.ts'

const TargetParams = z.strictObject({ id: z.string().max(80) })

export const targetRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/targets/:id',
    summary: '一个目标：现值、亮灯、走势、预测、计算书、佐证',
    access: 'public',
    params: TargetParams,
    query: AsOfQuery,
    reply: TargetReply,
    handle: (context) => viewTarget(context, context.params.id, context.query.asOf),
  }),
]
