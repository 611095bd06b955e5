import { beforeAll, expect, it } from 'vitest'
import { replay } from '../../platform/cases/cases.ts'
import { systemContext } from '../../platform/database/system-context.ts'
import { describeDatabases, testApp } from '../../platform/database/testing.ts'
import { platformDemo } from '../../platform/demo.ts'
import { indicatorRecords, indicatorValue } from '../../platform/indicators/indicators.ts'
import { platform } from '../../platform/index.ts'
import { loadDivisions } from '../../platform/registers/divisions.ts'
import { landDemo } from '../demo.ts'
import { land } from '../index.ts'
import { documentDigest } from '../idle/documents.ts'

const county = '331022'

describeDatabases('the demo county puts its land in order', (database) => {
  const app = () => testApp(database(), { modules: [platform, land], now: '2026-06-30T09:00:00+08:00' })
  beforeAll(async () => {
    await loadDivisions(database())
    await platformDemo.run(app(), county, () => {}, 1)
    await landDemo.run(app(), county, () => {}, 1)
  })

  const value = (id: string, asOf: string) =>
    systemContext(app(), county, 'test', async (context) => (await indicatorValue(context, id, asOf)).value)
  const rows = (statement: string) => database().superuser(statement)

  it('moves the figures of the ledger at its four dates, one town late', async () => {
    expect((await value('land.tasks_listed', '2022-03-24')).value).toBe(0)
    expect((await value('land.tasks_listed', '2022-03-31')).value).toBe(180)
    const signed = (await value('land.agreements_signed', '2022-06-30')).value ?? 0
    expect(signed).toBeGreaterThan(0.8)
    expect(signed).toBeLessThan(1)
    expect((await value('land.agreements_signed', '2022-07-31')).value).toBe(1)
    const closed = (await value('land.tasks_closed', '2022-09-30')).value ?? 0
    expect(closed).toBeGreaterThan(0.45)
    expect(closed).toBeLessThan(0.75)
    const atYearEnd = (await value('land.tasks_closed', '2022-12-31')).value ?? 0
    expect(atYearEnd).toBeGreaterThan(0.9)
    expect(atYearEnd).toBeLessThan(1)
    expect((await value('land.tasks_closed', '2023-02-28')).value).toBe(1)
    expect((await value('land.towns_assessed', '2022-12-29')).value).toBe(0)
    expect((await value('land.towns_assessed', '2022-12-31')).value).toBe(1)
    expect((await value('land.app_channels_live', '2022-06-05')).value).toBe(0)
    expect((await value('land.app_channels_live', '2022-06-30')).value).toBe(2)
    expect((await value('land.inefficient_area', '2022-12-31')).value).toBeLessThan(
      (await value('land.inefficient_area', '2022-03-31')).value ?? 0,
    )
  })

  it('has tasks in all ten towns, each with agreement, reports and an acceptance by two people', async () => {
    expect((await rows('SELECT DISTINCT town_code FROM land_task')).length).toBe(10)
    const [lacking] = await rows(`SELECT count(*)::int AS tasks FROM land_task t WHERE
      NOT EXISTS (SELECT 1 FROM land_agreement a WHERE a.task_id = t.id AND a.state = 'fulfilled')
      OR NOT EXISTS (SELECT 1 FROM land_progress p WHERE p.task_id = t.id)
      OR NOT EXISTS (SELECT 1 FROM land_acceptance c WHERE c.task_id = t.id AND c.first_inspector <> c.second_inspector)`)
    expect(lacking?.['tasks']).toBe(0)
    const drill = await systemContext(app(), county, 'test', (context) =>
      indicatorRecords(context, 'land.tasks_closed', '2022-09-30', undefined, { cursor: null, limit: 3 }),
    )
    expect(drill.total).toBe(180)
    expect(drill.rows[0]?.href).toMatch(/^\/land\/tasks\//)
  })

  it('took every branch of order 53: fee, resumption, negotiation by every cause, stopped works, not idle', async () => {
    const found =
      await rows(`SELECT finding -> 'value' ->> 'disposal' AS disposal, finding -> 'value' ->> 'cause' AS cause,
      finding -> 'value' ->> 'status' AS status, state, option FROM land_idle_case`)
    expect(found.length).toBeGreaterThanOrEqual(30)
    const has = (key: string) => new Set(found.map((row) => row[key]))
    for (const status of ['idleOverOneYear', 'idleOverTwoYears', 'idle', 'idleStopped'])
      expect(has('status')).toContain(status)
    for (const cause of ['owner', 'government', 'forceMajeure']) expect(has('cause')).toContain(cause)
    for (const option of ['extend', 'changeUse', 'temporaryUse', 'buyBack', 'swap', 'other'])
      expect(has('option')).toContain(option)
    for (const state of [
      'suspected',
      'investigating',
      'materialsIn',
      'notIdle',
      'found',
      'hearing',
      'decisionServed',
      'closed',
    ]) {
      expect(has('state')).toContain(state)
    }
    expect((await value('land.idle_area', '2022-06-30')).value).toBeGreaterThan(0)
    expect((await value('land.idle_closed_area', '2023-12-31')).value).toBeGreaterThan(
      (await value('land.idle_closed_area', '2022-12-31')).value ?? 0,
    )
  })

  it('signs documents whose words keep their seal, numbered without gaps', async () => {
    const documents = await rows('SELECT kind, number, title, paragraphs, digest FROM land_idle_document')
    for (const { number, title, paragraphs, digest } of documents) {
      expect(documentDigest(String(number), String(title), paragraphs as string[])).toBe(digest)
    }
    const fees = documents.filter(({ kind, number }) => kind === 'feeDecision' && String(number).includes('〔2022〕'))
    expect(fees.map(({ number }) => Number(/(\d+)号/.exec(String(number))?.[1])).toSorted((a, b) => a - b)).toEqual(
      fees.map((_, index) => index + 1),
    )
    expect(JSON.stringify(documents)).not.toContain('undefined')
  })

  it('has histories that replay to their states, and a next legal date for land that is late', async () => {
    const cases = await rows(
      `SELECT id, state FROM "case" WHERE type IN ('land.task', 'land.idle', 'land.app_launch') ORDER BY id`,
    )
    for (const { id, state } of cases.filter((_, index) => index % 9 === 0)) {
      const at = await systemContext(app(), county, 'test', (context) => replay(context, String(id)))
      expect(at.state).toBe(state)
    }
    const [clocks] = await rows('SELECT count(*)::int AS contracts FROM land_contract WHERE next_on IS NOT NULL')
    expect(Number(clocks?.['contracts'])).toBeGreaterThan(10)
  })

  it('gives the firm’s account its firm', async () => {
    const [row] = await rows(`SELECT o.kind FROM membership m JOIN account_profile p ON p.account = m.account
      JOIN organisation o ON o.id::text = m.organisation_id::text WHERE p.username = 'qiye'`)
    expect(row?.['kind']).toBe('firm')
  })
})
