import { beforeAll, expect, it } from 'vitest'
import type { App } from '../../platform/context.ts'
import { describeDatabases, inContext, testApp } from '../../platform/database/testing.ts'
import { sealDays, verifyFigures } from '../../platform/indicators/snapshots.ts'
import { monthEndsBetween, parseDate } from '../../platform/dates.ts'
import { platform } from '../../platform/index.ts'
import { defineModule } from '../../platform/module.ts'
import { ledger } from '../index.ts'
import { county, people } from '../ledger.testing.ts'
import { confirmTable, plainIndicator } from '../table.testing.ts'
import { benchmarkSeries, evidence, targetExtension } from '../tables.ts'
import { type EvaluatedTarget, evaluateTargets } from './evaluate.ts'

/** Pool financing in fen: 0.1亿 a day from 2022-01-01, so 15亿 is reached on 2022-05-31 and 20亿 on 2022-07-20. */
let perDay = 1e7 * 100
let asked = 0
const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000
const of = (id: string, unit: string, value: Parameters<typeof plainIndicator>[1]) =>
  plainIndicator({ id, unit }, (asOf, town) => {
    asked += 1
    return value(asOf, town)
  })
const modules = [
  platform,
  ledger,
  defineModule({
    name: 'finance',
    title: '测试',
    indicators: [
      of('finance.pool_financing', 'fen', (asOf) => ({ value: Math.max(0, days('2022-01-01', asOf) * perDay) })),
      of('finance.credit_loan_share', 'fraction', (asOf) => ({
        value: asOf < '2022-06-15' ? days('2021-01-01', asOf) / 10_000 : 0.01,
      })),
      of('finance.balance_sheet_share', 'fraction', () => ({ value: 0.9, sufficient: false, reasons: ['抽样不足'] })),
      of('finance.standard_coverage', 'fraction', () => {
        throw new Error('defect')
      }),
      of('schools.cv_junior', 'ratio', (asOf) => ({ value: asOf < '2022-08-01' ? 0.3 : 0.27 })),
      of('land.tax_per_mu', 'wan_yuan/mu', () => ({ value: 30 })),
      of('sea.rescue_response_min', 'km', () => ({ value: 1 })),
    ],
  }),
]

