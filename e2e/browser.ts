import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFailed } from 'vitest'
import { modules } from '../src/modules.ts'
import type { App } from '../src/platform/context.ts'
import type { Database } from '../src/platform/database/database.ts'
import { openTestDatabase, testApp, type TestDatabase } from '../src/platform/database/testing.ts'
import { buildServer } from '../src/platform/http/server.ts'
import { demoPassword } from '../src/platform/identity/demo-accounts.ts'
import { openIdentity } from '../src/platform/identity/identity.ts'
import { firstStart } from '../src/platform/start/first-start.ts'
import { firstSteps } from '../src/platform/start/first-steps.ts'

/** Chromium of Debian or Ubuntu, or whatever CHROMIUM names. */
const executable = (): string => {
  const found = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
    .filter((path) => path !== undefined)
    .find((path) => existsSync(path))
  if (found === undefined) throw new Error('the browser tests need Chromium: set CHROMIUM or install it')
  return found
}

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: executable(), args: ['--no-sandbox'] })

export type House = {
  readonly app: App
  readonly database: TestDatabase
  readonly address: string
  /** Sets the clock of the house. */
  readonly at: (instant: string) => void
  /** A page of its own, signed in as one of the demo accounts; null for a visitor. */
  readonly page: (username: string | null) => Promise<Page>
}

type Options = {
  readonly now: string
  /** Modules whose demo records are left out: their chain begins with nothing. */
  readonly without?: readonly string[]
}

/** A running house with pages, real sign-in and a clock that the test sets; one browser for the suite. */
export const openHouse = (kind: Database['kind'], { now, without = [] }: Options): (() => House) => {
  let house: House | undefined
  let close: () => Promise<void> = async () => undefined
  beforeAll(async () => {
    const database = await openTestDatabase(kind)
    let today = new Date(now)
    const draft = testApp(database, {
      modules: modules.map((module) => (without.includes(module.name) ? { ...module, demo: null } : module)),
      clock: { now: () => new Date(today) },
    })
    const app: App = { ...draft, config: { ...draft.config, demo: true, secondFactor: 'optional' } }
    await firstStart(app, firstSteps(app, { write: () => true }), { write: () => true })
    const server = await buildServer(app, { identity: openIdentity(app) })
    const address = await server.listen({ port: 0, host: '127.0.0.1' })
    const browser = await launch()
    house = {
      app,
      database,
      address,
      at: (instant) => {
        today = new Date(instant)
      },
      page: async (username) => {
        const context = await browser.newContext({
          baseURL: address,
          locale: 'zh-CN',
          viewport: { width: 1366, height: 900 },
        })
        const page = await context.newPage()
        // Everything runs in this one process, beside another suite: a figure of the whole county may take its time.
        page.setDefaultTimeout(45_000)
        // What the page showed when a test failed: GONGFU_E2E_SHOTS names a folder.
        const shots = process.env['GONGFU_E2E_SHOTS']
        if (shots !== undefined) {
          onTestFailed(async ({ task }) => {
            await page.screenshot({ path: `${shots}/${task.name.slice(0, 30)} ${username ?? 'visitor'}.png` })
          })
        }
        if (username === null) return page
        await page.goto('/sign-in')
        await page.locator('input[autocomplete="username"]').fill(username)
        await page.locator('input[type="password"]').fill(demoPassword)
        await page.locator('form button[type="submit"]').click()
        await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
        return page
      },
    }
    close = async () => {
      await browser.close()
      await server.close()
      await database.close()
    }
  })
  afterAll(() => close())
  return () => {
    if (house === undefined) throw new Error('the house is open inside tests only')
    return house
  }
}
