// Land over stored records: 50,000 parcels and 2,390 zones in PostgreSQL. The county's recomputation (read, overlay,
// verdicts, store) against the same by SQL in PostGIS; a site's verdict by HTTP; import of a GeoPackage against ogr2ogr;
// tiles; reading everything as OGC API Features against plain SQL to GeoJSON. Synthetic, seeded.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { land } from '../src/land/index.ts'
import { confirmImport, uploadImport } from '../src/land/imports/imports.ts'
import { writeGeoPackage } from '../src/land/imports/formats/write-geopackage.ts'
import { recomputeCounty } from '../src/land/verdicts/recompute.ts'
import { landDuty, landLayer, landLayerVersion } from '../src/land/tables.ts'
import { readConfig } from '../src/platform/config.ts'
import type { Actor, App } from '../src/platform/context.ts'
import type { Database } from '../src/platform/database/database.ts'
import { openDatabase } from '../src/platform/database/open.ts'
import { removeCluster, reserveCluster, startCluster } from '../src/platform/database/postgres-cluster.ts'
import { systemContext } from '../src/platform/database/system-context.ts'
import { receiveFile } from '../src/platform/files/files.ts'
import { crsRegistry, transformer } from '../src/platform/geo/crs.ts'
import type { Area, Position } from '../src/platform/geo/shapes.ts'
import { permissionsOfRoles } from '../src/platform/http/authenticator.ts'
import { buildServer } from '../src/platform/http/server.ts'
import { platform } from '../src/platform/index.ts'
import { loadDivisions } from '../src/platform/registers/divisions.ts'
import { organisation } from '../src/platform/registers/tables.ts'
import { seededRandom } from '../src/platform/stats/random.ts'
import { type BenchLine, measure, milliseconds } from './line.ts'

const [parcelCount, zoneCount] = [50_000, 2_390] as const
const county = '331022'
const department = '00000000-0000-4000-8000-000000000012'
const modules = [platform, land]
const layers = ['permanentBasicFarmland', 'ecologicalRedline', 'geologicalHazard', 'waterSource', 'heritage'] as const

/** Inside the land of the county: a square of 12 km by 12 km with parcels on a grid, so that none overlaps another. */
const [west, south, side] = [630_000, 3_210_000, 12_000] as const
const toDegrees = transformer(crsRegistry['EPSG:4549'], crsRegistry['EPSG:4490'])
const degrees = (ring: readonly Position[]): Position[] =>
  ring.map((at) => {
    const [x, y] = toDegrees(at)
    return [Number(x.toFixed(9)), Number(y.toFixed(9))]
  })

const parcels = (): { code: string; area: Area }[] => {
  const columns = Math.ceil(Math.sqrt(parcelCount))
  const cell = side / columns
  return Array.from({ length: parcelCount }, (_, index) => {
    const [x, y] = [west + (index % columns) * cell, south + Math.floor(index / columns) * cell]
    const [right, top] = [x + cell * 0.9, y + cell * 0.9]
    return {
      code: `331022${String(1 + Math.floor(index / 90_000)).padStart(3, '0')}001GB${String(index + 1).padStart(5, '0')}`,
      area: [
        [
          degrees([
            [x, y],
            [right, y],
            [right, top],
            [x, top],
            [x, y],
          ]),
        ],
      ],
    }
  })
}

const zones = (): { layer: string; code: string; shape: string }[] => {
  const random = seededRandom('land records')
  return Array.from({ length: zoneCount }, (_, index) => {
    const [x, y] = [west + side * random.next(), south + side * random.next()]
    const ring = Array.from({ length: 221 }, (_each, at): Position => {
      const angle = (2 * Math.PI * at) / 221
      const reach = 110 * (0.8 + 0.2 * random.next())
      return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)]
    })
    return {
      layer: layers[index % layers.length] ?? layers[0],
      code: `z${index}`,
      shape: JSON.stringify({ type: 'MultiPolygon', coordinates: [[degrees([...ring, ring[0] as Position])]] }),
    }
  })
}

const actor: Actor = {
  county,
  id: 'bench',
  name: '测速',
  organisationId: department,
  personId: null,
  householdId: null,
  area: county,
  roles: ['department_lead'],
  permissions: permissionsOfRoles(modules, ['department_lead', 'public']),
  deputyFor: null,
}

