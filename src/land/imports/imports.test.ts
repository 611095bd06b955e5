import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { App } from '../../platform/context.ts'
import { describeDatabases, inContext } from '../../platform/database/testing.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { receiveFile } from '../../platform/files/files.ts'
import type { Position } from '../../platform/geo/shapes.ts'
import { ImportChoices } from '../api/imports/schema.ts'
import { county, landApp, people, seedLand } from '../land.testing.ts'
import { viewParcel } from '../parcels/parcels.ts'
import { landImport, landLayer, landParcel, landParcelOrigin } from '../tables.ts'
import {
  codeOf,
  coordinateTable,
  dxfFile,
  feature,
  geoJsonFile,
  geoPackage,
  inDegrees,
  label,
  origin,
  polyline,
  ringAt,
  shapefile,
  tableOf,
  type TestFile,
  zipOf,
} from './files.testing.ts'
import { confirmImport, recheckImport, uploadImport } from './imports.ts'

const accepted = ['zip', 'gpkg', 'geojson', 'xlsx', 'text'] as const

const bowTie: Position[] = [
  [634_500, 3_219_000],
  [634_600, 3_219_100],
  [634_600, 3_219_000],
  [634_500, 3_219_100],
  [634_500, 3_219_000],
]
const many = (count: number): Position[] => {
  const ring = Array.from({ length: count }, (_, index): Position => {
    const angle = (2 * Math.PI * index) / count
    return [origin[0] + 500 + 80 * Math.cos(angle), origin[1] + 80 * Math.sin(angle)]
  })
  return [...ring, ring[0] as Position]
}
const plot = (no: number, ring: readonly Position[] = ringAt(500, 0, 60), more: object = {}) =>
  geoJsonFile([feature(no, [ring], more)])
const one = (ring: readonly Position[]) => tableOf([{ code: codeOf(9), area: [[inDegrees(ring)]] }])
const shp = () => shapefile(one(ringAt(500, 0, 60)))
const cut = ({ filename, bytes }: TestFile, share: number): TestFile => ({
  filename,
  bytes: bytes.slice(0, Math.floor(bytes.length * share)),
})
const named = (name: string, file: TestFile): TestFile => ({ ...file, filename: name })
const plain = (name: string, text: string): TestFile => ({ filename: name, bytes: new TextEncoder().encode(text) })
const point = {
  type: 'Feature',
  properties: { code: codeOf(9) },
  geometry: { type: 'Point', coordinates: [121.4, 29.1] },
}

