import { type Route, route } from '../../../platform/http/route.ts'
import { computeEvaluation, listEvaluations, publishedClasses, viewEvaluation } from '../../evaluations/evaluations.ts'
import { answerObjection, objectToResult } from '../../evaluations/objections.ts'
import * as schema from './schema.ts'

/** Under /api/land. The public sees names and classes of what is published; a firm its own result. */
export const evaluationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/evaluations',
    summary: '年度亩均评价列表',
    access: 'public',
    reply: schema.EvaluationsReply,
    handle: (context) => listEvaluations(context),
  }),
  route({
    method: 'GET',
    path: '/evaluations/:id',
    summary: '一次评价：方案、得分、名次和类别',
    access: 'signed_in',
    params: schema.EvaluationParams,
    reply: schema.EvaluationReply,
    handle: (context) => viewEvaluation(context, context.params.id),
  }),
  route({
    method: 'GET',
    path: '/evaluations/:id/classes',
    summary: '已公布的企业类别',
    access: 'public',
    params: schema.EvaluationParams,
    reply: schema.ClassesReply,
    handle: (context) => publishedClasses(context, context.params.id),
  }),
  route({
    method: 'POST',
    path: '/evaluations',
    summary: '按方案计算一个年度的评价',
    access: 'land.evaluation.manage',
    body: schema.EvaluationDraft,
    reply: schema.EvaluationReply,
    status: 201,
    handle: async (context) => viewEvaluation(context, await computeEvaluation(context, context.body)),
  }),
  route({
    method: 'POST',
    path: '/evaluations/:id/objections',
    summary: '对本企业评价结果提出异议',
    access: 'land.evaluation.object',
    params: schema.EvaluationParams,
    body: schema.ObjectionDraft,
    reply: schema.EvaluationReply,
    status: 201,
    handle: async (context) => {
      await objectToResult(context, context.params.id, context.body)
      return viewEvaluation(context, context.params.id)
    },
  }),
  route({
    method: 'POST',
    path: '/evaluations/:id/objections/:objection/answer',
    summary: '答复异议',
    access: 'land.evaluation.manage',
    params: schema.ObjectionParams,
    body: schema.ObjectionAnswer,
    reply: schema.EvaluationReply,
    handle: async (context) => {
      await answerObjection(context, context.params.id, context.params.objection, context.body)
      return viewEvaluation(context, context.params.id)
    },
  }),
]
