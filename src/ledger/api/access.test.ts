import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../platform/database/testing.ts'
import { ledgerServer, type Person, seedReforms, targets } from '../ledger.testing.ts'

type Who = Person | undefined
const everybody: readonly Who[] = [undefined, 'household', 'leader', 'schools', 'agriculture', 'office']
const signedIn = everybody.filter((one) => one !== undefined)
const office: readonly Who[] = ['office']
const binding = {
  kind: 'figure',
  indicatorId: 'ledger.project_progress',
  scope: { kind: 'project', id: 'hongqitang' },
  comparator: 'covers',
  threshold: 1,
  counted: true,
  reason: '按验收节点计',
}

/** Reforms, targets, figures, the wall, the board, imports, bindings, benchmarks; the other nouns test their own. */
describeDatabases('who may see and change the table', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  beforeAll(async () => {
    await seedReforms(database())
    door = await ledgerServer(database())
  })
  afterAll(() => door.close())
  const as = (person: Who) => (person === undefined ? {} : { as: person })

  const doors: readonly (readonly [readonly Who[], 'GET' | 'PUT', string])[] = [
    [everybody, 'GET', '/home'],
    [everybody, 'GET', '/reforms?asOf=2022-06-30'],
    [everybody, 'GET', '/reforms/10?asOf=2022-06-30'],
    [everybody, 'GET', `/targets/${targets.figure}?asOf=2022-06-30`],
    [everybody, 'GET', '/indicators'],
    [everybody, 'GET', '/indicators/ledger.project_progress?asOf=2022-06-30'],
    [everybody, 'GET', '/indicators/ledger.project_progress/trend?from=2022-01-31&to=2022-06-30'],
    [everybody, 'GET', '/benchmarks'],
    [signedIn, 'GET', '/indicators/ledger.project_progress/records?asOf=2022-06-30'],
    [signedIn, 'GET', '/cockpit?asOf=2022-06-30'],
    [signedIn, 'GET', '/departments?asOf=2022-06-30'],
    [signedIn, 'GET', '/bindings'],
    [office, 'GET', '/imports'],
    [office, 'PUT', '/benchmarks/taizhou.tax_per_mu/2022'],
    [office, 'PUT', `/bindings/${targets.figure}`],
  ]
  it.each(doors)('%j: %s %s', async (allowed, method, path) => {
    const body = path.startsWith('/bindings/') ? binding : { value: 28.6, unit: '万元/亩', document: '台州市公报' }
    for (const person of everybody) {
      const { status } = await door.ask(method, path, {
        ...as(person),
        ifMatch: 1,
        ...(method === 'PUT' ? { body } : {}),
      })
      const expected = allowed.includes(person) ? 'in' : person === undefined ? 401 : 403
      expect([path, person, status < 300 ? 'in' : status]).toEqual([path, person, expected])
    }
  })

  it.each(['/imports/none', '/imports/none/confirm', '/imports/none/discard'])(
    '%s is the office’s alone',
    async (path) => {
      const method = path.endsWith('none') ? 'GET' : 'POST'
      for (const person of everybody) {
        const { status } = await door.ask(method, path, { ...as(person), ifMatch: 1 })
        expect([person, status]).toEqual([person, person === 'office' ? 404 : person === undefined ? 401 : 403])
      }
    },
  )

  it('shows a visitor what is published, and another county nothing', async () => {
    await database().superuser(`UPDATE reform SET published_on = NULL WHERE no = 9`)
    const numbers = async (person: Who) =>
      ((await door.ask('GET', '/reforms?asOf=2022-06-30', as(person))).body['reforms'] as { no: number }[]).map(
        ({ no }) => no,
      )
    expect(await numbers(undefined)).toEqual([10])
    expect(await numbers('leader')).toEqual([9, 10])
    expect(await numbers('elsewhere')).toEqual([])
    expect((await door.ask('GET', '/reforms/9?asOf=2022-06-30')).status).toBe(404)
    expect((await door.ask('GET', `/targets/${targets.schools}?asOf=2022-06-30`)).status).toBe(404)
    expect((await door.ask('GET', `/targets/${targets.schools}?asOf=2022-06-30`, { as: 'household' })).status).toBe(200)
    expect((await door.ask('GET', '/home?asOf=2022-06-30')).body).toMatchObject({ total: 2, reforms: [{ no: 10 }] })
    expect(
      (await door.ask('PUT', `/bindings/${targets.figure}`, { as: 'elsewhere', ifMatch: 1, body: binding })).status,
    ).toBe(404)
  })

  it.each([
    [{ indicatorId: 'no.such' }, '/indicatorId', 'unknown_indicator'],
    [{ indicatorId: 'ledger.targets_met_share' }, '/indicatorId', 'circular'],
    [{ scope: { kind: 'town', id: '331022101' } }, '/scope/kind', 'unknown_scope'],
    [{ indicatorId: 'ledger.funds_received', scope: null }, '/indicatorId', 'unit_differs'],
    [{ comparator: '≥', threshold: null }, '/threshold', 'required'],
    [{ kind: 'deliverable', requiredKinds: [] }, '/requiredKinds', 'required'],
  ])('refuses the binding %j', async (draft, pointer, code) => {
    const version = (
      (await door.ask('GET', '/bindings', { as: 'office' })).body['rows'] as { targetId: string; version: number }[]
    ).find(({ targetId }) => targetId === targets.figure)?.version
    const answer = await door.ask('PUT', `/bindings/${targets.figure}`, {
      as: 'office',
      ifMatch: version ?? 0,
      body: { ...binding, ...draft },
    })
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer, code }] } })
  })

  it('never changes words or dates of the table, also not through the database', async () => {
    await expect(
      database().asSystem('331022', 'test', async (tx) => {
        await tx.execute(sql`UPDATE target SET due = '2023-01-01' WHERE id = ${targets.figure}`)
      }),
    ).rejects.toMatchObject({ code: 'not_computable' })
    expect(
      (
        await door.ask('PUT', `/bindings/${targets.figure}`, {
          as: 'office',
          ifMatch: 2,
          body: { ...binding, due: '2023-01-01' },
        })
      ).status,
    ).toBe(400)
  })
})
