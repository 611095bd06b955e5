import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { ledgerServer, seedReforms } from '../../ledger.testing.ts'

describeDatabases('who may do what with packages', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  let signed: unknown
  let id = ''
  beforeAll(async () => {
    await seedReforms(database())
    door = await ledgerServer(database())
    signed = (await door.ask('GET', '/packages/export?reform=10', { as: 'office' })).body
    id = String((await door.ask('POST', '/packages', { as: 'office', body: signed })).body['id'])
  })
  afterAll(() => door.close())

  it('only the reform office exports, previews, takes in, adapts and applies', async () => {
    const adaptation = { reformNo: 12, year: 2022, lead: '县农业农村局' }
    const calls = [
      ['GET', '/packages', undefined],
      ['GET', '/packages/export?reform=10', undefined],
      ['GET', `/packages/${id}`, undefined],
      ['POST', '/packages/preview', signed],
      ['POST', '/packages', signed],
      ['PUT', `/packages/${id}/adaptation`, adaptation],
      ['POST', `/packages/${id}/apply`, undefined],
    ] as const
    for (const [method, path, body] of calls) {
      for (const as of [undefined, 'household', 'leader', 'agriculture'] as const) {
        const { status } = await door.ask(method, path, {
          ...(as === undefined ? {} : { as }),
          ifMatch: 1,
          ...(body === undefined ? {} : { body }),
        })
        expect([method, path, as, status]).toEqual([method, path, as, as === undefined ? 401 : 403])
      }
    }
  })

  it('keeps the packages of a county to itself', async () => {
    expect((await door.ask('GET', `/packages/${id}`, { as: 'elsewhere' })).status).toBe(404)
    expect((await door.ask('GET', '/packages', { as: 'elsewhere' })).body['rows']).toEqual([])
    expect((await door.ask('GET', '/packages/export?reform=10', { as: 'elsewhere' })).status).toBe(404)
  })
})
