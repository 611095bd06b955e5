import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Context } from '../../platform/context.ts'
import { type TestDatabase, describeDatabases, inContext, testActor, testApp } from '../../platform/database/testing.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { parseDate } from '../../platform/dates.ts'
import { indicatorRecords, indicatorValue } from '../../platform/indicators/indicators.ts'
import { finance } from '../index.ts'
import {
  type ContractDraft,
  contractState,
  disburse,
  prepay,
  readContract,
  recordDue,
  recordPenalty,
  renewContract,
  repay,
  reprice,
  restructure,
  reverseEvent,
  signContract,
  writeOff,
} from './contracts.ts'
import { poolFinancing } from './pool-financing.ts'

const day = (text: string) => parseDate(text)
const [bank, otherBank] = [randomUUID(), randomUUID()]
const officer = testActor({
  id: 'officer',
  organisationId: bank,
  permissions: ['finance.contract.read', 'finance.contract.manage'],
})
const stranger = testActor({ ...officer, id: 'stranger', organisationId: otherBank })
const teller = testActor({ id: 'teller', organisationId: bank, permissions: ['finance.contract.read'] })
const leader = testActor({ id: 'leader' })

let number = 0
const draft = (change: Partial<ContractDraft> = {}): ContractDraft => ({
  contractNo: `HT-${++number}`,
  bankId: bank,
  householdId: randomUUID(),
  villageCode: '331022101201',
  mode: 'credit',
  method: 'annuity',
  pool: true,
  purpose: 'A0412',
  agreedFen: 10_000_000n,
  annualRate: '0.0485',
  signedOn: '2022-06-01',
  maturityOn: '2023-06-20',
  ...change,
})

const on = <T>(database: TestDatabase, date: string, work: (context: Context) => Promise<T>, actor = officer) =>
  inContext(testApp(database, { modules: [finance], now: `${date}T10:00:00+08:00` }), actor, work)

/** A contract of 100 000.00 paid out on 2022-06-20. */
const lent = (database: TestDatabase, change: Partial<ContractDraft> = {}) =>
  on(database, '2022-06-20', async (context) => {
    const id = await signContract(context, draft(change))
    await disburse(context, id, { effectiveOn: day('2022-06-20'), amountFen: 10_000_000n })
    return id
  })

const coded = (code: string) => expect.objectContaining({ errors: [expect.objectContaining({ code })] })

