import { afterAll, beforeAll, expect, it } from 'vitest'
import { fireDueDeadlines } from '../../../platform/cases/timers.ts'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { county, ledgerServer, organisations, seedReforms, targets } from '../../ledger.testing.ts'

describeDatabases('supervision notices', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  beforeAll(async () => {
    await seedReforms(database())
    door = await ledgerServer(database())
  })
  afterAll(() => door.close())

  const draft = {
    reformNo: 10,
    targetId: targets.deliverable,
    organisationId: organisations.agriculture,
    title: '合作共建协议书逾期未报',
    demand: '请说明原因并提出完成时间',
  }
  const issue = async (change: object = {}) =>
    door.ask('POST', '/notices', { as: 'office', body: { ...draft, ...change } })
  const send = (id: unknown, verb: string, as: 'agriculture' | 'office' | 'leader', ifMatch: number, body?: object) =>
    door.ask('POST', `/notices/${String(id)}/${verb}`, { as, ifMatch, ...(body === undefined ? {} : { body }) })

  it('is numbered through the year, answered within five working days and closed', async () => {
    door.at('2022-06-29')
    const { body: notice, status } = await issue()
    expect(status).toBe(201)
    // 29 June is a Wednesday: 30 June, 1, 4, 5, 6 July.
    expect(notice).toMatchObject({ number: '督办单 2022-001', answerDue: '2022-07-06', state: 'issued', late: false })
    expect((await issue()).body['number']).toBe('督办单 2022-002')
    const received = await send(notice['id'], 'receive', 'agriculture', 1)
    expect(received.body).toMatchObject({ state: 'received', version: 2 })
    const stale = await send(notice['id'], 'answer', 'agriculture', 1, { answer: '协议已签，附件补报' })
    expect(stale.status).toBe(412)
    door.at('2022-07-06')
    const answered = await send(notice['id'], 'answer', 'agriculture', 2, { answer: '协议已签，附件补报' })
    expect(answered.body).toMatchObject({ state: 'answered', answeredOn: '2022-07-06', late: false })
    const closed = await send(notice['id'], 'close', 'office', 3, { reason: '已核实' })
    expect(closed.body).toMatchObject({ state: 'closed', closedOn: '2022-07-06' })
    expect((await send(notice['id'], 'answer', 'agriculture', 4, { answer: '再次答复' })).status).toBe(409)
  })

  it('goes to the county leader when nobody answers, and stays late when answered then', async () => {
    door.at('2022-08-01')
    const { body: notice } = await issue({ title: '红旗塘工程进度滞后' })
    expect(notice['answerDue']).toBe('2022-08-08')
    const expire = (now: string) => fireDueDeadlines(door.app, county, new Date(`${now}T01:00:00+08:00`))
    await expire('2022-08-08')
    const at = `/notices/${String(notice['id'])}`
    expect((await door.ask('GET', at, { as: 'office' })).body['state']).toBe('issued')
    expect(await expire('2022-08-09')).toContainEqual(
      expect.objectContaining({ caseId: notice['caseId'], fired: 'escalate' }),
    )
    door.at('2022-08-10')
    const escalated = await door.ask('GET', at, { as: 'leader' })
    expect(escalated.body).toMatchObject({ state: 'escalated', escalatedOn: '2022-08-09', late: true })
    const version = Number(escalated.body['version'])
    const word = await send(notice['id'], 'instruct', 'leader', version, { reason: '请农业农村局三日内答复' })
    expect(word.body['state']).toBe('escalated')
    const history = await door.ask('GET', `/api/platform/cases/${String(notice['caseId'])}`, { as: 'leader' })
    expect((history.body['history'] as { reason: string }[]).at(-1)?.reason).toBe('请农业农村局三日内答复')
    const answered = await send(notice['id'], 'answer', 'agriculture', version, { answer: '已增加施工力量' })
    expect(answered.body).toMatchObject({ state: 'answered', answeredOn: '2022-08-10', late: true })
  })

  it.each([
    ['another reform’s target', { targetId: targets.schools }, '/targetId', 'other_reform'],
    ['who is not responsible', { organisationId: organisations.schools }, '/organisationId', 'not_responsible'],
    ['a target that is not there', { targetId: 'x' }, '/targetId', 'unknown_target'],
  ])('refuses %s', async (_case, change, pointer, code) => {
    const { status, body } = await issue(change)
    expect([status, body['errors']]).toMatchObject([422, [{ pointer, code }]])
  })

  it('pages newest first and filters by state and department', async () => {
    const first = await door.ask('GET', '/notices?limit=2', { as: 'leader' })
    expect((first.body['rows'] as { number: string }[]).map(({ number }) => number.slice(-3))).toEqual(['003', '002'])
    const cursor = encodeURIComponent(String(first.body['nextCursor']))
    expect((await door.ask('GET', `/notices?limit=2&cursor=${cursor}`, { as: 'leader' })).body['rows']).toHaveLength(1)
    expect((await door.ask('GET', '/notices?state=closed', { as: 'office' })).body['rows']).toHaveLength(1)
    const none = await door.ask('GET', `/notices?organisation=${organisations.finance}`, { as: 'office' })
    expect(none.body['rows']).toEqual([])
  })
})
