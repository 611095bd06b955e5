import type { z } from 'zod'
import type { Context } from '../context.ts'

/** `public` = anyone; `signed_in` = any account; else the id of a declared permission. */
export type Access = 'public' | 'signed_in' | (string & {})

/** A reply that is not JSON (export, document, tile). */
export class Download {
  readonly contentType: string
  readonly body: Uint8Array | NodeJS.ReadableStream | string
  readonly filename: string | undefined
  readonly headers: Readonly<Record<string, string>>
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

/** An uploaded file, already judged by size; judge its kind by content before use. */
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
}

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/<module>`, fastify style: `/evidence/:id/verify`. */
  readonly path: string
  readonly summary: string
  readonly access: Access
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** Schema of the JSON reply; omit for a `Download`. A reply with a `version` key gets an ETag from it. */
  readonly reply?: z.ZodType
  readonly status?: 200 | 201 | 202 | 204
  /** The route takes multipart `file`; at most `maxBytes`. */
  readonly upload?: { readonly maxBytes: number; readonly required?: boolean }
  /** An update of a versioned record: If-Match is required. */
  readonly updates?: boolean
  readonly handle: (context: never) => unknown
}

type Out<T, Fallback = Record<string, never>> = T extends z.ZodType ? z.output<T> : Fallback

/**
 * One HTTP endpoint. The platform does, in this order: limits, authentication, validation, transaction in the actor's
 * scope, permission, the handler, validation of the reply. `handle` holds a call to a service and nothing else.
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
    ) => Promise<Reply extends z.ZodType ? z.input<Reply> : Download | void>
  },
): Route => definition as unknown as Route
