import JSZip from 'jszip'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemContext } from '../../../platform/database/system-context.ts'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { indicatorValue } from '../../../platform/indicators/indicators.ts'
import { windIdleClock } from '../../idle/clock.ts'
import { county, landServer, organisations, type Person, seedLand, towns } from '../../land.testing.ts'
import { landParcel } from '../../tables.ts'

const parcels = ['00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-0000000000c2'] as const

describeDatabases('idle land', (database) => {
  let door: Awaited<ReturnType<typeof landServer>>
  const contracts: Record<string, string> = {}
  let id = ''
  beforeAll(async () => {
    await seedLand(database())
    door = await landServer(database())
    await database().asSystem(county, 'test', async (tx) => {
      await tx.insert(landParcel).values(
        parcels.map((parcel, index) => ({
          county,
          id: parcel,
          code: `331022001009GB0000${index + 1}`,
          townCode: towns[index] ?? '',
          location: '工业路',
          landUse: '1001 工业用地',
          ownership: 'state' as const,
          tenure: 'grant' as const,
          areaRegisteredM2: 20_000,
          validFrom: '2012-01-01',
        })),
      )
    })
  })
  afterAll(() => door.close())

  const post = (path: string, person: Person | undefined, body?: unknown) => door.ask('POST', path, person, body)
  const step = (person: Person, event: string, more: object = {}) =>
    post(`/idle-cases/${id}/steps`, person, { event, ...more })
  const contract = (no: number, holder: string, more: object = {}) => ({
    supervisionNo: `3310222019B0000${no}`,
    parcelId: parcels[no - 1],
    organisationId: holder,
    signedOn: '2019-03-01',
    handoverOn: '2019-03-10',
    startDue: '2020-03-10',
    completionDue: '2022-03-10',
    priceFen: 800_000_000,
    ...more,
  })
  const kinds = (body: Record<string, unknown>) => (body['documents'] as { kind: string }[]).map(({ kind }) => kind)
  const value = (name: string, asOf: string) =>
    systemContext(door.app, county, 'test', async (context) => (await indicatorValue(context, name, asOf)).value.value)

  it('enters contracts by the department on duty alone; holder and town see their own', async () => {
    door.at('2021-03-01')
    expect((await post('/contracts', 'economy', contract(1, organisations.valve))).status).toBe(403)
    expect((await post('/contracts', 'valve', contract(1, organisations.valve))).status).toBe(403)
    expect((await post('/contracts', undefined, contract(1, organisations.valve))).status).toBe(401)
    expect((await post('/contracts', 'resources', contract(1, organisations.valve))).status).toBe(201)
    const { body } = await post('/contracts', 'resources', contract(2, organisations.rubber))
    for (const row of body['rows'] as { supervisionNo: string; id: string }[])
      contracts[row.supervisionNo.slice(-1)] = row.id
    const seen = async (person: Person) =>
      ((await door.ask('GET', '/contracts', person)).body['rows'] as unknown[]).length
    for (const [person, count] of [
      ['resources', 2],
      ['leader', 2],
      ['town', 1],
      ['town2', 1],
      ['valve', 1],
      ['rubber', 1],
      ['household', 0],
    ] as const) {
      expect(await seen(person)).toBe(count)
    }
  })

  it('tells the next legal date before it is late', async () => {
    await systemContext(
      { ...door.app, clock: { now: () => new Date('2021-03-01T09:00:00+08:00') } },
      county,
      'test',
      (context) => windIdleClock(context),
    )
    const { body } = await door.ask('GET', '/contracts', 'valve')
    expect(body['rows']).toMatchObject([{ nextOn: '2021-03-11', nextWhat: '未动工满一年，涉嫌构成闲置土地' }])
  })

  const facts = { started: false }

  it('does not find land idle on the last day of the first year', async () => {
    door.at('2021-03-10')
    expect((await post('/idle-cases', 'economy', { contractId: contracts['1'], facts })).status).toBe(403)
    const opened = await post('/idle-cases', 'resources', { contractId: contracts['1'], facts })
    expect(opened.status).toBe(201)
    expect(opened.body['nextOn']).toBe('2021-04-09')
    id = String(opened.body['id'])
    expect((await post('/idle-cases', 'resources', { contractId: contracts['1'], facts })).status).toBe(409)
    expect((await step('valve', 'investigate')).status).toBe(403)
    expect(kinds((await step('resources', 'investigate')).body)).toEqual(['investigationNotice', 'deliveryReceipt'])
    expect((await step('resources', 'find')).status).toBe(409)
  })

  it('finds it idle by article on the day after, with fee, seal and restrictions', async () => {
    door.at('2021-06-01')
    expect((await step('rubber', 'materials', { text: '与我无关的宗地' })).status).toBe(404)
    expect((await step('valve', 'materials', { text: '融资延期，请予考虑' })).status).toBe(200)
    const { body, status } = await step('resources', 'find')
    expect(status).toBe(200)
    expect(body['finding']).toMatchObject({
      value: {
        status: 'idleOverOneYear',
        article: '2(1), 14(1)',
        disposal: 'fee',
        feeFen: 160_000_000,
        nextDate: '2022-03-11',
      },
    })
    expect(body['restrictions']).toContain('transfer')
    expect((await step('resources', 'negotiate')).status).toBe(409)
    expect(await value('land.idle_area', '2021-05-31')).toBe(0)
    expect(await value('land.idle_area', '2021-06-01')).toBe(20_000)
    expect((await post(`/idle-cases/${id}/facts`, 'resources', facts)).status).toBe(409)
  })

  it('publishes what the law makes public, and no more', async () => {
    const { status, body } = await door.ask('GET', '/idle-cases/notices')
    expect(status).toBe(200)
    expect(body['rows']).toMatchObject([
      { holder: '三门valve', startDue: '2020-03-10', number: '三自然资闲认〔2021〕1号' },
    ])
    expect(JSON.stringify(body)).not.toContain('160000000')
    expect((await door.ask('GET', `/idle-cases/${id}`)).status).toBe(401)
    for (const [person, expected] of [
      ['valve', 200],
      ['town', 200],
      ['leader', 200],
      ['rubber', 404],
      ['town2', 404],
      ['household', 404],
    ] as const) {
      expect((await door.ask('GET', `/idle-cases/${id}`, person)).status).toBe(expected)
    }
  })

  it('decides nothing before the hearing term is over, and only by the county', async () => {
    expect(kinds((await step('resources', 'tellHearing')).body)).toContain('hearingNotice')
    door.at('2021-06-08')
    expect((await step('leader', 'approveDecision')).status).toBe(409)
    door.at('2021-06-15')
    expect((await step('resources', 'approveDecision')).status).toBe(403)
    expect((await step('leader', 'approveDecision')).status).toBe(200)
    const { body } = await step('resources', 'serveDecision')
    expect(kinds(body)).toContain('feeDecision')
    const decision = (body['documents'] as { id: string; kind: string; dueOn: string }[]).find(
      ({ kind }) => kind === 'feeDecision',
    )
    expect(decision?.dueOn).toBe('2021-07-15')
    expect((await door.ask('GET', `/idle-cases/${id}/documents/${decision?.id ?? ''}`, 'rubber')).status).toBe(404)
    const words = await systemContext(door.app, county, 'test', async (context) => {
      const { downloadDocument } = await import('../../idle/documents.ts')
      const file = await downloadDocument(context, id, decision?.id ?? '')
      const archive = await JSZip.loadAsync(file.body as Uint8Array)
      return (await archive.file('word/document.xml')?.async('string')) ?? ''
    })
    const text = words.replace(/<[^>]+>/g, '')
    for (const part of ['征缴土地闲置费决定书', '1,600,000.00元', '六十日内', '六个月内', '校验值（SM3）'])
      expect(text).toContain(part)
  })

  it('a year that is crossed while the case is open makes a proposal, not another finding', async () => {
    door.at('2022-03-11')
    const { body } = await door.ask('GET', `/idle-cases/${id}`, 'resources')
    expect(body['proposal']).toContain('已满两年')
    expect(body['finding']).toMatchObject({ value: { status: 'idleOverOneYear' } })
    expect(body['today']).toMatchObject({ value: { status: 'idleOverTwoYears' } })
    expect((await step('resources', 'deregister')).status).toBe(409)
    expect((await step('resources', 'pay', { paidOn: '2022-03-12' })).status).toBe(422)
    expect((await step('resources', 'pay', { paidOn: '2022-03-11' })).status).toBe(200)
    expect((await step('resources', 'monitor')).status).toBe(200)
    expect((await step('resources', 'close', { outcome: '已缴闲置费并动工' })).status).toBe(200)
    expect(await value('land.idle_closed_area', '2022-03-11')).toBe(20_000)
    expect((await door.ask('GET', '/idle-cases/notices')).body['rows']).toEqual([])
  })

  it('negotiates by article 12: no swap without its conditions, an extension of at most a year, the clock anew', async () => {
    door.at('2021-06-01')
    const cause = { code: 'handoverFailed', from: '2020-03-10', to: null, verified: true }
    const opened = await post('/idle-cases', 'resources', {
      contractId: contracts['2'],
      facts: { started: false, governmentCauses: [cause] },
    })
    id = String(opened.body['id'])
    await step('resources', 'investigate')
    await step('resources', 'find', { reason: '县里未按期交地，认定为政府原因' })
    expect((await step('resources', 'tellHearing')).status).toBe(409)
    expect((await step('resources', 'negotiate')).status).toBe(200)
    expect((await step('resources', 'draftPlan', { option: 'swap' })).status).toBe(422)
    expect((await step('resources', 'draftPlan', { option: 'extend', agreedStart: '2022-06-02' })).status).toBe(422)
    expect((await step('resources', 'draftPlan', { option: 'extend', agreedStart: '2022-05-31' })).status).toBe(200)
    expect((await step('leader', 'approvePlan')).status).toBe(200)
    const { body } = await step('resources', 'agree')
    expect(body['contract']).toMatchObject({ supplements: [{ startDue: '2022-05-31' }] })
    expect(body['today']).toMatchObject({ value: { status: 'notDue', startDue: '2022-05-31' } })
  })
})
