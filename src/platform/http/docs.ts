import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import type { OpenAPIV3 } from 'openapi-types'
import { errorCodes } from '../errors/codes.ts'
import type { Modules } from '../module.ts'
import { openApiDocument, type JsonObject } from './openapi.ts'

const errorPage = (): string => {
  const entries = Object.entries(errorCodes).map(
    ([code, entry]) =>
      `<section id="${code}"><h2>${entry.title}（${entry.status}）</h2><p><code>${code}</code></p>` +
      `<p lang="en">When: ${entry.when}<br>Recover: ${entry.recover}</p></section>`,
  )
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>错误代码</title><main><h1>错误代码</h1>${entries.join('')}</main></html>`
}

/** /openapi.json, its pages at /docs/api (all files from this server), and the page that the `type` of an error names. */
export const mountDocs = async (server: FastifyInstance, modules: Modules, publicUrl: string | undefined) => {
  let made: JsonObject | undefined
  // Made when first asked for: it takes most of a second for all modules, and a start should not wait for it.
  const document = (): JsonObject => (made ??= openApiDocument(modules, publicUrl))
  server.get('/openapi.json', async () => document())
  server.get('/docs/errors', async (_request, reply) => reply.type('text/html; charset=utf-8').send(errorPage()))
  // The plugin would read Fastify's own schemas; ours are zod, so its result is replaced by our document.
  await server.register(swagger, {
    openapi: { openapi: '3.1.0' },
    transformObject: () => document() as unknown as OpenAPIV3.Document,
  })
  await server.register(swaggerUi, {
    routePrefix: '/docs/api',
    uiConfig: { docExpansion: 'none', filter: true, displayRequestDuration: true },
    theme: { title: '共富 接口' },
  })
}
