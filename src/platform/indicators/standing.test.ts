import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { App, Context } from '../context.ts'
import { asCounty, systemContext } from '../database/system-context.ts'
import { describeDatabases, testActor, testApp } from '../database/testing.ts'
import { parseDate } from '../dates.ts'
import { defineModule } from '../module.ts'
import { organisation } from '../registers/tables.ts'
import { figuresOn } from './figures.ts'
import { defineIndicator } from './indicator.ts'
import { indicatorValue } from './indicators.ts'

const county = '331022'
const day = '2026-11-01'

/** Counts rows of a table and how often it was asked to. */
const counting = (id: string, table: string) => {
  const asked = { times: 0 }
  const indicator = defineIndicator({
    id,
    title: table,
    unit: 'count',
    better: 'higher',
    period: 'daily',
    scopes: ['town'],
    definition: table,
    value: async ({ tx }) => {
      asked.times++
      const { rows } = await tx.execute<{ rows: number }>(
        sql`SELECT count(*)::int AS rows FROM ${sql.identifier(table)} AS counted WHERE county = ${county}`,
      )
      const value = rows[0]?.rows ?? 0
      return {
        value: { value, unit: 'count', numerator: value, denominator: null, sufficient: true, reasons: [] },
        working: [],
        rules: {},
        warnings: [],
      }
    },
    records: async () => ({ columns: [], rows: [], nextCursor: null, total: 0 }),
  })
  return { indicator, asked }
}

describeDatabases('figures that stand', (database) => {
  const build = (...indicators: ReturnType<typeof counting>['indicator'][]): App =>
    testApp(database(), {
      modules: [defineModule({ name: 'figures', title: '指标', indicators })],
      now: '2026-11-24T01:00:00Z',
    })
  const inCounty = <T>(app: App, work: (context: Context) => Promise<T>): Promise<T> =>
    app.database.scoped(testActor({}), (tx) => work({ ...app, tx, actor: testActor({}) }))
  const read = async (app: App, id: string) =>
    (await inCounty(app, (context) => indicatorValue(context, id, day))).value

  const found = (app: App, code: string): Promise<unknown> =>
    systemContext(app, county, 'test', ({ tx }) =>
      tx
        .insert(organisation)
        .values({ county, code, kind: 'department', name: code, shortName: code, areaCode: county }),
    )

  it('is computed once, again when a table changes that it read, and not for others', async () => {
    const organisations = counting('figures.organisations', 'organisation')
    const towns = counting('figures.towns', 'town')
    const app = build(organisations.indicator, towns.indicator)
    const before = await read(app, 'figures.organisations')
    await read(app, 'figures.towns')
    await read(app, 'figures.organisations')
    expect([organisations.asked.times, towns.asked.times]).toEqual([1, 1])
    await found(app, 'standing-1')
    const after = await read(app, 'figures.organisations')
    expect(after.value).toBe((before.value ?? 0) + 1)
    await read(app, 'figures.towns')
    expect([organisations.asked.times, towns.asked.times]).toEqual([2, 1])
  })

  it('serves the cockpit and the page of one figure alike', async () => {
    const organisations = counting('figures.shared', 'organisation')
    const app = build(organisations.indicator)
    const { value } = await read(app, 'figures.shared')
    const figures = await inCounty(app, (context) =>
      asCounty(context, 'cockpit', (whole) =>
        figuresOn(whole, [{ indicator: organisations.indicator, scope: undefined }], parseDate(day)),
      ),
    )
    expect(figures.get('figures.shared')?.value).toBe(value)
    expect(organisations.asked.times).toBe(1)
  })

  it('never keeps what was seen inside a transaction that failed', async () => {
    const organisations = counting('figures.undone', 'organisation')
    const app = build(organisations.indicator)
    const before = await read(app, 'figures.undone')
    const failed = systemContext(app, county, 'test', async (context) => {
      await context.tx
        .insert(organisation)
        .values({ county, code: 'standing-2', kind: 'department', name: '甲', shortName: '甲', areaCode: county })
      const inside = await indicatorValue(context, 'figures.undone', day)
      expect(inside.value.value).toBe((before.value ?? 0) + 1)
      throw new Error('undo')
    })
    await expect(failed).rejects.toThrow('undo')
    expect((await read(app, 'figures.undone')).value).toBe(before.value)
  })

  it('looks again at what the audit log leaves out whenever the county changes', async () => {
    const runs = counting('figures.runs', 'job_run')
    const app = build(runs.indicator)
    await read(app, 'figures.runs')
    await read(app, 'figures.runs')
    expect(runs.asked.times).toBe(1)
    await found(app, 'standing-3')
    await read(app, 'figures.runs')
    expect(runs.asked.times).toBe(2)
  })
})
