import { beforeAll, expect, it } from 'vitest'
import { describeDatabases, inContext, testActor, testApp } from '../database/testing.ts'
import type { App, Context } from '../context.ts'
import { loadDivisions } from './divisions.ts'
import {
  addOrganisation,
  changeOrganisation,
  closeOrganisation,
  listOrganisations,
  readOrganisation,
} from './organisations.ts'
import { OrganisationQuery } from './api/organisations/schema.ts'

describeDatabases('the register of organisations', (database) => {
  let app: App
  beforeAll(async () => {
    await loadDivisions(database())
    app = testApp(database(), { modules: [] })
  })
  const manager = testActor({ permissions: ['identity.organisation.manage'] })
  const as = <T>(work: (context: Context) => Promise<T>, actor = manager) => inContext(app, actor, work)
  const draft = (name: string) => ({
    name,
    shortName: name,
    kind: 'department' as const,
    uscc: null,
    parentId: null,
    areaCode: '331022',
  })
  const add = (code: string, more: object = {}) =>
    as((context) => addOrganisation(context, { ...draft(`三门县${code}局`), code, ...more }))

  it('registers, finds, pages and closes', async () => {
    const lead = await add('a-lead')
    const fish = await add('b-fish', { parentId: lead.id, uscc: '91330000-71200000-9J'.replaceAll('-', '') }).catch(
      (error: unknown) => error,
    )
    expect(fish).toMatchObject({ code: 'not_computable', errors: [{ pointer: '/uscc' }] })
    const child = await add('b-fish', { parentId: lead.id, areaCode: '331022105' })
    expect(child).toMatchObject({ parentName: lead.shortName, areaCode: '331022105', closedOn: null })
    const list = (query: object) => as((context) => listOrganisations(context, OrganisationQuery.parse(query)))
    expect((await list({ search: 'B-FISH' })).rows.map(({ code }) => code)).toEqual(['b-fish'])
    expect((await list({ search: '%' })).rows).toEqual([])
    const first = await list({ limit: 1 })
    const second = await list({ limit: 1, cursor: first.nextCursor })
    expect([...first.rows, ...second.rows].map(({ code }) => code)).toEqual(['a-lead', 'b-fish'])
    expect(second.nextCursor).toBeNull()
    await as((context) => closeOrganisation(context, child.id, '2026-01-01'))
    expect((await list({ parentId: lead.id })).rows).toEqual([])
    expect((await list({ parentId: lead.id, closed: 'true' })).rows).toHaveLength(1)
    await as((context) => closeOrganisation(context, child.id, null))
    expect(await as((context) => readOrganisation(context, child.id))).toMatchObject({ closedOn: null })
  })

  it('refuses a circle, an unknown area, a closed or unknown head, a code that is taken', async () => {
    const top = await add('c-top')
    const middle = await add('c-middle', { parentId: top.id })
    const below = await add('c-below', { parentId: middle.id })
    const under = (id: string, parentId: string) =>
      as((context) => changeOrganisation(context, id, { ...draft('三门县某局'), parentId }))
    for (const head of [top, middle, below]) {
      await expect(under(top.id, head.id)).rejects.toMatchObject({
        errors: [{ pointer: '/parentId', code: 'cycle' }],
      })
    }
    await expect(under(below.id, top.id)).resolves.toMatchObject({ parentId: top.id })
    await expect(add('d-one', { areaCode: '331022999' })).rejects.toMatchObject({
      errors: [{ pointer: '/areaCode', code: 'unknown_area' }],
    })
    await expect(add('d-two', { parentId: crypto.randomUUID() })).rejects.toMatchObject({
      errors: [{ pointer: '/parentId', code: 'unknown_organisation' }],
    })
    await as((context) => closeOrganisation(context, middle.id, '2026-01-01'))
    await expect(add('d-three', { parentId: middle.id })).rejects.toMatchObject({
      errors: [{ pointer: '/parentId', code: 'closed' }],
    })
    await expect(add('c-top')).rejects.toMatchObject({ code: 'duplicate' })
  })

  it('lets nobody else write', async () => {
    const official = testActor({ permissions: ['platform.person.read'] })
    await expect(
      as((context) => addOrganisation(context, { ...draft('某局'), code: 'x-none' }), official),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})
