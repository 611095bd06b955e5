import { documentKinds } from '../../../platform/files/kind.ts'
import { type Route, route } from '../../../platform/http/route.ts'
import { addEvidence, listEvidence, openEvidence } from '../../assets/evidence.ts'
import { listToValue } from '../../assets/to-value.ts'
import { valuationWorking } from '../../assets/working.ts'
import {
  correctAsset,
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
    body: schema.Appraisal,
    handle: (context) => valueAsset(context, context.params.id, context.ifMatch, context.body),
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
    path: '/assets/:id/correct',
    summary: '更正申报',
    access: 'finance.own.manage',
    body: schema.AssetCorrection,
    handle: (context) => correctAsset(context, context.params.id, context.ifMatch, context.body),
  }),
  route({
    method: 'GET',
    path: '/assets/:id/working',
    summary: '最近估值的计算书',
    access: 'signed_in',
    params: schema.AssetParams,
    reply: schema.AssetWorking,
    handle: async (context) => {
      const { value, working, rules, warnings } = await valuationWorking(context, context.params.id)
      return { value, working, rules, warnings }
    },
  }),
  route({
    method: 'GET',
    path: '/assets/:id/evidence',
    summary: '资产的证据及其等级',
    access: 'signed_in',
    params: schema.AssetParams,
    reply: schema.EvidenceList,
    handle: (context) => listEvidence(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/assets/:id/evidence',
    summary: '增加证据',
    access: 'signed_in',
    params: schema.AssetParams,
    upload: { maxBytes: 30 * 1024 * 1024, required: false, accept: documentKinds },
    body: schema.EvidenceDraft,
    reply: schema.EvidenceRow,
    status: 201,
    handle: (context) => addEvidence(context, context.params.id, context.body, context.file),
  }),
  route({
    method: 'GET',
    path: '/assets/:id/evidence/:evidence',
    summary: '打开证据文件',
    access: 'signed_in',
    params: schema.EvidenceParams,
    handle: (context) => openEvidence(context, context.params.id, context.params.evidence),
  }),
  route({
    method: 'GET',
    path: '/valuations',
    summary: '待估值、待复核的资产',
    access: 'finance.asset.value',
    query: schema.ValuationsQuery,
    reply: schema.ValuationList,
    handle: (context) => listToValue(context, context.query),
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
