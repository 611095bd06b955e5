import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../platform/database/testing.ts'
import { financeServer, seedFamilies } from '../finance.testing.ts'

const draft = {
  name: '青蟹季节贷',
  purpose: 'A0411',
  modes: ['credit'],
  methods: ['interest_only'],
  minFen: 1_000_000,
  maxFen: 30_000_000,
  minMonths: 6,
  maxMonths: 12,
  seasonFrom: 3,
  seasonTo: 6,
  prepayment: '随时可提前还款，不收费用',
  basis: '三至五月苗种需求占全年四成，还款集中在十至十二月',
}
type Rows = readonly Readonly<Record<string, unknown>>[]

describeDatabases('loan products', (database) => {
  let door: Awaited<ReturnType<typeof financeServer>>
  beforeAll(async () => {
    await seedFamilies(database())
    door = await financeServer(database())
  })
  afterAll(() => door.close())

  it('are drafted by one, published by another, seen by all from then on, and ended with a reason', async () => {
    const drafted = await door.ask('POST', '/products', { as: 'officer', body: draft })
    const [row] = drafted.body['rows'] as Rows
    expect([drafted.status, row?.['state'], row?.['mine']]).toEqual([201, 'draft', true])
    expect((await door.ask('POST', '/products', { as: 'officer2', body: draft })).status).toBe(409)
    const seen = async (as: 'chen' | 'rival') =>
      ((await door.ask('GET', '/products', { as })).body['rows'] as Rows).length
    expect([await seen('chen'), await seen('rival')]).toEqual([0, 0])
    const path = `/products/${String(row?.['id'])}`
    expect((await door.ask('POST', `${path}/publish`, { as: 'officer', ifMatch: 1 })).status).toBe(403)
    expect((await door.ask('POST', `${path}/publish`, { as: 'rival', ifMatch: 1 })).status).toBe(404)
    expect((await door.ask('POST', `${path}/publish`, { as: 'officer2', ifMatch: 1 })).status).toBe(200)
    expect([await seen('chen'), await seen('rival')]).toEqual([1, 1])
    const ended = await door.ask('POST', `${path}/end`, { as: 'officer', ifMatch: 2, body: { reason: '季节结束' } })
    expect(ended.body['rows']).toMatchObject([{ state: 'ended', reason: '季节结束' }])
    const upside = { ...draft, name: '贷二', maxFen: 10 }
    expect((await door.ask('POST', '/products', { as: 'officer', body: upside })).status).toBe(422)
  })
})
