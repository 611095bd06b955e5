import { afterAll, beforeAll, expect, it } from 'vitest'
import { fireEvent } from '../platform/cases/cases.ts'
import { describeDatabases, inContext } from '../platform/database/testing.ts'
import { systemContext } from '../platform/database/system-context.ts'
import { banks, county, families, financeServer, people, seedFamilies } from './finance.testing.ts'
import { purgeNegatives } from './standing/negatives.ts'

type Row = Readonly<Record<string, unknown>>
type Who = keyof typeof people

const tractor = (title: string) => ({
  class: 'machinery',
  title,
  facts: { input: { priceFen: 6_000_000, kind: 'tractor', ageYears: '3' }, evidence: 'E1' },
})

describeDatabases('what stands about a family', (database) => {
  let door: Awaited<ReturnType<typeof financeServer>>
  beforeAll(async () => {
    await seedFamilies(database())
    door = await financeServer(database())
    for (const as of ['chen', 'lin'] as const)
      await door.ask('POST', '/consents', {
        as,
        body: { bankId: banks.first, categories: ['family', 'assets', 'honours'] },
      })
  })
  afterAll(() => door.close())
  const post = (path: string, as: Who, body: unknown, ifMatch?: unknown) =>
    door.ask('POST', path, { as, body, ...(ifMatch === undefined ? {} : { ifMatch }) })
  const rows = async (path: string, as: Who) => (await door.ask('GET', path, { as })).body['rows'] as readonly Row[]
  const codes = (body: Row) => (body['errors'] as readonly Row[]).map(({ code }) => code)
  const evidence = (id: unknown, as: Who, form: Record<string, string>) =>
    door.ask('POST', `/assets/${String(id)}/evidence`, { as, form })

  it('takes an invoice for one asset only, and presence only from who was there', async () => {
    const { body: mine } = await post('/assets', 'chen', tractor('拖拉机'))
    const { body: other } = await post('/assets', 'lin', tractor('另一台拖拉机'))
    const presence = await evidence(mine['id'], 'chen', { kind: 'inspection', documentNo: '查-1' })
    expect([presence.status, codes(presence.body)]).toEqual([403, ['needs_presence']])
    expect((await evidence(mine['id'], 'chen', { kind: 'invoice', documentNo: 'FP-0001' })).status).toBe(201)
    expect((await evidence(other['id'], 'lin', { kind: 'invoice', documentNo: 'FP-0001' })).status).toBe(409)
    expect((await evidence(mine['id'], 'rival', { kind: 'inspection', documentNo: '查-1' })).status).toBe(404)
    expect((await evidence(mine['id'], 'officer', { kind: 'inspection', documentNo: '查-1' })).status).toBe(201)
    const valued = await post(`/assets/${String(mine['id'])}/value`, 'officer', {}, 1)
    expect(valued.body).toMatchObject({ evidence: 'E2', valuation: { marketFen: 4_500_000, countedFen: 1_620_000 } })
  })

  it('assesses from what the members let the bank see, keeps the inputs, and tells the family who looked', async () => {
    await door.ask('PUT', `/households/${families.chen.householdId}/members/${families.chen.personId}`, {
      as: 'chen',
      body: {
        category: 'fishing',
        works: true,
        insured: true,
        residentSince: '2010-01-01',
        inTradeSince: '2015-01-01',
      },
    })
    const { body: made, status } = await post('/assessments', 'officer', { householdId: families.chen.householdId })
    expect([status, made]).toMatchObject([201, { netCountedFen: 1_620_000, live: true }])
    expect(
      (await door.ask('GET', `/assessments/${String(made['id'])}/recomputation`, { as: 'officer' })).body,
    ).toMatchObject({ same: true })
    expect((await rows('/access-log', 'chen')).map(({ purpose }) => purpose)).toContain('授信评估')
    for (const as of ['rival', 'lin', 'village', 'centre'] as const) {
      expect((await door.ask('GET', `/assessments/${String(made['id'])}`, { as })).status).toBe(404)
      expect(await rows('/assessments', as)).toEqual([])
    }
    expect((await post('/assessments', 'rival', { householdId: families.chen.householdId })).status).toBe(404)
    for (const as of ['village', 'rival', 'centre'] as const) expect(await rows('/liabilities', as)).toEqual([])
  })

  it('corrects a disputed valuation and computes anew', async () => {
    const [asset] = await rows('/assets', 'chen')
    const [before] = await rows('/assessments', 'officer')
    // The tests' accounts hold no post in the register, so the sheet itself is disputed at its bank.
    const raised = await post('/disputes', 'chen', {
      subject: 'assessment',
      subjectId: before?.['id'],
      statement: '漏了一项资产',
    })
    expect([raised.status, raised.body['state']]).toEqual([201, 'raised'])
    expect(await rows('/disputes', 'rival')).toEqual([])
    const fire = (event: string) =>
      inContext(door.app, people.officer, (context) =>
        fireEvent(context, String(raised.body['caseId']), event, { reason: '核查属实' }),
      )
    await fire('mark')
    await fire('correct')
    expect((await rows('/disputes', 'chen'))[0]).toMatchObject({ state: 'corrected', finding: '核查属实' })
    const after = await rows('/assessments', 'officer')
    expect(after.filter(({ live }) => live)).toHaveLength(1)
    expect(after.find(({ id }) => id === before?.['id'])).toMatchObject({ live: false, endReason: 'replaced' })
    expect(asset?.['state']).toBe('in_pool')
  })

  it('purges negative information five years after the behaviour ended, and leaves the proof', async () => {
    await database().superuser(
      `INSERT INTO negative_record (county, household_id, person_id, supplier_id, supplier, kind, title, document_no,
         decided_on, told_on, supplied_on, ended_on, purge_on)
       VALUES ('331022', $1, $2, $3, '某局', 'other_penalty', '旧处罚', 'CF-1', '2015-01-01', '2015-01-02', '2015-01-05',
         '2015-06-01', '2020-06-01')`,
      [families.chen.householdId, families.chen.personId, banks.second],
    )
    expect(await rows('/negatives', 'chen')).toHaveLength(1)
    expect(await rows('/negatives', 'officer')).toHaveLength(1)
    const purge = () => systemContext(door.app, county, 'test', purgeNegatives)
    expect([await purge(), await purge()]).toEqual([1, 0])
    expect(await rows('/negatives', 'chen')).toEqual([])
    const [proof] = await database().superuser('SELECT records, length(digest) AS digits FROM negative_purge')
    expect(proof).toEqual({ records: 1, digits: 64 })
  })
})
