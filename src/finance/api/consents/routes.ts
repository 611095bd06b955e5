import { type Route, route } from '../../../platform/http/route.ts'
import { giveBankConsent, listConsents, listControllers, withdrawBankConsent } from '../../consents/consents.ts'
import * as schema from './schema.ts'

/** Under /api/finance. */
export const consentRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/consents',
    summary: '本人的授权',
    access: 'finance.own.manage',
    reply: schema.ConsentList,
    handle: (context) => listConsents(context),
  }),
  route({
    method: 'GET',
    path: '/consents/controllers',
    summary: '可以授权的银行与评估机构',
    access: 'finance.own.manage',
    reply: schema.ControllerList,
    handle: (context) => listControllers(context),
  }),
  route({
    method: 'POST',
    path: '/consents',
    summary: '授权一家银行使用本人信息',
    access: 'finance.own.manage',
    body: schema.ConsentDraft,
    reply: schema.ConsentRow,
    status: 201,
    handle: (context) => giveBankConsent(context, context.body),
  }),
  route({
    method: 'POST',
    path: '/consents/:id/withdraw',
    summary: '撤回授权，立即生效',
    access: 'finance.own.manage',
    params: schema.ConsentParams,
    reply: schema.ConsentRow,
    handle: (context) => withdrawBankConsent(context, context.params.id),
  }),
]
