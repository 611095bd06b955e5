import { type Route, route } from '../../../platform/http/route.ts'
import { assessFamily } from '../../assessments/assess.ts'
import { recomputeAssessment } from '../../assessments/recompute.ts'
import { assessmentWorking, findAssessment, listAssessments } from '../../assessments/views.ts'
import { AssetWorking } from '../assets/schema.ts'
import * as schema from './schema.ts'

/** Under /api/finance. */
export const assessmentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/assessments',
    summary: '家庭资产负债表、信用分与额度（自家的，或本行的）',
    access: 'signed_in',
    query: schema.AssessmentsQuery,
    reply: schema.AssessmentList,
    handle: (context) => listAssessments(context, context.query),
  }),
  route({
    method: 'POST',
    path: '/assessments',
    summary: '编制家庭资产负债表、评分并测算预授信额度',
    access: 'finance.credit.decide',
    body: schema.AssessmentDraft,
    reply: schema.Assessment,
    status: 201,
    handle: (context) => assessFamily(context, context.body),
  }),
  route({
    method: 'GET',
    path: '/assessments/:id',
    summary: '一份评估',
    access: 'signed_in',
    params: schema.AssessmentParams,
    reply: schema.Assessment,
    handle: (context) => findAssessment(context, context.params.id),
  }),
  route({
    method: 'GET',
    path: '/assessments/:id/working/:part',
    summary: '评估的计算书',
    access: 'signed_in',
    params: schema.WorkingParams,
    reply: AssetWorking,
    handle: async (context) => {
      const { value, working, rules, warnings } = await assessmentWorking(
        context,
        context.params.id,
        context.params.part,
      )
      return { value, working, rules, warnings }
    },
  }),
  route({
    method: 'GET',
    path: '/assessments/:id/recomputation',
    summary: '按评估当日的规则重新计算并比对',
    access: 'signed_in',
    params: schema.AssessmentParams,
    reply: schema.Recomputed,
    handle: (context) => recomputeAssessment(context, context.params.id),
  }),
]
