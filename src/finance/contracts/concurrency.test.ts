import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../../platform/context.ts'
import type { Database } from '../../platform/database/database.ts'
import { serverDatabase } from '../../platform/database/server.ts'
import { type TestDatabase, inContext, openTestDatabase, testApp } from '../../platform/database/testing.ts'
import { addDays, addMonths } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { type Random, seededRandom } from '../../platform/stats/random.ts'
import { banks, families, people, seedFamilies } from '../finance.testing.ts'
import { accountOn, refuseUnsound } from '../model/contract-account.ts'
import {
  contractState,
  disburse,
  payOff,
  prepay,
  readContract,
  recordDue,
  repay,
  reverseEvent,
  signContract,
} from './contracts.ts'
import { bringUpToDate } from './daily.ts'

/**
 * Many clients on the same contracts, on PostgreSQL: whatever they try at once, no invariant breaks.
 * GONGFU_TRANSACTIONS=10000 runs the long version.
 */
const transactions = Number(process.env['GONGFU_TRANSACTIONS'] ?? 400)
const clients = 20
const agreedFen = 1_000_000n

describe(`${clients} clients on the same contracts`, () => {
  let open: TestDatabase
  let database: Database
  const today = civilDateOf(new Date())
  const app = () => ({ ...testApp(open), database, clock: { now: () => new Date() } })
  const as = <T>(work: (context: Context) => Promise<T>) => inContext(app(), people.officer, work)

  beforeAll(async () => {
    open = await openTestDatabase('server')
    database = serverDatabase(open.url ?? '', { max: clients })
    await seedFamilies(open)
  })
  afterAll(async () => {
    await database.close()
    await open.close()
  })

  const sign = (no: string) =>
    as((context) =>
      signContract(context, {
        contractNo: no,
        bankId: banks.first,
        householdId: families.chen.householdId,
        villageCode: families.chen.villageCode,
        mode: 'credit',
        method: 'annuity',
        pool: true,
        purpose: 'A0411',
        agreedFen,
        annualRate: '0.0485',
        signedOn: addDays(today, -100),
        maturityOn: addMonths(addDays(today, -100), 12),
      }),
    )
  /** Tries it; a refusal is an answer, anything else a failure. */
  const attempt = (work: (context: Context) => Promise<unknown>): Promise<string> =>
    as(work).then(
      () => 'done',
      (error: unknown) => {
        if (error instanceof Problem) return error.code
        throw error
      },
    )
  const together = (work: (context: Context) => Promise<unknown>) =>
    Promise.all(Array.from({ length: clients }, () => attempt(work)))
  const account = async (id: string) => (await as((context) => contractState(context, id))).account

  it('draws a line once, however many ask for it at the same moment', async () => {
    const id = await sign('C-1')
    const answers = await together((context) => disburse(context, id, { effectiveOn: today, amountFen: agreedFen }))
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
    expect((await account(id)).disbursedFen).toBe(agreedFen)
  })

  it('takes one repayment of what is due, not two', async () => {
    const id = await sign('C-2')
    await as((context) => disburse(context, id, { effectiveOn: today, amountFen: agreedFen }))
    await as((context) => recordDue(context, id, { effectiveOn: today, principalFen: 80_000n, interestFen: 4_000n }))
    const answers = await together((context) => repay(context, id, { effectiveOn: today, amountFen: 84_000n }))
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
    expect(await account(id)).toMatchObject({ principalFen: agreedFen - 80_000n, interestFen: 0n })
  })

  it('settles prepayment and accrual at the same moment to one sum', async () => {
    const id = await sign('C-3')
    await as((context) => disburse(context, id, { effectiveOn: addDays(today, -70), amountFen: agreedFen }))
    const accrue = (context: Context) =>
      readContract(context, id).then(({ contract, events }) => bringUpToDate(context, contract, events, today))
    await Promise.all([
      together(accrue),
      together((context) => prepay(context, id, { effectiveOn: today, principalFen: 100_000n })),
    ])
    // Whoever came too late comes again: nothing is booked twice.
    await attempt(accrue)
    const before = await as((context) => readContract(context, id))
    await attempt(accrue)
    const after = await as((context) => readContract(context, id))
    expect(after.events).toHaveLength(before.events.length)
    expect(after.events.filter(({ type }) => type === 'due')).toHaveLength(2)
  })

  const act = async (context: Context, id: string, random: Random): Promise<unknown> => {
    const amountFen = BigInt(1 + random.integer(400_000))
    const effectiveOn = addDays(today, -random.integer(90))
    switch (random.integer(8)) {
      case 0:
      case 1:
        return disburse(context, id, { effectiveOn, amountFen })
      case 2:
        return recordDue(context, id, { effectiveOn, principalFen: amountFen / 4n, interestFen: amountFen / 100n })
      case 3:
        return repay(context, id, { effectiveOn: today, amountFen: amountFen / 4n })
      case 4:
        return prepay(context, id, { effectiveOn, principalFen: amountFen / 2n })
      case 5: {
        const { events } = await readContract(context, id)
        return reverseEvent(context, id, { no: 1 + random.integer(Math.max(1, events.length)), reason: '录入有误' })
      }
      case 6: {
        const { contract, events } = await readContract(context, id)
        return bringUpToDate(context, contract, events, today)
      }
      default:
        return payOff(context, id, { effectiveOn: today })
    }
  }

  it(`breaks no invariant in ${transactions} transactions`, { timeout: 1_800_000 }, async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => sign(`R-${index}`)))
    let left = transactions
    const answers = new Map<string, number>()
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        const random = seededRandom(`client ${client}`)
        while (left-- > 0) {
          const id = ids[random.integer(ids.length)] ?? ''
          const answer = await attempt((context) => act(context, id, random))
          answers.set(answer, (answers.get(answer) ?? 0) + 1)
        }
      }),
    )
    expect([...answers.values()].reduce((sum, count) => sum + count, 0)).toBe(transactions)
    expect(answers.get('done')).toBeGreaterThan(transactions / 20)
    for (const id of ids) {
      const { contract, events } = await as((context) => readContract(context, id))
      expect(events.map(({ no }) => no)).toEqual(events.map((_, index) => index + 1))
      expect(() => refuseUnsound(events, contract.agreedFen)).not.toThrow()
      const state = accountOn(events, { asOf: today, knownOn: today })
      const [stored] = await open.superuser(
        `SELECT coalesce(sum(principal_fen), 0)::text AS principal, coalesce(sum(interest_fen), 0)::text AS interest
         FROM loan_event e WHERE contract_id = $1 AND type <> 'reverse' AND NOT EXISTS (SELECT 1 FROM loan_event r
           WHERE r.contract_id = e.contract_id AND r.reverses_no = e.no)`,
        [id],
      )
      expect(stored).toEqual({ principal: String(state.principalFen), interest: String(state.interestFen) })
    }
    const [sums] = await open.superuser(
      `SELECT (SELECT sum(balance_fen) FROM loan_day)::text AS days, (SELECT sum(principal_fen) FROM loan_event e
         WHERE type <> 'reverse' AND NOT EXISTS (SELECT 1 FROM loan_event r WHERE r.contract_id = e.contract_id
           AND r.reverses_no = e.no))::text AS events`,
    )
    expect(sums?.['days']).toBe(sums?.['events'])
    if (transactions > 1_000) process.stdout.write(`${JSON.stringify(Object.fromEntries(answers))}\n`)
  })
})
