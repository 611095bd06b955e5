import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases, inContext } from '../../../platform/database/testing.ts'
import { indicatorRecords, indicatorTrend, indicatorValue } from '../../../platform/indicators/indicators.ts'
import { ledgerServer, organisations, people, type Person, seedFile, seedReforms } from '../../ledger.testing.ts'

const site = { longitude: 121.45, latitude: 29.05 }
export const draft = {
  code: 'hongqitang',
  reformNo: 10,
  name: '红旗塘工程',
  description: '标准化海塘养殖区改造',
  place: '健跳镇',
  ...site,
  ownerOrganisationId: organisations.agriculture,
  budgetFen: 1_000_000_00,
  nodes: [
    { kind: 'approved', name: '立项批复', weight: 0.1, plannedFrom: '2022-01-01', plannedOn: '2022-01-31' },
    { kind: 'building', name: '主体施工', weight: 0.6, plannedFrom: '2022-02-01', plannedOn: '2022-05-31' },
    { kind: 'settlement_audit', name: '结算审核', weight: 0.3, plannedFrom: '2022-06-01', plannedOn: '2022-06-30' },
  ],
}

describeDatabases('projects', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  beforeAll(async () => {
    await seedReforms(database())
    door = await ledgerServer(database())
    expect((await door.ask('POST', '/projects', { as: 'office', body: draft })).status).toBe(201)
  })
  afterAll(() => door.close())

  const post = (path: string, as: Person, body: unknown) =>
    door.ask('POST', `/projects/hongqitang${path}`, { as, body })
  const report = (node: number, progress: number, reportedOn: string) =>
    post(`/nodes/${node}/report`, 'agriculture', { progress, reportedOn })
  const accept = (node: number, acceptedOn: string, as: Person = 'office') =>
    post(`/nodes/${node}/accept`, as, { acceptedOn, document: `验收单 ${node}` })
  const photo = async (hash: string, takenAt = '2022-05-20T10:00:00', metresNorth = 0) =>
    seedFile(database(), {
      id: `photo-${hash}-${takenAt}-${metresNorth}`,
      kind: 'jpeg',
      takenAt,
      longitude: site.longitude,
      latitude: site.latitude + metresNorth / 110_900,
      hash,
    })
  const value = (id: string, asOf: string, scope?: { kind: string; id: string }) =>
    inContext(door.app, people.leader, async (context) => (await indicatorValue(context, id, asOf, scope)).value)
  const whole = { kind: 'project', id: 'hongqitang' }

  it('refuses weights that do not sum to one, and reforms and owners that are not there', async () => {
    const send = async (change: object) =>
      (await door.ask('POST', '/projects', { as: 'office', body: { ...draft, code: 'other', ...change } })).body[
        'errors'
      ]
    expect(await send({ nodes: draft.nodes.slice(1) })).toMatchObject([{ pointer: '/nodes', code: 'weights' }])
    expect(await send({ reformNo: 8 })).toMatchObject([{ pointer: '/reformNo', code: 'unknown_reform' }])
    expect(await send({ ownerOrganisationId: 'x' })).toMatchObject([{ pointer: '/ownerOrganisationId' }])
    expect((await door.ask('POST', '/projects', { as: 'office', body: draft })).status).toBe(409)
  })

  it('accepts a paper node by its paper, from the day of acceptance on', async () => {
    expect((await report(1, 0.5, '2022-01-20')).body['state']).toBe('planned')
    const early = await accept(1, '2022-01-25')
    expect(early.status).toBe(422)
    await report(1, 1, '2022-02-05')
    const own = await accept(1, '2022-02-06', 'office2')
    expect(own.body).toMatchObject({ state: 'approved', progress: 0.1, scheduleVarianceDays: 31 })
    expect(own.body['nodes']).toMatchObject([{ state: 'accepted', varianceDays: 6 }, { state: 'planned' }, {}])
    expect((await report(1, 1, '2022-02-07')).status).toBe(409)
    expect(await value('ledger.project_progress', '2022-02-05', whole)).toMatchObject({ value: 0 })
    expect(await value('ledger.project_progress', '2022-02-06', whole)).toMatchObject({ value: 0.1 })
  })

  it('takes a building node only with three photos of the day, the place, and no duplicate', async () => {
    await report(2, 1, '2022-05-20')
    expect((await accept(2, '2022-05-25')).status).toBe(409)
    const add = async (fileId: string) => (await post('/nodes/2/photos', 'agriculture2', { fileId })).body
    await add(await photo('0000000000000000'))
    await add(await photo('00000000000000ff', '2022-05-24T10:00:00'))
    await add(await photo('000000000000ffff', '2022-05-20T11:00:00', 320))
    await add(await photo('000000000000003f'))
    await add(await photo('00000000ffffffff', '2022-05-23T23:00:00', 290))
    const four = await add(await photo('ffffffffffffffff', '2022-05-17T00:00:00'))
    expect((four['photos'] as { problems: string[] }[]).map(({ problems }) => problems[0]?.slice(0, 4))).toEqual([
      undefined,
      '拍摄日期',
      '拍摄地点',
      '与已有照',
      undefined,
      undefined,
    ])
    expect(four['nodes']).toMatchObject([{}, { state: 'evidenced' }, {}])
    expect(four['progress']).toBeCloseTo(0.7)
    const back = await post('/nodes/2/return', 'office', { reason: '上报日期与现场不符' })
    expect(back.body['nodes']).toMatchObject([{}, { state: 'returned', reason: '上报日期与现场不符' }, {}])
    const moved = await report(2, 1, '2022-05-24')
    // The photos are judged anew by the new day: the one of the 24th counts now, the one of the 17th no longer.
    expect((moved.body['photos'] as { accepted: boolean }[]).map(({ accepted }) => accepted)).toEqual([
      false,
      true,
      false,
      false,
      true,
      false,
    ])
    await report(2, 1, '2022-05-20')
    const last = await add(await photo('ffff0000ffff0000'))
    expect(last['nodes']).toMatchObject([{}, { state: 'evidenced' }, {}])
    expect((await accept(2, '2022-05-19')).body['errors']).toMatchObject([{ code: 'before_report' }])
    expect((await accept(2, '2022-06-02')).body).toMatchObject({ state: 'building', progress: 0.7 })
    expect(
      (await post('/nodes/2/photos', 'agriculture', { fileId: 'photo-0000000000000000-2022-05-20T10:00:00-0' })).status,
    ).toBe(409)
  })

  it('pays no more than arrived by that day, and takes no more than was approved', async () => {
    const funded = await post('/funds', 'office', { source: '省级补助', approvedFen: 800_000_00 })
    const fundId = (funded.body['funds'] as { id: string }[])[0]?.id
    const receive = (fen: number, receivedOn: string, voucher: string) =>
      post('/receipts', 'agriculture', { fundId, fen, receivedOn, voucher })
    const pay = (fen: number, paidOn: string, voucher: string) =>
      post('/payments', 'agriculture', { fundId, fen, paidOn, voucher, payee: '浙江某建设公司', purpose: '工程进度款' })
    expect((await receive(800_000_01, '2022-03-01', '收 001')).body['errors']).toMatchObject([
      { pointer: '/fen', code: 'received_over_approved' },
    ])
    expect((await receive(500_000_00, '2022-03-01', '收 001')).status).toBe(201)
    expect((await pay(1, '2022-02-28', '付 001')).body['errors']).toMatchObject([{ code: 'paid_over_received' }])
    expect((await pay(500_000_01, '2022-03-01', '付 001')).status).toBe(422)
    expect((await pay(200_000_00, '2022-03-15', '付 001')).status).toBe(201)
    expect((await pay(100_00, '2022-03-16', '付 001')).status).toBe(409)
    expect((await pay(100_00, '2022-03-16', '  ')).status).toBe(400)
    expect((await receive(1_00, '2022-07-02', '收 002')).body['errors']).toMatchObject([{ code: 'future' }])
    expect(await value('ledger.funds_received', '2022-02-28', { kind: 'reform', id: '10' })).toMatchObject({ value: 0 })
    expect(await value('ledger.funds_received', '2022-03-01', whole)).toMatchObject({ value: 500_000_00, unit: 'fen' })
    expect(await value('ledger.funds_received', '2022-03-01', { kind: 'source', id: '省级补助' })).toMatchObject({
      value: 500_000_00,
    })
    expect(await value('ledger.funds_received', '2022-03-01', { kind: 'source', id: '市级补助' })).toMatchObject({
      value: 0,
    })
    expect(await value('ledger.funds_paid_share', '2022-02-28', whole)).toMatchObject({
      value: null,
      sufficient: false,
    })
    expect(await value('ledger.funds_paid_share', '2022-03-31', whole)).toMatchObject({ value: 0.4, sufficient: true })
    const { rows, total } = await inContext(door.app, people.leader, (context) =>
      indicatorRecords(context, 'ledger.funds_paid_share', '2022-03-31', whole, { cursor: null, limit: 1 }),
    )
    expect([total, rows[0]]).toMatchObject([2, { kind: '到账', voucher: '收 001' }])
  })

  it('closes by a settlement, which is flagged beyond ten percent of the budget', async () => {
    await report(3, 1, '2022-06-20')
    const settle = (settledFen: number, ifMatch: number) =>
      door.ask('PUT', '/projects/hongqitang/settlement', {
        as: 'office',
        ifMatch,
        body: {
          auditedOn: '2022-06-25',
          auditor: '某会计师事务所',
          submittedFen: 1_200_000_00,
          settledFen,
          document: '审字 1 号',
        },
      })
    const unsettled = await accept(3, '2022-06-28')
    expect(unsettled.body['detail']).toContain('结算审核结果尚未登记')
    const { version } = (await door.ask('GET', '/projects/hongqitang')).body
    const far = await settle(1_100_000_01, Number(version))
    expect(far.body['settlement']).toMatchObject({ flagged: true })
    expect((await settle(1_100_000_00, Number(version))).status).toBe(412)
    expect((await settle(1_100_000_00, Number(version) + 1)).body['settlement']).toMatchObject({
      flagged: false,
      deviation: 0.1,
    })
    expect((await accept(3, '2022-06-28')).body).toMatchObject({ state: 'settlement_audit', progress: 1 })
    expect(
      await value('ledger.project_progress', '2022-06-30', {
        kind: 'project',
        id: 'hongqitang/building+settlement_audit',
      }),
    ).toMatchObject({ value: 1, numerator: 2 })
    expect(
      await value('ledger.project_progress', '2022-06-27', {
        kind: 'project',
        id: 'hongqitang/building+settlement_audit',
      }),
    ).toMatchObject({ value: 0.5 })
    expect(
      await value('ledger.project_progress', '2022-06-30', { kind: 'project', id: 'hongqitang/accepted' }),
    ).toMatchObject({ value: null, sufficient: false })
  })

  it('shows any past day as it was known then, and the trend in one go', async () => {
    const march = (await door.ask('GET', '/projects/hongqitang?asOf=2022-03-31', { as: 'leader' })).body
    expect(march).toMatchObject({
      state: 'approved',
      receivedFen: 500_000_00,
      paidFen: 200_000_00,
      photos: [],
      settlement: null,
    })
    expect(march['nodes']).toMatchObject([
      { state: 'accepted' },
      { state: 'planned', reportedOn: null },
      { state: 'planned' },
    ])
    expect(march['curve']).toMatchObject([
      { planned: 0.1, actual: 0 },
      { actual: 0.1 },
      { actual: 0.1 },
      { actual: null },
      {},
      {},
    ])
    expect((await door.ask('GET', '/projects?asOf=2022-06-30&reform=10')).body['rows']).toMatchObject([{ progress: 1 }])
    expect((await door.ask('GET', '/projects?reform=9')).body['rows']).toEqual([])
    const trend = await inContext(door.app, people.leader, (context) =>
      indicatorTrend(context, 'ledger.project_progress', '2022-01-31', '2022-06-30', 'month', whole),
    )
    expect(trend.map(({ value: at }) => at)).toEqual([0, 0.1, 0.1, 0.1, 0.1, 1])
  })
})
