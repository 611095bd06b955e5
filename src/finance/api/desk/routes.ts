import { type Route, route } from '../../../platform/http/route.ts'
import { applicationDesk, quoteApplication } from '../../applications/desk.ts'
import { ApplicationParams } from '../applications/schema.ts'
import { ApplicationDesk, QuoteQuery, QuoteReply } from './schema.ts'

/** Under /api/finance. */
export const deskRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/applications/:id/desk',
    summary: '审批台：申请、本行所知的家庭情况、放款后的限额',
    access: 'finance.credit.read',
    params: ApplicationParams,
    reply: ApplicationDesk,
    handle: (context) => applicationDesk(context, context.params.id),
  }),
  route({
    method: 'GET',
    path: '/applications/:id/quote',
    summary: '试算报价：利率、还款计划、年化利率',
    access: 'finance.credit.decide',
    params: ApplicationParams,
    query: QuoteQuery,
    reply: QuoteReply,
    handle: (context) => quoteApplication(context, context.params.id, context.query),
  }),
]
