import { sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { App } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { isLocal } from './limits.ts'

const patienceMs = 5000

const databaseAnswers = async (app: App): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem('unavailable', '数据库没有及时应答')), patienceMs)
  })
  try {
    await Promise.race([app.database.asOwner((tx) => tx.execute(sql`select 1`)), late])
  } finally {
    clearTimeout(timer)
  }
}

/** For load balancers and Prometheus. Figures are given to this machine only: a proxy does not pass them on. */
export const mountHealth = (server: FastifyInstance, app: App, metrics: Metrics, draining: () => boolean): void => {
  server.get('/health/live', async () => ({ status: 'live' }))
  server.get('/health/ready', async () => {
    if (draining()) throw new Problem('unavailable', '服务正在停止')
    await databaseAnswers(app)
    return { status: 'ready' }
  })
  server.get('/metrics', async (request, reply) => {
    if (!isLocal(request)) throw new Problem('not_found')
    return reply.type(metrics.contentType).send(await metrics.text())
  })
}
