import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases, inContext } from '../../platform/database/testing.ts'
import { addDays, addMonths } from '../../platform/dates.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { disburse, readContract, recordDue, signContract } from '../contracts/contracts.ts'
import { bringUpToDate, dueToBook } from '../contracts/daily.ts'
import { banks, families, financeServer, people, seedFamilies } from '../finance.testing.ts'
import { floorOn } from '../risk/classify.ts'

const conditions = {
  grade: 'A',
  months: 12,
  lawfulOperation: true,
  operating: true,
  goodCredit: true,
  noMisuse: true,
  meetsIssueConditions: true,
}

describeDatabases('renewal, classes and nightly booking', (database) => {
  let door: Awaited<ReturnType<typeof financeServer>>
  const today = civilDateOf(new Date())
  const officer = <T>(work: Parameters<typeof inContext<T>>[2]) => inContext(door.app, people.officer, work)
  const lend = (no: string, daysLeft: number, months = 12) =>
    officer(async (context) => {
      const maturityOn = addDays(today, daysLeft)
      const signedOn = addMonths(maturityOn, -months)
      const id = await signContract(context, {
        contractNo: no,
        bankId: banks.first,
        householdId: families.chen.householdId,
        villageCode: families.chen.villageCode,
        mode: 'credit',
        method: 'interest_only',
        periodMonths: 12,
        pool: true,
        purpose: 'A0411',
        agreedFen: 5_000_000n,
        annualRate: '0.0485',
        signedOn,
        maturityOn,
      })
      await disburse(context, id, { effectiveOn: signedOn, amountFen: 5_000_000n })
      return id
    })
  const step = (path: string, as: keyof typeof people, ifMatch: unknown, body?: unknown) =>
    door.ask('POST', path, { as, ifMatch, ...(body === undefined ? {} : { body }) })
  const codes = (body: Record<string, unknown>) =>
    (body['errors'] as { code: string }[] | undefined)?.map(({ code }) => code)

  beforeAll(async () => {
    await seedFamilies(database())
    door = await financeServer(database())
  })
  afterAll(() => door.close())

  it('renews on the check list, before maturity, old settled and new opened in one act', async () => {
    const id = await lend('XD-1', 20)
    const asked = await door.ask('POST', '/renewals', { as: 'chen', body: { contractId: id } })
    expect([asked.status, asked.body['state']]).toEqual([201, 'asked'])
    expect((await door.ask('POST', '/renewals', { as: 'lin', body: { contractId: id } })).status).toBe(404)
    expect((await door.ask('POST', '/renewals', { as: 'officer', body: { contractId: id } })).status).toBe(409)
    const path = `/renewals/${String(asked.body['id'])}`
    const old = await step(`${path}/approve`, 'officer', 1, { ...conditions, visitedOn: addDays(today, -91) })
    expect([old.status, codes(old.body)]).toEqual([422, ['visit_too_old']])
    const misused = await step(`${path}/approve`, 'officer', 1, { ...conditions, noMisuse: false, visitedOn: today })
    expect([misused.status, codes(misused.body)]).toEqual([422, ['renewal_conditions']])
    expect((await step(`${path}/approve`, 'rival', 1, { ...conditions, visitedOn: today })).status).toBe(404)
    const approved = await step(`${path}/approve`, 'officer', 1, { ...conditions, visitedOn: today })
    expect(approved.body).toMatchObject({ state: 'approved', annualRate: expect.stringMatching(/^0\.0\d+$/) })
    const signed = await step(`${path}/sign`, 'chen', 2)
    expect(signed.body['state']).toBe('signed')
    const view = (contract: unknown) => door.ask('GET', `/contracts/${String(contract)}`, { as: 'officer' })
    // The interest run since the last due date is owed from the day on, and then the old loan is closed.
    const settled = (await view(id)).body
    expect(settled).toMatchObject({ account: { principalFen: 0, duePrincipalFen: 0, daysPastDue: 0, closed: false } })
    const paid = await step(`/contracts/${id}/events`, 'officer', settled['version'], {
      type: 'payoff',
      effectiveOn: today,
    })
    expect(paid.body).toMatchObject({ account: { interestFen: 0, closed: true } })
    expect((await view(signed.body['newContractId'])).body).toMatchObject({
      account: { principalFen: 5_000_000, disbursedFen: 0 },
      renewalOf: id,
    })
  })

  it('takes no request too early, and none for what is settled', async () => {
    const early = await lend('XD-2', 61)
    const asked = await door.ask('POST', '/renewals', { as: 'chen', body: { contractId: early } })
    expect([asked.status, codes(asked.body)]).toEqual([409, ['renewal_too_early']])
  })

  it('books what fell due and the penalty, once; the class follows the days past due', async () => {
    const id = await lend('XD-3', -100)
    const run = () =>
      officer(async (context) => {
        const { contract, events } = await readContract(context, id)
        return bringUpToDate(context, contract, events, today)
      })
    expect(await run()).toBe(2)
    expect(await run()).toBe(0)
    const { contract, events } = await officer((context) => readContract(context, id))
    expect(dueToBook(contract, events, today)).toEqual([])
    expect(floorOn(contract, events, today)).toMatchObject({ daysPastDue: 100, floor: 'substandard' })
    const risk = await door.ask('GET', '/risk', { as: 'officer' })
    expect(risk.body['rows']).toMatchObject([{ id, class: 'substandard' }])
    const lifted = await step(`/contracts/${id}/risk-reviews`, 'officer', undefined, {
      judged: 'normal',
      reason: '已承诺还款',
    })
    expect([lifted.status, codes(lifted.body)]).toEqual([422, ['above_floor']])
    const lowered = await step(`/contracts/${id}/risk-reviews`, 'officer', undefined, {
      judged: 'doubtful',
      reason: '塘区受灾',
    })
    expect(lowered.body['rows']).toMatchObject([{ id, floor: 'substandard', class: 'doubtful' }])
    expect((await door.ask('GET', '/risk', { as: 'rival' })).body['rows']).toEqual([])
  })

  it('pays off to the day: interest run, all principal, nothing left', async () => {
    const id = await lend('XD-4', 200)
    await officer((context) => recordDue(context, id, { effectiveOn: today, principalFen: 0n, interestFen: 100n }))
    const paid = await step(`/contracts/${id}/events`, 'officer', 2, { type: 'payoff', effectiveOn: today })
    expect(paid.body).toMatchObject({ account: { principalFen: 0, interestFen: 0, closed: true }, accruedFen: 0 })
  })

  it('shows no sum of the county to a bank, and no family to the county', async () => {
    expect((await door.ask('GET', '/county', { as: 'officer' })).status).toBe(403)
    const county = await door.ask('GET', '/county', { as: 'centre' })
    expect(county.status).toBe(200)
    // One family borrows: no village is told, and not even their sum.
    expect(county.body['villages']).toEqual({ told: [], rest: null })
    for (const path of ['/risk', '/whitelist/batches', '/models', '/renewals/calendar'])
      expect([path, (await door.ask('GET', path, { as: 'centre' })).status]).toEqual([path, 403])
  })
})
