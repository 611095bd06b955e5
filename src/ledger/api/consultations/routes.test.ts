import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { ledgerServer, seedReforms, targets } from '../../ledger.testing.ts'

describeDatabases('consultations', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  beforeAll(async () => {
    await seedReforms(database())
    door = await ledgerServer(database())
  })
  afterAll(() => door.close())

  const draft = {
    reformNo: 10,
    targetId: targets.deliverable,
    title: '《合作共建协议书》（征求意见稿）公开征求意见',
    introduction: '现向社会公开征求意见。',
    draftText: '第一条　双方共建三门青蟹产业技术研究院。',
    openFrom: '2022-07-04',
    openTo: '2022-07-15',
  }
  const act = (id: string, verb: string, ifMatch: number, body?: object) =>
    door.ask('POST', `/consultations/${id}/${verb}`, {
      as: 'agriculture',
      ifMatch,
      ...(body === undefined ? {} : { body }),
    })
  const say = (id: string, text: string) =>
    door.ask('POST', `/consultations/${id}/comments`, { body: { author: '王小明', text } })
  const judge = (id: string, comment: unknown, moderation: string) =>
    door.ask('PUT', `/consultations/${id}/comments/${String(comment)}/moderation`, {
      as: 'agriculture2',
      body: { moderation },
    })
  const answer = (id: string, comment: unknown, body: object) =>
    door.ask('PUT', `/consultations/${id}/comments/${String(comment)}/answer`, { as: 'agriculture', body })

  it('opens for seven days at least, is commented, answered, closed, and handed in as evidence', async () => {
    door.at('2022-07-01')
    const made = await door.ask('POST', '/consultations', { as: 'agriculture', body: draft })
    expect(made.body).toMatchObject({ state: 'drafted', comments: 0, version: 1 })
    const id = String(made.body['id'])
    expect((await say(id, '建议写明经费来源')).status).toBe(404)
    const edited = await door.ask('PUT', `/consultations/${id}`, {
      as: 'agriculture2',
      ifMatch: 1,
      body: { ...draft, introduction: '欢迎提出意见。' },
    })
    expect(edited.body).toMatchObject({ introduction: '欢迎提出意见。', version: 2 })
    door.at('2022-07-09')
    expect((await act(id, 'open', 2)).body['errors']).toMatchObject([{ pointer: '/openTo', code: 'too_short' }])
    door.at('2022-07-08')
    expect((await act(id, 'open', 2)).body).toMatchObject({ state: 'open', openFrom: '2022-07-08', version: 3 })

    const first = await say(id, '建议写明经费来源')
    expect([first.status, first.body]).toMatchObject([201, { author: '王*明', moderation: 'waiting' }])
    const second = await say(id, '与本事项无关的广告内容')
    const seen = async () => ((await door.ask('GET', `/consultations/${id}`)).body['list'] as unknown[]).length
    expect(await seen()).toBe(0)
    await judge(id, first.body['id'], 'shown')
    await judge(id, second.body['id'], 'hidden')
    expect(await seen()).toBe(1)

    const why = await answer(id, first.body['id'], { answer: '感谢', adopted: 'not_adopted', reason: '' })
    expect(why.body['errors']).toMatchObject([{ pointer: '/reason', code: 'required' }])
    expect((await act(id, 'finish', 3)).status).toBe(409)
    door.at('2022-07-16')
    expect((await say(id, '截止以后的意见')).status).toBe(409)
    expect((await act(id, 'finish', 3)).body['detail']).toContain('0 条意见未审核、1 条未答复')
    const answered = await answer(id, first.body['id'], { answer: '已在第三条写明', adopted: 'adopted' })
    expect(answered.body).toMatchObject({ comments: 1, answered: 1 })
    expect((await act(id, 'finish', 3)).body['state']).toBe('answered')
    expect((await judge(id, second.body['id'], 'shown')).status).toBe(409)
    const closed = await act(id, 'close', 4, { result: '收到意见一条，采纳一条。' })
    expect(closed.body).toMatchObject({ state: 'closed', result: '收到意见一条，采纳一条。' })
    const evidence = await door.ask('GET', `/evidence?target=${targets.deliverable}`, { as: 'office' })
    expect(evidence.body['rows']).toMatchObject([
      { state: 'submitted', kind: 'contract', datedOn: '2022-07-16', fileId: null },
    ])
    expect((await door.ask('GET', '/consultations')).body['rows']).toMatchObject([{ id, state: 'closed', comments: 1 }])
  })

  it.each([
    ['six days', { openTo: '2022-07-10' }, '/openTo', 'too_short'],
    ['another reform’s target', { targetId: targets.schools }, '/targetId', 'other_reform'],
    ['a target that is a figure', { targetId: targets.figure }, '/targetId', 'not_deliverable'],
    ['a reform that is not there', { reformNo: 8, targetId: null }, '/reformNo', 'unknown_reform'],
    ['a file that is not there', { fileId: 'none' }, '/fileId', 'unknown_file'],
  ])('refuses %s', async (_case, change, pointer, code) => {
    door.at('2022-07-01')
    const { status, body } = await door.ask('POST', '/consultations', {
      as: 'agriculture',
      body: { ...draft, ...change },
    })
    expect([status, body['errors']]).toMatchObject([422, [{ pointer, code }]])
  })
})
