import { type Route, route } from '../../../platform/http/route.ts'
import { listParcels, registerParcel, viewParcel } from '../../parcels/parcels.ts'
import * as schema from './schema.ts'

/** Under /api/land. A firm sees the parcels that it holds, a town its own. */
export const parcelRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/parcels',
    summary: '宗地列表',
    access: 'signed_in',
    query: schema.ParcelsQuery,
    reply: schema.ParcelsReply,
    handle: (context) => listParcels(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/parcels/:id',
    summary: '一宗地：建筑、用地企业、来源和容积率计算书',
    access: 'signed_in',
    params: schema.ParcelParams,
    reply: schema.ParcelReply,
    handle: (context) => viewParcel(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/parcels',
    summary: '登记宗地及界线',
    access: 'land.parcel.manage',
    body: schema.ParcelDraft,
    reply: schema.ParcelReply,
    status: 201,
    handle: async (context) => viewParcel(context, await registerParcel(context, context.body)),
  }),
]
