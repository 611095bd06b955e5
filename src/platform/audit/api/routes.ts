import { parseDate } from '../../dates.ts'
import { type Route, route } from '../../http/route.ts'
import { readLog, readSeals } from '../read.ts'
import { verifyAudit } from '../verify.ts'
import * as schema from './schema.ts'

const dateOf = (text: string | undefined) => (text === undefined ? undefined : parseDate(text))

/** Mounted under /api/platform. */
export const auditRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/audit',
    summary: '审计日志：谁在何时改了什么、查看了哪些完整号码',
    access: 'platform.audit.read',
    query: schema.LogQuery,
    reply: schema.LogPage,
    handle: async (context) => {
      const { from, until, ...filter } = context.query
      return readLog(context, { ...filter, from: dateOf(from), until: dateOf(until) })
    },
  }),
  route({
    method: 'GET',
    path: '/audit/seals',
    summary: '审计日志的封存',
    access: 'platform.audit.read',
    query: schema.SealQuery,
    reply: schema.SealPage,
    handle: (context) => readSeals(context, context.query),
  }),
  route({
    method: 'POST',
    path: '/audit/verify',
    summary: '核验审计日志：逐条对照封存，指出被改动的记录',
    access: 'platform.audit.read',
    reply: schema.Verification,
    // Batch by batch: a long log must not hold one connection.
    transaction: 'own',
    handle: async (context) => verifyAudit(context, context.actor.county),
  }),
]
