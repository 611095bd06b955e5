import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases, inContext } from '../../platform/database/testing.ts'
import { JobCancelled } from '../../platform/jobs/job.ts'
import { county, landServer, people, type Person, seedLand, square, towns } from '../land.testing.ts'
import { publishVersion } from '../layers/publish.ts'
import { defaultCriteria, defaultJudgements } from '../model/site-criteria.ts'
import { insertParcels } from '../parcels/insert.ts'
import { codeOf, inDegrees, ringAt } from '../imports/files.testing.ts'
import { landAnalysis, landAvailableSite, landFacility, landLayer, landParcel, landVerdict } from '../tables.ts'
import { recomputeCounty } from '../verdicts/recompute.ts'
import { analysisDigest } from './analyses.ts'

const criteria = [...defaultCriteria]
const matrix = defaultJudgements.map((row) => [...row])
const need = (terms: object = {}) => ({
  title: '密封件项目',
  terms: { areaMuMin: 28, areaMuMax: 32, minWidthM: 90, criteria, matrix, ...terms },
})

describeDatabases('needs, analyses and layers', (database) => {
  let door: Awaited<ReturnType<typeof landServer>>
  const ids = new Map<string, string>()
  beforeAll(async () => {
    await seedLand(database())
    door = await landServer(database())
    // Two neighbours of 15 mu, one alone, and one upon which the farmland will lie.
    await inContext(door.app, people.resources, async (context) => {
      const parcels = [0, 100, 500, 900].map((east, index) => ({
        code: codeOf(index + 1),
        landUse: '1001 工业用地',
        townCode: towns[0],
        location: `工业路${index + 1}号`,
        areaRegisteredM2: 10_000,
        areaM2: 9_995,
        area: [[inDegrees(ringAt(east, 0, 100))]],
        parents: [],
      }))
      await insertParcels(context, parcels, { from: '2022-01-01', crs: 'EPSG:4549', importId: 'test' })
      const rows = await context.tx.select({ id: landParcel.id, code: landParcel.code }).from(landParcel)
      for (const { id, code } of rows) ids.set(code, id)
    })
    await database().asSystem(county, 'test', async (tx) => {
      await tx.insert(landLayer).values({
        county,
        id: 'permanentBasicFarmland',
        title: '永久基本农田',
        legalBasis: '《土地管理法》',
        required: true,
      })
      await tx.insert(landAvailableSite).values(
        [...ids.values()].map((parcelId, index) => ({
          county,
          parcelId,
          pool: 'reserve' as const,
          costFen: 4_500_000_00n * BigInt(index + 1),
          valueFen: 0n,
          availableOn: '2022-06-01',
          publishedOn: index === 0 ? '2022-06-01' : null,
        })),
      )
      await tx.insert(landFacility).values([
        {
          county,
          kind: 'highway',
          name: '互通',
          position: { type: 'Point', coordinates: [121.38, 29.1] },
          validFrom: '2020-01-01',
        },
        {
          county,
          kind: 'substation',
          name: '变电所',
          spareMva: 20,
          position: { type: 'Point', coordinates: [121.39, 29.1] },
          validFrom: '2020-01-01',
        },
      ])
    })
    await inContext(door.app, people.resources, (context) =>
      publishVersion(
        context,
        'permanentBasicFarmland',
        [{ code: 'f1', name: '永农', level: null, area: [[inDegrees(ringAt(940, 40, 300))]] }],
        '2021 年划定成果',
      ),
    )
  })
  afterAll(() => door.close())

  type Search = {
    candidates: { parcels: { code: string }[]; areaMu: number; low: number; missing: string[] }[]
    nearMisses: { parcel: { code: string }; reasons: { code: string; message: string }[] }[]
    weights: { cr: number; consistent: boolean }
  }
  const search = (body: Record<string, unknown>): Search => (body['search'] as { result: Search }).result

  it('joins neighbours that are too small alone, and says why the others fail', async () => {
    const { status, body } = await door.ask('POST', '/needs', 'economy', need())
    expect(status).toBe(201)
    const result = search(body)
    expect(result.candidates.map(({ parcels }) => parcels.map(({ code }) => code))).toEqual([[codeOf(1), codeOf(2)]])
    expect(result.candidates[0]?.areaMu).toBeCloseTo(30, 1)
    // No heights and no sewage works are on record: a range, never a silent middle.
    expect(result.candidates[0]?.missing).toEqual(expect.arrayContaining(['slopePercent', 'sewageKm']))
    expect(result.weights).toMatchObject({ consistent: true })
    const farmland = result.nearMisses.find(({ parcel }) => parcel.code === codeOf(4))
    expect(farmland?.reasons.map(({ code }) => code)).toContain('layer')
    expect(JSON.stringify(result.nearMisses)).toMatch(/面积缺 13\.\d 亩/)
    expect(JSON.stringify(farmland)).toMatch(/压占“永久基本农田” 3600|压占“永久基本农田” 359\d/)
  })

  it.each([
    [
      'contradicting judgements are kept, the lamp is red',
      {
        matrix: [
          [1, 9, 1 / 9],
          [1 / 9, 1, 9],
          [9, 1 / 9, 1],
        ],
        criteria: ['highwayKm', 'spareMva', 'homesM'],
      },
      201,
      null,
    ],
    [
      'not reciprocal',
      {
        matrix: [
          [1, 2],
          [2, 1],
        ],
        criteria: ['highwayKm', 'spareMva'],
      },
      422,
      'not_reciprocal',
    ],
    ['not square', { matrix: [[1]], criteria: ['highwayKm', 'spareMva'] }, 422, 'not_square'],
    ['most below least', { areaMuMax: 1 }, 422, 'range'],
    ['no area', { areaMuMin: 0 }, 422, 'out_of_range'],
  ])('judges the terms: %s', async (_title, terms, status, code) => {
    const answer = await door.ask('POST', '/needs', 'economy', need(terms))
    expect(answer.status).toBe(status)
    if (code === null) expect(search(answer.body).weights.consistent).toBe(false)
    else expect(JSON.stringify(answer.body['errors'])).toContain(code)
  })

  const draft = (change: object = {}) => ({
    title: '两宗拼合',
    parcelIds: [ids.get(codeOf(1)), ids.get(codeOf(2))],
    plan: { startYear: 2023 },
    ...change,
  })

  it('analyses joined parcels as one site, and refuses those that do not touch', async () => {
    const { status, body } = await door.ask('POST', '/analyses', 'economy', draft())
    expect(status).toBe(201)
    expect(body).toMatchObject({
      state: 'computed',
      results: { verdict: 'clear', layers: [{ layer: 'permanentBasicFarmland', versionNo: 1, conflictM2: 0 }] },
    })
    expect((body['site'] as GeoJSON.MultiPolygon).coordinates[0]?.[0]).toHaveLength(5)
    const apart = await door.ask(
      'POST',
      '/analyses',
      'economy',
      draft({ parcelIds: [ids.get(codeOf(1)), ids.get(codeOf(3))] }),
    )
    expect(apart.body['errors']).toMatchObject([{ pointer: '/parcelIds', code: 'not_adjacent' }])
    const drawn = await door.ask(
      'POST',
      '/analyses',
      'economy',
      draft({ parcelIds: [], geometry: square(940, 40, 30), crs: 'EPSG:4549' }),
    )
    expect(drawn.body).toMatchObject({ results: { verdict: 'prohibited' } })
    const both = await door.ask('POST', '/analyses', 'economy', draft({ geometry: square(0, 0, 50), crs: 'EPSG:4549' }))
    expect(both.status).toBe(422)
  })

  it('is reviewed and issued by the planning department alone, and never changes afterwards', async () => {
    const { body } = await door.ask('POST', '/analyses', 'economy', draft({ title: '出具' }))
    const caseId = String(body['caseId'])
    const fire = (event: string, person: Person) =>
      door.ask('POST', `/api/platform/cases/${caseId}/events`, person, { event }, '*')
    expect((await fire('review', 'economy')).status).toBe(403)
    expect((await fire('issue', 'resources')).status).toBe(409)
    expect((await fire('review', 'resources')).status).toBe(200)
    expect((await fire('issue', 'resources')).status).toBe(200)
    const issued = (await door.ask('GET', `/analyses/${String(body['id'])}`, 'leader')).body
    expect(issued).toMatchObject({ state: 'issued', issuedOn: '2022-07-01' })
    expect(issued['digest']).toBe(analysisDigest(issued as Parameters<typeof analysisDigest>[0]))
    await expect(
      inContext(door.app, people.resources, ({ tx }) =>
        tx
          .update(landAnalysis)
          .set({ title: '改' })
          .where(eq(landAnalysis.id, String(body['id']))),
      ),
    ).rejects.toThrow()
  })

  it.each<[Person | undefined, number, number]>([
    ['economy', 201, 200],
    ['agriculture', 201, 200],
    ['town', 201, 200],
    ['leader', 403, 200],
    ['valve', 403, 403],
    ['household', 403, 403],
    [undefined, 401, 401],
  ])('%s enters a need: %d, reads them: %d', async (person, enters, reads) => {
    expect((await door.ask('POST', '/needs', person, need())).status).toBe(enters)
    expect((await door.ask('GET', '/needs', person)).status).toBe(reads)
  })

  it('shows visitors what was made public, without prices', async () => {
    const { status, body } = await door.ask('GET', '/public-sites')
    expect(status).toBe(200)
    expect(body['rows']).toHaveLength(1)
    expect(JSON.stringify(body)).not.toMatch(/Fen/)
  })

  it('stores a verdict by parcel and version; a new version changes it; a cancelled run leaves the old ones', async () => {
    const run = (report: (done: number, total: number) => void) =>
      database().asSystem(county, 'test', (tx) => recomputeCounty({ ...door.app, tx, actor: people.resources }, report))
    await run(() => undefined)
    const verdicts = async (no: number) =>
      (await door.ask('GET', `/parcels/${ids.get(codeOf(no)) ?? ''}/verdicts`, 'resources')).body['rows'] as {
        no: number
        verdict: string | null
      }[]
    expect(await verdicts(4)).toMatchObject([{ no: 1, verdict: 'prohibited' }])
    expect(await verdicts(3)).toMatchObject([{ no: 1, verdict: 'clear' }])
    door.at('2022-08-01')
    await inContext(
      { ...door.app, clock: { now: () => new Date('2022-08-01T09:00:00+08:00') } },
      people.resources,
      (context) =>
        publishVersion(
          context,
          'permanentBasicFarmland',
          [{ code: 'f1', name: '永农', level: null, area: [[inDegrees(ringAt(520, 20, 50))]] }],
          '2022',
        ),
    )
    expect(await verdicts(3)).toMatchObject([{ no: 2, verdict: null }])
    await expect(
      run(() => {
        throw new JobCancelled()
      }),
    ).rejects.toThrow(JobCancelled)
    expect(await verdicts(3)).toMatchObject([{ no: 2, verdict: null }])
    const at = { ...door.app, clock: { now: () => new Date('2022-08-01T09:00:00+08:00') } }
    await database().asSystem(county, 'test', (tx) =>
      recomputeCounty({ ...at, tx, actor: people.resources }, () => undefined),
    )
    expect(await verdicts(3)).toMatchObject([{ no: 2, verdict: 'prohibited' }])
    expect(await verdicts(4)).toMatchObject([{ no: 2, verdict: 'clear' }])
    // The verdicts of the version before stay: a past decision can be shown again.
    expect(await inContext(door.app, people.resources, ({ tx }) => tx.$count(landVerdict))).toBeGreaterThan(1)
    const layers = (await door.ask('GET', '/layers', 'resources')).body['rows'] as {
      versions: { id: string; supersededOn: string | null }[]
    }[]
    expect(layers[0]?.versions.map(({ supersededOn }) => supersededOn)).toEqual([null, '2022-07-31'])
    const diff = await door.ask('GET', `/layer-versions/${layers[0]?.versions[0]?.id ?? ''}/diff`, 'resources')
    expect(diff.body['zones']).toMatchObject([{ kind: 'changed', code: 'f1' }])
  })

  it('judges a shape at once without keeping it, and names its faults', async () => {
    const good = await door.ask('POST', '/site-verdict', 'economy', { geometry: square(520, 20, 30), crs: 'EPSG:4549' })
    expect(good.body).toMatchObject({ verdict: 'prohibited', layers: [{ title: '永久基本农田', versionNo: 2 }] })
    const open = {
      type: 'Polygon',
      coordinates: [
        [
          [634_000, 3_219_000],
          [634_010, 3_219_000],
          [634_010, 3_219_010],
        ],
      ],
    }
    const bad = await door.ask('POST', '/site-verdict', 'economy', { geometry: open, crs: 'EPSG:4549' })
    expect(bad.body['errors']).toMatchObject([{ code: 'ring_not_closed_or_too_short' }])
  })
})
