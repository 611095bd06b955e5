import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { ledgerServer, seedReforms } from '../../ledger.testing.ts'

describeDatabases('who may see the assessment', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  beforeAll(async () => {
    await seedReforms(database())
    door = await ledgerServer(database())
  })
  afterAll(() => door.close())

  it('is shown to departments, office and leaders; nobody else, no other county’s', async () => {
    const seen: Record<string, number> = {}
    for (const as of [undefined, 'household', 'agriculture2', 'schools', 'office', 'leader'] as const) {
      seen[as ?? 'visitor'] = (await door.ask('GET', '/assessment', as === undefined ? {} : { as })).status
    }
    expect(seen).toEqual({ visitor: 401, household: 403, agriculture2: 200, schools: 200, office: 200, leader: 200 })
    expect((await door.ask('GET', '/assessment', { as: 'elsewhere' })).body['rows']).toEqual([])
  })
})
