import { afterAll, beforeAll, expect, it } from 'vitest'
import { replay } from '../../../platform/cases/cases.ts'
import { systemContext } from '../../../platform/database/system-context.ts'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { file } from '../../../platform/files/tables.ts'
import { indicatorValue } from '../../../platform/indicators/indicators.ts'
import { county, landServer, organisations, type Person, seedLand, towns } from '../../land.testing.ts'
import { landBuilding, landOccupancy, landOutputYear, landParcel, landTask, landTaxYear } from '../../tables.ts'

/** About 100 × 100 m in the seat, degrees. */
const corner = [121.3761, 29.09] as const
const boundary = {
  type: 'MultiPolygon' as const,
  coordinates: [
    [
      [
        [corner[0], corner[1]],
        [corner[0] + 0.001, corner[1]],
        [corner[0] + 0.001, corner[1] + 0.0009],
        [corner[0], corner[1] + 0.0009],
        [corner[0], corner[1]],
      ],
    ],
  ],
}

describeDatabases('tasks', (database) => {
  let door: Awaited<ReturnType<typeof landServer>>
  let id = ''
  beforeAll(async () => {
    await seedLand(database())
    door = await landServer(database())
    await database().asSystem(county, 'test', async (tx) => {
      const parcel = {
        county,
        landUse: '1001 工业用地',
        ownership: 'state' as const,
        tenure: 'grant' as const,
        validFrom: '2012-01-01',
        areaRegisteredM2: 13_333.33,
        measuredOn: '2021-03-01',
        sourceCrs: 'EPSG:4490',
      }
      const ids = ['00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000b2'] as const
      const shifted = {
        ...boundary,
        coordinates: boundary.coordinates.map((part) =>
          part.map((ring) => ring.map(([x = 0, y = 0]) => [x + 0.01, y])),
        ),
      }
      await tx.insert(landParcel).values([
        { ...parcel, id: ids[0], code: '331022001009GB00001', townCode: towns[0], location: '甲', boundary },
        { ...parcel, id: ids[1], code: '331022002009GB00001', townCode: towns[1], location: '乙', boundary: shifted },
      ])
      for (const [index, firm] of [organisations.valve, organisations.rubber].entries()) {
        await tx.insert(landOccupancy).values({
          county,
          organisationId: firm,
          parcelId: ids[index] ?? '',
          kind: 'own',
          areaM2: 13_333.33,
          from: '2012-01-01',
        })
        await tx.insert(landBuilding).values({
          county,
          parcelId: ids[index] ?? '',
          no: '1',
          footprintM2: 8_000,
          storeys: [{ no: 1, areaM2: index === 0 ? 8_000 : 14_000, heightM: 6, below: false }],
          completedOn: '2013-01-01',
          measuredBy: 'survey',
        })
        const whose = {
          county,
          organisationId: firm,
          year: 2021,
          deliveredBy: organisations.economy,
          deliveredOn: '2022-02-10',
        }
        await tx.insert(landTaxYear).values({
          ...whose,
          vatFen: index === 0 ? 53_800_000n : 900_000_000n,
          incomeTaxFen: 0n,
          landUseTaxFen: 0n,
          propertyTaxFen: 0n,
          otherTaxFen: 0n,
          exportCreditFen: 0n,
          policyReliefFen: 0n,
          finesAndArrearsFen: 0n,
        })
        await tx.insert(landOutputYear).values({ ...whose, aboveScale: false })
      }
    })
  })
  afterAll(() => door.close())

  const post = (path: string, person: Person | undefined, body?: unknown) => door.ask('POST', path, person, body)
  const value = (name: string, asOf: string) =>
    systemContext(door.app, county, 'test', async (context) => (await indicatorValue(context, name, asOf)).value)
  const task = async (person: Person) => (await door.ask('GET', `/tasks/${id}`, person)).body
  const photo = async (no: number, hash: string, at: readonly [number, number] | null, takenAt: string | null) => {
    const fileId = `photo-${no}`
    await database().asSystem(county, 'test', async (tx) => {
      await tx.insert(file).values({
        county,
        id: fileId,
        digest: String(no).padStart(64, '0'),
        kind: 'jpeg',
        name: `${no}.jpg`,
        sizeBytes: 1,
        audience: 'county',
        takenAt,
        longitude: at?.[0] ?? null,
        latitude: at?.[1] ?? null,
        perceptualHash: hash,
        uploadedBy: 'town',
        organisationId: null,
      })
    })
    return fileId
  }
  const refusals = (body: Record<string, unknown>) =>
    (body['photos'] as { refusal: string | null }[]).map(({ refusal }) => refusal)

  it('draws the list by the rule table: every gap told, the good firm is not on it', async () => {
    door.at('2022-03-01')
    expect((await post('/task-lists', 'resources', { year: 2022 })).status).toBe(403)
    expect((await post('/task-lists', 'town', { year: 2022 })).status).toBe(403)
    expect((await post('/task-lists', undefined, { year: 2022 })).status).toBe(401)
    expect((await post('/task-lists', 'economy', { year: 2022 })).status).toBe(201)
    const { body } = await door.ask('GET', '/task-lists/2022/findings', 'economy')
    const rows = body['rows'] as {
      name: string
      chosen: boolean
      band: string
      findings: { rule: string; gap: number }[]
    }[]
    expect(rows.map(({ name, chosen }) => [name, chosen])).toEqual([['三门valve', true]])
    expect(rows[0]?.band).toBe('1-3')
    expect(rows[0]?.findings.map(({ rule, gap }) => [rule, gap])).toEqual([
      ['R1', 46_199_975],
      ['R2', 2_666.67],
    ])
    expect((await door.ask('GET', '/task-lists/2022/findings', 'town')).body['rows']).toEqual([])
    expect((await value('land.tasks_listed', '2022-03-31')).value).toBe(0)
  })

  it('freezes it: one task, which town and firm see without the other town; nothing is drawn twice', async () => {
    door.at('2022-03-25')
    expect((await post('/task-lists/2022/freeze', 'economy')).status).toBe(200)
    expect((await post('/task-lists/2022/freeze', 'economy')).status).toBe(409)
    expect((await post('/task-lists', 'economy', { year: 2022 })).status).toBe(409)
    const seen = async (person: Person) =>
      ((await door.ask('GET', '/tasks', person)).body['rows'] as { id: string }[]).map((row) => row.id)
    id = (await seen('economy'))[0] ?? ''
    for (const person of ['town', 'valve', 'leader'] as const) expect(await seen(person)).toEqual([id])
    for (const person of ['town2', 'rubber', 'household'] as const) expect(await seen(person)).toEqual([])
    expect((await value('land.tasks_listed', '2022-03-24')).value).toBe(0)
    expect((await value('land.tasks_listed', '2022-03-31')).value).toBe(1)
    expect((await task('valve'))['finding']).toMatchObject({ band: '1-3' })
    expect((await task('economy'))['finding']).toMatchObject({ band: '1-3' })
    expect((await task('town'))['finding']).toBeNull()
    expect((await door.ask('GET', `/tasks/${id}`, 'rubber')).status).toBe(404)
  })

  it('the town drafts an agreement that must clear every rule, and signs; then the firm', async () => {
    door.at('2022-04-10')
    expect((await post(`/tasks/${id}/agreement`, 'town')).status).toBe(409)
    expect((await post('/task-lists/2022/assign', 'economy', {})).body).toEqual({ assigned: 1 })
    const drafted = await post(`/tasks/${id}/agreement`, 'town')
    expect(drafted.body['agreement']).toMatchObject({
      targets: { far: 0.8, taxPerMu: 5 },
      baseline: { far: 0.6, band: '1-3' },
      state: 'drafted',
    })
    expect(JSON.stringify(drafted.body)).not.toContain('2.69')
    const terms = {
      targets: { far: 1, taxPerMu: 8 },
      investmentFen: 1_000_000_000,
      completionOn: '2022-11-30',
      securityKind: 'deposit',
      securityFen: 20_000_000,
      liability: '逾期按差别化政策执行',
      checkDates: ['2022-09-15'],
    }
    const low = await post(`/tasks/${id}/agreement/terms`, 'town', { ...terms, targets: { far: 0.7, taxPerMu: 4 } })
    expect([
      low.status,
      ...(low.body['errors'] as { code: string; pointer: string }[]).map(({ pointer }) => pointer),
    ]).toEqual([422, '/targets/taxPerMu', '/targets/far'])
    expect((await post(`/tasks/${id}/agreement/terms`, 'town', terms)).status).toBe(200)
    expect((await post(`/tasks/${id}/agreement/firm-signature`, 'valve')).status).toBe(409)
    expect((await post(`/tasks/${id}/agreement/town-signature`, 'town2')).status).toBe(404)
    expect((await post(`/tasks/${id}/agreement/town-signature`, 'town')).status).toBe(200)
    expect((await value('land.agreements_signed', '2022-06-30')).value).toBe(0)
    expect((await post(`/tasks/${id}/agreement/firm-signature`, 'rubber')).status).toBe(404)
    door.at('2022-05-06')
    expect((await post(`/tasks/${id}/agreement/firm-signature`, 'valve')).status).toBe(200)
    expect((await value('land.agreements_signed', '2022-05-05')).value).toBe(0)
    expect((await value('land.agreements_signed', '2022-06-30')).value).toBe(1)
  })

  it('the firm reports progress; photos count inside the parcel, fresh, and once', async () => {
    door.at('2022-06-01')
    expect(
      (await post(`/tasks/${id}/progress`, 'valve', { share: 0.4, investedFen: 5, text: '厂房加层施工' })).status,
    ).toBe(200)
    expect(
      (await post(`/tasks/${id}/progress`, 'valve', { share: 0.3, investedFen: 5, text: '厂房加层施工' })).status,
    ).toBe(422)
    expect(
      (await post(`/tasks/${id}/progress`, 'rubber', { share: 0.5, investedFen: 5, text: '不是我的任务' })).status,
    ).toBe(404)
    const inside = [corner[0] + 0.0005, corner[1] + 0.0004] as const
    const add = async (
      no: number,
      hash: string,
      at: readonly [number, number] | null,
      takenAt: string | null,
      purpose = 'progress',
    ) => post(`/tasks/${id}/photos`, 'town', { fileId: await photo(no, hash, at, takenAt), purpose })
    expect(refusals((await add(1, '0000000000000000', inside, '2021-12-01T09:00:00', 'before')).body)).toEqual([null])
    await add(2, 'ffffffffffffffff', [121.39, 29.09], '2022-05-30T09:00:00')
    await add(3, '00000000ffffffff', null, '2022-05-30T09:00:00')
    await add(4, 'ffffffff00000000', inside, '2022-03-30T09:00:00')
    const last = await add(5, '0000000000000003', inside, '2022-05-30T09:00:00', 'after')
    expect(refusals(last.body)).toEqual([null, 'outsideParcel', 'noPosition', 'tooOld', 'reused'])
  })

  it('is closed only by two inspectors, with both photos and every target measured anew', async () => {
    door.at('2022-09-01')
    expect((await post(`/tasks/${id}/acceptance-request`, 'valve')).status).toBe(403)
    expect((await post(`/tasks/${id}/acceptance-request`, 'town')).status).toBe(200)
    const found = {
      record: '两层厂房已建成，现场核对面积和设备',
      measured: { far: 1.02, taxPerMu: 6 },
      commitment: true,
    }
    expect((await post(`/tasks/${id}/inspection`, 'resources', found)).status).toBe(403)
    expect((await post(`/tasks/${id}/inspection`, 'economy2', found)).status).toBe(200)
    expect((await post(`/tasks/${id}/inspection/decision`, 'economy2', {})).status).toBe(403)
    const { body } = await post(`/tasks/${id}/inspection/decision`, 'economy', {})
    expect(body['state']).toBe('returned')
    const [first] = body['acceptances'] as { result: { value: { missing: string[] }; warnings: { code: string }[] } }[]
    expect(first?.result.value.missing).toEqual(['photosAfter'])
    expect(first?.result.warnings.map(({ code }) => code)).toContain('far_differs')
    door.at('2022-09-20')
    const inside = [corner[0] + 0.0004, corner[1] + 0.0003] as const
    const after = await photo(6, '0f0f0f0f0f0f0f0f', inside, '2022-09-19T09:00:00')
    expect((await post(`/tasks/${id}/photos`, 'town', { fileId: after, purpose: 'after' })).status).toBe(200)
    expect((await post(`/tasks/${id}/acceptance-request`, 'town')).status).toBe(200)
    expect((await post(`/tasks/${id}/inspection`, 'economy2', found)).status).toBe(200)
    const closed = await post(`/tasks/${id}/inspection/decision`, 'economy', {})
    expect(closed.body).toMatchObject({
      state: 'closedConditionally',
      conditionalOn: '2022-09-20',
      reviewDue: '2023-09-20',
    })
    expect((await value('land.tasks_closed', '2022-09-19')).value).toBe(0)
    expect((await value('land.tasks_closed', '2022-09-30')).value).toBe(1)
  })

  it('measures the promised tax a year later: taken up again, or closed for good', async () => {
    door.at('2023-09-20')
    const review = { record: '按上一完整年度税收复核', measured: { far: 1.02, taxPerMu: 7 } }
    expect((await post(`/tasks/${id}/review`, 'town', review)).status).toBe(403)
    const { body } = await post(`/tasks/${id}/review`, 'economy', review)
    expect(body).toMatchObject({ state: 'reopened', progress: 0 })
    expect((await value('land.tasks_closed', '2023-09-30')).value).toBe(0)
    expect((await value('land.tasks_closed', '2022-12-31')).value).toBe(1)
    const [row] = await database().superuser(`SELECT case_id FROM land_task WHERE id = '${id}'`)
    const at = await systemContext(door.app, county, 'test', (context) => replay(context, String(row?.['case_id'])))
    expect(at.state).toBe('reopened')
  })

  it('adds only inefficient land as a supplement', async () => {
    door.at('2022-10-01')
    const refused = await post('/task-lists/2022/supplements', 'economy', { organisationId: organisations.rubber })
    expect([refused.status, JSON.stringify(refused.body['errors']).includes('not_inefficient')]).toEqual([422, true])
    expect(
      (await post('/task-lists/2022/supplements', 'economy', { organisationId: organisations.valve })).status,
    ).toBe(409)
    const rows = await database().asSystem(county, 'test', (tx) => tx.select({ id: landTask.id }).from(landTask))
    expect(rows).toHaveLength(1)
  })
})
