import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { ledgerServer, type Person, people, seedFile, seedReforms, targets } from '../../ledger.testing.ts'

describeDatabases('who may do what with evidence', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  let id = ''
  beforeAll(async () => {
    await seedReforms(database())
    await seedFile(database(), { id: 'paper' })
    door = await ledgerServer(database())
    const body = {
      targetId: targets.deliverable,
      kind: 'contract',
      title: '协议书',
      datedOn: '2022-06-20',
      fileId: 'paper',
    }
    id = String((await door.ask('POST', '/evidence', { as: 'agriculture', body })).body['id'])
  })
  afterAll(() => door.close())

  const statuses = async (send: (as?: Person) => Promise<{ status: number }>) =>
    Object.fromEntries(
      await Promise.all(
        ([undefined, 'household', 'leader', 'schools', 'office', 'elsewhere'] as const).map(
          async (person) => [person ?? 'visitor', (await send(person)).status] as const,
        ),
      ),
    )
  const by = (as: Person | undefined) => (as === undefined ? {} : { as })

  it('is read by everybody who signed in, within the county', async () => {
    expect(await statuses((as) => door.ask('GET', '/evidence', by(as)))).toEqual({
      visitor: 401,
      household: 200,
      leader: 200,
      schools: 200,
      office: 200,
      elsewhere: 200,
    })
    expect(await statuses((as) => door.ask('GET', `/evidence/${id}`, by(as)))).toMatchObject({
      visitor: 401,
      office: 200,
      elsewhere: 404,
    })
  })

  it('is handed in by departments, and of another department by nobody', async () => {
    const body = {
      targetId: targets.deliverable,
      kind: 'contract',
      title: '协议书',
      datedOn: '2022-06-20',
      fileId: 'paper',
    }
    expect(await statuses((as) => door.ask('POST', '/evidence', { ...by(as), body }))).toEqual({
      visitor: 401,
      household: 403,
      leader: 403,
      schools: 403,
      office: 403,
      elsewhere: 403,
    })
    expect((await door.ask('PUT', `/evidence/${id}`, { as: 'schools', ifMatch: 2, body })).status).toBe(403)
    expect((await door.ask('POST', `/evidence/${id}/submit`, { as: 'schools', ifMatch: 2 })).status).toBe(403)
  })

  it('is verified and returned by the reform office alone', async () => {
    const verdict = { reason: '无误' }
    for (const verb of ['verify', 'return']) {
      for (const as of [undefined, 'household', 'leader', 'schools', 'agriculture'] as const) {
        const { status } = await door.ask('POST', `/evidence/${id}/${verb}`, { ...by(as), ifMatch: 2, body: verdict })
        expect([verb, as, status]).toEqual([verb, as, as === undefined ? 401 : 403])
      }
      const away = await door.ask('POST', `/evidence/${id}/${verb}`, { as: 'elsewhere', ifMatch: 2, body: verdict })
      expect(away.status).toBe(404)
    }
  })

  it('is never verified by who submitted it: neither the case nor the database lets him', async () => {
    await database().superuser(`UPDATE case_event SET actor = 'office' WHERE event = 'submit'`)
    const { status, body } = await door.ask('POST', `/evidence/${id}/verify`, { as: 'office', ifMatch: 2, body: {} })
    expect(status).toBe(403)
    expect(body['errors']).toMatchObject([{ code: 'second_person_required' }])
    await database().superuser(`UPDATE evidence SET submitted_by = 'office' WHERE id = $1`, [id])
    const forced = await database().scoped(people.office, (tx) =>
      tx.execute(sql`UPDATE evidence SET state = 'verified', verified_on = '2022-07-01', verified_by = 'office2'`),
    )
    expect(forced.rowCount).toBe(0)
  })
})
