import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../platform/database/testing.ts'
import { publicActor } from '../../platform/http/authenticator.ts'
import { buildServer } from '../../platform/http/server.ts'
import { county, landApp, people, type Person, seedLand } from '../land.testing.ts'
import { landLayer } from '../tables.ts'
import { feature, geoJsonFile, ringAt, type TestFile } from './files.testing.ts'

describeDatabases('imports over HTTP', (database) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongfu-imports-'))
  let address = ''
  let close: () => Promise<void> = async () => undefined
  beforeAll(async () => {
    await seedLand(database())
    await database().asSystem(county, 'test', (tx) =>
      tx.insert(landLayer).values({
        county,
        id: 'permanentBasicFarmland',
        title: '永久基本农田',
        legalBasis: '《土地管理法》',
        required: true,
      }),
    )
    const draft = landApp(database())
    const app = { ...draft, config: { ...draft.config, dataDir } }
    const server = await buildServer(app, {
      identity: { authenticate: async ({ headers }) => people[headers['x-test-actor'] as Person] ?? publicActor(app) },
    })
    address = await server.listen({ port: 0, host: '127.0.0.1' })
    close = () => server.close()
  })
  afterAll(async () => {
    await close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  const upload = async (person: Person, file: TestFile, fields: Readonly<Record<string, string>>) => {
    const form = new FormData()
    for (const [key, value] of Object.entries(fields)) form.append(key, value)
    form.append('file', new Blob([Uint8Array.from(file.bytes)]), file.filename)
    const reply = await fetch(`${address}/api/land/imports`, {
      method: 'POST',
      headers: { 'x-test-actor': person },
      body: form,
    })
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
  }

  it.each([
    ['parcels', { target: 'parcels' }],
    ['a layer', { target: 'layer', layerId: 'permanentBasicFarmland' }],
  ])('takes %s in as a form and answers with the check', async (_what, fields) => {
    const { status, body } = await upload('resources', geoJsonFile([feature(1, [ringAt(0, 0, 100)])]), fields)
    expect([status, body['code'] ?? null]).toEqual([201, null])
    expect(body).toMatchObject({ state: 'previewed', check: { counts: { valid: 1, refused: 0 } } })
  })

  it('refuses a layer that is none, and who is not on duty', async () => {
    const file = geoJsonFile([feature(1, [ringAt(0, 0, 100)])])
    expect((await upload('resources', file, { target: 'layer', layerId: 'none' })).status).toBe(422)
    expect((await upload('agriculture', file, { target: 'layer', layerId: 'permanentBasicFarmland' })).status).toBe(403)
    expect((await upload('valve', file, { target: 'parcels' })).status).toBe(403)
  })
})
