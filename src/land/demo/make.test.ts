import { beforeAll, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { describeDatabases, testApp } from '../../platform/database/testing.ts'
import { systemContext } from '../../platform/database/system-context.ts'
import { platformDemo } from '../../platform/demo.ts'
import { indicatorRecords, indicatorTrend, indicatorValue } from '../../platform/indicators/indicators.ts'
import { platform } from '../../platform/index.ts'
import { loadDivisions } from '../../platform/registers/divisions.ts'
import { checkUscc } from '../../platform/identifiers/uscc.ts'
import { land } from '../index.ts'
import { landDemo } from '../demo.ts'

const county = '331022'

describeDatabases('the demo county’s land', (database) => {
  const app = () => testApp(database(), { modules: [platform, land], now: '2026-06-30T09:00:00+08:00' })
  let cpuSeconds = 0
  beforeAll(async () => {
    await loadDivisions(database())
    await platformDemo.run(app(), county, () => {}, 1)
    const started = process.cpuUsage()
    await landDemo.run(app(), county, () => {}, 1)
    const { user, system } = process.cpuUsage(started)
    cpuSeconds = (user + system) / 1e6
    await landDemo.run(app(), county, () => {}, 1)
  })

  const count = async (statement: string): Promise<unknown> => {
    const [row] = await database().superuser(`SELECT ${statement} AS value`)
    return row?.['value']
  }
  const value = (id: string, asOf: string) =>
    systemContext(app(), county, 'test', async (context) => (await indicatorValue(context, id, asOf)).value)

  it('is made within the budget of the first start, once', async () => {
    expect(cpuSeconds).toBeLessThan(30)
    expect(await count('(SELECT count(*)::int FROM land_enterprise)')).toBe(900)
    expect(Number(await count('(SELECT count(*)::int FROM land_parcel)'))).toBeGreaterThan(2_300)
    expect(await count('(SELECT count(*)::int FROM land_tax_year)')).toBe(5_400)
  })

  it('stands on the ground: no two parcels overlap, each lies in its town, registered as drawn', async () => {
    expect(
      await count(`(SELECT count(*)::int FROM land_parcel a JOIN land_parcel b ON a.id < b.id
        AND a.boundary && b.boundary AND ST_Area(ST_Intersection(a.boundary, b.boundary)) > 1e-13)`),
    ).toBe(0)
    expect(
      await count(`(SELECT count(*)::int FROM land_parcel p JOIN town t ON t.code = p.town_code
        WHERE NOT ST_Covers(ST_Buffer(t.territory, 1e-6), p.boundary))`),
    ).toBe(0)
    expect(
      Number(await count('(SELECT max(abs(area_geodesic_m2 / area_registered_m2 - 1)) FROM land_parcel)')),
    ).toBeLessThan(0.001)
  })

  it('has valid codes, firms of which a tenth pays little, and some that rent a floor', async () => {
    const rows = await database().superuser(`SELECT uscc FROM organisation WHERE kind = 'firm'`)
    expect(rows.filter(({ uscc }) => !checkUscc(String(uscc)).valid)).toEqual([])
    expect(Number(await count(`(SELECT count(*)::int FROM land_occupancy WHERE kind = 'rentIn')`))).toBeGreaterThan(40)
    expect(Number(await count('(SELECT count(*)::int FROM land_tax_year WHERE vat_fen < 0)'))).toBeGreaterThan(5)
  })

  it('shows figures that move with the slider', async () => {
    const perMu = await value('land.tax_per_mu', '2022-12-31')
    expect(perMu.sufficient).toBe(true)
    expect(perMu.value).toBeGreaterThan(160_000)
    expect(perMu.value).toBeLessThan(180_000)
    const trend = await systemContext(app(), county, 'test', (context) =>
      indicatorTrend(context, 'land.tax_per_mu', '2021-12-31', '2025-12-31', 'year'),
    )
    const values = trend.map((point) => point.value ?? 0)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect((await value('land.tax_per_mu', '2021-01-31')).value).toBeNull()
    expect((await value('land.tax_per_mu_coverage', '2022-12-31')).value).toBeGreaterThan(0.97)
    expect((await value('land.far_coverage', '2022-03-31')).value).toBeGreaterThan(0.1)
    expect((await value('land.far_coverage', '2022-12-31')).value).toBe(1)
    const average = (await value('land.average_far', '2022-12-31')).value ?? 0
    expect(average).toBeGreaterThan(0.7)
    expect(average).toBeLessThan(0.95)
    expect((await value('land.layers_loaded', '2022-02-28')).value).toBe(3 / 8)
    expect((await value('land.layers_loaded', '2022-06-30')).value).toBe(1)
  })

  it('classes the firms of every year, and publishes them in April', async () => {
    expect((await value('land.class_ab_share', '2021-04-07')).value).toBeNull()
    const shares: (number | null)[] = []
    for (const year of [2021, 2022, 2025]) shares.push((await value('land.class_ab_share', `${year}-12-31`)).value)
    for (const share of shares) expect(share).toBeGreaterThan(0.6)
    expect(await count(`(SELECT string_agg(year || state, ',' ORDER BY year) FROM land_evaluation)`)).toBe(
      ['2020', '2021', '2022', '2023', '2024', '2025'].map((year) => `${year}published`).join(','),
    )
    expect(
      Number(await count('(SELECT count(*)::int FROM land_evaluation_result WHERE not_classed IS NOT NULL)')),
    ).toBeGreaterThan(0)
  })

  it('drills down to the firms and parcels behind a figure', async () => {
    const page = (id: string) =>
      systemContext(app(), county, 'test', (context) =>
        indicatorRecords(context, id, '2022-12-31', undefined, { cursor: null, limit: 5 }),
      )
    expect((await page('land.tax_per_mu')).total).toBe(180)
    expect((await page('land.far_coverage')).total).toBe(900)
    expect((await page('land.average_far')).rows[0]).toHaveProperty('far')
    expect((await page('land.layers_loaded')).total).toBe(8)
    expect((await page('land.tax_per_mu_coverage')).total).toBe(900)
  })

  it('has control zones of every kind, all valid', async () => {
    const kinds = await database().asSystem(county, 'test', (tx) =>
      tx.execute<{ layer: string; zones: number }>(
        sql`SELECT layer_id AS layer, count(*)::int AS zones FROM land_zone GROUP BY 1 ORDER BY 1`,
      ),
    )
    expect(kinds.rows.length).toBe(8)
    expect(kinds.rows.find(({ layer }) => layer === 'permanentBasicFarmland')?.zones).toBeGreaterThan(300)
  })
})
