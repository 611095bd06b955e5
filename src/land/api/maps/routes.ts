import { type Route, route } from '../../../platform/http/route.ts'
import { leaderMap } from '../../maps/leader-map.ts'
import * as schema from './schema.ts'

/** Under /api/land: the county's industrial land on one map, as of any day. */
export const mapRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/map',
    summary: '用地一张图：宗地的状态、类别、税收档次和闲置期限，乡镇排名',
    access: 'land.parcel.read',
    query: schema.MapQuery,
    reply: schema.MapReply,
    handle: (context) => leaderMap(context, context.query.asOf),
  }),
]
