import { type Route, route } from '../../../platform/http/route.ts'
import { viewHome } from '../../home/home.ts'
import { AsOfQuery } from '../targets/schema.ts'
import { HomeReply } from './schema.ts'

export const homeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/home',
    summary: '公开首页：已公开的改革、现值、亮灯、项目、公告',
    access: 'public',
    query: AsOfQuery,
    reply: HomeReply,
    handle: (context) => viewHome(context, context.query.asOf),
  }),
]
