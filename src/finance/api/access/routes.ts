import { type Route, route } from '../../../platform/http/route.ts'
import { listAccess } from '../../access/access.ts'
import * as schema from './schema.ts'

/** Under /api/finance. */
export const accessRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/access-log',
    summary: '谁查看过本户信息',
    access: 'finance.own.manage',
    query: schema.AccessQuery,
    reply: schema.AccessList,
    handle: (context) => listAccess(context, context.query),
  }),
]