describeDatabases('lights of the official table', (database) => {
  let now = '2022-12-31T12:00:00+08:00'
  const app = (): App => testApp(database(), { modules, now })
  const at = (asOf: string): Promise<readonly EvaluatedTarget[]> =>
    inContext(app(), people.leader, (context) => evaluateTargets(context, asOf))
  const one = async (asOf: string, pick: (target: EvaluatedTarget) => boolean): Promise<EvaluatedTarget> => {
    const found = (await at(asOf)).find(pick)
    if (found === undefined) throw new Error('no such target')
    return found
  }
  const byIndicator = (id: string) => (target: EvaluatedTarget) => target.indicatorId === id && target.counted

  beforeAll(async () => {
    expect(await at('2022-12-31')).toEqual([])
    await confirmTable(app())
  })

  it('lights every target of the ten reforms, grey with the reason where no module computes it', async () => {
    const rows = await at('2022-06-30')
    expect(new Set(rows.map(({ reformNo }) => reformNo)).size).toBe(10)
    expect(rows.length).toBeGreaterThan(120)
    expect(rows.find(byIndicator('ponds.coverage'))).toMatchObject({
      light: 'no_data',
      reasons: ['未接入：计算该指标的模块尚未接入'],
    })
    expect(rows.find(byIndicator('finance.balance_sheet_share'))).toMatchObject({
      light: 'no_data',
      value: 0.9,
      reasons: ['抽样不足'],
    })
    expect(rows.find(byIndicator('finance.standard_coverage'))).toMatchObject({
      light: 'no_data',
      reasons: ['指标计算出错'],
    })
    expect(rows.find(byIndicator('sea.rescue_response_min'))).toMatchObject({ reasons: ['目标单位与指标单位不能换算'] })
    expect(rows.find(byIndicator('land.tax_per_mu'))).toMatchObject({
      light: 'no_data',
      reasons: ['缺少该年度的对比数'],
    })
  })

  it('turns from forecast to met on the very day, and tells how early', async () => {
    const pool = byIndicator('finance.pool_financing')
    expect(await one('2022-02-28', pool)).toMatchObject({ light: 'at_risk', threshold: 1.5e11, unit: 'fen' })
    const april = await one('2022-04-30', pool)
    expect(april).toMatchObject({ light: 'on_track', verdict: { kind: 'forecast' }, forecast: { method: 'theil_sen' } })
    expect(april.completion).toBeCloseTo(119 / 150, 6)
    expect(await one('2022-09-30', pool)).toMatchObject({
      light: 'met',
      metOn: '2022-05-31',
      verdict: { kind: 'met_on', daysEarly: 122 },
    })
    expect(await one('2022-05-31', pool)).toMatchObject({ light: 'met', metOn: '2022-05-31' })
    expect(await one('2022-05-30', pool)).toMatchObject({ light: 'on_track' })
  })

  it('asks a trend to hold at every period end, and keeps a level that was reached in time', async () => {
    const share = byIndicator('finance.credit_loan_share')
    expect(await one('2022-05-31', share)).toMatchObject({ light: 'met', metOn: '2022-01-31' })
    expect(await one('2022-07-31', share)).toMatchObject({ light: 'at_risk', reasons: ['期间曾回落，未能持续变化'] })
    expect(await one('2022-10-01', share)).toMatchObject({
      light: 'overdue',
      verdict: { kind: 'days_late', daysEarly: -1 },
    })
    expect(await one('2022-12-31', byIndicator('schools.cv_junior'))).toMatchObject({
      light: 'met',
      metOn: '2022-08-01',
    })
  })

  it('compares with a published series, and sees a change of any record at once', async () => {
    await inContext(app(), people.office, ({ tx }) =>
      tx
        .insert(benchmarkSeries)
        .values({ county, id: 'taizhou.tax_per_mu', year: 2022, value: 28.4, unit: '万元/亩', document: '台州市公报' }),
    )
    expect(await one('2022-06-30', byIndicator('land.tax_per_mu'))).toMatchObject({
      light: 'met',
      threshold: 28.4,
      value: 30,
    })
  })

  it('counts a paper from its own date, and goes by an extension from the day it was granted', async () => {
    const paper = await one('2022-04-02', ({ kind, due }) => kind === 'deliverable' && due === '2022-03-31')
    expect(paper).toMatchObject({ light: 'overdue', verdict: { kind: 'days_late', daysEarly: -2 } })
    const organisationId = '00000000-0000-4000-8000-000000000002'
    await database().asSystem(county, 'test', async (tx) => {
      await tx.insert(targetExtension).values({
        county,
        id: 'x1',
        targetId: paper.id,
        organisationId,
        originalDue: paper.due,
        askedFor: '2022-05-31',
        grantedTo: '2022-05-31',
        reason: '疫情',
        state: 'granted',
        askedOn: '2022-03-20',
        decidedOn: '2022-04-02',
        caseId: 'c1',
      })
      await tx.insert(evidence).values({
        county,
        id: 'e1',
        targetId: paper.id,
        kind: 'document',
        title: '通知',
        datedOn: '2022-05-20',
        organisationId,
        state: 'verified',
        submittedBy: 'a',
        submittedOn: '2022-05-10',
        verifiedBy: 'b',
        verifiedOn: '2022-06-01',
        caseId: 'c2',
      })
    })
    const own = (asOf: string) => one(asOf, ({ id }) => id === paper.id)
    expect(await own('2022-04-01')).toMatchObject({ light: 'overdue', extendedTo: null })
    expect(await own('2022-04-02')).toMatchObject({ light: 'no_data', extendedTo: '2022-05-31', due: '2022-03-31' })
    expect(await own('2022-05-12')).toMatchObject({ light: 'on_track', verdict: { kind: 'submitted' } })
    expect(await own('2022-05-31')).toMatchObject({ light: 'met', metOn: '2022-05-20', verdict: { daysEarly: 11 } })
  })

  it('reads past days from the seals and keeps a result until something changes', async () => {
    const ends = monthEndsBetween(parseDate('2021-01-31'), parseDate('2022-11-30'))
    // The defective figure is left out and hinders no other.
    const figures = app().modules.flatMap(({ indicators }) => indicators).length - 1
    expect(await sealDays(app(), county, ends)).toBe(ends.length * figures)
    expect(await sealDays(app(), county, ends)).toBe(0)
    expect(await inContext(app(), people.office, verifyFigures)).toMatchObject({ seals: ends.length, broken: [] })
    const before = await at('2022-11-30')
    asked = 0
    expect(await at('2022-11-30')).toEqual(before)
    expect(asked).toBe(0)
    // What was known when the day was sealed stays, whatever the records say later.
    perDay = 1
    now = '2022-12-31T12:30:00+08:00'
    await inContext(app(), people.office, ({ tx }) =>
      tx.insert(benchmarkSeries).values({ county, id: 'other', year: 2022, value: 1, unit: 'count', document: '甲' }),
    )
    expect((await at('2022-11-30')).find(byIndicator('finance.pool_financing'))).toMatchObject({
      light: 'met',
      metOn: '2022-05-31',
    })
    perDay = 1e9
  })
})
