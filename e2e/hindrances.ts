import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { readonly id: string; readonly impact: string | null; readonly targets: readonly string[] }

/** What axe finds serious or critical on the page as it stands, in words. */
export const violationsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe)
  const found: readonly Violation[] = await page.evaluate(`
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({
      id, impact, targets: nodes.slice(0, 3).map(({ target }) => target.join(' ')),
    })))`)
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, targets }) => `${impact} ${id}: ${targets.join(' | ')}`)
}

/** What stands in the place of the page, and whether it is wider than the screen. */
export const faultsOf = async (page: Page, width: number): Promise<readonly string[]> => {
  // On a phone the layout grows with what is too wide: the screen's own width is the measure.
  const over = (await page.evaluate(() => document.documentElement.scrollWidth)) - width
  const state = page.locator('[role=alert] .state-title')
  return [
    ...(over > 1 ? [`${over} px wider than the screen`] : []),
    ...((await state.count()) > 0 ? [`shows: ${await page.locator('[role=alert]').first().innerText()}`] : []),
  ]
}

/** Nothing grey is left. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('#root > *').first().waitFor()
  await page.waitForFunction(() => document.querySelector('.skeleton') === null, undefined, { timeout: 15_000 })
}
