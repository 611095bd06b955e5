import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { ledgerServer, seedReforms, targets } from '../../ledger.testing.ts'

describeDatabases('extensions', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  beforeAll(async () => {
    await seedReforms(database())
    door = await ledgerServer(database())
  })
  afterAll(() => door.close())

  const ask = (change: object = {}) =>
    door.ask('POST', '/extensions', {
      as: 'agriculture',
      body: { targetId: targets.figure, askedFor: '2022-09-30', reason: '梅雨期较长，外海施工受限', ...change },
    })
  const decide = (id: unknown, verb: 'grant' | 'refuse', body: object, ifMatch = 1) =>
    door.ask('POST', `/extensions/${String(id)}/${verb}`, { as: 'office', ifMatch, body })

  it('is granted to a day of the office’s choice; the table’s own day stays', async () => {
    const { body: asked, status } = await ask()
    expect(status).toBe(201)
    expect(asked).toMatchObject({ state: 'asked', originalDue: '2022-06-30', askedFor: '2022-09-30', reformNo: 10 })
    expect((await ask()).status).toBe(409)
    const early = await decide(asked['id'], 'grant', { grantedTo: '2022-06-30', reason: '同意' })
    expect(early.body['errors']).toMatchObject([{ pointer: '/grantedTo', code: 'not_later' }])
    expect((await decide(asked['id'], 'grant', { grantedTo: '2022-08-31', reason: '同意' }, 7)).status).toBe(412)
    const granted = await decide(asked['id'], 'grant', { grantedTo: '2022-08-31', reason: '同意，不得再延' })
    expect(granted.body).toMatchObject({
      state: 'granted',
      grantedTo: '2022-08-31',
      originalDue: '2022-06-30',
      decisionReason: '同意，不得再延',
      decidedOn: '2022-07-01',
    })
    const [target] = await database().superuser(`SELECT due::text FROM target WHERE id = $1`, [targets.figure])
    expect(target).toEqual({ due: '2022-06-30' })
    await expect(
      database().asSystem('331022', 'test', (tx) => tx.execute(sql`UPDATE target SET due = '2022-08-31'`)),
    ).rejects.toMatchObject({ code: 'not_computable' })
    expect((await decide(asked['id'], 'refuse', { reason: '撤回' }, 2)).status).toBe(409)
  })

  it('is refused with its reason, and can be asked for again', async () => {
    const { body: asked } = await ask({ askedFor: '2022-10-31' })
    const refused = await decide(asked['id'], 'refuse', { reason: '理由不充分' })
    expect(refused.body).toMatchObject({ state: 'refused', grantedTo: null, decisionReason: '理由不充分' })
    expect((await ask({ askedFor: '2022-12-31' })).status).toBe(201)
    const list = await door.ask('GET', `/extensions?target=${targets.figure}&state=refused`, { as: 'leader' })
    expect(list.body['rows']).toHaveLength(1)
  })

  it('asks for a later day than the table’s', async () => {
    const { body, status } = await ask({ targetId: targets.deliverable, askedFor: '2022-06-30' })
    expect([status, body['errors']]).toMatchObject([422, [{ pointer: '/askedFor', code: 'not_later' }]])
  })
})
