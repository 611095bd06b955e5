import { afterAll, beforeAll, expect, it } from 'vitest'
import { fireEvent } from '../platform/cases/cases.ts'
import { describeDatabases, inContext } from '../platform/database/testing.ts'
import { indicatorValue } from '../platform/indicators/indicators.ts'
import { banks, families, financeServer, people, seedFamilies } from './finance.testing.ts'

type Rows = readonly Readonly<Record<string, unknown>>[]

const pond = {
  class: 'pond_right',
  title: '养殖塘经营权 12 亩',
  registerKey: 'POND-12',
  facts: {
    input: {
      areaMu: '12',
      marketRentFenPerMu: 320_000,
      contractRentFenPerMu: 150_000,
      remainingYears: '8.5',
      registered: true,
    },
    evidence: 'E1',
    insured: false,
    encumbranceFen: 0,
  },
}
const house = {
  class: 'house_rural',
  title: '农房',
  facts: {
    input: {
      floorM2: '240',
      basePriceFenPerM2: 160_000,
      structure: 'brick_concrete',
      ageYears: '15',
      homesteadM2: '120',
      homesteadPriceFenPerM2: 50_000,
    },
    evidence: 'E1',
  },
}
const wish = {
  bankId: banks.first,
  askedFen: 14_000_000,
  months: 12,
  purpose: '青蟹苗种',
  mode: 'credit',
  method: 'annuity',
}
const approval = { grantedFen: 14_000_000, months: 12, grade: 'A', honour: 'county' }

