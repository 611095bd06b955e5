import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor, App } from '../context.ts'
import { describeDatabases, inContext, testActor, testApp } from '../database/testing.ts'
import { readFile, receiveFile, storeFile } from './files.ts'
import { documentKinds } from './kind.ts'
import type { FileAudience } from './tables.ts'

const officer = testActor({ id: 'officer', organisationId: 'agri' })
const colleague = testActor({ id: 'colleague', organisationId: 'agri' })
const stranger = testActor({ id: 'stranger', organisationId: 'edu' })
const visitor = testActor({ id: 'public', area: '' })
const elsewhere = testActor({ id: 'elsewhere', county: '331023' })

describeDatabases('files', (database) => {
  let dataDir = ''
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'gongfu-files-'))
  })
  afterAll(() => rm(dataDir, { recursive: true }))

  const app = (): App => {
    const base = testApp(database())
    return { ...base, config: { ...base.config, dataDir } }
  }
  const photo = (): Promise<Uint8Array> =>
    sharp({ create: { width: 64, height: 64, channels: 3, background: '#0b6e6e' } })
      .withExif({
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '29/1 6/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '121/1 24/1 0/1',
        },
      })
      .jpeg()
      .toBuffer()
  const store = async (audience: FileAudience): Promise<string> => {
    const received = await receiveFile(
      { dataDir, county: officer.county },
      { filename: '现场.jpg', bytes: await photo() },
      documentKinds,
    )
    return (await inContext(app(), officer, (context) => storeFile(context, received, audience))).id
  }
  const opens = (actor: Actor, id: string): Promise<boolean> =>
    inContext(app(), actor, (context) => readFile(context, id)).then(
      () => true,
      () => false,
    )

  it('opens to its audience and to nobody else', async () => {
    const [own, county, open] = [await store('organisation'), await store('county'), await store('public')]
    const seen = async (id: string) =>
      Promise.all([officer, colleague, stranger, visitor, elsewhere].map((actor) => opens(actor, id)))
    expect(await seen(own)).toEqual([true, true, false, false, false])
    expect(await seen(county)).toEqual([true, true, true, false, false])
    expect(await seen(open)).toEqual([true, true, true, true, false])
  })

  it('keeps the position for officials and takes it off for visitors', async () => {
    const id = await store('public')
    const official = await inContext(app(), officer, (context) => readFile(context, id))
    const shown = await inContext(app(), visitor, (context) => readFile(context, id))
    expect((await sharp(official.body as Uint8Array).metadata()).exif).toBeDefined()
    expect((await sharp(shown.body as Uint8Array).metadata()).exif).toBeUndefined()
  })

  it('stores equal content once', async () => {
    await store('county')
    await store('county')
    const folders = await readdir(join(dataDir, 'files', officer.county))
    expect(folders).toHaveLength(1)
  })

  it('lets nobody name himself as another uploader', async () => {
    const forged = database().scoped(stranger, (tx) =>
      tx.execute(
        `INSERT INTO file (county, id, digest, kind, name, size_bytes, audience, uploaded_by) VALUES ('331022', 'x', 'y', 'pdf', 'z', 1, 'public', 'officer')`,
      ),
    )
    await expect(forged).rejects.toMatchObject({ code: 'forbidden' })
  })
})
