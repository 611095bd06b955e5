import { type Route, route } from '../../../platform/http/route.ts'
import { listSites, offerSite } from '../../sites/sites.ts'
import * as schema from './schema.ts'

/** Under /api/land: land that waits for projects. */
export const siteRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/public-sites',
    summary: '公开的可用地块',
    access: 'public',
    reply: schema.SitesReply,
    handle: (context) => listSites(context, false),
  }),
  route({
    method: 'GET',
    path: '/sites',
    summary: '全部可用地块',
    access: 'land.analysis.read',
    reply: schema.SitesReply,
    handle: (context) => listSites(context, true),
  }),
  route({
    method: 'POST',
    path: '/sites',
    summary: '把宗地列入可用地块，或修改其条件',
    access: 'land.site.manage',
    body: schema.SiteDraft,
    reply: schema.SitesReply,
    status: 201,
    handle: async (context) => {
      await offerSite(context, context.body)
      return listSites(context, true)
    },
  }),
]
