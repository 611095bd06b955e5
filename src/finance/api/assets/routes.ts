import { type Route, route } from '../../../platform/http/route.ts'
import {
  countersignValuation,
  declareAsset,
  findAsset,
  listAssets,
  releaseAsset,
  valueAsset,
} from '../../assets/assets.ts'
import * as schema from './schema.ts'

const change = { updates: true, params: schema.AssetParams, reply: schema.AssetRow } as const

/** Under /api/finance. */
export const assetRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/assets',
    summary: '家庭资产（自家的，或已授权本行查看的）',
    access: 'signed_in',
    query: schema.AssetsQuery,
    reply: schema.AssetList,
    handle: (context) => listAssets(context, context.query.household),
  }),
  route({
    method: 'GET',
    path: '/assets/:id',
    summary: '一项资产及其最近估值',
    access: 'signed_in',
    params: schema.AssetParams,
    reply: schema.AssetRow,
    handle: (context) => findAsset(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/assets',
    summary: '申报一项资产',
    access: 'finance.own.manage',
    body: schema.AssetDraft,
    reply: schema.AssetRow,
    status: 201,
    handle: (context) => declareAsset(context, context.body),
  }),
  route({
    ...change,
    method: 'POST',
    path: '/assets/:id/value',
    summary: '按公布的标准估值',
    access: 'finance.asset.value',
    handle: (context) => valueAsset(context, context.params.id, context.ifMatch),
  }),
  route({
    ...change,
    method: 'POST',
    path: '/assets/:id/countersign',
    summary: '复核大额估值',
    access: 'finance.asset.value',
    handle: (context) => countersignValuation(context, context.params.id, context.ifMatch),
  }),
  route({
    ...change,
    method: 'POST',
    path: '/assets/:id/release',
    summary: '移出资产池',
    access: 'finance.own.manage',
    body: schema.AssetEnd,
    handle: (context) => releaseAsset(context, context.params.id, context.ifMatch, context.body.reason),
  }),
]
