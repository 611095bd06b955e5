import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { ledgerServer, organisations, people, type Person, seedFile, seedReforms } from '../../ledger.testing.ts'

describeDatabases('who may do what with projects', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  const draft = {
    code: 'p1',
    reformNo: 10,
    name: '沙柳旗门塘工程',
    place: '沙柳街道',
    longitude: 121.4,
    latitude: 29.1,
    ownerOrganisationId: organisations.agriculture,
    budgetFen: 100_00,
    nodes: [{ kind: 'approved', name: '立项批复', weight: 1, plannedFrom: '2022-01-01', plannedOn: '2022-01-31' }],
  }
  beforeAll(async () => {
    await seedReforms(database())
    await seedFile(database(), { id: 'photo', kind: 'jpeg', hash: '0'.repeat(16) })
    door = await ledgerServer(database())
    await door.ask('POST', '/projects', { as: 'office', body: draft })
    await door.ask('POST', '/projects/p1/funds', { as: 'office', body: { source: '县级', approvedFen: 100_00 } })
  })
  afterAll(() => door.close())

  const everybody: readonly (Person | undefined)[] = [
    undefined,
    'household',
    'leader',
    'schools',
    'agriculture',
    'office',
  ]
  const fundId = async () =>
    ((await door.ask('GET', '/projects/p1', { as: 'office' })).body['funds'] as { id: string }[])[0]?.id

  it('is looked at by everybody, but vouchers by officials alone', async () => {
    await door.ask('POST', '/projects/p1/receipts', {
      as: 'agriculture',
      body: { fundId: await fundId(), receivedOn: '2022-01-01', fen: 50_00, voucher: '收 1' },
    })
    const seen = async (as?: Person) => {
      const { body } = await door.ask('GET', '/projects/p1', as === undefined ? {} : { as })
      return [body['receivedFen'], (body['funds'] as { receipts: unknown[] }[])[0]?.receipts.length]
    }
    expect(await seen()).toEqual([50_00, 0])
    expect(await seen('leader')).toEqual([50_00, 1])
    expect((await door.ask('GET', '/projects')).status).toBe(200)
    expect((await door.ask('GET', '/projects/p1', { as: 'elsewhere' })).status).toBe(404)
  })

  it.each([
    ['enter a project', 'POST', '/projects', { ...draft, code: 'p2' }],
    ['add a fund', 'POST', '/projects/p1/funds', { source: '市级', approvedFen: 1 }],
    ['accept a node', 'POST', '/projects/p1/nodes/1/accept', { acceptedOn: '2022-01-31', document: '批复' }],
    ['return a node', 'POST', '/projects/p1/nodes/1/return', { reason: '重报' }],
    [
      'enter a settlement',
      'PUT',
      '/projects/p1/settlement',
      { auditedOn: '2022-01-31', auditor: '事务所', submittedFen: 1, settledFen: 1, document: '审字' },
    ],
  ] as const)('only the reform office may %s', async (_what, method, path, body) => {
    for (const as of everybody.filter((one) => one !== 'office')) {
      const { status } = await door.ask(method, path, { ...(as === undefined ? {} : { as }), body, ifMatch: 1 })
      expect([as, status]).toEqual([as, as === undefined ? 401 : 403])
    }
  })

  it.each([
    ['report', 'nodes/1/report', { progress: 1, reportedOn: '2022-01-20' }],
    ['photos', 'nodes/1/photos', { fileId: 'photo' }],
    ['receipts', 'receipts', { receivedOn: '2022-01-02', fen: 1, voucher: '收 2' }],
    ['payments', 'payments', { paidOn: '2022-01-02', fen: 1, voucher: '付 2', payee: '公司', purpose: '材料' }],
  ])('only the department that builds enters %s', async (_what, path, body) => {
    const money = path === 'receipts' || path === 'payments' ? { fundId: await fundId() } : {}
    for (const as of everybody) {
      const { status } = await door.ask('POST', `/projects/p1/${path}`, {
        ...(as === undefined ? {} : { as }),
        body: { ...body, ...money },
      })
      const expected = as === undefined ? 401 : as === 'agriculture' ? [200, 201] : 403
      expect([as, status]).toEqual([
        as,
        Array.isArray(expected) ? expect.toSatisfy((s: number) => expected.includes(s)) : expected,
      ])
    }
  })

  it('is accepted by another than who reported, in the case and in the table', async () => {
    await database().superuser(`UPDATE case_event SET actor = 'office' WHERE event = 'report'`)
    const { status, body } = await door.ask('POST', '/projects/p1/nodes/1/accept', {
      as: 'office',
      body: { acceptedOn: '2022-01-31', document: '批复' },
    })
    expect([status, body['errors']]).toMatchObject([403, [{ code: 'second_person_required' }]])
    await database().superuser(`UPDATE project_node SET reported_by = 'office'`)
    await expect(
      database().scoped(people.office, (tx) =>
        tx.execute(sql`UPDATE project_node SET state = 'accepted', accepted_on = '2022-01-31', accepted_by = 'office'`),
      ),
    ).rejects.toMatchObject({ code: 'not_computable' })
  })
})
