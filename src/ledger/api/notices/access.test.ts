import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { ledgerServer, organisations, type Person, seedReforms } from '../../ledger.testing.ts'

describeDatabases('who may do what with notices', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  let id = ''
  const draft = { reformNo: 10, organisationId: organisations.agriculture, title: '进度滞后', demand: '请说明原因' }
  beforeAll(async () => {
    await seedReforms(database())
    door = await ledgerServer(database())
    id = String((await door.ask('POST', '/notices', { as: 'office', body: draft })).body['id'])
  })
  afterAll(() => door.close())

  const ask = async (as: Person | undefined, method: 'GET' | 'POST', path: string, body?: object) =>
    (
      await door.ask(method, path, {
        ...(as === undefined ? {} : { as }),
        ...(body === undefined ? {} : { body }),
        ifMatch: 1,
      })
    ).status

  it('is seen by its department, the reform office and the leaders', async () => {
    const seen: Record<string, number> = {}
    for (const as of [
      'agriculture',
      'agriculture2',
      'office',
      'leader',
      'schools',
      'household',
      'elsewhere',
    ] as const) {
      seen[as] = await ask(as, 'GET', `/notices/${id}`)
    }
    expect(seen).toEqual({
      agriculture: 200,
      agriculture2: 200,
      office: 200,
      leader: 200,
      schools: 404,
      household: 404,
      elsewhere: 404,
    })
    expect((await door.ask('GET', '/notices', { as: 'schools' })).body['rows']).toEqual([])
    expect(await ask(undefined, 'GET', '/notices')).toBe(401)
    expect(await ask(undefined, 'GET', `/notices/${id}`)).toBe(401)
  })

  it.each([
    ['issue', '', draft, ['office', 'office2']],
    ['close', '/close', { reason: '已核实' }, ['office', 'office2']],
    ['instruct', '/instruct', { reason: '抓紧' }, ['leader']],
    ['receive', '/receive', undefined, ['agriculture', 'agriculture2']],
    ['answer', '/answer', { answer: '已整改完成' }, ['agriculture', 'agriculture2']],
  ] as const)('%s is refused to everybody else', async (verb, path, body, allowed) => {
    const others = (['household', 'leader', 'office', 'agriculture', 'schools'] as const).filter(
      (person) => !(allowed as readonly string[]).includes(person),
    )
    for (const as of others) {
      const status = await ask(as, 'POST', verb === 'issue' ? '/notices' : `/notices/${id}${path}`, body)
      // A department that holds the permission does not see another department's notice.
      expect([as, status]).toEqual([as, as === 'schools' && (verb === 'receive' || verb === 'answer') ? 404 : 403])
    }
    expect(await ask(undefined, 'POST', verb === 'issue' ? '/notices' : `/notices/${id}${path}`, body)).toBe(401)
  })
})
