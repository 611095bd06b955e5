import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { describeDatabases, inContext, testActor, testApp } from '../database/testing.ts'
import { caseHistory, fireEvent, openCase, replay } from './cases.ts'
import { inbox } from './inbox.ts'
import { judgeMaterial, listMaterials } from './materials.ts'
import { trialModule } from './testing.ts'
import { fireDueDeadlines } from './timers.ts'
import { listCases, viewCase } from './view.ts'

const applicant = testActor({ id: 'family', permissions: ['trial.permit.apply'], roles: ['household'] })
const neighbour = testActor({ id: 'neighbour', permissions: ['trial.permit.apply'], roles: ['household'] })
const reviewer = testActor({
  id: 'reviewer',
  name: '经办',
  permissions: ['trial.permit.review', 'trial.permit.approve'],
})
const leader = testActor({ id: 'leader', permissions: ['trial.permit.approve'] })
const plan = { kind: 'plan', fileId: 'file-1' }

describeDatabases('cases', (database) => {
  const app = (now = '2026-03-02T09:00:00+08:00') => testApp(database(), { modules: [trialModule], now })
  const open = (now?: string) =>
    inContext(app(now), applicant, (context) =>
      openCase(context, 'trial.permit', { title: '申请一', subject: { table: 'pond', id: 'p1' } }),
    )
  const submitted = async (now?: string) => {
    const { id } = await open(now)
    await inContext(app(now), applicant, (context) => fireEvent(context, id, 'submit', { materials: [plan] }))
    return id
  }

  beforeAll(async () => {
    await database().superuser(
      `INSERT INTO file (county, id, digest, kind, name, size_bytes, audience, uploaded_by)
       VALUES ('331022', 'file-1', repeat('0', 64), 'pdf', '方案.pdf', 1, 'county', 'family')`,
    )
  })

  it('goes from draft to approved, and the stored state is what the events replay to', async () => {
    const id = await submitted()
    await inContext(app(), leader, (context) => fireEvent(context, id, 'approve', { version: 2 }))
    await inContext(app(), applicant, async (context) => {
      const view = await viewCase(context, id)
      expect(view).toMatchObject({ state: 'approved', version: 3, dueOn: null, deadline: null, actions: [] })
      expect(view.closedAt).not.toBeNull()
      expect(await replay(context, id)).toEqual({ state: 'approved', data: { returns: 0 } })
      expect((await caseHistory(context, id)).map(({ event }) => event)).toEqual(['@opened', 'submit', 'approve'])
    })
  })

  it('names what is missing: reason, material, second person, version, state', async () => {
    const { id } = await open()
    const fire = (actor: typeof applicant, event: string, firing = {}) =>
      inContext(app(), actor, (context) => fireEvent(context, id, event, firing))
    await expect(fire(applicant, 'submit')).rejects.toMatchObject({
      code: 'not_computable',
      errors: [{ pointer: '/materials', code: 'missing_plan' }],
    })
    await expect(fire(applicant, 'submit', { materials: [{ kind: 'plan', fileId: 'none' }] })).rejects.toMatchObject({
      errors: [{ pointer: '/materials/0/fileId', code: 'unknown_file' }],
    })
    await expect(fire(leader, 'approve')).rejects.toMatchObject({
      code: 'state_conflict',
      message: expect.stringContaining('提交（农户、企业）'),
    })
    await fire(applicant, 'submit', { materials: [plan] })
    await expect(fire(applicant, 'approve')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(fire(leader, 'approve', { version: 1 })).rejects.toMatchObject({ code: 'stale', status: 412 })
    await expect(fire(reviewer, 'ask')).rejects.toMatchObject({ errors: [{ pointer: '/reason', code: 'required' }] })
    await fire(reviewer, 'ask', { reason: '缺图' })
    await fire(applicant, 'answer')
    await expect(fire(reviewer, 'approve')).rejects.toMatchObject({
      code: 'forbidden',
      errors: [{ code: 'second_person_required' }],
    })
    const deputy = testActor({ id: 'deputy', deputyFor: 'reviewer', permissions: ['trial.permit.approve'] })
    await expect(fire(deputy, 'approve')).rejects.toMatchObject({ errors: [{ code: 'second_person_required' }] })
    await fire(leader, 'approve')
    await expect(fire(leader, 'nothing')).rejects.toMatchObject({ code: 'state_conflict' })
  })

  it('shows a case to its applicant and to the officials of its events, and to nobody else', async () => {
    const id = await submitted()
    const sees = (actor: typeof applicant) => inContext(app(), actor, (context) => viewCase(context, id))
    await expect(sees(neighbour)).rejects.toMatchObject({ code: 'not_found' })
    await expect(sees(testActor({ county: '331023', permissions: ['trial.permit.review'] }))).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await sees(reviewer)).actions.filter(({ mine }) => mine).map(({ event }) => event)).toEqual([
      'return',
      'ask',
      'approve',
      'refuse',
    ])
    expect((await sees(applicant)).actions.every(({ mine }) => !mine)).toBe(true)
    expect((await inContext(app(), neighbour, (context) => listCases(context, { limit: 200 }))).rows).toEqual([])
  })

  it('never rewrites history', async () => {
    const id = await submitted()
    await expect(
      inContext(app(), reviewer, ({ tx }) => tx.execute(sql`UPDATE case_event SET reason = 'x' WHERE case_id = ${id}`)),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      database().asSystem('331022', 'test', (tx) => tx.execute(sql`DELETE FROM case_event WHERE case_id = ${id}`)),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('orders the inbox by deadline, pages through it, and leaves out what a second person must do', async () => {
    const officer = testActor({ id: 'officer-inbox', permissions: ['trial.permit.review', 'trial.permit.approve'] })
    const late = await submitted('2026-05-20T09:00:00+08:00')
    const early = await submitted('2026-05-06T09:00:00+08:00')
    const all: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await inContext(app(), officer, (context) => inbox(context, { limit: 2, cursor }))
      expect(page.rows.length).toBeLessThanOrEqual(2)
      all.push(...page.rows.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(new Set(all).size).toBe(all.length)
    expect(all.indexOf(early)).toBeLessThan(all.indexOf(late))
    expect(all.indexOf(early)).toBeGreaterThanOrEqual(0)
    const mine = await inContext(app(), neighbour, (context) => inbox(context))
    expect(mine.rows).toEqual([])
  })

  it('escalates when the last day has passed, once, and only notes lateness where no event is named', async () => {
    const id = await submitted('2026-04-07T09:00:00+08:00')
    const waiting = await submitted('2026-04-07T09:00:00+08:00')
    await inContext(app('2026-04-07T10:00:00+08:00'), reviewer, (context) =>
      fireEvent(context, waiting, 'ask', { reason: '补图' }),
    )
    const due = (now: string) => fireDueDeadlines(app(), '331022', new Date(now))
    const lastMoment = await due('2026-04-14T23:59:59+08:00')
    expect(lastMoment.map(({ caseId }) => caseId)).not.toContain(id)
    expect(await due('2026-04-15T00:00:01+08:00')).toContainEqual(
      expect.objectContaining({ caseId: id, fired: 'escalate' }),
    )
    expect(await due('2026-04-15T00:00:02+08:00')).toEqual([])
    expect(await due('2026-04-30T00:00:00+08:00')).toContainEqual(
      expect.objectContaining({ caseId: waiting, fired: null, key: 'moreInfo/late' }),
    )
    await inContext(app('2026-04-30T09:00:00+08:00'), leader, async (context) => {
      expect(await viewCase(context, id)).toMatchObject({ state: 'leader', deadlines: [{ status: 'missed' }] })
      const late = await viewCase(context, waiting)
      expect(late).toMatchObject({ state: 'moreInfo', late: true })
      expect(late.history.at(-1)).toMatchObject({ event: '@late', actor: 'system:case-deadlines' })
      expect(await replay(context, waiting)).toMatchObject({ state: 'moreInfo' })
    })
  })

  it('draws the days of a deadline and judges materials by somebody else than the one who brought them', async () => {
    const id = await submitted('2026-04-29T09:00:00+08:00')
    await inContext(app('2026-04-29T10:00:00+08:00'), reviewer, async (context) => {
      const { deadline } = await viewCase(context, id)
      expect(deadline).toMatchObject({ dueOn: '2026-05-09', workingDaysLeft: 5, count: 'working' })
      expect(deadline?.days.map(({ kind }) => kind).filter((kind) => kind === 'holiday')).toHaveLength(5)
      const [material] = await listMaterials(context, id)
      await judgeMaterial(context, id, material?.id ?? '', { verdict: 'returned', reason: '无签章' })
      expect(await viewCase(context, id)).toMatchObject({ materials: [{ verdict: 'returned', reason: '无签章' }] })
    })
  })
})
