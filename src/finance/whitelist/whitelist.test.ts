import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keysFor } from '../../platform/crypto/keys.ts'
import { describeDatabases, inContext } from '../../platform/database/testing.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { residentIdCheckCharacter } from '../../platform/identifiers/resident-id.ts'
import { readSheet } from '../../platform/sheets/workbook.ts'
import { giveBankConsent } from '../consents/consents.ts'
import { banks, county, families, financeServer, people, seedFamilies } from '../finance.testing.ts'
import { approveBatch, rejectBatch, uploadBatch } from './batches.ts'
import { exportEntries, exportErrors } from './entries.ts'
import { listOutbound, outboundDocument, recordReceipts, sendOutbound } from './outbound.ts'

/** Numbers of nobody: no division ever had the code 339900. */
const numberOf = (body: string) => `${body}${residentIdCheckCharacter(body) ?? ''}`
const identity = { chen: numberOf('33990019700101001'), lin: numberOf('33990019820506432') }
const header =
  '批次号,银行代码,户编号,户主姓名,证件号,村代码,授信额度(元),利率(%),产品,担保方式,生效日,到期日,状态,备注'
const year = new Date().getFullYear()
type Row = Partial<Record<'bank' | 'number' | 'id' | 'limit' | 'rate' | 'mode' | 'from' | 'to' | 'state', string>>
const line = (row: Row = {}) =>
  [
    'B1',
    row.bank ?? 'first',
    row.number ?? 'NH1',
    '',
    row.id ?? identity.chen,
    '',
    row.limit ?? '140000',
    row.rate ?? '4.85',
    '共富贷',
    row.mode ?? '信用',
    row.from ?? `${year}-01-01`,
    row.to ?? `${year + 1}-01-01`,
    row.state ?? '有效',
    '',
  ].join(',')

