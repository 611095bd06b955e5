import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { fileURLToPath } from 'node:url'
import compress from '@fastify/compress'
import multipart from '@fastify/multipart'
import fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Actor, App } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { createMetrics } from '../metrics/metrics.ts'
import type { Module } from '../module.ts'
import { requireAccess } from './access.ts'
import { publicActor, type Authenticator } from './authenticator.ts'
import { CalculatorPool } from './calculator-pool.ts'
import { mountDocs } from './docs.ts'
import { mountHealth } from './health.ts'
import { parseJsonStrictly } from './json-body.ts'
import { createLimiters, defaultLimits, type Limits } from './limits.ts'
import { loggerOptions } from './log.ts'
import { mountCalculator } from './mount-calculator.ts'
import { mountRoute } from './mount-route.ts'
import { calculatorUrl, routeUrl } from './openapi.ts'
import { mountPages } from './pages.ts'
import { problemOf } from './problem-of.ts'
import type { Access } from './route.ts'
import { refuseForeignOrigin, secure } from './security.ts'
import { OpenStreams } from './send.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before any handler of ours runs. */
    actor: Actor
  }
}

export type ServerOptions = {
  readonly identity: Authenticator
  readonly limits?: Limits
  /** Folder of the built pages. */
  readonly pages?: string
  /** File that exports the calculators of a module, for the threads of those with a deadline. */
  readonly calculatorsOf?: (module: Module) => URL
}

const bodyLimitBytes = 2 * 1024 * 1024
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

const sendProblem = (request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply => {
  if (problem.status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', 5)
  return reply
    .code(problem.status)
    .headers({ 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' })
    .send(JSON.stringify(problem.body(`urn:uuid:${request.id}`)))
}

/** A path exists, the method does not: 405 with Allow, for every path mounted so far. */
const refuseOtherMethods = (server: FastifyInstance, mounted: ReadonlyMap<string, ReadonlySet<string>>): void => {
  for (const [url, present] of mounted) {
    const allow = [...present, ...(present.has('GET') ? ['HEAD'] : [])].join(', ')
    server.route({
      method: methods.filter((method) => !allow.split(', ').includes(method)),
      url,
      // The body of a refused request is not read.
      onRequest: async (request, reply) => {
        reply.header('allow', allow)
        throw new Problem('method_not_allowed', `该地址只支持 ${allow}，不支持 ${request.method}`)
      },
      handler: async () => undefined,
    })
  }
}

/** Broken HTTP reaches no handler; it is answered on the bare socket. */
const clientErrorReply = (): string => {
  const text = JSON.stringify(new Problem('malformed', '不是有效的 HTTP 请求').body())
  return `HTTP/1.1 400 ${STATUS_CODES[400]}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`
}

/** Declared access that no permission stands for would lock everybody out without a word. */
const checkDeclarations = (app: App): void => {
  const known = new Set(app.modules.flatMap((module) => module.permissions.map((permission) => permission.id)))
  for (const module of app.modules) {
    for (const route of module.routes) {
      const where = `${route.method} ${routeUrl(module, route)}`
      if (route.access !== 'public' && route.access !== 'signed_in' && !known.has(route.access)) {
        throw new Error(`${where}: access "${route.access}" is not a declared permission`)
      }
      if (/[:*]/.test(route.path) && route.params === undefined)
        throw new Error(`${where}: no schema for its parameters`)
    }
  }
}

/**
 * The HTTP server with every module mounted; `listen` it, or `inject` in tests. Each request goes: limits,
 * authentication, permission, validation, transaction in the actor's scope, handler, validation of the reply. Every
 * error is an RFC 9457 problem. Throws when two routes collide or a route names an unknown permission.
 */
export const buildServer = async (app: App, options: ServerOptions): Promise<FastifyInstance> => {
  checkDeclarations(app)
  const { config } = app
  const {
    identity,
    limits = defaultLimits,
    pages = fileURLToPath(new URL('../../../dist', import.meta.url)),
    calculatorsOf = (module) => new URL(`../../${module.name}/calculators.ts`, import.meta.url),
  } = options
  const metrics = createMetrics()
  const pool = new CalculatorPool()
  const streams = new OpenStreams()
  let draining = false

  const server = fastify({
    logger: loggerOptions(config) ?? false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'id' }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: 120_000,
    trustProxy: config.trustedProxy ?? false,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    frameworkErrors: (error, request, reply) => void sendProblem(request, reply, problemOf(error)),
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(clientErrorReply())
    },
  })
  const visitor = publicActor(app)
  server.decorateRequest('actor', { getter: () => visitor })

  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error)
    if (problem.status >= 500) {
      request.log.error({ err: error }, `${request.method} ${request.routeOptions.url ?? ''} ${problem.code}`)
    }
    return sendProblem(request, reply, problem)
  })
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (draining) {
      reply.header('connection', 'close')
      if (!request.url.startsWith('/health/')) throw new Problem('unavailable', '服务正在停止，请稍后重试')
    }
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    const milliseconds = Math.round(reply.elapsedTime)
    request.log.info(
      { route, status: reply.statusCode, milliseconds },
      `${request.method} ${route} ${reply.statusCode} ${milliseconds}ms`,
    )
  })
  server.addHook('preClose', async () => {
    draining = true
    streams.endAll()
  })
  server.addHook('onClose', () => pool.close())

  await secure(server, config)
  await server.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] })
  await server.register(multipart)
  parseJsonStrictly(server)
  const { byAddress, byActor } = await createLimiters(server, limits)

  const admit =
    (access: Access) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      await byAddress(request, reply)
      refuseForeignOrigin(request, config)
      const actor = await identity.authenticate(request)
      Object.defineProperty(request, 'actor', { value: actor })
      await byActor(request, reply)
      requireAccess(actor, access, app.modules)
      reply.header('cache-control', 'no-store')
    }

  const mounted = new Map<string, Set<string>>()
  const remember = (url: string, method: string) => mounted.set(url, (mounted.get(url) ?? new Set()).add(method))
  for (const module of app.modules) {
    for (const route of module.routes) {
      const url = routeUrl(module, route)
      mountRoute(server, app, route, url, streams, admit(route.access))
      remember(url, route.method)
    }
    for (const calculator of module.calculators) {
      const url = calculatorUrl(module, calculator)
      mountCalculator(server, calculator, url, calculatorsOf(module).href, pool, admit('public'))
      remember(url, 'POST')
    }
  }
  refuseOtherMethods(server, mounted)
  await identity.mount?.(server)
  mountHealth(server, app, metrics, () => draining)
  await mountDocs(server, app.modules, config.publicUrl)
  const unknown = await mountPages(server, pages)
  server.setNotFoundHandler((request, reply) => unknown(request, reply))
  server.addHook('onListen', async () => {
    const heavy = app.modules.filter((module) => module.calculators.some((one) => one.deadlineMs !== undefined))
    if (heavy.length > 0) pool.warm(heavy.map((module) => calculatorsOf(module).href))
  })
  return server
}
