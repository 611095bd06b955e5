import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { Problem } from '../errors/problem.ts'

/**
 * Headers of every reply. No inline script anywhere; antd writes its styles at run time, MapLibre starts its worker
 * from a blob; nothing is loaded from or sent to another host.
 */
export const secure = async (server: FastifyInstance, config: Config): Promise<void> => {
  const https = config.publicUrl?.startsWith('https:') === true
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    hsts: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
  })
}

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that another site makes with our user's cookie. Browsers name the origin of every such request;
 * programs send no cookie. Throws `forbidden`.
 */
export const refuseForeignOrigin = (request: FastifyRequest, config: Config): void => {
  if (reads.has(request.method) || request.headers.cookie === undefined) return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const ours = config.publicUrl === undefined ? request.host : new URL(config.publicUrl).host
  const sameHost = origin !== undefined && URL.canParse(origin) && [ours, request.host].includes(new URL(origin).host)
  if (site === 'cross-site' || (origin !== undefined && !sameHost)) {
    throw new Problem('forbidden', '请求来自其他网站，已拒绝')
  }
}
