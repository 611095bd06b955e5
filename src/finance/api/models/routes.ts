import { type Route, route } from '../../../platform/http/route.ts'
import { listModels, promoteModel, trainModel } from '../../scoring/models.ts'
import * as schema from './schema.ts'

/** Under /api/finance. */
export const modelRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/models',
    summary: '统计评分卡各版本及检验',
    access: 'finance.credit.read',
    reply: schema.ModelList,
    handle: (context) => listModels(context),
  }),
  route({
    method: 'POST',
    path: '/models',
    summary: '用示例样本训练一个版本',
    access: 'finance.credit.decide',
    reply: schema.ModelList,
    status: 201,
    handle: (context) => trainModel(context),
  }),
  route({
    method: 'POST',
    path: '/models/:id/promote',
    summary: '启用评分卡（须由另一人）',
    access: 'finance.credit.decide',
    updates: true,
    params: schema.ModelParams,
    reply: schema.ModelList,
    handle: (context) => promoteModel(context, context.params.id, context.ifMatch),
  }),
]
