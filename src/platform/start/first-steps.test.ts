import { expect, it } from 'vitest'
import { describeDatabases, testApp } from '../database/testing.ts'
import { demoPassword, demoPeople } from '../identity/demo-accounts.ts'
import { roleTitle } from '../identity/roles.ts'
import { accountProfile } from '../identity/tables.ts'
import { signIn, startDoors, who } from '../identity/testing.ts'
import { platform } from '../index.ts'
import { firstStart } from './first-start.ts'
import { demoNotice, firstSteps } from './first-steps.ts'

describeDatabases('first administrators', (database) => {
  it('are three, sign in with the password printed once, and must change it', async () => {
    const app = testApp(database(), { modules: [platform] })
    const printed: string[] = []
    const terminal = { write: (text: string) => printed.push(text) }
    await firstStart(app, firstSteps(app, terminal), terminal)
    await firstStart(app, firstSteps(app, terminal), terminal)
    const passwords = [...printed.join('').matchAll(/ (system|security|audit) {2}(\S+)/g)]
    expect(passwords.map(([, name]) => name)).toEqual(['system', 'security', 'audit'])
    const server = await startDoors(app)
    const { cookies } = await signIn(server, 'security', passwords[1]?.[2])
    expect(await who(server, cookies)).toMatchObject({ code: 'password_change_required' })
    await server.close()
    const accounts = await app.database.asSystem('331022', 'test', (tx) => tx.select().from(accountProfile))
    expect(accounts).toHaveLength(3)
  })
})

it('tells one demo account of every role, with the password', () => {
  const notice = demoNotice()
  expect(notice).toContain(demoPassword)
  for (const role of new Set(demoPeople.map((one) => one.role))) expect(notice).toContain(`${roleTitle(role)}  `)
})
