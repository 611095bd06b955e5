import { expect, it } from 'vitest'
import type { App, Context } from '../../platform/context.ts'
import { describeDatabases, inContext, testApp } from '../../platform/database/testing.ts'
import { publicActor } from '../../platform/http/authenticator.ts'
import { platform } from '../../platform/index.ts'
import { sealFigures } from '../../platform/indicators/snapshots.ts'
import { parseDate } from '../../platform/dates.ts'
import { defineModule } from '../../platform/module.ts'
import { loadDivisions } from '../../platform/registers/divisions.ts'
import { CockpitReply } from '../api/cockpit/schema.ts'
import { DepartmentsReply } from '../api/departments/schema.ts'
import { HomeReply } from '../api/home/schema.ts'
import { ReformReply, ReformsReply } from '../api/reforms/schema.ts'
import { TargetReply } from '../api/targets/schema.ts'
import { viewCockpit } from '../cockpit/cockpit.ts'
import { listDepartments } from '../departments/departments.ts'
import { viewHome } from '../home/home.ts'
import { ledger } from '../index.ts'
import { county, people } from '../ledger.testing.ts'
import { confirmTable, plainIndicator } from '../table.testing.ts'
import { supervisionNotice } from '../tables.ts'
import { viewTrend } from '../targets/figures.ts'
import { viewTarget } from '../targets/view.ts'
import { listReforms, viewReform } from './views.ts'

const days = (asOf: string): number => (Date.parse(asOf) - Date.parse('2022-01-01')) / 86_400_000
let perDay = 1e9
/** 0.1亿 a day from 2022-01-01, a tenth of it in each town; late for 15亿 by September would need 0.056亿 a day. */
const pool = plainIndicator({ id: 'finance.pool_financing', unit: 'fen', scopes: ['town'] }, (asOf, town) => ({
  value: Math.max(0, days(asOf) * perDay) / (town === null ? 1 : 10),
}))
const stage = plainIndicator({ id: 'schools.evaluation_stage', unit: 'count' }, () => ({ value: 1 }))
const fake = defineModule({ name: 'finance', title: '测试', indicators: [pool, stage] })

