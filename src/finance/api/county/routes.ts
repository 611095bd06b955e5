import { type Route, route } from '../../../platform/http/route.ts'
import { countyCockpit } from '../../county/cockpit.ts'
import * as schema from './schema.ts'

/** Under /api/finance. */
export const countyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/county',
    summary: '县金融中心驾驶舱：任一天的融资额、村级分布、需求与政策资金（少于 10 户不列）',
    access: 'finance.county.read',
    query: schema.CountyQuery,
    reply: schema.CountyReply,
    handle: (context) => countyCockpit(context, context.query.asOf),
  }),
]
