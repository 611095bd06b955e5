import { route } from '../../../http/route.ts'
import { appointDeputy, listDeputies, revokeDeputy } from '../../deputies.ts'
import { DeputiesReply, DeputyId, DeputyRow, NewDeputy } from './schema.ts'

export const deputyRoutes = [
  route({
    method: 'GET',
    path: '/deputies',
    summary: '本人委托和受托的代理',
    access: 'signed_in',
    reply: DeputiesReply,
    handle: async (context) => ({ rows: await listDeputies(context) }),
  }),
  route({
    method: 'POST',
    path: '/deputies',
    summary: '委托代理',
    access: 'signed_in',
    transaction: 'own',
    body: NewDeputy,
    reply: DeputyRow,
    status: 201,
    handle: (context) => appointDeputy(context, context.body),
  }),
  route({
    method: 'POST',
    path: '/deputies/:id/revoke',
    summary: '撤销代理',
    access: 'signed_in',
    params: DeputyId,
    handle: (context) => revokeDeputy(context, context.params.id),
  }),
]