describeDatabases('from consent to repayment', (database) => {
  let door: Awaited<ReturnType<typeof financeServer>>
  beforeAll(async () => {
    await seedFamilies(database())
    door = await financeServer(database())
  })
  afterAll(() => door.close())

  const consent = (categories: readonly string[] = ['family', 'assets'], as: 'chen' | 'lin' = 'chen') =>
    door.ask('POST', '/consents', { as, body: { bankId: banks.first, categories } })
  const rowsOf = async (path: string, as: keyof typeof people) =>
    (await door.ask('GET', path, { as })).body['rows'] as Rows
  const step = (path: string, as: keyof typeof people, ifMatch: unknown, body?: unknown) =>
    door.ask('POST', path, { as, ifMatch, ...(body === undefined ? {} : { body }) })
  const proved = (path: string) =>
    door.ask('POST', `${path}/evidence`, {
      as: 'officer',
      form: { kind: 'register_reply', documentNo: '浙(2015)三门0001' },
    })
  const codes = (body: Record<string, unknown>) => (body['errors'] as Rows).map(({ code }) => code)

  it('opens what a member owns to the bank that he names, and to nobody else', async () => {
    const declared = await door.ask('POST', '/assets', { as: 'chen', body: pond })
    expect([declared.status, declared.body['state']]).toEqual([201, 'declared'])
    expect((await door.ask('POST', '/assets', { as: 'lin', body: pond })).status).toBe(409)
    expect(await rowsOf('/assets', 'officer')).toEqual([])
    expect((await consent()).status).toBe(201)
    expect(await rowsOf('/assets', 'officer')).toHaveLength(1)
    for (const as of ['rival', 'lin', 'village', 'centre', 'auditor'] as const)
      expect(await rowsOf('/assets', as)).toEqual([])
  })

  it('shows a deposit to its owner alone, not even to his family, before he consents to just that', async () => {
    const body = {
      class: 'deposit',
      title: '定期存款',
      facts: { input: { balanceFen: 6_000_000 }, evidence: 'E1' },
    }
    expect((await door.ask('POST', '/assets', { as: 'chen', body })).status).toBe(201)
    const deposits = async (as: keyof typeof people) =>
      (await rowsOf('/assets', as)).filter((row) => row['class'] === 'deposit').length
    expect([await deposits('chen'), await deposits('chenChild'), await deposits('officer')]).toEqual([1, 0, 0])
    await consent(['family', 'assets', 'deposits'])
    expect([await deposits('officer'), await deposits('rival')]).toEqual([1, 0])
  })

  it('values by the published standard with its working, and has large values signed by two', async () => {
    const [asset] = (await rowsOf('/assets', 'officer')).filter((row) => row['class'] === 'pond_right')
    const pondPath = `/assets/${String(asset?.['id'])}`
    expect((await step(`${pondPath}/value`, 'officer', asset?.['version'], {})).body).toMatchObject({
      evidence: 'E4',
      valuation: { marketFen: 12_243_214, countedFen: 0 },
    })
    await proved(pondPath)
    const valued = await step(`${pondPath}/value`, 'officer', 2, {})
    expect(valued.body).toMatchObject({
      state: 'in_pool',
      valuation: { marketFen: 12_243_214, countedFen: 6_121_607, valid: true, needsSecond: false },
    })
    const [stored] = await database().superuser(
      `SELECT explained -> 'value' ->> 'countedFen' AS counted, rules ->> 'finance.haircut' AS haircut FROM asset_valuation
       WHERE no = 2`,
    )
    expect(stored).toEqual({ counted: '6121607', haircut: 'default-2022-01-01' })
    const { body: home } = await door.ask('POST', '/assets', { as: 'chen', body: house })
    const path = `/assets/${String(home['id'])}`
    await proved(path)
    const large = await step(`${path}/value`, 'officer', 1, {})
    expect(large.body).toMatchObject({ state: 'valued', valuation: { marketFen: 32_880_000, valid: false } })
    const own = await step(`${path}/countersign`, 'officer', 2)
    expect([own.status, codes(own.body)]).toEqual([403, ['second_person_required']])
    expect((await step(`${path}/countersign`, 'officer2', 2)).body).toMatchObject({
      state: 'in_pool',
      valuation: { valid: true, countedFen: 9_864_000 },
    })
    expect((await step(`${path}/value`, 'officer', 1, {})).status).toBe(412)
    const released = await step(`${path}/release`, 'chen', 3, { reason: '已出售' })
    expect(released.body).toMatchObject({ state: 'released', valuation: { valid: false } })
  })

  it('lends exactly what was offered, and the county’s figure moves by that', async () => {
    const financing = async () =>
      (await inContext(door.app, people.centre, (context) => indicatorValue(context, 'finance.pool_financing'))).value
        .value ?? 0
    const before = await financing()
    const { body: asked, status } = await door.ask('POST', '/applications', { as: 'chen', body: wish })
    expect([status, asked['state']]).toEqual([201, 'submitted'])
    const path = `/applications/${String(asked['id'])}`
    for (const as of ['rival', 'lin', 'village', 'centre'] as const) {
      expect((await door.ask('GET', path, { as })).status).toBe(404)
      expect((await door.ask('GET', `/api/platform/cases/${String(asked['caseId'])}`, { as })).status).toBe(404)
    }
    const more = await step(`${path}/approve`, 'officer', 1, { ...approval, grantedFen: 14_000_001 })
    expect([more.status, codes(more.body)]).toEqual([422, ['above_asked']])
    const { body: approved } = await step(`${path}/approve`, 'officer', 1, approval)
    expect(approved).toMatchObject({ state: 'approved', grantedFen: 14_000_000, annualRate: '0.0420' })
    const forged = await step(`${path}/sign`, 'chen', 2, { offerDigest: 'a'.repeat(64) })
    expect([forged.status, codes(forged.body)]).toEqual([409, ['offer_changed']])
    expect((await step(`${path}/sign`, 'officer', 2, { offerDigest: approved['offerDigest'] })).status).toBe(403)
    const { body: signed } = await step(`${path}/sign`, 'chen', 2, { offerDigest: approved['offerDigest'] })
    expect(signed['state']).toBe('signed')
    expect((await step(`${path}/disburse`, 'officer2', 3)).body).toMatchObject({ state: 'disbursed' })
    expect((await financing()) - before).toBe(14_000_000)
    const contract = `/contracts/${String(signed['contractId'])}`
    for (const as of ['chen', 'officer', 'auditor'] as const)
      expect((await door.ask('GET', contract, { as })).body).toMatchObject({ account: { principalFen: 14_000_000 } })
    for (const as of ['rival', 'lin', 'village', 'centre'] as const)
      expect((await door.ask('GET', contract, { as })).status).toBe(404)
    const today = String((await door.ask('GET', contract, { as: 'chen' })).body['asOf'])
    const book = (ifMatch: number, body: object) => step(`${contract}/events`, 'officer', ifMatch, body)
    expect((await book(1, { type: 'prepay', effectiveOn: today, principalFen: 4_000_000 })).body).toMatchObject({
      account: { principalFen: 10_000_000 },
      version: 2,
    })
    expect((await book(1, { type: 'prepay', effectiveOn: today, principalFen: 4_000_000 })).status).toBe(412)
    const { body: renewed, status: renewal } = await step(`${contract}/renew`, 'officer', 2, {
      contractNo: 'XD-0001',
      annualRate: '0.0415',
      maturityOn: '2035-01-01',
    })
    expect([renewal, renewed['account']]).toMatchObject([201, { principalFen: 10_000_000, disbursedFen: 0 }])
    expect((await financing()) - before).toBe(10_000_000)
  })

  it('has a refusal looked at again by another person only', async () => {
    const { body: asked } = await door.ask('POST', '/applications', { as: 'chen', body: wish })
    const path = `/applications/${String(asked['id'])}`
    expect((await step(`${path}/decline`, 'officer', 1, { reasons: [], reason: '收入不足' })).status).toBeGreaterThan(
      399,
    )
    const { body: declined } = await step(`${path}/decline`, 'officer', 1, { reasons: ['income'], reason: '收入不足' })
    expect(declined).toMatchObject({ state: 'declined', reasons: ['income'] })
    await inContext(door.app, people.chen, (context) =>
      fireEvent(context, String(asked['caseId']), 'reconsider', { reason: '有新的收入证明' }),
    )
    const same = await step(`${path}/approve`, 'officer', 3, approval)
    expect([same.status, codes(same.body)]).toEqual([403, ['second_person_required']])
    expect((await step(`${path}/approve`, 'officer2', 3, approval)).body['state']).toBe('approved')
  })

  it('stops everything in the transaction of a withdrawal', async () => {
    await database().superuser(
      `INSERT INTO whitelist_entry (county, bank_id, household_id, limit_fen, annual_rate, mode, product, valid_from, valid_to, state)
       VALUES ('331022', $1, $2, 14000000, '0.0485', 'credit', '共富贷', '2022-01-01', '2099-01-01', 'active')`,
      [banks.first, families.chen.householdId],
    )
    const given = (await rowsOf('/consents', 'chen')).find((row) => row['state'] === 'given')
    const withdrawn = await door.ask('POST', `/consents/${String(given?.['id'])}/withdraw`, { as: 'chen' })
    expect(withdrawn.body['state']).toBe('withdrawn')
    expect(await rowsOf('/assets', 'officer')).toEqual([])
    expect((await rowsOf('/applications?state=approved', 'officer')).length).toBe(0)
    const [entry] = await database().superuser('SELECT state, state_reason AS reason FROM whitelist_entry')
    expect(entry).toEqual({ state: 'suspended', reason: 'consent_withdrawn' })
    expect((await door.ask('POST', '/applications', { as: 'chen', body: wish })).status).toBe(403)
  })

  it('publishes LPR and standards to everybody', async () => {
    expect((await door.ask('GET', '/lpr?asOf=2022-09-15')).body).toEqual({
      publishedOn: '2022-08-22',
      lpr1y: '3.65',
      lpr5y: '4.30',
    })
    const early = await door.ask('GET', '/lpr?asOf=2019-08-19')
    expect([early.status, codes(early.body)]).toEqual([404, ['lpr_not_published']])
    const { body } = await door.ask('GET', '/standards?asOf=2022-09-15')
    expect((body['tables'] as Rows).map(({ name }) => name)).toContain('finance.haircut')
    for (const path of ['/consents', '/assets', '/applications', '/contracts'])
      expect([path, (await door.ask('GET', path)).status]).toEqual([path, 401])
  })
})
