import { type Route, route } from '../../../platform/http/route.ts'
import { editBinding, listBindings } from '../../bindings/bindings.ts'
import { BindingEdit, BindingList, BindingParams, BindingRow } from './schema.ts'

export const bindingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/bindings',
    summary: '目标与指标、佐证的绑定',
    access: 'signed_in',
    reply: BindingList,
    handle: (context) => listBindings(context),
  }),
  route({
    method: 'PUT',
    path: '/bindings/:id',
    summary: '手工绑定一个目标',
    access: 'ledger.target.bind',
    params: BindingParams,
    body: BindingEdit,
    reply: BindingRow,
    updates: true,
    handle: (context) => editBinding(context, context.params.id, context.ifMatch, context.body),
  }),
]