describeDatabases('what is shown of the ledger', (database) => {
  const app = (): App => testApp(database(), { modules: [platform, ledger, fake], now: '2023-02-10T10:00:00+08:00' })
  const see = <T>(work: (context: Context) => Promise<T>, actor = people.leader): Promise<T> =>
    inContext(app(), actor, work)

  it('shows nothing, and says so, before a table is confirmed', async () => {
    expect(await see((context) => listReforms(context, '2022-09-30'))).toMatchObject({ total: 0, reforms: [] })
    expect(CockpitReply.parse(await see((context) => viewCockpit(context, {})))).toMatchObject({ reforms: [] })
    expect(HomeReply.parse(await see((context) => viewHome(context, undefined), publicActor(app())))).toMatchObject({
      reforms: [],
    })
    await expect(see((context) => viewReform(context, 1, undefined))).rejects.toMatchObject({ code: 'not_found' })
  })

  it('gives a trend of a year by days, and no more at once', async () => {
    const trend = (from: string, step: 'day' | 'month') =>
      see((context) => viewTrend(context, 'finance.pool_financing', { from, to: '2022-12-31', step }))
    const { points } = await trend('2022-01-01', 'day')
    expect([points.length, points[1]]).toEqual([365, { date: '2022-01-02', value: perDay }])
    expect((await trend('2020-01-31', 'month')).points).toHaveLength(36)
    await expect(trend('2021-01-01', 'day')).rejects.toMatchObject({
      errors: [expect.objectContaining({ pointer: '/query/from', code: 'too_long' })],
    })
  })

  it('has ten reforms whose counts add up, each with the target due next', async () => {
    await loadDivisions(database())
    await confirmTable(app())
    const reply = ReformsReply.parse(await see((context) => listReforms(context, '2022-06-30')))
    expect(reply.reforms.map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    const sum = (counts: Record<string, number>): number =>
      Object.values(counts).reduce((total, count) => total + count, 0)
    expect(sum(reply.counts)).toBe(reply.total)
    expect(reply.reforms.reduce((total, { counts }) => total + sum(counts), 0)).toBe(reply.total)
    const [first] = reply.reforms
    expect(first).toMatchObject({
      shortName: '小微金融助富改革',
      standing: '全省率先',
      lead: '台州银保监分局三门监管组',
      light: 'met',
      headline: { due: '2022-09-30', indicatorId: 'finance.pool_financing', metOn: '2022-05-31' },
      following: { due: '2022-12-31', light: 'on_track' },
    })
    expect(first?.trend).toHaveLength(13)
    expect(first?.trend.at(-1)).toEqual({ date: '2022-06-30', value: 180e9 })
    // All due dates of the table but those of 2025 are past: the last one stands for the reform.
    const later = await see((context) => listReforms(context, '2023-01-31'))
    expect(later.reforms[0]?.headline).toMatchObject({ due: '2022-12-31', threshold: 2e11 })
    expect(later.reforms[2]?.headline).toMatchObject({ due: '2025-12-31' })
  })

  it('marks the very words of the row, and keeps measures out of the counts', async () => {
    const reply = ReformReply.parse(await see((context) => viewReform(context, 8, '2022-06-30')))
    const words = reply.spans.map(({ column, from, to }) => reply.columns[column]?.slice(from, to))
    expect(words).toContain('推动2宗低效船舶工业用海的更新')
    expect(reply.targets.map(({ text }) => text)).toEqual(words)
    const counted = Object.values(reply.counts).reduce((total, count) => total + count, 0)
    expect(counted).toBe(reply.targets.filter((target) => target.counted).length)
    expect(counted).toBeLessThan(reply.targets.length)
    expect(reply.departments).toEqual([{ organisationId: null, name: '县自然资源和规划局', lead: true }])
  })

  it('opens a target down to its working, towns, siblings and seal, and shows a difference to the seal', async () => {
    await sealFigures(app(), county, parseDate('2022-09-30'))
    const before = TargetReply.parse(await see((context) => viewTarget(context, '2022-1-1', '2022-09-30')))
    expect(before).toMatchObject({
      light: 'met',
      value: 272e9,
      threshold: 150e9,
      siblings: [{ id: '2022-1-3', due: '2022-12-31', threshold: 2e11 }],
      sealed: { value: 272e9, differs: false },
      completion: 1,
    })
    expect(before.trend.at(-1)).toEqual({ date: '2022-09-30', value: 272e9 })
    expect(before.working.map(({ label }) => label)).toEqual(['测试值', '目标值换算', '亮灯'])
    expect(before.breakdowns[0]?.rows).toHaveLength(10)
    expect(before.breakdowns[0]?.rows[0]).toMatchObject({ value: 27.2e9, share: 0.1 })
    perDay = 2e9
    const after = await see((context) => viewTarget(context, '2022-1-1', '2022-09-30'))
    expect(after).toMatchObject({ value: 272e9, sealed: { value: 272e9, differs: true } })
    perDay = 1e9
    const open = await see((context) => viewTarget(context, '2022-1-3', '2022-06-15'))
    expect(open.verdict).toMatchObject({ kind: 'forecast', metOn: null })
    const { pointAtDue = 0, low80 = 0, high80 = 0 } = open.forecast ?? {}
    expect([low80, pointAtDue, high80]).toEqual([low80, pointAtDue, high80].toSorted((a, b) => a - b))
    expect(open.verdict.gap).toBeCloseTo(Math.max(0, 2e11 - pointAtDue), 0)
    // 200 − 165 over the 199 days that are left, and what May, April and March brought.
    expect(open.verdict.neededPerMonth).toBeCloseTo((35e9 / 199) * (365.25 / 12), 0)
    expect(open.verdict.recentPerMonth).toBeCloseTo(1e9 * (365.25 / 12), 0)
    await expect(see((context) => viewTarget(context, '2022-99-1', undefined))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('puts on the wall what is late, worst first, circles by town, and how many were met at each month end', async () => {
    await database().asSystem(county, 'test', (tx) =>
      tx.insert(supervisionNotice).values({
        county,
        id: 'n1',
        year: 2022,
        serial: 1,
        reformNo: 9,
        targetId: null,
        title: '加快评审',
        demand: '补报材料',
        organisationId: '00000000-0000-4000-8000-000000000004',
        state: 'issued',
        issuedOn: '2023-01-03',
        issuedByName: '甲',
        answerDue: '2023-01-10',
        caseId: 'c',
      }),
    )
    const reply = CockpitReply.parse(
      await see((context) => viewCockpit(context, { asOf: '2023-01-31' }), people.office),
    )
    expect(reply.alarms.map(({ no }) => no)).toEqual(reply.alarms.map((_, index) => index + 1))
    const late = reply.alarms.filter(({ light }) => light === 'overdue').map(({ daysLeft }) => daysLeft ?? 0)
    expect(late).toEqual(late.toSorted((a, b) => a - b))
    expect(reply.alarms).toContainEqual(expect.objectContaining({ kind: 'notice', title: '加快评审', daysLeft: -21 }))
    expect(reply.alarms).toContainEqual(
      expect.objectContaining({ href: expect.stringContaining('/ledger/targets/2022-9-') as string, light: 'overdue' }),
    )
    expect(reply.figures).toEqual([{ indicatorId: 'finance.pool_financing', title: pool.title, unit: 'fen' }])
    expect(reply.circles).toMatchObject({ indicatorId: 'finance.pool_financing' })
    expect(reply.circles?.towns).toHaveLength(10)
    expect(reply.slider).toMatchObject({ from: '2021-01-01', to: '2023-02-10', next: { date: '2025-12-31' } })
    const met = reply.slider.met.map((point) => point.met)
    expect(reply.slider.met.map(({ date }) => date).slice(0, 2)).toEqual(['2021-01-31', '2021-02-28'])
    expect([met[15], met[16], met[18], met.at(-1)]).toEqual([0, 1, 2, 2])
    await expect(see((context) => viewCockpit(context, { figure: 'schools.evaluation_stage' }))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('gives each department its line and the public its home page', async () => {
    const board = DepartmentsReply.parse(await see((context) => listDepartments(context, '2023-01-31')))
    const names = board.rows.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(board.rows.find(({ name }) => name === '县农业农村局')).toMatchObject({ leads: [3, 10], joins: [1, 6] })
    expect(board.rows.find(({ name }) => name === '县教育局')?.counts.overdue).toBe(1)
    const home = HomeReply.parse(await see((context) => viewHome(context, '2022-06-30'), publicActor(app())))
    expect(home.reforms).toHaveLength(10)
    expect(home.reforms[0]).toMatchObject({ value: 180e9, unit: 'fen', light: 'met', metOn: '2022-05-31' })
    expect(JSON.stringify(home)).not.toContain('加快评审')
  })
})
