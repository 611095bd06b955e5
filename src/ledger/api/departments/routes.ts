import { type Route, route } from '../../../platform/http/route.ts'
import { listDepartments } from '../../departments/departments.ts'
import { AsOfQuery } from '../targets/schema.ts'
import { DepartmentsReply } from './schema.ts'

export const departmentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/departments',
    summary: '按责任部门的督办看板',
    access: 'signed_in',
    query: AsOfQuery,
    reply: DepartmentsReply,
    handle: (context) => listDepartments(context, context.query.asOf),
  }),
]
