import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases, testApp } from '../database/testing.ts'
import { publicActor } from '../http/authenticator.ts'
import { buildServer } from '../http/server.ts'
import { defineModule } from '../module.ts'
import { loadDivisions } from '../registers/divisions.ts'
import { registerLayers } from '../registers/layers.ts'
import { ogcRoutes } from './features.ts'
import { tileRoutes } from './tiles.ts'

const run = promisify(execFile)

describeDatabases('layers', (database) => {
  let server: FastifyInstance
  let address: string
  beforeAll(async () => {
    await loadDivisions(database())
    const platform = defineModule({
      name: 'platform',
      title: '平台',
      layers: registerLayers,
      routes: [...ogcRoutes, ...tileRoutes],
    })
    const app = testApp(database(), { modules: [platform] })
    server = await buildServer(app, { identity: { authenticate: async () => publicActor(app) } })
    address = await server.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(() => server.close())

  const features = async (path: string) => {
    const reply = await server.inject(`/ogc/collections/${path}`)
    expect(reply.statusCode).toBe(200)
    return reply.json()
  }

  it('shows visitors county, towns and villages', async () => {
    const { collections } = (await server.inject('/ogc/collections')).json()
    expect(collections.map(({ id }: { id: string }) => id)).toEqual([
      'platform.counties',
      'platform.towns',
      'platform.villages',
    ])
  })

  it('pages to the end without losing or repeating a village', async () => {
    const seen: string[] = []
    let next: string | undefined = 'platform.villages/items?limit=100'
    while (next !== undefined) {
      const page = await features(next)
      expect(page.numberMatched).toBe(295)
      seen.push(...page.features.map((one: { id: string }) => one.id))
      next = page.links.find(({ rel }: { rel: string }) => rel === 'next')?.href.split('/ogc/collections/')[1]
    }
    expect(new Set(seen).size).toBe(295)
    expect(seen).toEqual(seen.toSorted())
  })

  it('narrows to a box and serves one feature in another coordinate system', async () => {
    const { features: all } = await features('platform.villages/items?limit=300')
    const [lon, lat] = all[0].geometry.coordinates
    const box = await features(`platform.villages/items?bbox=${lon - 1e-6},${lat - 1e-6},${lon + 1e-6},${lat + 1e-6}`)
    expect(box.features.map(({ id }: { id: string }) => id)).toContain(all[0].id)
    expect(box.numberMatched).toBeLessThan(5)
    const crs = encodeURIComponent('http://www.opengis.net/def/crs/EPSG/0/4549')
    const plane = await features(`platform.villages/items/${all[0].id}?crs=${crs}`)
    expect(Math.max(...plane.geometry.coordinates)).toBeGreaterThan(1_000_000)
  })

  it('cuts tiles, and an empty one where nothing is', async () => {
    const full = await server.inject('/tiles/platform.towns/8/214/106')
    expect(full.headers['content-type']).toContain('vnd.mapbox-vector-tile')
    expect(full.rawPayload.length).toBeGreaterThan(100)
    expect((await server.inject('/tiles/platform.towns/8/0/0')).rawPayload.length).toBeLessThan(100)
  })

  it('answers 404 for what is not there and 400 for a box that is none', async () => {
    expect((await server.inject('/ogc/collections/platform.rivers/items')).statusCode).toBe(404)
    expect((await server.inject('/ogc/collections/platform.towns/items/1')).statusCode).toBe(404)
    const bad = await server.inject('/ogc/collections/platform.towns/items?bbox=1,2,x,4')
    expect(bad.statusCode).toBe(400)
    expect(bad.json().errors[0].pointer).toBe('/query/bbox')
  })

  it('is read whole by GDAL, with the types of its columns', async () => {
    const source = `OAPIF:${address}/ogc`
    const { stdout: list } = await run('ogrinfo', ['-ro', source])
    expect(list).toContain('platform.villages')
    const { stdout: villages } = await run('ogrinfo', ['-ro', '-so', source, 'platform.villages'])
    expect(villages).toContain('Feature Count: 295')
    expect(villages).toMatch(/Geometry: Point/)
    expect(villages).toMatch(/code: String/)
    const { stdout: read } = await run('ogr2ogr', ['-f', 'CSV', '/vsistdout/', source, 'platform.villages'], {
      maxBuffer: 10_000_000,
    })
    expect(read.trim().split('\n')).toHaveLength(296)
  })
})
