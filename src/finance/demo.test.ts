import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '../platform/context.ts'
import { type TestDatabase, inContext, openTestDatabase, testActor, testApp } from '../platform/database/testing.ts'
import { indicatorRecords, indicatorTrend, indicatorValue } from '../platform/indicators/indicators.ts'
import { makeDemoOrganisations } from '../platform/identity/demo.ts'
import { loadDivisions } from '../platform/registers/divisions.ts'
import { finance } from './index.ts'

const county = '331022'
const leader = testActor({ id: 'leader' })

// On PostgreSQL only: some hundred thousand rows. The embedded database takes them in at the first start.
describe('the demo county', () => {
  let open: TestDatabase
  const database = () => open
  const app = () => testApp(database(), { modules: [finance], now: '2026-11-20T10:00:00+08:00' })
  const as = <T>(work: (context: Context) => Promise<T>) => inContext(app(), leader, work)
  const value = async (id: string, asOf: string, town?: string) =>
    (
      await as((context) =>
        indicatorValue(context, id, asOf, town === undefined ? undefined : { kind: 'town', id: town }),
      )
    ).value.value ?? 0

  beforeAll(async () => {
    open = await openTestDatabase('server')
    await loadDivisions(database())
    await makeDemoOrganisations(app(), county)
    await finance.demo?.run(app(), county, () => undefined, 1)
  }, 300_000)
  afterAll(() => open.close())

  it('passes 15 and 20 亿 near their days by its own dynamics, a month later in one town', async () => {
    const yi = async (asOf: string) => (await value('finance.pool_financing', asOf)) / 1e10
    expect(await yi('2022-03-31')).toBeCloseTo(11.8, 1)
    expect(await yi('2022-08-31')).toBeLessThan(15)
    expect(await yi('2022-09-30')).toBeGreaterThan(15)
    expect(await yi('2022-12-15')).toBeLessThan(20)
    expect(await yi('2022-12-31')).toBeGreaterThan(20)
    const growth = async (town: string) =>
      (await value('finance.pool_financing', '2022-11-30', town)) /
      (await value('finance.pool_financing', '2022-08-31', town))
    expect(await growth('331022106')).toBeLessThan(1)
    expect(await growth('331022001')).toBeGreaterThan(1.1)
  })

  it('adds up: the figure, its villages, its contracts and its events', async () => {
    const figure = await value('finance.pool_financing', '2022-09-30')
    const page = { cursor: null, limit: 1_000 }
    const cells = await as((context) =>
      indicatorRecords(context, 'finance.pool_financing', '2022-09-30', undefined, page),
    )
    expect(cells.rows.reduce((sum, { fen }) => sum + Number(fen), 0)).toBe(figure)
    const [events] = await database().superuser(
      `SELECT sum(principal_fen)::float8 AS fen FROM loan_event WHERE effective_on <= '2022-09-30'`,
    )
    expect(events?.['fen']).toBe(figure)
    const [unsound] = await database().superuser(
      `SELECT count(*)::int AS n FROM (SELECT contract_id, sum(principal_fen) AS p, sum(interest_fen) AS i,
         sum(due_principal_fen) AS d FROM loan_event GROUP BY 1) t WHERE p < 0 OR i < 0 OR d < 0 OR d > p`,
    )
    expect(unsound).toEqual({ n: 0 })
  })

  it('lets the share of unsecured small loans rise quarter by quarter', async () => {
    const points = await as((context) =>
      indicatorTrend(context, 'finance.credit_loan_share', '2021-12-31', '2023-12-31', 'quarter'),
    )
    const shares = points.map((point) => point.value ?? 0)
    expect(shares[0]).toBeCloseTo(0.41, 2)
    for (const [index, share] of shares.entries()) {
      if (index > 0) expect(share).toBeGreaterThanOrEqual((shares[index - 1] ?? 0) - 0.0005)
    }
  })

  it('has every figure of the module, within its bounds', async () => {
    for (const indicator of finance.indicators) {
      const { value: now } = await as((context) => indicatorValue(context, indicator.id, '2026-10-31'))
      expect([indicator.id, now.sufficient]).toEqual([indicator.id, true])
      if (indicator.unit === 'fraction') {
        expect(now.value).toBeGreaterThan(0)
        expect(now.value).toBeLessThanOrEqual(1)
      }
      const series = await as((context) => indicatorTrend(context, indicator.id, '2022-09-30', '2022-12-31', 'quarter'))
      expect(series.map((point) => point.value)).toEqual([
        (await as((context) => indicatorValue(context, indicator.id, '2022-09-30'))).value.value,
        (await as((context) => indicatorValue(context, indicator.id, '2022-12-31'))).value.value,
      ])
    }
  })

  it('covers a third of the households in 2022 and four fifths in 2025', async () => {
    expect(await value('finance.balance_sheet_share', '2022-12-31')).toBeCloseTo(0.36, 1)
    expect(await value('finance.balance_sheet_share', '2025-12-31')).toBeCloseTo(0.83, 1)
    const { rows } = await as(({ tx }) => tx.execute(sql`SELECT id FROM loan_contract`))
    expect(rows).toEqual([])
  })
})
