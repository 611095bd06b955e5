import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { startCluster } from '../database/postgres-cluster.ts'
import { openTestDatabase, type TestDatabase } from '../database/testing.ts'
import { seededRandom } from '../stats/random.ts'

/** `GONGFU_ROUNDS=20` for the long suite. */
const rounds = Number(process.env['GONGFU_ROUNDS'] ?? 2)
const workers = 8
const main = fileURLToPath(new URL('../../main.ts', import.meta.url))
const password = 'harbour-crab-2026-moon'

type Server = { readonly child: ChildProcess; readonly origin: string; readonly printed: string }
type Place = { readonly dataDir: string; readonly databaseUrl?: string }

const launch = (place: Place): ChildProcess => {
  const { DATABASE_URL: _, ...environment } = process.env
  return spawn(process.execPath, [main], {
    env: {
      ...environment,
      PORT: '0',
      GONGFU_DATA_DIR: place.dataDir,
      GONGFU_DEMO: 'off',
      GONGFU_SECOND_FACTOR: 'optional',
      GONGFU_LOG: 'silent',
      ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Starts a server process and waits until it listens. */
const start = async (place: Place): Promise<Server> => {
  const child = launch(place)
  let printed = ''
  const { promise, resolve, reject } = Promise.withResolvers<Server>()
  const hear = (chunk: Buffer) => {
    printed += chunk.toString('utf8')
    const origin = /共富 gongfu {2}(\S+)/.exec(printed)?.[1]
    if (origin !== undefined) resolve({ child, origin, printed })
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)))
  return promise
}

const end = async ({ child }: Server, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
  const exited = once(child, 'exit') as Promise<[number | null]>
  child.kill(signal)
  return (await exited)[0]
}

type Ask = { readonly cookie?: string; readonly key?: string }

const post = (origin: string, path: string, body: object, { cookie, key }: Ask = {}): Promise<Response> =>
  fetch(`${origin}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin,
      ...(cookie === undefined ? {} : { cookie }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  })

const cookiesOf = (reply: Response): string =>
  reply.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

/** Signs in; the first time with the password printed at the first start, which must be changed. */
const signIn = async ({ origin, printed }: Server, username: string): Promise<string> => {
  const initial = new RegExp(` ${username} {2}(\\S+)`).exec(printed)?.[1]
  const body = { username, password: initial ?? password }
  const cookie = cookiesOf(await post(origin, '/api/auth/sign-in/username', body))
  if (initial === undefined) return cookie
  const changed = await post(
    origin,
    '/api/auth/change-password',
    { currentPassword: initial, newPassword: password },
    { cookie },
  )
  expect(changed.status).toBe(200)
  return cookiesOf(changed) || cookie
}

type Grant = { readonly key: string; readonly path: string; readonly body: object }

/** One write: a role from a day on. Every grant is a row of its own. */
const newGrant = (account: string): Grant => ({
  key: randomUUID(),
  path: `/api/platform/accounts/${account}/memberships`,
  body: { organisationId: null, role: 'department_member', area: '331022', from: '2026-01-01', until: null },
})

type Written = { readonly acknowledged: Map<string, string>; readonly unknown: Grant[] }

/** Writes on eight connections until the server is gone; keeps what it confirmed and what it left open. */
const hammer = async (origin: string, cookie: string, account: string): Promise<Written> => {
  const written: Written = { acknowledged: new Map(), unknown: [] }
  const work = async () => {
    for (;;) {
      const grant = newGrant(account)
      try {
        const reply = await post(origin, grant.path, grant.body, { cookie, key: grant.key })
        if (reply.status === 503) return
        if (reply.status !== 201) throw new Error(`unexpected reply ${reply.status}: ${await reply.text()}`)
        written.acknowledged.set(grant.key, ((await reply.json()) as { id: string }).id)
      } catch (error) {
        if (error instanceof Error && error.message.startsWith('unexpected')) throw error
        written.unknown.push(grant)
        return
      }
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return written
}

const grantsOf = async (origin: string, cookie: string, account: string): Promise<readonly string[]> => {
  const reply = await fetch(`${origin}/api/platform/accounts/${account}/memberships`, { headers: { cookie } })
  return ((await reply.json()) as { rows: { id: string }[] }).rows.map(({ id }) => id)
}

const open: TestDatabase[] = []
const folder = mkdtempSync(join(tmpdir(), 'gongfu-kill-'))
afterAll(async () => {
  for (const database of open) await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const placeOf = async (kind: 'embedded' | 'server'): Promise<Place> => {
  const dataDir = join(folder, kind)
  if (kind === 'embedded') return { dataDir }
  const database = await openTestDatabase('server')
  open.push(database)
  const url = new URL(process.env['GONGFU_TEST_DATABASE_URL'] ?? (await startCluster(inject('clusterFolder'))))
  url.pathname = new URL(database.url ?? '').pathname
  return { dataDir, databaseUrl: url.href }
}

describe.each(['embedded', 'server'] as const)('a server process (%s database)', (kind) => {
  it(
    'loses nothing that it acknowledged when it is killed, and repeats nothing that is asked again',
    async () => {
      const random = seededRandom(kind)
      const place = await placeOf(kind)
      let server = await start(place)
      try {
        const system = await signIn(server, 'system')
        const made = await post(
          server.origin,
          '/api/platform/accounts',
          { username: 'target', name: '目标' },
          { cookie: system },
        )
        expect(made.status).toBe(201)
        const { id: account } = (await made.json()) as { id: string }
        let cookie = await signIn(server, 'security')
        const known = new Map<string, string>()

        for (let round = 0; round < rounds; round += 1) {
          const writing = hammer(server.origin, cookie, account)
          await delay(300 + random.integer(1500))
          const [{ acknowledged, unknown }] = await Promise.all([writing, end(server, 'SIGKILL')])
          for (const [key, id] of acknowledged) known.set(key, id)
          server = await start(place)
          cookie = await signIn(server, 'security')
          // What was under way is asked again with its key: done once, whether or not it had been done.
          for (const grant of unknown) {
            const again = await post(server.origin, grant.path, grant.body, { cookie, key: grant.key })
            expect(again.status).toBe(201)
            known.set(grant.key, ((await again.json()) as { id: string }).id)
          }
          expect(acknowledged.size).toBeGreaterThan(0)
          expect((await grantsOf(server.origin, cookie, account)).toSorted()).toEqual([...known.values()].toSorted())
        }

        if (kind === 'embedded') {
          const second = launch(place)
          let said = ''
          second.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
          expect(await once(second, 'exit')).toEqual([1, null])
          expect(said).toContain('正被另一个进程使用')
        }

        const writing = hammer(server.origin, cookie, account)
        await delay(500)
        const [{ acknowledged, unknown }, code] = await Promise.all([writing, end(server, 'SIGTERM')])
        expect(code).toBe(0)
        expect(acknowledged.size).toBeGreaterThan(0)
        server = await start(place)
        const stored = new Set(await grantsOf(server.origin, await signIn(server, 'security'), account))
        expect([...acknowledged.values()].filter((id) => !stored.has(id))).toEqual([])
        // Drained: what it began it finished; only connections that it refused may be open.
        expect(stored.size - known.size - acknowledged.size).toBeLessThanOrEqual(unknown.length)
      } finally {
        if (server.child.exitCode === null) await end(server, 'SIGKILL')
      }
    },
    240_000 + rounds * 120_000,
  )
})
