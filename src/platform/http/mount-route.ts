import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { etagOf, readIfMatch } from './etag.ts'
import { onceForKey, readIdempotencyKey, requestDigest, type StoredReply } from './idempotency.ts'
import { isVisitor } from './authenticator.ts'
import { refuseUnstorable } from './json-body.ts'
import { Download, EventStream, type Route, type RouteContext } from './route.ts'
import { downloadBytes, sendDownload, type OpenStreams } from './send.ts'
import { receiveFile } from '../files/files.ts'
import { formOverheadBytes, readUpload } from './upload.ts'
import { validate } from './validate.ts'

const nothing = z.strictObject({})
/** A route without a body takes none, or an empty object. */
const noBody = nothing.nullish()

type Input = Pick<
  RouteContext<unknown, unknown, unknown>,
  'params' | 'query' | 'body' | 'ifMatch' | 'upload' | 'file' | 'origin'
>

const readInput = async (app: App, route: Route, request: FastifyRequest): Promise<Input> => {
  refuseUnstorable(request.params, '/params')
  refuseUnstorable(request.query, '/query')
  const params = validate(route.params ?? nothing, request.params, '/params')
  const query = validate(route.query ?? nothing, request.query, '/query')
  const upload = route.upload === undefined ? null : await readUpload(request, route.upload)
  const body =
    upload === null
      ? validate(route.body ?? noBody, request.body)
      : route.body === undefined
        ? undefined
        : validate(route.body, upload.fields)
  const ifMatch = readIfMatch(request.headers['if-match'])
  if (route.updates === true && ifMatch === null) {
    throw new Problem('precondition_required', '修改前须带上读取时的版本（If-Match）')
  }
  const accept = route.upload?.accept
  const file =
    accept === undefined || upload === null || upload.filename === ''
      ? null
      : await receiveFile({ dataDir: app.config.dataDir, county: request.actor.county }, upload, accept)
  const origin = app.config.publicUrl ?? `${request.protocol}://${request.host}`
  return { params, query, body: body ?? undefined, ifMatch, upload, file, origin }
}

/** The JSON of a reply, checked against the schema while the transaction can still be undone. */
const storedReply = (route: Route, result: unknown): StoredReply => {
  if (route.reply === undefined) {
    if (result !== undefined) throw new Error(`${route.method} ${route.path} declares no reply and gave one`)
    return { status: route.status ?? 204, text: null, etag: undefined }
  }
  const checked = route.reply.safeParse(result)
  if (!checked.success) {
    throw new Error(`${route.method} ${route.path} gave a reply against its schema: ${z.prettifyError(checked.error)}`)
  }
  return { status: route.status ?? 200, text: JSON.stringify(checked.data), etag: etagOf(checked.data) }
}

type Special = { readonly download: Download; readonly bytes: Uint8Array | string } | { readonly stream: EventStream }

const sendStored = (reply: FastifyReply, stored: StoredReply): FastifyReply => {
  if (stored.etag !== undefined) reply.header('etag', stored.etag)
  reply.code(stored.status)
  return stored.text === null ? reply.send() : reply.type('application/json; charset=utf-8').send(stored.text)
}

/** A route that calls the outside world opens its transactions itself; `tx` is not there to be used by mistake. */
const withoutTransaction = (context: Omit<Context, 'tx'>): Context => ({
  ...context,
  get tx(): Context['tx'] {
    throw new Error('a route with `transaction: own` has no tx: use context.database.scoped')
  },
})

const respond = async (app: App, route: Route, request: FastifyRequest, input: Input) => {
  const { actor } = request
  const special: Special[] = []
  const handle = async (context: Context): Promise<StoredReply | null> => {
    // The route's own schemas gave `input`; the list of all routes cannot name each type.
    const result: unknown = await route.handle(Object.assign(context, input) as never)
    if (result instanceof EventStream) special.push({ stream: result })
    else if (result instanceof Download) special.push({ download: result, bytes: await downloadBytes(result) })
    else return storedReply(route, result)
    return null
  }
  const outcome = async (): Promise<{ stored: StoredReply | null; replayed: boolean }> => {
    if (route.transaction === 'own') {
      return { stored: await handle(withoutTransaction({ ...app, actor })), replayed: false }
    }
    const key = route.method === 'GET' || isVisitor(actor) ? undefined : request.headers['idempotency-key']
    const idempotent = readIdempotencyKey(key)
    return app.database.scoped(actor, async (tx) => {
      const context: Context = { ...app, tx, actor }
      if (idempotent === undefined) return { stored: await handle(context), replayed: false }
      const digest = requestDigest({ ...input, method: request.method, url: request.url })
      const once = await onceForKey(context, idempotent, digest, () => handle(context))
      return 'replayed' in once ? { stored: once.replayed, replayed: true } : { stored: once.done, replayed: false }
    })
  }
  return { ...(await outcome()), special: special[0] }
}

/** Mounts one route; the hooks before it limit, authenticate and check the declared access. */
export const mountRoute = (
  server: FastifyInstance,
  app: App,
  route: Route,
  url: string,
  streams: OpenStreams,
  admit: (request: FastifyRequest, reply: FastifyReply) => Promise<void>,
): void => {
  server.route({
    method: route.method,
    url,
    ...(route.upload === undefined ? {} : { bodyLimit: route.upload.maxBytes + formOverheadBytes }),
    onRequest: admit,
    handler: async (request, reply) => {
      const input = await readInput(app, route, request)
      const { stored, replayed, special } = await respond(app, route, request, input)
      if (replayed) reply.header('idempotency-replayed', 'true')
      if (stored !== null) return sendStored(reply, stored)
      if (special === undefined) throw new Error(`${route.method} ${url} gave no reply`)
      if ('stream' in special) {
        streams.serve(reply, special.stream)
        return reply
      }
      return sendDownload(reply.code(route.status ?? 200), special.download, special.bytes)
    },
  })
}
