import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../errors/problem.ts'

const yearSeconds = 31_536_000

/** Paths that are the server's own; an unknown one is an error and no page. A page may have a dot in its name (a rule). */
const serverPaths = /^\/(?:api|docs|health|metrics|ogc|tiles|v1\.1|assets|openapi\.json)(?:\/|$)/

const wantsPage = (request: FastifyRequest): boolean => {
  const { pathname } = new URL(request.url, 'http://localhost')
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    (request.headers.accept ?? '').includes('text/html') &&
    !serverPaths.test(pathname)
  )
}

/**
 * Serves the built pages, precompressed where the build did so. Names under /assets carry the hash of their content
 * and are kept for ever; index.html is asked for again each time. Returns what answers an unknown address: the page for
 * a browser that opens a place inside the app, else `not_found`.
 */
export const mountPages = async (
  server: FastifyInstance,
  folder: string,
): Promise<(request: FastifyRequest, reply: FastifyReply) => FastifyReply> => {
  const built = existsSync(join(folder, 'index.html'))
  if (built) {
    await server.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      preCompressed: true,
      globIgnore: ['**/*.br', '**/*.gz'],
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.replaceAll('\\', '/').includes('/assets/')
        reply.header('cache-control', hashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache')
      },
    })
  }
  return (request, reply) => {
    if (built && wantsPage(request)) return reply.sendFile('index.html')
    throw new Problem('not_found', '没有这个地址')
  }
}
