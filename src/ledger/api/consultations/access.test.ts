import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { publicActor } from '../../../platform/http/authenticator.ts'
import { ledgerServer, type Person, seedReforms } from '../../ledger.testing.ts'

describeDatabases('who may do what with consultations', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  let id = ''
  let comment = ''
  const draft = {
    reformNo: 10,
    title: '征求意见稿公开征求意见',
    introduction: '现公开征求意见。',
    draftText: '第一条　内容如下，请提意见。',
    openFrom: '2022-07-01',
    openTo: '2022-07-15',
  }
  beforeAll(async () => {
    await seedReforms(database())
    door = await ledgerServer(database())
    id = String((await door.ask('POST', '/consultations', { as: 'agriculture', body: draft })).body['id'])
  })
  afterAll(() => door.close())

  const by = (as: Person | undefined) => (as === undefined ? {} : { as })

  it('is public from the day it opens, and everybody may comment', async () => {
    expect((await door.ask('GET', `/consultations/${id}`)).status).toBe(404)
    expect((await door.ask('GET', '/consultations')).body['rows']).toEqual([])
    expect((await door.ask('GET', `/consultations/${id}`, { as: 'office' })).status).toBe(200)
    expect((await door.ask('POST', `/consultations/${id}/open`, { as: 'agriculture', ifMatch: 1 })).status).toBe(200)
    for (const as of [undefined, 'household', 'office'] as const) {
      expect((await door.ask('GET', `/consultations/${id}`, by(as))).status).toBe(200)
      const said = await door.ask('POST', `/consultations/${id}/comments`, {
        ...by(as),
        body: { author: '林阿福', text: '赞成本办法' },
      })
      expect([as, said.status]).toEqual([as, 201])
      comment = String(said.body['id'])
    }
    expect((await door.ask('GET', `/consultations/${id}`, { as: 'elsewhere' })).status).toBe(404)
  })

  it('is handled by the responsible department alone', async () => {
    const calls = [
      ['POST', '/consultations', draft],
      ['PUT', `/consultations/${id}`, draft],
      ['POST', `/consultations/${id}/open`, undefined],
      ['POST', `/consultations/${id}/finish`, undefined],
      ['POST', `/consultations/${id}/close`, { result: '没有收到意见' }],
      ['PUT', `/consultations/${id}/comments/${comment}/moderation`, { moderation: 'shown' }],
      ['PUT', `/consultations/${id}/comments/${comment}/answer`, { answer: '谢谢', adopted: 'adopted' }],
    ] as const
    for (const [method, path, body] of calls) {
      for (const as of [undefined, 'household', 'leader', 'office', 'schools'] as const) {
        const { status } = await door.ask(method, path, {
          ...by(as),
          ifMatch: 2,
          ...(body === undefined ? {} : { body }),
        })
        expect([method, path, as, status]).toEqual([method, path, as, as === undefined ? 401 : 403])
      }
    }
  })

  it('lets a visitor neither show his own comment nor read one that waits', async () => {
    const visitor = publicActor(door.app)
    const waiting = await database().scoped(visitor, (tx) => tx.execute(sql`SELECT 1 FROM consultation_comment`))
    expect(waiting.rows).toEqual([])
    await expect(
      database().scoped(visitor, (tx) =>
        tx.execute(sql`INSERT INTO consultation_comment (county, id, consultation_id, author, text, made_on, moderation)
          VALUES ('331022', 'x', ${id}, '某', '直接公开', '2022-07-02', 'shown')`),
      ),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})