const seed = async (app: App): Promise<void> => {
  await loadDivisions(app.database)
  await systemContext(app, county, 'bench', async ({ tx }) => {
    await tx.insert(organisation).values({
      county,
      id: department,
      code: 'resources',
      kind: 'agency',
      name: '自然资源局',
      shortName: '资规',
      areaCode: county,
    })
    await tx.insert(landDuty).values({ county, duty: 'resources', organisationId: department })
    const all = zones()
    for (const layer of layers) {
      const versionId = randomUUID()
      await tx.insert(landLayer).values({ county, id: layer, title: layer, legalBasis: layer, required: true })
      await tx.insert(landLayerVersion).values({
        county,
        id: versionId,
        layerId: layer,
        no: 1,
        source: layer,
        publishedOn: '2022-01-20',
        publishedBy: '测速',
        publishedAt: app.clock.now(),
      })
      const own = all.filter((zone) => zone.layer === layer)
      await tx.execute(sql`
        INSERT INTO land_zone (county, id, version_id, layer_id, code, name, shape)
        SELECT ${county}, gen_random_uuid(), ${versionId}::uuid, ${layer}, t.code, t.code,
          ST_SetSRID(ST_GeomFromGeoJSON(t.shape), 4490)
        FROM unnest(${sql.param(own.map(({ code }) => code))}::text[], ${sql.param(own.map(({ shape }) => shape))}::text[])
          AS t (code, shape)`)
    }
  })
}

type Page = { readonly features: readonly unknown[]; readonly links: readonly { rel: string; href: string }[] }

const once = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const compared = (what: string, ours: number, against: string, theirs: number, goal?: string): BenchLine => ({
  what,
  ours: milliseconds(ours),
  against,
  theirs: milliseconds(theirs),
  ratio: theirs / ours,
  ...(goal === undefined ? {} : { goal }),
})

/**
 * What a GIS department would run, as the database's owner: without row policies, which keep PostGIS from its spatial
 * index, and with fresh statistics.
 */
const bySql = async (connection: string): Promise<number> => {
  const client = new pg.Client({ connectionString: connection })
  await client.connect()
  try {
    await client.query('ANALYZE land_parcel, land_zone')
    return await once(() =>
      client.query(`CREATE TABLE verdicts_by_sql AS
        SELECT p.id, z.layer_id,
          sum(ST_Area(ST_Intersection(p.boundary, z.shape)) / ST_Area(p.boundary)) * p.area_geodesic_m2 AS m2
        FROM land_parcel p JOIN land_zone z ON p.boundary && z.shape AND ST_Intersects(p.boundary, z.shape)
        WHERE p.valid_to IS NULL GROUP BY p.id, z.layer_id, p.area_geodesic_m2`),
    )
  } finally {
    await client.end()
  }
}

