import { expect, it } from 'vitest'
import type { App } from '../context.ts'
import { describeDatabases, inContext, testActor, testApp } from '../database/testing.ts'
import { systemContext } from '../database/system-context.ts'
import { defineModule } from '../module.ts'
import { makeAccount } from '../identity/testing.ts'
import { readInbox } from '../notices/inbox.ts'
import { fireEvent, openCase } from './cases.ts'
import { remindOfDeadlines } from './reminders.ts'
import { permitType, trialModule } from './testing.ts'

const county = '331022'
const town = '331022101'

describeDatabases('case notices', (database) => {
  // The review belongs to the officials of the place, the decision to whoever may decide.
  const type = {
    ...permitType,
    events: permitType.events.map((rule) => (rule.event === 'return' ? { ...rule, by: 'area' as const } : rule)),
  }
  const modules = [defineModule({ ...trialModule, caseTypes: [type] })]
  const at = (now: string): App => testApp(database(), { modules, now })
  const titles = (app: App, account: string) =>
    inContext(app, testActor({ id: account }), async (context) =>
      (await readInbox(context, { limit: 50 })).rows.map(({ title }) => title),
    )

  it('tell the holders by name when it becomes their turn, and everybody who may act before the term ends', async () => {
    const monday = at('2026-06-01T09:00:00+08:00')
    const official = { roles: ['department_member'] as const, area: town }
    const here = await makeAccount(monday, { username: 'here', ...official })
    const gone = await makeAccount(monday, { username: 'gone', ...official, until: '2026-05-31' })
    const elsewhere = await makeAccount(monday, { username: 'elsewhere', ...official, area: '331022102' })
    const lead = await makeAccount(monday, { username: 'lead', roles: ['department_lead'] })
    const applicant = testActor({ id: 'applicant', permissions: ['trial.permit.apply'] })
    const id = await inContext(monday, applicant, async (context) => {
      const subject = { table: 't', id: '1' }
      return (await openCase(context, type.name, { title: '围塘许可', subject, areaCode: town })).id
    })
    expect(await titles(monday, applicant.id)).toEqual([])
    await systemContext(monday, county, 'test', (context) => fireEvent(context, id, 'submit'))
    expect(await titles(monday, here)).toEqual(['待办：围塘许可'])
    for (const other of [gone, elsewhere, lead]) expect(await titles(monday, other)).toEqual([])

    // Five working days: due on Monday 8 June. Three working days ahead is Wednesday 3 June.
    expect(await remindOfDeadlines(at('2026-06-02T08:00:00+08:00'), county)).toBe(0)
    const wednesday = at('2026-06-03T08:00:00+08:00')
    expect(await remindOfDeadlines(wednesday, county)).toBe(1)
    expect(await remindOfDeadlines(wednesday, county)).toBe(0)
    expect(await titles(wednesday, lead)).toEqual(['即将到期：围塘许可'])
    const lastDay = at('2026-06-08T08:00:00+08:00')
    expect(await remindOfDeadlines(lastDay, county)).toBe(1)
    expect(await titles(lastDay, here)).toEqual(['今日到期：围塘许可', '即将到期：围塘许可', '待办：围塘许可'])
    expect(await titles(lastDay, elsewhere)).toEqual(['今日到期：围塘许可', '即将到期：围塘许可'])
    expect(await titles(lastDay, gone)).toEqual([])
    expect(await remindOfDeadlines(at('2026-06-09T08:00:00+08:00'), county)).toBe(0)

    // Back to the applicant, who is told with the reason's turn.
    await inContext(lastDay, testActor({ id: here, area: town, permissions: ['trial.permit.review'] }), (context) =>
      fireEvent(context, id, 'return', { reason: '缺少附图' }),
    )
    expect(await titles(lastDay, applicant.id)).toEqual(['待办：围塘许可'])
  })
})
