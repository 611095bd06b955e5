import { type Route, route } from '../../../platform/http/route.ts'
import { approveAssessment, computeAssessment, listAssessments, nameAssessed } from '../../assessments/assessments.ts'
import { listLaunches, prepareLaunch } from '../../launches/launches.ts'
import * as schema from './schema.ts'

/** Under /api/land: yearly assessment of towns and departments, and the launches of the decision system. */
export const assessmentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/assessments',
    summary: '乡镇（街道）和部门考核',
    access: 'signed_in',
    query: schema.AssessmentsQuery,
    reply: schema.AssessmentsReply,
    handle: (context) => listAssessments(context, context.query.year),
  }),
  route({
    method: 'POST',
    path: '/assessments',
    summary: '列入年度考核',
    access: 'land.assessment.manage',
    body: schema.NamingDraft,
    reply: schema.AssessmentsReply,
    status: 201,
    handle: async (context) => {
      await nameAssessed(context, context.body)
      return listAssessments(context, context.body.year)
    },
  }),
  route({
    method: 'POST',
    path: '/assessments/:year/:organisation/score',
    summary: '计算考核得分',
    access: 'land.assessment.manage',
    params: schema.AssessmentParams,
    body: schema.AssessmentDraft,
    reply: schema.AssessmentsReply,
    handle: async (context) => {
      await computeAssessment(context, context.params.year, context.params.organisation, context.body)
      return listAssessments(context, context.params.year)
    },
  }),
  route({
    method: 'POST',
    path: '/assessments/:year/:organisation/approval',
    summary: '批准考核结果',
    access: 'land.assessment.approve',
    params: schema.AssessmentParams,
    reply: schema.AssessmentsReply,
    handle: async (context) => {
      await approveAssessment(context, context.params.year, context.params.organisation)
      return listAssessments(context, context.params.year)
    },
  }),
  route({
    method: 'GET',
    path: '/app-launches',
    summary: '浙里办、浙政钉上线',
    access: 'signed_in',
    reply: schema.LaunchesReply,
    handle: (context) => listLaunches(context),
  }),
  route({
    method: 'POST',
    path: '/app-launches',
    summary: '登记应用上线',
    access: 'land.app.manage',
    body: schema.LaunchDraft,
    reply: schema.LaunchesReply,
    status: 201,
    handle: async (context) => {
      await prepareLaunch(context, context.body)
      return listLaunches(context)
    },
  }),
]
