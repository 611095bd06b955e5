import { type Route, route } from '../../../platform/http/route.ts'
import { layerDiff, listLayers, parcelVerdicts } from '../../layers/layers.ts'
import { askRecomputation } from '../../verdicts/job.ts'
import * as schema from './schema.ts'

/** Under /api/land: control layers, their versions, and what they mean for parcels. */
export const layerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/layers',
    summary: '管控图层及其版本、要素数和判定情况',
    access: 'land.layer.read',
    reply: schema.LayersReply,
    handle: (context) => listLayers(context),
  }),
  route({
    method: 'GET',
    path: '/layer-versions/:version/diff',
    summary: '一个版本与上一版本的变化',
    access: 'land.layer.read',
    params: schema.VersionParams,
    reply: schema.LayerDiff,
    handle: (context) => layerDiff(context, context.params.version),
  }),
  route({
    method: 'GET',
    path: '/parcels/:id/verdicts',
    summary: '一宗地的逐层管控结论（按图层版本留存）',
    access: 'land.layer.read',
    params: schema.ParcelParams,
    reply: schema.ParcelVerdictsReply,
    handle: (context) => parcelVerdicts(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/layers/recompute',
    summary: '在后台重算全县宗地的管控结论',
    access: 'land.layer.manage',
    reply: schema.RunReply,
    status: 202,
    handle: async (context) => ({ runId: await askRecomputation(context) }),
  }),
]
