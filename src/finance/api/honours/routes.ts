import { type Route, route } from '../../../platform/http/route.ts'
import { confirmHonour, endHonour, listHonours, recordHonour } from '../../standing/honours.ts'
import * as schema from './schema.ts'

const change = {
  method: 'POST',
  access: 'finance.village.review',
  updates: true,
  params: schema.HonourParams,
  reply: schema.HonourRow,
} as const

/** Under /api/finance. */
export const honourRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/honours',
    summary: '荣誉与公益服务',
    access: 'signed_in',
    query: schema.HonoursQuery,
    reply: schema.HonourList,
    handle: (context) => listHonours(context, context.query),
  }),
  route({
    method: 'POST',
    path: '/honours',
    summary: '申报荣誉（农户）或登记荣誉（村）',
    access: 'signed_in',
    body: schema.HonourDraft,
    reply: schema.HonourRow,
    status: 201,
    handle: (context) => recordHonour(context, context.body),
  }),
  route({
    ...change,
    path: '/honours/:id/confirm',
    summary: '村级确认荣誉',
    handle: (context) => confirmHonour(context, context.params.id, context.ifMatch),
  }),
  route({
    ...change,
    path: '/honours/:id/end',
    summary: '终止荣誉',
    handle: (context) => endHonour(context, context.params.id, context.ifMatch),
  }),
]