/** What is sent, and the code by which it is refused: of the feature, or of the whole file where it says so. */
const hostile: readonly (readonly [title: string, file: () => TestFile | Promise<TestFile>, code: string])[] = [
  ['self-crossing', () => plot(9, bowTie), 'self_intersection'],
  ['crossing in a hole', () => geoJsonFile([feature(9, [ringAt(500, 0, 100), ringAt(560, 40, 100)])]), 'rings_cross'],
  ['hole outside', () => geoJsonFile([feature(9, [ringAt(500, 0, 50), ringAt(700, 0, 20)])]), 'hole_outside'],
  ['ring not closed', () => plot(9, ringAt(500, 0, 60).slice(0, 4)), 'ring_not_closed_or_too_short'],
  ['two points', () => plot(9, ringAt(500, 0, 60).slice(0, 2)), 'ring_not_closed_or_too_short'],
  [
    'no area',
    () =>
      plot(9, [
        [634_500, 3_219_000],
        [634_600, 3_219_000],
        [634_550, 3_219_000],
        [634_500, 3_219_000],
      ]),
    'too_small',
  ],
  ['a slip of a plot', () => plot(9, ringAt(500, 0, 0.5)), 'too_small'],
  [
    'parts upon each other',
    () =>
      geoJsonFile([
        {
          type: 'Feature',
          properties: { code: codeOf(9) },
          geometry: { type: 'MultiPolygon', coordinates: [[ringAt(500, 0, 60)], [ringAt(530, 30, 60)]] },
        },
      ]),
    'parts_overlap',
  ],
  ['empty coordinates', () => geoJsonFile([feature(9, [])]), 'empty_geometry'],
  [
    'no geometry',
    () => geoJsonFile([{ type: 'Feature', properties: { code: codeOf(9) }, geometry: null }]),
    'empty_geometry',
  ],
  ['a point', () => geoJsonFile([point]), 'not_a_polygon'],
  [
    'words for coordinates',
    () =>
      geoJsonFile([
        feature(9, [
          [
            ['a', 'b'],
            ['c', 'd'],
          ],
        ]),
      ]),
    'malformed_geometry',
  ],
  [
    'coordinates of null',
    () =>
      geoJsonFile([
        feature(9, [
          [
            [null, 1],
            [2, null],
            [3, 4],
            [null, 1],
          ],
        ]),
      ]),
    'malformed_geometry',
  ],
  ['another county', () => plot(9, ringAt(80_000, 60_000, 60)), 'unknown_crs'],
  [
    'the other side of the earth',
    () =>
      plot(9, [
        [-70, -30],
        [-69.9, -30],
        [-69.9, -29.9],
        [-70, -30],
      ]),
    'unknown_crs',
  ],
  [
    'half of it outside',
    () => geoJsonFile([feature(8, [ringAt(500, 0, 60)]), feature(9, [ringAt(80_000, 0, 60)])]),
    'unknown_crs',
  ],
  [
    'outside though its system is named',
    () =>
      geoJsonFile([feature(9, [ringAt(80_000, 0, 60)])], { crs: { type: 'name', properties: { name: 'EPSG:4549' } } }),
    'outside_county',
  ],
  [
    'axes swapped against the named system',
    () =>
      geoJsonFile([feature(9, [ringAt(500, 0, 60).map(([x, y]) => [y, x])])], {
        crs: { type: 'name', properties: { name: 'EPSG:4549' } },
      }),
    'outside_county',
  ],
  [
    'a system of another country',
    () => geoJsonFile([feature(9, [ringAt(500, 0, 60)])], { crs: { type: 'name', properties: { name: 'EPSG:2385' } } }),
    'unknown_crs',
  ],
  [
    'GCJ-02 by name',
    () =>
      geoJsonFile([feature(9, [inDegrees(ringAt(500, 0, 60))])], {
        crs: { type: 'name', properties: { name: 'GCJ-02' } },
      }),
    'crs_not_accepted',
  ],
  [
    'GCJ-02 by its shift',
    () => geoJsonFile([1, 2, 3].map((no) => feature(no, [ringAt((no - 1) * 200 + 430, -260, 100)]))),
    'shifted_coordinates',
  ],
  [
    'Xi’an 80',
    () => {
      const { bytes } = shp()
      return { filename: 'a.zip', bytes: withPrj(bytes, 'PROJCS["Xian_1980_3_Degree_GK_Zone_40"]') }
    },
    'crs_not_accepted',
  ],
  ['20 001 corners', () => plot(9, many(20_001)), 'too_many_vertices'],
  ['a million corners', () => plot(9, many(1_000_000)), 'too_many_vertices'],
  ['overlaps a neighbour', () => plot(9, ringAt(50, 50, 100)), 'overlaps_parcel'],
  [
    'overlaps within the file',
    () => geoJsonFile([feature(8, [ringAt(700, 0, 60)]), feature(9, [ringAt(730, 0, 60)])]),
    'overlaps_feature',
  ],
  [
    'the same code twice',
    () => geoJsonFile([feature(9, [ringAt(700, 0, 60)]), feature(9, [ringAt(800, 0, 60)])]),
    'duplicate_code',
  ],
  ['another boundary under a code that stands', () => plot(1, ringAt(0, 0, 90)), 'boundary_changed'],
  [
    'no code',
    () =>
      geoJsonFile([
        {
          type: 'Feature',
          properties: { note: 'x' },
          geometry: { type: 'Polygon', coordinates: [ringAt(500, 0, 60)] },
        },
      ]),
    'code_missing',
  ],
  ['a wrong code', () => geoJsonFile([feature('331022001001GA00009', [ringAt(500, 0, 60)])]), 'unit_code_invalid'],
  [
    'a unit for a parcel',
    () => geoJsonFile([feature('331022003007GB00042F00020305', [ringAt(500, 0, 60)])]),
    'unit_code_invalid',
  ],
  [
    'markup for a code',
    () => geoJsonFile([feature('<script>alert(1)</script>', [ringAt(500, 0, 60)])]),
    'unit_code_invalid',
  ],
  ['a parent that is none', () => plot(9, ringAt(500, 0, 60), { parents: codeOf(777) }), 'parent_not_found'],
  ['no feature', () => geoJsonFile([]), 'file no_features'],
  ['torn GeoJSON', () => cut(plot(9), 0.6), 'file damaged'],
  ['GeoJSON of a word', () => plain('a.geojson', '{"type":"FeatureCollection","features":"none"}'), 'file damaged'],
  [
    'torn Shapefile',
    () => {
      const { bytes } = shp()
      return { filename: 'a.zip', bytes: withShp(bytes, (part) => part.slice(0, part.length - 40)) }
    },
    'file damaged',
  ],
  [
    'Shapefile with an enormous count',
    () => {
      const { bytes } = shp()
      return { filename: 'a.zip', bytes: withShp(bytes, hugeCount) }
    },
    'file damaged',
  ],
  ['zip without a Shapefile', () => zipOf({ 'readme.txt': 'x' }), 'file no_shapefile'],
  ['two Shapefiles', () => zipOf({ 'a.shp': 'x', 'b.shp': 'y' }), 'file several_shapefiles'],
  ['torn zip', () => cut(shp(), 0.5), 'file damaged'],
  ['zip bomb', () => zipOf({ 'a.shp': new Uint8Array(60 * 1024 * 1024) }), 'file zip_bomb'],
  ['zip in a zip', () => zipOf({ 'a.shp': 'x', 'inner.zip': shp().bytes }), 'file nested_archive'],
  ['torn GeoPackage', () => cut(geoPackage(one(ringAt(500, 0, 60))), 0.3), 'file damaged'],
  [
    'GeoPackage that is none',
    () => ({ filename: 'a.gpkg', bytes: Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4_000, 7)]) }),
    'file damaged',
  ],
  ['crossing in a GeoPackage', () => geoPackage(one(bowTie)), 'self_intersection'],
  ['crossing in a Shapefile', () => shapefile(one(bowTie)), 'self_intersection'],
  [
    'open polyline',
    () => dxfFile(polyline('2F', ringAt(500, 0, 60).slice(0, 4), false) + label(codeOf(9), [634_530, 3_219_030])),
    'open_polyline',
  ],
  [
    'crossing in a DXF',
    () => dxfFile(polyline('2F', bowTie.slice(0, 4)) + label(codeOf(9), [634_510, 3_219_050])),
    'self_intersection',
  ],
  ['DXF without figures', () => dxfFile(label('x', [0, 0])), 'file no_features'],
  ['DXF without entities', () => plain('a.dxf', '0\nSECTION\n2\nHEADER\n0\nENDSEC\n'), 'file damaged'],
  ['text that is no drawing', () => plain('a.dxf', 'hello'), 'file format'],
  [
    'table without coordinates',
    () => coordinateTable(['宗地代码', '点号'], [[codeOf(9), 'J1']]),
    'file no_coordinates',
  ],
  [
    'words in a table',
    () => coordinateTable(['宗地代码', '点号', 'X', 'Y'], [[codeOf(9), 'J1', 'abc', 634_500]]),
    'coordinate',
  ],
  [
    'two rows of a table',
    () =>
      coordinateTable(
        ['宗地代码', '点号', 'X', 'Y'],
        ringAt(500, 0, 60)
          .slice(0, 2)
          .map(([x, y], index) => [codeOf(9), `J${index + 1}`, y, x]),
      ),
    'ring_not_closed_or_too_short',
  ],
  ['nothing at all', () => named('a.geojson', plain('a.geojson', '')), 'file empty'],
]