async function* lines(database: Database, connection: string, dataDir: string): AsyncIterable<BenchLine> {
  const config = { ...readConfig({ GONGFU_LOG: 'silent', GONGFU_SECRET: '5a'.repeat(32) }), dataDir }
  const app: App = { config, database, modules, clock: { now: () => new Date('2026-06-30T10:00:00+08:00') } }
  await seed(app)
  const table = {
    name: 'plots',
    title: '宗地',
    columns: [{ key: 'code', short: 'ZDDM', title: '宗地代码', type: 'string' as const }],
    rows: parcels().map(({ code, area }) => ({ area, values: [code] })),
  }
  const bytes = writeGeoPackage(table, app.clock.now())
  const path = join(dataDir, 'plots.gpkg')
  writeFileSync(path, bytes)
  const at = { ...app, actor }
  let id = ''
  const uploaded = await once(async () => {
    const received = await receiveFile({ dataDir, county }, { filename: 'plots.gpkg', bytes }, ['gpkg'])
    ;({ id } = await uploadImport(at, received, { target: 'parcels' }))
  })
  // Made-up towns do not cover every creek: the few parcels between them are given to the seat.
  await systemContext(app, county, 'bench', ({ tx }) =>
    tx.execute(sql`UPDATE land_import SET choices = choices || '{"townCode": "331022001"}'`),
  )
  const imported = uploaded + (await once(() => confirmImport(at, id, '*')))
  const started = performance.now()
  const gdal = spawnSync(
    'ogr2ogr',
    ['-f', 'PostgreSQL', `PG:${connection}`, path, '-nln', 'bench_plots', '-lco', 'SCHEMA=public', '-overwrite'],
    {
      encoding: 'utf8',
      env: { ...process.env, PG_USE_COPY: 'YES' },
    },
  )
  const loaded = performance.now() - started
  const what = `import of ${parcelCount} parcels: read, check, preview, check again, store`
  yield gdal.status === 0
    ? compared(what, imported, 'ogr2ogr (copies, checks nothing)', loaded)
    : { what, ours: milliseconds(imported), against: 'ogr2ogr', theirs: 'not installed', ratio: null }

  const recomputed = await once(() =>
    systemContext(app, county, 'bench', (context) => recomputeCounty(context, () => undefined)),
  )
  yield compared(
    `county recomputation: ${parcelCount} parcels, ${zoneCount} zones read, overlaid, verdicts stored`,
    recomputed,
    'PostGIS: ST_Intersection grouped by layer',
    await bySql(connection),
    '≥ 1',
  )

  const server = await buildServer(app, {
    identity: { authenticate: async () => actor },
    limits: { address: 999_999, visitor: 999_999, known: 999_999 },
  })
  const ask = async (method: 'GET' | 'POST', url: string, body?: unknown) => {
    const reply = await server.inject({ method, url, ...(body === undefined ? {} : { payload: body as object }) })
    if (reply.statusCode >= 300) throw new Error(`${url}: ${reply.statusCode} ${reply.payload.slice(0, 300)}`)
    return reply
  }
  const random = seededRandom('sites')
  const site = () => {
    const [x, y] = [west + side * random.next(), south + side * random.next()]
    const ring = [
      [x, y],
      [x + 200, y],
      [x + 200, y + 150],
      [x, y + 150],
      [x, y],
    ]
    return { geometry: { type: 'Polygon', coordinates: [ring] }, crs: 'EPSG:4549' }
  }
  const verdict = await measure(() => ask('POST', '/api/land/site-verdict', site()), { runs: 200, warmUp: 5 })
  yield compared(`verdict of a site by HTTP, p95 of 200`, verdict.p95, 'limit', 30, '≥ 1')
  let turn = 0
  const tile = await measure(
    () => {
      turn += 1
      return ask('GET', `/tiles/land.parcels/12/${3_428 + (turn % 3)}/${1_697 + (turn % 2)}.pbf`)
    },
    { runs: 60, warmUp: 6 },
  )
  yield compared('tile of land.parcels at zoom 12, p95', tile.p95, 'limit', 50, '≥ 1')
  let found = 0
  const read = await once(async () => {
    let url: string | undefined = '/ogc/collections/land.parcels/items?limit=10000'
    while (url !== undefined) {
      const page: Page = (await ask('GET', url)).json<Page>()
      found += page.features.length
      const next = page.links.find(({ rel }) => rel === 'next')
      url = next === undefined ? undefined : new URL(next.href).pathname + new URL(next.href).search
    }
  })
  if (found !== parcelCount) throw new Error(`read ${found} of ${parcelCount}`)
  const plain = await once(() =>
    systemContext(app, county, 'bench', ({ tx }) =>
      tx.execute(sql`SELECT jsonb_build_object('type', 'Feature', 'id', code, 'geometry', ST_AsGeoJSON(boundary, 8)::jsonb,
        'properties', jsonb_build_object('parcelCode', code, 'landUse', land_use, 'areaGeodesicM2', area_geodesic_m2))
        FROM land_parcel WHERE county = ${county}`),
    ),
  )
  yield compared(`all ${parcelCount} parcels as OGC API Features`, read, 'plain SQL to GeoJSON', plain)
  await server.close()
}

export default async function* (): AsyncIterable<BenchLine> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongfu-bench-'))
  const cluster = reserveCluster()
  try {
    const url = await startCluster(cluster)
    const database = await openDatabase({
      ...readConfig({ GONGFU_LOG: 'silent', GONGFU_SECRET: '5a'.repeat(32) }),
      dataDir,
      databaseUrl: url,
    })
    yield* lines(database, url, dataDir)
    await database.close()
  } finally {
    removeCluster(cluster)
    rmSync(dataDir, { recursive: true, force: true })
  }
}