describeDatabases('the whitelist', (database) => {
  let door: Awaited<ReturnType<typeof financeServer>>
  const as = (who: keyof typeof people) => {
    const actor = people[who]
    return <T>(work: Parameters<typeof inContext<T>>[2]) => inContext(door.app, actor, work)
  }
  const upload = async (who: keyof typeof people, ...lines: string[]) => {
    const bytes = new TextEncoder().encode([header, ...lines].join('\n'))
    const text = await readSheet(bytes, 'list.csv', 1_000)
    return as(who)((context) => uploadBatch(context, { filename: 'list.csv', bytes }, text))
  }
  const states = async () =>
    (
      await database().superuser(
        `SELECT state, state_reason AS reason, limit_fen::int AS fen FROM whitelist_entry ORDER BY limit_fen, state`,
      )
    ).map(({ state, reason, fen }) => [state, reason, fen])

  beforeAll(async () => {
    await seedFamilies(database())
    door = await financeServer(database())
    const keys = await keysFor(door.app.config)
    await database().asSystem(county, 'test', async (tx) => {
      for (const [name, number] of [
        ['chen', 'NH1'],
        ['lin', 'NH2'],
      ] as const) {
        await tx.execute(sql`UPDATE household SET number = ${number} WHERE id = ${families[name].householdId}`)
        await tx.execute(sql`UPDATE person SET identity_number = ${keys.encrypt('person.identity_number', families[name].personId, identity[name])},
          identity_number_hash = ${keys.lookup('person.identity_number', identity[name])} WHERE id = ${families[name].personId}`)
      }
    })
    await as('chen')((context) => giveBankConsent(context, { bankId: banks.first, categories: ['family', 'assets'] }))
  })
  afterAll(() => door.close())

  it('names every wrong cell by its row and column, and tells nobody who lives here', async () => {
    const batch = await upload(
      'officer',
      line(),
      line({ limit: '140500' }),
      line({ number: 'NH9', id: identity.lin }),
      line({ number: 'NH2', id: identity.chen }),
      line({ number: 'NH2', id: identity.lin }),
      line({ id: `${identity.chen.slice(0, 17)}${identity.chen.endsWith('0') ? '1' : '0'}` }),
      line({ bank: 'second', rate: '99', to: `${year - 1}-01-01`, limit: '99999000' }),
    )
    const of = (row: number) => batch.errors.filter((error) => error.row === row).map(({ code }) => code)
    expect([2, 3, 4, 5, 6, 7].map((row) => of(row).toSorted())).toEqual([
      [],
      ['duplicate', 'whole_thousands'],
      ['unknown_household'],
      ['unknown_household'],
      ['duplicate', 'no_consent'],
      ['duplicate', 'identity_number'],
    ])
    expect(of(8)).toEqual(expect.arrayContaining(['other_bank', 'rate_range', 'dates_order', 'above_cap']))
    expect(await states()).toEqual([])
    const approve = as('officer2')((context) => approveBatch(context, batch.id, '1'))
    await expect(approve).rejects.toMatchObject({ code: 'state_conflict' })
    expect((await as('officer')((context) => exportErrors(context, batch.id))).length).toBeGreaterThan(1_000)
  })

  it('holds only after a second person; the same file again is the same batch', async () => {
    const first = await upload('officer', line())
    expect([first.state, first.errorCount, first.effect]).toMatchObject(['checked', 0, { added: 1, changed: 0 }])
    expect((await upload('officer', line())).id).toBe(first.id)
    await expect(as('officer')((context) => approveBatch(context, first.id, '1'))).rejects.toBeInstanceOf(Problem)
    await expect(as('rival')((context) => approveBatch(context, first.id, '1'))).rejects.toMatchObject({
      code: 'not_found',
    })
    await as('officer2')((context) => approveBatch(context, first.id, '1'))
    expect(await states()).toEqual([['active', null, 14_000_000]])
  })

  it('compares with the list in force; what is replaced ends, what is taken back is withdrawn', async () => {
    const next = await upload('officer2', line({ limit: '160000' }))
    expect(next.effect).toMatchObject({ added: 0, changed: 1, unchanged: 0 })
    await as('officer')((context) => approveBatch(context, next.id, '1'))
    expect(await states()).toEqual([
      ['expired', 'replaced', 14_000_000],
      ['active', null, 16_000_000],
    ])
    const dropped = await upload('officer', line({ limit: '170000' }))
    expect((await as('officer')((context) => rejectBatch(context, dropped.id, '1'))).state).toBe('rejected')
    expect((await states()).at(-1)).toEqual(['withdrawn', 'batch_rejected', 17_000_000])
  })

  it('goes to the matching platform as hashes under a digest, and takes the receipts row by row', async () => {
    const { id } = await as('officer')((context) => sendOutbound(context))
    const { document } = await as('officer')((context) => outboundDocument(context, id))
    expect(document).not.toContain(identity.chen)
    const [entry] = (JSON.parse(document) as { entries: { entryId: string; identityHash: string }[] }).entries
    expect(entry?.identityHash).toMatch(/^[0-9a-f]{64}$/)
    const receipt = { entryId: entry?.entryId ?? '', state: 'accepted' as const, receiptNo: 'R1', reason: null }
    const { rows } = await as('officer')((context) => recordReceipts(context, id, { receipts: [receipt] }))
    expect(rows[0]).toMatchObject({ rows: 1, accepted: 1, refused: 0 })
    await expect(as('officer')((context) => sendOutbound(context))).rejects.toMatchObject({ code: 'state_conflict' })
    expect((await as('rival')((context) => listOutbound(context))).rows).toEqual([])
  })

  it('goes out as the sheet in which it came in, and comes in again without a change', async () => {
    const bytes = await as('officer')((context) => exportEntries(context))
    const text = await readSheet(bytes, 'list.xlsx', 1_000)
    const again = await as('officer')((context) => uploadBatch(context, { filename: 'list.xlsx', bytes }, text))
    expect([again.errorCount, again.effect]).toEqual([
      0,
      { added: 0, changed: 0, unchanged: 1, missing: 0, takenBack: 0 },
    ])
  })
})