describeDatabases('loan contracts', (database) => {
  it('live from signature to the last fen, and tell any day between', async () => {
    const id = await lent(database())
    await on(database(), '2022-07-25', async (context) => {
      await recordDue(context, id, { effectiveOn: day('2022-07-20'), principalFen: 817_978n, interestFen: 33_750n })
      await recordPenalty(context, id, { effectiveOn: day('2022-07-25'), penaltyFen: 500n })
      await repay(context, id, { effectiveOn: day('2022-07-25'), amountFen: 852_228n })
      await reprice(context, id, { effectiveOn: day('2022-07-25'), annualRate: '0.0465' })
      await prepay(context, id, { effectiveOn: day('2022-07-25'), principalFen: 182_022n })
    })
    await on(database(), '2022-08-01', async (context) => {
      const now = await contractState(context, id)
      expect(now.account).toMatchObject({ principalFen: 9_000_000n, interestFen: 0n, penaltyFen: 0n, daysPastDue: 0 })
      expect(now.terms).toEqual({ annualRate: '0.0465', maturityOn: '2023-06-20' })
      const before = await contractState(context, id, { asOf: day('2022-07-24') })
      expect(before).toMatchObject({ account: { daysPastDue: 4 }, terms: { annualRate: '0.0485' } })
      // On the 24th the due of the 20th was not written yet.
      const known = await contractState(context, id, { asOf: day('2022-07-24'), knownOn: day('2022-07-24') })
      expect(known.account.daysPastDue).toBe(0)
      await restructure(context, id, {
        effectiveOn: day('2022-08-01'),
        annualRate: '0.04',
        maturityOn: day('2024-06-20'),
        reason: '台风受灾',
      })
      await writeOff(context, id, { effectiveOn: day('2022-08-01'), reason: '核销' })
      expect((await contractState(context, id)).account).toMatchObject({ closed: true, writtenOffFen: 9_000_000n })
      const { events } = await readContract(context, id)
      await reverseEvent(context, id, { no: events.length, reason: '误核销' })
      expect((await contractState(context, id)).account).toMatchObject({ closed: false, principalFen: 9_000_000n })
      await expect(reverseEvent(context, id, { no: events.length, reason: '再次' })).rejects.toThrow(
        coded('reverse_twice'),
      )
    })
  })

  it('refuses what would owe below zero, the future, and more than is due', async () => {
    const id = await lent(database())
    await on(database(), '2022-07-01', async (context) => {
      const effectiveOn = day('2022-07-01')
      await expect(prepay(context, id, { effectiveOn, principalFen: 10_000_001n })).rejects.toThrow(
        coded('negative_balance'),
      )
      await expect(repay(context, id, { effectiveOn, amountFen: 1n })).rejects.toThrow(coded('payment_exceeds_due'))
      await expect(disburse(context, id, { effectiveOn, amountFen: 1n })).rejects.toThrow(coded('over_disbursed'))
      await expect(disburse(context, id, { effectiveOn, amountFen: 0n })).rejects.toThrow(coded('amount_range'))
      await expect(reprice(context, id, { effectiveOn: day('2022-07-02'), annualRate: '0.05' })).rejects.toThrow(
        coded('future_date'),
      )
      await expect(signContract(context, draft({ signedOn: '2022-07-02' }))).rejects.toThrow(coded('future_date'))
      expect((await readContract(context, id)).events).toHaveLength(1)
    })
  })

  it('renews without counting twice, on its day and not after maturity', async () => {
    const old = await lent(database())
    const { contract } = await on(database(), '2023-06-19', (context) => readContract(context, old))
    const renewal = {
      renewalOf: old,
      householdId: contract.householdId,
      signedOn: '2023-06-19',
      maturityOn: '2024-06-20',
    }
    const next = await on(database(), '2023-06-19', (context) => signContract(context, draft(renewal)))
    await expect(on(database(), '2023-06-21', (context) => renewContract(context, old, next))).rejects.toThrow(
      coded('renewal_after_maturity'),
    )
    await on(database(), '2023-06-20', async (context) => {
      await recordDue(context, old, { effectiveOn: day('2023-06-20'), principalFen: 10_000_000n, interestFen: 1n })
      await expect(renewContract(context, old, next)).rejects.toThrow(coded('renewal_arrears'))
      await repay(context, old, { effectiveOn: day('2023-06-20'), amountFen: 1n })
      await renewContract(context, old, next)
      expect((await contractState(context, old)).account).toMatchObject({
        closed: true,
        principalFen: 0n,
        daysPastDue: 0,
      })
      expect((await contractState(context, next)).account).toMatchObject({
        principalFen: 10_000_000n,
        disbursedFen: 0n,
      })
      await expect(renewContract(context, next, old)).rejects.toThrow(coded('renewal_of_another'))
    })
  })

  it('are seen and written by their bank, seen by their household, and changed by nobody', async () => {
    const id = await lent(database())
    const { contract } = await on(database(), '2022-07-01', (context) => readContract(context, id))
    const see = (actor: typeof officer) => on(database(), '2022-07-01', (context) => readContract(context, id), actor)
    await expect(see(teller)).resolves.toMatchObject({ events: [{ no: 1 }] })
    await expect(see(testActor({ id: 'family', householdId: contract.householdId }))).resolves.toMatchObject({
      events: [{ no: 1 }],
    })
    for (const actor of [
      stranger,
      leader,
      testActor({ id: 'neighbour', householdId: randomUUID() }),
      { ...officer, county: '331023' },
    ]) {
      await expect(see(actor)).rejects.toMatchObject({ code: 'not_found' })
    }
    const pay = (actor: typeof officer) =>
      on(
        database(),
        '2022-07-01',
        (context) => prepay(context, id, { effectiveOn: day('2022-07-01'), principalFen: 1n }),
        actor,
      )
    await expect(pay(stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(pay(teller)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      on(database(), '2022-07-01', (context) => signContract(context, draft()), stranger),
    ).rejects.toMatchObject({
      code: 'forbidden',
    })
    for (const statement of [
      'UPDATE loan_event SET principal_fen = 0',
      'DELETE FROM loan_event',
      'UPDATE loan_contract SET agreed_fen = 1',
    ]) {
      await expect(database().asSystem('331022', 'test', (tx) => tx.execute(statement))).rejects.toThrow()
    }
  })
})

describeDatabases('finance.pool_financing', (database) => {
  const figure = (asOf: string, scope?: { kind: string; id: string }) =>
    on(database(), '2026-01-01', (context) => indicatorValue(context, 'finance.pool_financing', asOf, scope), leader)

  it('is null and insufficient before the first contract', async () => {
    expect((await figure('2022-06-30')).value).toMatchObject({
      value: null,
      sufficient: false,
      reasons: ['no_contract'],
    })
  })

  it('is what stands out on the day, whoever asks, with the other bases beside it', async () => {
    const ids: string[] = []
    for (let index = 0; index < 10; index++)
      ids.push(await lent(database(), index < 9 ? {} : { villageCode: '331022102201' }))
    await lent(database(), { pool: false })
    const [first = ''] = ids
    await on(database(), '2022-09-20', async (context) => {
      await prepay(context, first, { effectiveOn: day('2022-09-20'), principalFen: 4_000_000n })
      await prepay(context, first, { effectiveOn: day('2022-09-20'), principalFen: 1_000_000n })
      await reverseEvent(context, first, { no: 3, reason: '重复入账' })
    })
    expect((await figure('2022-06-19')).value.value).toBe(0)
    expect((await figure('2022-06-20')).value).toMatchObject({ value: 100_000_000, unit: 'fen', sufficient: true })
    const late = await figure('2022-09-30')
    expect(late.value.value).toBe(96_000_000)
    expect(late.rules).toEqual({ 'finance.pool-basis': 'default-2020-01-01' })
    expect(late.working.map(({ label, result }) => [label, result])).toEqual([
      ['贷款余额', '960,000.00'],
      ['累计发放', '1,000,000.00'],
      ['有效授信额度', '1,000,000.00'],
    ])
    expect((await figure('2023-06-21')).working[2]?.result).toBe('0.00')
    const dates = ['2022-05-31', '2022-06-19', '2022-06-20', '2022-09-30']
    const series = await on(database(), '2026-01-01', (context) =>
      asCounty(context, 'test', async (whole) => poolFinancing.series?.(whole, dates)),
    )
    const single = []
    for (const date of dates) single.push((await figure(date)).value)
    expect(series).toEqual(single)
  })

  it('keeps a renewal out of every sum but the balance, which it leaves as it was', async () => {
    const old = await lent(database())
    const before = await figure('2023-06-20')
    const { contract } = await on(database(), '2023-06-20', (context) => readContract(context, old))
    await on(database(), '2023-06-20', async (context) => {
      const next = await signContract(
        context,
        draft({ renewalOf: old, householdId: contract.householdId, signedOn: '2023-06-20', maturityOn: '2024-06-20' }),
      )
      await renewContract(context, old, next)
    })
    const after = await figure('2023-06-20')
    expect(after.value.value).toBe(before.value.value)
    expect(after.working[1]?.result).toBe(before.working[1]?.result)
  })

  it('hides fewer than ten households below the county, and shows contracts only to their bank', async () => {
    const town = (id: string) => figure('2022-09-30', { kind: 'town', id })
    expect((await town('331022102')).value).toMatchObject({ value: null, reasons: ['fewer_than_10_households'] })
    expect((await town('331022101')).value.sufficient).toBe(true)
    expect((await figure('2022-09-30', { kind: 'bank', id: otherBank })).value.reasons).toEqual(['no_contract'])
    const records = (actor: typeof officer, cursor: string | null = null) =>
      on(
        database(),
        '2026-01-01',
        (context) => indicatorRecords(context, 'finance.pool_financing', '2022-09-30', undefined, { cursor, limit: 4 }),
        actor,
      )
    const first = await records(officer)
    expect(first).toMatchObject({ total: 11, rows: { length: 4 } })
    const second = await records(officer, first.nextCursor)
    expect(second.rows.some(({ id }) => first.rows.some((row) => row.id === id))).toBe(false)
    const cells = await records(leader)
    expect(cells.rows).toEqual([{ id: '其余各村', village: '其余各村', households: 11, fen: 106_000_000 }])
  })
})
