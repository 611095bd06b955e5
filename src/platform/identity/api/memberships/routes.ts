import { route } from '../../../http/route.ts'
import { endMembership, grantRole, membershipsOf } from '../../memberships.ts'
import {
  EndMembership,
  MembershipId,
  MembershipParams,
  MembershipRow,
  MembershipsReply,
  NewMembership,
} from './schema.ts'

export const membershipRoutes = [
  route({
    method: 'GET',
    path: '/accounts/:account/memberships',
    summary: '账号的角色和任期',
    access: 'identity.account.read',
    params: MembershipParams,
    reply: MembershipsReply,
    handle: async (context) => ({ rows: await membershipsOf(context, context.params.account) }),
  }),
  route({
    method: 'POST',
    path: '/accounts/:account/memberships',
    summary: '授予角色',
    access: 'identity.role.grant',
    params: MembershipParams,
    body: NewMembership,
    reply: MembershipRow,
    status: 201,
    handle: (context) => grantRole(context, context.params.account, context.body),
  }),
  route({
    method: 'POST',
    path: '/memberships/:id/end',
    summary: '收回角色',
    access: 'identity.role.grant',
    params: MembershipId,
    body: EndMembership,
    handle: (context) => endMembership(context, context.params.id, context.body.until),
  }),
]
