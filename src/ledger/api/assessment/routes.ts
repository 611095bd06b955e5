import { type Route, route } from '../../../platform/http/route.ts'
import { assessDepartments } from '../../assessment/assessment.ts'
import { AsOfQuery } from '../targets/schema.ts'
import { AssessmentReply } from './schema.ts'

/** Under /api/ledger. */
export const assessmentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/assessment',
    summary: '部门考核：得分、名次和计算过程',
    access: 'ledger.assessment.read',
    query: AsOfQuery,
    reply: AssessmentReply,
    handle: (context) => assessDepartments(context, context.query.asOf),
  }),
]
