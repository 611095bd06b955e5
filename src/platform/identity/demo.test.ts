import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { describeDatabases, testApp } from '../database/testing.ts'
import { loadDivisions } from '../registers/divisions.ts'
import { demoAccounts, demoPassword, demoPeople } from './demo-accounts.ts'
import { demoOrganisations } from './demo-organisations.ts'
import { makeDemoAccounts, makeDemoOrganisations } from './demo.ts'
import { passwordFaults } from './model/password-rules.ts'
import { isOfficial, roles } from './roles.ts'
import { accountProfile, membership } from './tables.ts'
import { signIn, startDoors, who } from './testing.ts'

const organisations = demoOrganisations()

it('has every department of the official table, under the name that the table uses', () => {
  const text = readFileSync(new URL('../../../data/seed/reform-table.txt', import.meta.url), 'utf8')
  const named = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^(三门)?县\S{1,12}(局|中心)$|(支行|监管组|技师学院)$/.test(line) && line.length < 20)
  expect(named.length).toBeGreaterThan(20)
  const known = new Set(organisations.flatMap(({ name, aliases }) => [name, ...aliases]))
  expect(named.filter((name) => !known.has(name))).toEqual([])
})

it('has ten towns, 295 villages and no organisation twice', () => {
  expect(organisations.filter(({ kind }) => kind === 'town')).toHaveLength(10)
  expect(organisations.filter(({ kind }) => kind === 'village')).toHaveLength(295)
  const departments = organisations.filter(({ kind }) => kind !== 'village').map(({ name }) => name)
  expect(new Set(departments).size).toBe(departments.length)
})

it('gives every role but the visitor to somebody, under a password that the rules accept', () => {
  expect(new Set(demoPeople.map(({ role }) => role))).toEqual(
    new Set(Object.keys(roles).filter((role) => role !== 'public')),
  )
  for (const person of demoPeople) {
    expect(passwordFaults(demoPassword, { ...person, official: isOfficial([person.role]) }, '')).toEqual([])
  }
})

describeDatabases('demo accounts', (database) => {
  it('are made once and sign in with what is printed', async () => {
    const draft = testApp(database())
    const app = { ...draft, config: { ...draft.config, secondFactor: 'optional' as const } }
    await loadDivisions(database())
    const ids = await makeDemoOrganisations(app, '331022')
    expect(await makeDemoOrganisations(app, '331022')).toEqual(ids)
    await makeDemoAccounts(app, '331022', ids)
    await makeDemoAccounts(app, '331022', ids)
    const [profiles, posts] = await app.database.asSystem('331022', 'test', async (tx) => [
      await tx.select().from(accountProfile),
      await tx.select().from(membership),
    ])
    expect(profiles).toHaveLength(demoPeople.length)
    expect(posts).toHaveLength(demoPeople.length)
    const server = await startDoors(app)
    const [printed] = demoAccounts().filter(({ username }) => username === 'nongye')
    const { cookies } = await signIn(server, 'nongye', printed?.password)
    expect(await who(server, cookies)).toMatchObject({
      roles: ['department_lead'],
      organisationId: ids.get('三门县农业农村局'),
    })
    await server.close()
  })
})
