import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { ledgerServer, type Person, seedReforms } from '../../ledger.testing.ts'

describeDatabases('who may do what with bulletins', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  beforeAll(async () => {
    await seedReforms(database())
    door = await ledgerServer(database())
    expect((await door.ask('POST', '/bulletins', { as: 'office', body: { month: '2022-06' } })).status).toBe(201)
  })
  afterAll(() => door.close())

  const by = (as: Person | undefined) => (as === undefined ? {} : { as })
  const others = [undefined, 'household', 'leader', 'agriculture'] as const

  it('is drafted, edited and published by the reform office alone', async () => {
    for (const as of others) {
      const calls = [
        await door.ask('POST', '/bulletins', { ...by(as), body: { month: '2022-05' } }),
        await door.ask('PATCH', '/bulletins/2022-06', { ...by(as), ifMatch: 1, body: { summary: '改' } }),
        await door.ask('POST', '/bulletins/2022-06/publish', { ...by(as), ifMatch: 1 }),
      ]
      expect([as, calls.map(({ status }) => status)]).toEqual([as, Array(3).fill(as === undefined ? 401 : 403)])
    }
  })

  it('is seen by officials as a draft, by everybody once published, never in another county', async () => {
    const seen = async (path: string) =>
      Promise.all(
        ([undefined, 'leader', 'elsewhere'] as const).map(async (as) => (await door.ask('GET', path, by(as))).status),
      )
    expect(await seen('/bulletins/2022-06')).toEqual([404, 200, 404])
    expect(await seen('/bulletin/2022-06.docx')).toEqual([404, 200, 404])
    expect((await door.ask('GET', '/bulletins')).body['rows']).toEqual([])
    await door.ask('POST', '/bulletins/2022-06/publish', { as: 'office', ifMatch: 1 })
    expect(await seen('/bulletins/2022-06')).toEqual([200, 200, 404])
    expect(await seen('/bulletin/2022-06.docx')).toEqual([200, 200, 404])
    expect((await door.ask('GET', '/bulletins')).body['rows']).toHaveLength(1)
  })
})
