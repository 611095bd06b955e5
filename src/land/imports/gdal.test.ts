import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { execFile } from 'node:child_process'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases, inContext } from '../../platform/database/testing.ts'
import { buildServer } from '../../platform/http/server.ts'
import { county, landApp, people, seedLand } from '../land.testing.ts'
import { insertParcels } from '../parcels/insert.ts'
import { exportLayer } from './export.ts'
import { codeOf, inDegrees, ringAt } from './files.testing.ts'

/** More than two pages of the size that GDAL follows; 50 000 are read by bench/land-records.bench.ts. */
const count = 4_200

const hasGdal = spawnSync('ogrinfo', ['--version']).status === 0

describeDatabases('land layers as GDAL reads them', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'gongfu-gdal-'))
  const app = () => landApp(database())
  let address = ''
  let close: () => Promise<void> = async () => undefined
  beforeAll(async () => {
    await seedLand(database())
    await database().asSystem(county, 'test', async (tx) => {
      const context = { ...app(), tx, actor: people.resources }
      const parcels = Array.from({ length: count }, (_, index) => ({
        code: codeOf(index + 1),
        landUse: '1001 工业用地',
        townCode: '331022001',
        location: `工业路${index + 1}号`,
        areaRegisteredM2: index === 0 ? 1_000 : 1_010.75,
        areaM2: 100.25,
        area: [[inDegrees(ringAt((index % 70) * 12, Math.floor(index / 70) * 12, 10))]],
        parents: [],
      }))
      await insertParcels(context, parcels, { from: '2022-01-01', crs: 'EPSG:4549', importId: 'test' })
      await tx.execute(sql`ANALYZE land_parcel`)
    })
    const server = await buildServer(app(), { identity: { authenticate: async () => people.resources } })
    address = await server.listen({ port: 0, host: '127.0.0.1' })
    close = () => server.close()
  })
  afterAll(async () => {
    await close()
    rmSync(folder, { recursive: true, force: true })
  })

  it.skipIf(!hasGdal)('reads all parcels over HTTP, page by page, with their types', async () => {
    // Not synchronously: this process answers GDAL's requests.
    const { stdout } = await promisify(execFile)('ogrinfo', ['-al', '-so', `OAPIF:${address}/ogc`, 'land.parcels'])
    expect(stdout).toContain(`Feature Count: ${count}`)
    expect(stdout).toMatch(/areaRegisteredM2: Real/)
    expect(stdout).toMatch(/parcelCode: String/)
    const out = join(folder, 'read.csv')
    await promisify(execFile)('ogr2ogr', ['-f', 'CSV', out, `OAPIF:${address}/ogc`, 'land.parcels'])
    const lines = execFileSync('wc', ['-l', out], { encoding: 'utf8' })
    expect(Number.parseInt(lines, 10)).toBe(count + 1)
  })

  it.skipIf(!hasGdal).each(['parcels.gpkg', 'parcels.zip'] as const)('exports %s as GDAL wants it', async (file) => {
    const download = await inContext(app(), people.resources, (context) => exportLayer(context, file))
    const path = join(folder, file)
    // Exports are bytes.
    writeFileSync(path, download.body as Uint8Array)
    const said = execFileSync('ogrinfo', ['-al', '-so', file.endsWith('zip') ? `/vsizip/${path}` : path], {
      encoding: 'utf8',
    })
    expect(said).toContain(`Feature Count: ${count}`)
    expect(said).toMatch(/China.*Geodetic|CGCS2000|China_2000/i)
    expect(said).toMatch(/(areaRegisteredM2|AREA_REG): Real/)
    const one = execFileSync('ogrinfo', ['-al', '-fid', '2', file.endsWith('zip') ? `/vsizip/${path}` : path], {
      encoding: 'utf8',
    })
    expect(one).toContain('1010.75')
    expect(one).toContain('工业路')
  })
})
