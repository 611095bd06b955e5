import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { ledgerServer, type Person, seedReforms, targets } from '../../ledger.testing.ts'

describeDatabases('who may do what with extensions', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  let id = ''
  const draft = { targetId: targets.figure, askedFor: '2022-09-30', reason: '外海施工受限' }
  beforeAll(async () => {
    await seedReforms(database())
    door = await ledgerServer(database())
    id = String((await door.ask('POST', '/extensions', { as: 'agriculture', body: draft })).body['id'])
  })
  afterAll(() => door.close())

  const by = (as: Person | undefined) => (as === undefined ? {} : { as })

  it('is read by whoever signed in', async () => {
    for (const path of ['/extensions', `/extensions/${id}`]) {
      expect((await door.ask('GET', path)).status).toBe(401)
      expect((await door.ask('GET', path, { as: 'schools' })).status).toBe(200)
    }
    expect((await door.ask('GET', `/extensions/${id}`, { as: 'elsewhere' })).status).toBe(404)
  })

  it('is asked for by the head of a responsible department', async () => {
    for (const as of [undefined, 'household', 'agriculture2', 'office', 'leader', 'schools'] as const) {
      const { status } = await door.ask('POST', '/extensions', { ...by(as), body: draft })
      expect([as, status]).toEqual([as, as === undefined ? 401 : 403])
    }
  })

  it.each(['grant', 'refuse'])('%s is for the office and the leaders', async (verb) => {
    const body = verb === 'grant' ? { grantedTo: '2022-09-30', reason: '同意' } : { reason: '不同意' }
    for (const as of [undefined, 'household', 'agriculture', 'schools'] as const) {
      const { status } = await door.ask('POST', `/extensions/${id}/${verb}`, { ...by(as), ifMatch: 1, body })
      expect([as, status]).toEqual([as, as === undefined ? 401 : 403])
    }
  })

  it('is never decided by who asked for it', async () => {
    await database().superuser(`UPDATE case_event SET actor = 'leader' WHERE event = '@opened'`)
    const body = { grantedTo: '2022-09-30', reason: '同意' }
    const own = await door.ask('POST', `/extensions/${id}/grant`, { as: 'leader', ifMatch: 1, body })
    expect([own.status, own.body['errors']]).toMatchObject([403, [{ code: 'second_person_required' }]])
    expect((await door.ask('POST', `/extensions/${id}/grant`, { as: 'office', ifMatch: 1, body })).status).toBe(200)
  })
})
