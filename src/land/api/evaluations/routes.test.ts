import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases, inContext } from '../../../platform/database/testing.ts'
import { indicatorRecords, indicatorValue } from '../../../platform/indicators/indicators.ts'
import { county, landServer, organisations, people, type Person, seedLand, towns } from '../../land.testing.ts'
import { landEnterprise, landOccupancy, landOutputYear, landParcel, landTaxYear } from '../../tables.ts'
import { organisation } from '../../../platform/registers/tables.ts'

const draft = { year: 2021, above: 'huangyan-2021', below: 'huangyan-2021-below' }
const idOf = (no: number): string => `00000000-0000-4000-8000-0000000001${String(no).padStart(2, '0')}`

/** Ten above-scale firms of 10 000 m² that pay 10, 20 … 100 万元; the last but one is a utility, the last is new. */
describeDatabases('evaluations', (database) => {
  let door: Awaited<ReturnType<typeof landServer>>
  let id = ''
  beforeAll(async () => {
    await seedLand(database())
    door = await landServer(database())
    door.at('2022-03-14')
    const numbers = Array.from({ length: 12 }, (_, index) => index + 1)
    await database().asSystem(county, 'test', async (tx) => {
      const firm = (no: number) => ({ county, organisationId: idOf(no) })
      await tx.insert(organisation).values(
        numbers.map((no) => ({
          county,
          id: idOf(no),
          code: `f${no}`,
          kind: 'firm' as const,
          name: `企业${no}`,
          shortName: `企业${no}`,
          areaCode: county,
        })),
      )
      await tx.insert(landEnterprise).values(
        numbers.map((no) => ({
          ...firm(no),
          industry: '34',
          industryName: '通用设备',
          townCode: towns[0],
          foundedOn: '2010-01-01',
          producingSince: no === 12 ? '2019-01-01' : '2011-01-01',
          utility: no === 11,
        })),
      )
      await tx.insert(landParcel).values(
        numbers.map((no) => ({
          county,
          id: idOf(no),
          code: `331022001001GB000${String(no).padStart(2, '0')}`,
          landUse: '1001 工业用地',
          ownership: 'state' as const,
          tenure: 'grant' as const,
          townCode: towns[0],
          location: '工业路',
          areaRegisteredM2: 10_000,
          validFrom: '2010-01-01',
        })),
      )
      await tx.insert(landOccupancy).values(
        numbers.map((no) => ({
          ...firm(no),
          parcelId: idOf(no),
          kind: 'own' as const,
          areaM2: no === 1 ? 30_000 : 10_000,
          from: '2010-01-01',
        })),
      )
      const figure = (no: number) => ({ ...firm(no), year: 2021, deliveredBy: organisations.economy })
      const zero = {
        incomeTaxFen: 0n,
        landUseTaxFen: 0n,
        propertyTaxFen: 0n,
        otherTaxFen: 0n,
        exportCreditFen: 0n,
        policyReliefFen: 0n,
        finesAndArrearsFen: 0n,
      }
      await tx
        .insert(landTaxYear)
        .values(
          numbers.map((no) => ({ ...figure(no), ...zero, deliveredOn: '2022-02-10', vatFen: BigInt(no * 10_000_000) })),
        )
      await tx
        .insert(landOutputYear)
        .values(numbers.map((no) => ({ ...figure(no), deliveredOn: '2022-02-18', aboveScale: true })))
    })
  })
  afterAll(() => door.close())

  const compute = (person: Person | undefined, change: object = {}) =>
    door.ask('POST', '/evaluations', person, { ...draft, ...change })
  const share = (asOf: string) =>
    inContext(
      door.app,
      people.leader,
      async (context) => (await indicatorValue(context, 'land.class_ab_share', asOf)).value,
    )
  const fire = async (person: Person, event: string, more: object = {}) => {
    const { rows } = (await door.ask('GET', '/evaluations', 'economy')).body as {
      rows: { id: string; caseId: string }[]
    }
    const { caseId } = rows.find((row) => row.id === id) ?? { caseId: '' }
    return (await door.ask('POST', `/api/platform/cases/${caseId}/events`, person, { event, ...more }, '*')).status
  }

  it('ranks the firms of a group, leaves out whom the rules leave out, and keeps the scheme', async () => {
    const { status, body } = await compute('economy2')
    expect(status).toBe(201)
    id = String(body['id'])
    expect(body).toMatchObject({
      no: 1,
      state: 'computed',
      above: { name: 'huangyan-2021', cumulative: [20, 80, 95, 100] },
    })
    const results = body['results'] as {
      name: string
      rank: number | null
      class: string
      notClassed: string | null
      points: object
      imputed: string[]
      total: number
    }[]
    expect(results.map(({ name, rank, class: letter }) => [name, rank, letter])).toEqual([
      ['企业12', null, 'B'],
      ['企业11', null, 'B'],
      ['企业10', 1, 'A'],
      ['企业9', 2, 'A'],
      ...[8, 7, 6, 5, 4, 3].map((no) => [`企业${no}`, 11 - no, 'B']),
      ['企业2', 9, 'C'],
      ['企业1', 10, 'D'],
    ])
    // 100 万元 on 15 亩: 6.666…/26.01 × 30; nobody delivered the rest.
    expect(results[2]?.total).toBeCloseTo((100 / 15 / 26.01) * 30, 9)
    expect(results[2]?.imputed).toHaveLength(5)
    expect(results.slice(0, 2).map(({ notClassed }) => notClassed)).toEqual(['newFirm', 'utility'])
    expect((await share('2022-12-31')).reasons).toEqual(['no_published_evaluation'])
  })

  it.each([
    [{ year: 2022 }, '/year year'],
    [{ year: 2020 }, '/year no_figures'],
    [{ cumulativeAbove: [20, 80, 95, 99] }, '/cumulativeAbove cumulative'],
    [{ cumulativeBelow: [30, 20, 100] }, '/cumulativeBelow cumulative'],
  ])('refuses %j', async (change, fault) => {
    const { status, body } = await compute('economy', change)
    const [error] = body['errors'] as { pointer: string; code: string }[]
    expect([status, `${error?.pointer} ${error?.code}`]).toEqual([422, fault])
  })

  it.each<[Person | undefined, number]>([
    ['resources', 403],
    ['town', 403],
    ['leader', 403],
    ['valve', 403],
    ['household', 403],
    [undefined, 401],
  ])('%s does not compute: %d', async (person, status) => {
    expect((await compute(person)).status).toBe(status)
  })

  it('is shown for five working days, approved by another, published; then the figure moves', async () => {
    expect(await fire('resources', 'publicise')).toBe(403)
    expect(await fire('economy2', 'publicise')).toBe(200)
    expect(await fire('economy2', 'approve')).toBe(403)
    door.at('2022-03-21')
    expect(await fire('economy', 'approve')).toBe(409)
    door.at('2022-03-22')
    expect(await fire('economy', 'publish')).toBe(409)
    expect((await door.ask('GET', `/evaluations/${id}/classes`)).status).toBe(404)
    expect(await fire('economy', 'approve')).toBe(200)
    expect(await fire('economy', 'publish')).toBe(200)
    expect((await share('2022-03-21')).value).toBeNull()
    // A and B of the classed: eight of 10 000 m² out of nine and the largest, which is D.
    expect((await share('2022-03-22')).value).toBeCloseTo(80_000 / 120_000, 12)
    const records = await inContext(door.app, people.economy, (context) =>
      indicatorRecords(context, 'land.class_ab_share', '2022-12-31', undefined, { cursor: null, limit: 3 }),
    )
    expect(records.total).toBe(10)
  })

  it('gives the public names and classes, a firm its own, nobody else’s', async () => {
    const open = await door.ask('GET', `/evaluations/${id}/classes`)
    expect(open.body['counts']).toMatchObject({ above: { A: 2, B: 8, C: 1, D: 1 } })
    expect((open.body['rows'] as object[])[0]).toEqual({ name: '企业10', group: 'above', class: 'A' })
    const own = await inContext(door.app, { ...people.valve, organisationId: idOf(3) }, async (context) => {
      const rows = await context.tx.select({ id: landOutputYear.organisationId }).from(landOutputYear)
      return rows.map((row) => row.id)
    })
    expect(own).toEqual([idOf(3)])
    const seen = async (person: Person) =>
      ((await door.ask('GET', `/evaluations/${id}`, person)).body['results'] as unknown[]).length
    expect(await seen('economy')).toBe(12)
    expect(await seen('leader')).toBe(12)
    expect(await seen('valve')).toBe(0)
    expect(await seen('town')).toBe(0)
    expect((await door.ask('GET', `/evaluations/${id}`)).status).toBe(401)
    expect(((await door.ask('GET', '/evaluations')).body['rows'] as unknown[]).length).toBe(1)
  })

  it('corrects by a new number; what is withdrawn does not count', async () => {
    const { body } = await compute('economy')
    expect(body['no']).toBe(2)
    expect(((await door.ask('GET', '/evaluations')).body['rows'] as unknown[]).length).toBe(1)
    id = String(body['id'])
    expect(await fire('economy', 'withdraw')).toBe(422)
    expect(await fire('economy', 'withdraw', { reason: '数据有误' })).toBe(200)
    expect((await share('2022-12-31')).value).toBeCloseTo(80_000 / 120_000, 12)
  })
})
