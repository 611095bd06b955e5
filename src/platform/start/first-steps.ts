import { hashPassword } from 'better-auth/crypto'
import type { App } from '../context.ts'
import { insertAccount, makeInitialPassword } from '../identity/accounts.ts'
import { demoAccounts } from '../identity/demo-accounts.ts'
import { roleTitle, type Role } from '../identity/roles.ts'
import { membership } from '../identity/tables.ts'
import { renewStatistics } from '../database/statistics.ts'
import { makeDate } from '../dates.ts'
import { backfillFigures } from '../indicators/snapshots.ts'
import { civilDateOf } from '../instants.ts'
import { loadDivisions } from '../registers/divisions.ts'
import { organisation } from '../registers/tables.ts'
import { demoAfterSteps, demoSteps, type FirstStep } from './first-start.ts'
import type { Terminal } from './progress.ts'

const divisions: FirstStep = {
  name: 'platform.divisions',
  title: '行政区划',
  run: async (app) => {
    await loadDivisions(app.database)
  },
}

/** System, security and audit are three persons (GB/T 22239-2019, 8.1.5): none can act alone and unseen. */
const administrators: readonly { readonly username: string; readonly role: Role }[] = [
  { username: 'system', role: 'system_admin' },
  { username: 'security', role: 'security_admin' },
  { username: 'audit', role: 'audit_admin' },
]

/** The three administrators, each with a password that is printed this once and changed at the first sign-in. */
const firstAdministrators = (terminal: Terminal): FirstStep => ({
  name: 'platform.administrators',
  title: '首批管理员',
  run: async (app, county) => {
    const made = await Promise.all(
      administrators.map(async (one) => {
        const password = makeInitialPassword()
        return { ...one, password, hash: await hashPassword(password) }
      }),
    )
    await app.database.asSystem(county, 'platform.start', async (tx) => {
      const [office] = await tx
        .insert(organisation)
        .values({ county, code: county, kind: 'county', name: '县人民政府', shortName: '县政府', areaCode: county })
        .returning({ id: organisation.id })
      if (office === undefined) throw new Error('the county has no organisation')
      for (const { username, role, hash } of made) {
        const account = await insertAccount(tx, county, { username, name: roleTitle(role) }, { hash, mustChange: true })
        const from = civilDateOf(app.clock.now())
        await tx.insert(membership).values({ county, account, organisationId: office.id, role, areaCode: county, from })
      }
    })
    const lines = made.map(({ username, role, password }) => `  ${roleTitle(role)}  ${username}  ${password}`)
    terminal.write(`\n首批管理员账号（口令只显示这一次，首次登录须修改）\n${lines.join('\n')}\n\n`)
  },
})

/**
 * Records of the demo county begin here; its month ends are sealed once all modules have made theirs, before bulletins
 * are written that read them.
 */
const demoSince = makeDate(2021, 1, 1)

const demoSeals: FirstStep = {
  name: 'demo.figures',
  title: '封存历史指标',
  run: async (app, county, report) => {
    await renewStatistics(app.database)
    await backfillFigures(app, county, demoSince, 7, report)
  },
}

/** What a county needs once: its divisions; then the demo records, or administrators who let everybody else in. */
export const firstSteps = (app: App, terminal: Terminal): readonly FirstStep[] => [
  divisions,
  ...(app.config.demo ? [...demoSteps(app), demoSeals, ...demoAfterSteps(app)] : [firstAdministrators(terminal)]),
]

/** One account of each role to try the demo county with; the sign-in page lists them all. */
export const demoNotice = (): string => {
  const accounts = demoAccounts()
  const first = accounts.filter(({ role }, index) => accounts.findIndex((other) => other.role === role) === index)
  const lines = first.map(({ username, role, name }) => `  ${username.padEnd(10)}${role}  ${name}`)
  return `示范账号（口令均为 ${accounts[0]?.password ?? ''}，全部账号见登录页）\n${lines.join('\n')}\n`
}
