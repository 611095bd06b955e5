import { createHash } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import type { Actor, Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { defineJob } from '../jobs/job.ts'
import { idempotencyKey } from './tables.ts'
import type { Upload } from './route.ts'

const keptMs = 24 * 3600 * 1000

export type StoredReply = { readonly status: number; readonly text: string | null; readonly etag: string | undefined }

/** Reads the header. Throws `malformed` for a key that is too short to be unique, too long, or not plain ASCII. */
export const readIdempotencyKey = (header: string | string[] | undefined): string | undefined => {
  if (header === undefined) return undefined
  if (typeof header === 'string' && /^[\x21-\x7e]{8,128}$/.test(header)) return header
  throw new Problem('malformed', 'Idempotency-Key 须为 8 至 128 个可见的 ASCII 字符，建议用 UUID')
}

/** What makes two requests the same one. */
export const requestDigest = (request: {
  readonly method: string
  readonly url: string
  readonly ifMatch: string | null
  readonly body: unknown
  readonly upload: Upload | null
}): string => {
  const hash = createHash('sm3')
  hash.update(JSON.stringify([request.method, request.url, request.ifMatch, request.body ?? null]))
  if (request.upload !== null) {
    hash.update(JSON.stringify([request.upload.filename, request.upload.fields])).update(request.upload.bytes)
  }
  return hash.digest('hex')
}

const rowOf = (actor: Actor, key: string) =>
  and(eq(idempotencyKey.county, actor.county), eq(idempotencyKey.actor, actor.id), eq(idempotencyKey.key, key))

/**
 * Does `work` once per key: the key is claimed, the work done and the reply stored in the same transaction, so that a
 * repeat either finds the reply or finds nothing done. A second request with the same key waits for the first one at
 * the primary key. `work` may return null for a reply that is not kept (a file, a stream).
 * Throws `idempotency_conflict` when the key was used for another request.
 */
export const onceForKey = async (
  context: Context,
  key: string,
  digest: string,
  work: () => Promise<StoredReply | null>,
): Promise<{ readonly replayed: StoredReply } | { readonly done: StoredReply | null }> => {
  const { tx, actor } = context
  const now = context.clock.now()
  await tx.delete(idempotencyKey).where(and(rowOf(actor, key), lt(idempotencyKey.expiresAt, now)))
  const claimed = await tx
    .insert(idempotencyKey)
    .values({ county: actor.county, actor: actor.id, key, digest, expiresAt: new Date(now.getTime() + keptMs) })
    .onConflictDoNothing()
    .returning({ key: idempotencyKey.key })
  if (claimed.length === 0) {
    const [stored] = await tx.select().from(idempotencyKey).where(rowOf(actor, key))
    if (stored === undefined || stored.digest !== digest) {
      throw new Problem('idempotency_conflict', '该幂等键已用于另一个请求，请为新的请求换一个键')
    }
    // Without a status the first one answered with a file: it is simply done again.
    if (stored.status === null) return { done: await work() }
    return { replayed: { status: stored.status, text: stored.reply, etag: stored.etag ?? undefined } }
  }
  const reply = await work()
  if (reply !== null) {
    await tx
      .update(idempotencyKey)
      .set({ status: reply.status, reply: reply.text, etag: reply.etag ?? null })
      .where(rowOf(actor, key))
  }
  return { done: reply }
}

/** Forgets replies that nobody will ask for again. */
export const forgetIdempotencyKeys = defineJob({
  name: 'platform.forget_idempotency_keys',
  title: '清理过期的幂等键',
  schedule: '17 3 * * *',
  run: async (app, { county }) => {
    await app.database.asSystem(county, 'platform.forget_idempotency_keys', (tx) =>
      tx.delete(idempotencyKey).where(lt(idempotencyKey.expiresAt, app.clock.now())),
    )
  },
})
