import { type Route, route } from '../../../platform/http/route.ts'
import { findFamily, listFamilies, recordMember } from '../../households/households.ts'
import * as schema from './schema.ts'

/** Under /api/finance. */
export const householdRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/households',
    summary: '农户（自家、本村，或已授权本机构的）',
    access: 'signed_in',
    query: schema.FamiliesQuery,
    reply: schema.FamilyList,
    handle: (context) => listFamilies(context, context.query),
  }),
  route({
    method: 'GET',
    path: '/households/:id',
    summary: '一户及其成员',
    access: 'signed_in',
    params: schema.FamilyParams,
    reply: schema.Family,
    handle: (context) => findFamily(context, context.params.id),
  }),
  route({
    method: 'PUT',
    path: '/households/:id/members/:person',
    summary: '登记成员的居住、劳动与社保情况',
    access: 'signed_in',
    params: schema.MemberParams,
    body: schema.MemberFacts,
    reply: schema.Family,
    handle: (context) => recordMember(context, context.params.id, context.params.person, context.body),
  }),
]
