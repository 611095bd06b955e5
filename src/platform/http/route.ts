import type { z } from 'zod'
import type { Context } from '../context.ts'
import type { ReceivedFile } from '../files/files.ts'
import type { FileKind } from '../files/kind.ts'
import type { DeepReadonly } from '../read-only.ts'

/** `public` = anyone; `signed_in` = any account; else the id of a declared permission. */
export type Access = 'public' | 'signed_in' | (string & {})

/** A reply that is not JSON (export, document, tile). */
export class Download {
  readonly contentType: string
  readonly body: Uint8Array | NodeJS.ReadableStream | string
  readonly filename: string | undefined
  readonly headers: Readonly<Record<string, string>>
  /** A stream is read to its end inside the transaction: it may query the database as it goes. */
  constructor(
    contentType: string,
    body: Uint8Array | NodeJS.ReadableStream | string,
    filename?: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    this.contentType = contentType
    this.body = body
    this.filename = filename
    this.headers = headers
  }
}

/**
 * A reply that goes on (server-sent events). `open` is called after the transaction has ended; it gets `send` and
 * returns what to do when the client leaves or the server drains.
 */
export class EventStream {
  readonly open: (send: (event: string, data: unknown, id?: string) => void) => () => void
  constructor(open: EventStream['open']) {
    this.open = open
  }
}

/**
 * An uploaded file, already judged by size; judge its kind by content before use. The form's other fields are
 * validated by the route's `body` schema where it has one.
 */
export type Upload = {
  readonly filename: string
  readonly bytes: Uint8Array
  readonly fields: Readonly<Record<string, string>>
}

export type RouteContext<Params, Query, Body> = Context & {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** Version from If-Match, for routes with `updates: true`. */
  readonly ifMatch: string | null
  readonly upload: Upload | null
  /** The upload of a route with `upload.accept`: judged, and on the disk, before the transaction opened. */
  readonly file: ReceivedFile | null
  /** Scheme, host and port under which the client reached us, for standards that want whole addresses. */
  readonly origin: string
}

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/<module>`, fastify style: `/evidence/:id/verify`. */
  readonly path: string
  /** The path stands as it is, not below /api: the doors whose address a standard fixes (/ogc, /tiles, /v1.1). */
  readonly root?: true
  readonly summary: string
  readonly access: Access
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** Schema of the JSON reply; omit for a `Download` or an `EventStream`. A reply with a `version` key gets an ETag from it. */
  readonly reply?: z.ZodType
  readonly status?: 200 | 201 | 202 | 204
  /** The reply is an `EventStream`. */
  readonly stream?: true
  /** The route takes multipart `file`; at most `maxBytes`. */
  readonly upload?: { readonly maxBytes: number; readonly required?: boolean; readonly accept?: readonly FileKind[] }
  /** An update of a versioned record: If-Match is required. */
  readonly updates?: boolean
  /**
   * `own`: the handler opens its transactions itself (`context.database.scoped`), because it awaits something outside
   * the database (another server, a mail, a big computation) or acts as the system. It has no `tx`, and an
   * Idempotency-Key is not honoured.
   */
  readonly transaction?: 'own'
  readonly handle: (context: never) => unknown
}

type Out<T, Fallback = Record<string, never>> = T extends z.ZodType ? z.output<T> : Fallback

/**
 * One HTTP endpoint. The platform does, in this order: limits, authentication, permission, validation,
 * transaction in the actor's scope, the handler, validation of the reply. `handle` holds a call to a service and nothing else.
 */
export const route = <
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Reply extends z.ZodType | undefined = undefined,
>(
  definition: Omit<Route, 'handle' | 'params' | 'query' | 'body' | 'reply'> & {
    params?: Params
    query?: Query
    body?: Body
    reply?: Reply
    handle: (
      context: RouteContext<Out<Params>, Out<Query>, Out<Body, undefined>>,
    ) => Promise<Reply extends z.ZodType ? DeepReadonly<z.input<Reply>> : Download | EventStream | void>
  },
): Route => definition as unknown as Route
