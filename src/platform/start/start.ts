import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import type { App } from '../context.ts'
import { openDatabase } from '../database/open.ts'
import { buildServer } from '../http/server.ts'
import { openIdentity } from '../identity/identity.ts'
import { tellOfDeadRun } from '../jobs/dead-letters.ts'
import { createJobs } from '../jobs/runner.ts'
import type { Modules } from '../module.ts'
import { importRuleDefaults } from '../rules/rules.ts'
import { firstStart } from './first-start.ts'
import { demoNotice, firstSteps } from './first-steps.ts'
import { withProgress, type Terminal } from './progress.ts'
import { withSecret } from './secret.ts'

export type Running = { readonly app: App; readonly server: FastifyInstance; readonly stop: () => Promise<void> }

/** Requests under way get this long to end. */
const drainMs = 20_000

const addressOf = (config: Config, server: FastifyInstance): string => {
  const bound = server.server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port
  const host = ['0.0.0.0', '::'].includes(config.host) ? '127.0.0.1' : config.host
  return config.publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** database → first start → identity → background work → http. Throws with a sentence for the operator; what was opened is closed again. */
export const start = async (configured: Config, modules: Modules, terminal: Terminal): Promise<Running> => {
  const config = withSecret(configured)
  const database = await withProgress(terminal, '打开数据库', () => openDatabase(config))
  try {
    const bare: App = { config, clock: { now: () => new Date() }, database, modules }
    await firstStart(bare, firstSteps(bare, terminal), terminal)
    await importRuleDefaults(bare, config.county)
    const jobs = createJobs({
      database,
      modules,
      onError: (error) => server.log.error({ err: error }, 'background work'),
      onDead: tellOfDeadRun,
    })
    const app: App = { ...bare, jobs }
    const server = await buildServer(app, { identity: openIdentity(app) })
    await jobs.begin(app)
    await server.listen({ port: config.port, host: config.host })
    terminal.write(`\n共富 gongfu  ${addressOf(config, server)}\n`)
    if (config.demo) terminal.write(demoNotice())
    const stop = async () => {
      const closed = await Promise.race([server.close().then(() => true), delay(drainMs, false, { ref: false })])
      if (!closed) server.server.closeAllConnections()
      await jobs.stop(drainMs)
      await database.close()
    }
    return { app, server, stop }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Ends the process in order at SIGTERM and SIGINT; at a second signal at once. */
export const stopOnSignal = (running: Running, terminal: Terminal): void => {
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      terminal.write('\n正在停止 …\n')
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
}
