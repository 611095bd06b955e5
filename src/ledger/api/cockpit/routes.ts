import { type Route, route } from '../../../platform/http/route.ts'
import { viewCockpit } from '../../cockpit/cockpit.ts'
import { CockpitQuery, CockpitReply } from './schema.ts'

export const cockpitRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/cockpit',
    summary: '驾驶舱：十项改革、亮灯、分乡镇指标、项目、预警、时间轴',
    access: 'signed_in',
    query: CockpitQuery,
    reply: CockpitReply,
    handle: (context) => viewCockpit(context, context.query),
  }),
]
