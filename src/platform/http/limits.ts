import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors/problem.ts'
import { isVisitor } from './authenticator.ts'

/** Requests a minute. */
export type Limits = {
  /** Of one address, before anybody looks at who it is: guards authentication itself. */
  readonly address: number
  /** Of one visitor's address. */
  readonly visitor: number
  /** Of one signed-in account, or of this machine itself. */
  readonly known: number
}

/** Architecture §5: loopback and signed-in users 3 000 a minute, far above the anonymous public. */
export const defaultLimits: Limits = { address: 6000, visitor: 300, known: 3000 }

type Limiter = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/**
 * A request from this machine itself. One that a reverse proxy on this machine passed on is not: it carries the
 * proxy's header, which Fastify drops from `ip` only when GONGFU_TRUSTED_PROXY names the proxy.
 */
export const isLocal = (request: FastifyRequest): boolean =>
  /^(?:127\.|::1$|::ffff:127\.)/.test(request.ip) &&
  request.headers['x-forwarded-for'] === undefined &&
  request.headers.forwarded === undefined

/** Registers the counters. Throws `rate_limited` with Retry-After. */
export const createLimiters = async (
  server: FastifyInstance,
  limits: Limits,
): Promise<{ readonly byAddress: Limiter; readonly byActor: Limiter }> => {
  await server.register(rateLimit, { global: false, cache: 20_000, timeWindow: '1 minute' })
  const limiter = (options: Parameters<typeof server.createRateLimit>[0]): Limiter => {
    const count = server.createRateLimit({ timeWindow: '1 minute', ...options })
    return async (request, reply) => {
      const used = await count(request)
      if (used.isAllowed || !used.isExceeded) return
      reply.header('retry-after', used.ttlInSeconds)
      throw new Problem('rate_limited', `每分钟最多 ${used.max} 次，请在 ${used.ttlInSeconds} 秒后重试`)
    }
  }
  return {
    byAddress: limiter({ max: limits.address, keyGenerator: (request) => `address:${request.ip}` }),
    byActor: limiter({
      max: (request: FastifyRequest) => (isVisitor(request.actor) && !isLocal(request) ? limits.visitor : limits.known),
      keyGenerator: (request) =>
        isVisitor(request.actor)
          ? `visitor:${isLocal(request) ? 'local' : request.ip}`
          : `account:${request.actor.county}:${request.actor.id}`,
    }),
  }
}