const withPrj = (bytes: Uint8Array, prj: string): Uint8Array =>
  zipSync({ ...unzipSync(bytes), 'plots.prj': new TextEncoder().encode(prj) })
const withShp = (bytes: Uint8Array, change: (part: Uint8Array) => Uint8Array): Uint8Array => {
  const parts = unzipSync(bytes)
  return zipSync({ ...parts, 'plots.shp': change(parts['plots.shp'] ?? new Uint8Array()) })
}
const hugeCount = (part: Uint8Array): Uint8Array => {
  const changed = part.slice()
  new DataView(changed.buffer).setInt32(100 + 8 + 40, 2_000_000_000, true)
  return changed
}

describeDatabases('imports of boundaries', (database) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongfu-imports-'))
  let at: App & { readonly actor: typeof people.resources }
  beforeAll(async () => {
    await seedLand(database())
    const app = landApp(database())
    at = { ...app, config: { ...app.config, dataDir }, actor: people.resources }
    await take(
      geoJsonFile([1, 2, 3].map((no) => feature(no, [ringAt((no - 1) * 200, 0, 100)], { location: `工业路${no}号` }))),
    )
  })
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

  const upload = async (file: TestFile, target: 'parcels' | 'layer' = 'parcels') => {
    const received = await receiveFile({ dataDir, county }, file, accepted)
    return uploadImport(at, received, { target, ...(target === 'layer' ? { layerId: 'permanentBasicFarmland' } : {}) })
  }
  const take = async (file: TestFile, choices: object = {}) => {
    const { id } = await upload(file)
    await recheckImport(at, id, ImportChoices.parse(choices))
    return confirmImport(at, id, '*')
  }
  const codes = () =>
    inContext(at, people.resources, async ({ tx }) =>
      (
        await tx.select({ code: landParcel.code, to: landParcel.validTo }).from(landParcel).orderBy(landParcel.code)
      ).map(({ code, to }) => `${code}${to === null ? '' : ` –${to}`}`),
    )

  it.each(hostile)('refuses and names: %s', async (_title, file, expected) => {
    const before = await codes()
    let said: string[]
    try {
      const { id, check } = await upload(await file())
      said = (check?.refusals ?? []).map(({ code }) => code)
      const places = (check?.refusals ?? []).map(({ place }) => place)
      expect(places.every((place) => place.length > 2)).toBe(true)
      await expect(confirmImport(at, id, '*')).rejects.toMatchObject({ errors: [{ code: 'refused_features' }] })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      said = error.errors.map(({ code }) => `file ${code}`)
    }
    expect(said).toContain(expected)
    expect(await codes()).toEqual(before)
  })

  it('proposes a repair with the areas before and after, and takes it only when a person accepts it', async () => {
    const { id, check } = await upload(
      plot(
        20,
        bowTie.map(([x, y]): Position => [x + 300, y]),
      ),
    )
    const [refusal] = check?.refusals ?? []
    expect(refusal).toMatchObject({ code: 'self_intersection', proposal: { afterM2: expect.any(Number) } })
    expect(refusal?.longitude).toBeCloseTo(121.38, 1)
    const again = await recheckImport(at, id, ImportChoices.parse({ repair: [refusal?.place] }))
    expect(again.check?.counts).toMatchObject({ refused: 0, repaired: 1, valid: 1 })
    // Two triangles of a square of 100 m, on the ellipsoid.
    expect(again.check?.areaMu).toBeCloseTo(7.5, 1)
    await confirmImport(at, id, '*')
    expect(await codes()).toContain(codeOf(20))
  })

  it('reads every format alike: GBK Shapefile, GeoPackage, DXF with arcs and labels, a table with X as northing', async () => {
    const gbk = Buffer.from([0xba, 0xa3, 0xd3, 0xce])
    const parts = unzipSync(
      shapefile(tableOf([{ code: codeOf(31), area: [[inDegrees(ringAt(0, 300, 50))]], location: 'HHHH' }])).bytes,
    )
    const dbf = Buffer.from(parts['plots.dbf'] ?? new Uint8Array())
    gbk.copy(dbf, dbf.indexOf('HHHH'))
    const { 'plots.cpg': _cpg, ...rest } = parts
    const { check } = await upload({ filename: 'gbk.zip', bytes: zipSync({ ...rest, 'plots.dbf': dbf }) })
    expect(check).toMatchObject({ encoding: { name: 'gb18030', guessed: true }, crsFrom: 'file' })
    expect(check?.sample[0]?.['ZL']).toBe('海游')
    expect(check?.counts.valid).toBe(1)

    const arcs = await upload(
      dxfFile(
        polyline('A1', ringAt(0, 400, 50).slice(0, 4), true, [0, 1, 0, 0]) + label(codeOf(32), [634_020, 3_219_420]),
      ),
    )
    expect(arcs.check).toMatchObject({ crs: 'EPSG:4549', crsFrom: 'detected', counts: { valid: 1 } })
    // Half a disc of radius 25 m on one side of a square of 50 m.
    expect(((arcs.check?.areaMu ?? 0) * 10_000) / 15).toBeCloseTo(2_500 + (Math.PI * 625) / 2, -1)

    const table = await upload(
      await coordinateTable(
        ['宗地代码', '点号', 'X', 'Y'],
        ringAt(0, 500, 50)
          .slice(0, 4)
          .map(([x, y], index) => [codeOf(33), `J${index + 1}`, y, x]),
      ),
    )
    expect(table.check?.counts).toMatchObject({ valid: 1, refused: 0 })
    const packed = await upload(geoPackage(tableOf([{ code: codeOf(34), area: [[inDegrees(ringAt(0, 600, 50))]] }])))
    expect(packed.check).toMatchObject({ crs: 'EPSG:4490', counts: { valid: 1 } })
  })

  it('splits and merges: parents end the day before, children name them', async () => {
    await take(
      geoJsonFile([
        feature(
          41,
          [[...ringAt(0, 0, 100)].map(([x, y]): Position => [x, y === origin[1] + 100 ? origin[1] + 50 : y])],
          { parents: codeOf(1) },
        ),
        feature(42, [[...ringAt(0, 0, 100)].map(([x, y]): Position => [x, y === origin[1] ? origin[1] + 50 : y])], {
          parents: codeOf(1),
        }),
      ]),
      { validFrom: '2022-07-05' },
    )
    expect(await codes()).toEqual(expect.arrayContaining([`${codeOf(1)} –2022-07-04`, codeOf(41), codeOf(42)]))
    const child = await inContext(at, people.resources, async (context) => {
      const [row] = await context.tx
        .select({ id: landParcel.id })
        .from(landParcel)
        .where(eq(landParcel.code, codeOf(41)))
      return viewParcel(context, row?.id ?? '')
    })
    expect(child.parents).toHaveLength(1)
  })

  it('leaves out what is refused only when told so, and says how many', async () => {
    const file = geoJsonFile([feature(51, [ringAt(900, 0, 50)]), feature('x', [ringAt(1_000, 0, 50)])])
    const done = await take(file, { leaveOut: true })
    expect(done).toMatchObject({ state: 'confirmed', check: { counts: { refused: 1, valid: 1, new: 1 } } })
    await expect(confirmImport(at, done.id, '*')).rejects.toMatchObject({ code: 'state_conflict' })
  })

  it('finds what stands already unchanged', async () => {
    const { check } = await upload(geoJsonFile([feature(2, [ringAt(200, 0, 100)])]))
    expect(check?.counts).toMatchObject({ unchanged: 1, new: 0, refused: 0 })
  })

  it('saves a field mapping as a template and offers it for the next file', async () => {
    const strange = geoJsonFile([
      {
        type: 'Feature',
        properties: { k1: codeOf(61) },
        geometry: { type: 'Polygon', coordinates: [ringAt(1_200, 0, 50)] },
      },
    ])
    const { id } = await upload(strange)
    await recheckImport(at, id, ImportChoices.parse({ fields: { code: 'k1' }, template: '测绘院' }))
    const next = await upload(strange)
    expect(next.templates).toMatchObject([{ name: '测绘院', fields: { code: 'k1' } }])
  })

  it('publishes a layer’s next version from a file, once', async () => {
    await database().asSystem(county, 'test', (tx) =>
      tx
        .insert(landLayer)
        .values({ county, id: 'permanentBasicFarmland', title: '永久基本农田', legalBasis: '法', required: true }),
    )
    const zone = {
      type: 'Feature',
      properties: { code: 'f-1', name: '永农一片' },
      geometry: { type: 'Polygon', coordinates: [inDegrees(ringAt(0, 2_000, 300))] },
    }
    const { id, check } = await upload(geoJsonFile([zone]), 'layer')
    expect(check?.counts).toMatchObject({ new: 1, refused: 0, gone: 0 })
    await confirmImport(at, id, '*')
    const next = await upload(geoJsonFile([{ ...zone, properties: { code: 'f-2' } }]), 'layer')
    expect(next.check?.counts).toMatchObject({ new: 1, gone: 1 })
  })

  it('keeps the county’s wall: a department that is not on duty takes nothing in', async () => {
    const other = { ...at, actor: people.agriculture }
    const received = await receiveFile({ dataDir, county }, plot(71), accepted)
    await expect(uploadImport(other, received, { target: 'parcels' })).rejects.toMatchObject({ code: 'forbidden' })
    const rows = await inContext(at, people.resources, ({ tx }) => tx.$count(landParcelOrigin))
    expect(rows).toBe(2)
    expect(await inContext(at, people.agriculture, ({ tx }) => tx.$count(landImport))).toBe(0)
  })
})
