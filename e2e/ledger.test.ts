import { fileURLToPath } from 'node:url'
import JSZip from 'jszip'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { modules } from '../src/modules.ts'
import { openHouse } from './browser.ts'
import { faultsOf, settled, violationsOf } from './hindrances.ts'
import { visits } from './visits.ts'

/** The ledger's main chain as its people play it: import, evidence, verification, a notice that nobody answers, the bulletin. */

const officialTable = fileURLToPath(new URL('../data/seed/reform-table.docx', import.meta.url))

const runJob = async (house: ReturnType<ReturnType<typeof openHouse>>, name: string): Promise<void> => {
  const job = modules.flatMap((module) => module.jobs).find((one) => one.name === name)
  if (job === undefined) throw new Error(`no job ${name}`)
  await job.run(house.app, {
    county: '331022',
    data: {},
    report: () => undefined,
    signal: new AbortController().signal,
  })
}

const light = (page: Page, row: string): Promise<string> =>
  page.getByRole('row').filter({ hasText: row }).first().innerText()

describe.each(['embedded', 'server'] as const)('the ledger in the browser (%s)', (kind) => {
  const house = openHouse(kind, { now: '2022-03-01T09:00:00+08:00', without: ['ledger'] })
  let targetPath = ''

  it('imports the official table: upload, check, confirm, ten reforms', async () => {
    const page = await house().page('gaigeban')
    await page.goto('/ledger/imports')
    await page.getByLabel('附表年度').fill('2022')
    await page.locator('input[type="file"]').setInputFiles(officialTable)
    await page.getByRole('button', { name: '上传并核对' }).click()
    await page.waitForURL(/\/ledger\/imports\/.+/)
    await page.getByText('识别 10 项改革').waitFor()
    await page.getByRole('button', { name: /确认/ }).click()
    await page.getByText('已确认，十大改革已生效').waitFor()
    await page.goto('/ledger')
    await page.getByText('共富渔塘').first().waitFor()
    expect(await page.locator('a[href^="/ledger/reforms/"]').count()).toBeGreaterThanOrEqual(10)
  })

  it('a department submits evidence: pending, not met', async () => {
    const page = await house().page('nongye')
    house().at('2022-03-09T09:00:00+08:00')
    await page.goto('/ledger/reforms/3')
    await page.getByRole('row').filter({ hasText: '工作小组组建' }).first().getByRole('link').click()
    await page.waitForURL(/\/ledger\/targets\//)
    targetPath = new URL(page.url()).pathname
    await page.getByRole('button', { name: '报送佐证' }).click()
    await page.getByLabel('文件名称').fill('关于成立共富渔塘项目工作小组的通知')
    await page.getByLabel('文件日期').fill('2022-03-08')
    await page.locator('input[type="file"]').setInputFiles(officialTable)
    await page.getByRole('button', { name: '报送', exact: true }).click()
    await page.getByText('待核验').first().waitFor()
    expect(await page.locator('main').innerText()).not.toContain('3月8日达标')
  })

  it('nobody verifies his own; the reform office verifies and the light turns green', async () => {
    const department = await house().page('nongye')
    await department.goto('/ledger/evidence')
    await department.getByText('关于成立共富渔塘项目工作小组的通知').waitFor()
    expect(await department.getByRole('button', { name: '核验通过' }).count()).toBe(0)
    const office = await house().page('gaigeban')
    await office.goto('/ledger/evidence')
    await office.getByRole('button', { name: '核验通过' }).first().click()
    await office.getByRole('dialog').getByRole('button', { name: '核验通过' }).click()
    await office.locator('td').getByText('已核验').first().waitFor()
    await office.goto(targetPath)
    await office.getByText('已达标').first().waitFor()
    await office.goto('/ledger/reforms/3')
    expect(await light(office, '工作小组组建')).toContain('已达标')
  })

  it('a notice that is not answered in five working days goes to the county leader', async () => {
    const office = await house().page('gaigeban')
    await office.goto('/ledger/reforms/3')
    await office.getByRole('button', { name: '发督办单' }).click()
    const dialog = office.getByRole('dialog')
    for (const box of await dialog.getByRole('textbox').all()) await box.fill('请抓紧完成试点申报市级评审')
    for (const choice of await dialog.locator('select').all()) {
      const values = await choice
        .locator('option')
        .evaluateAll((options) => options.map((one) => (one as HTMLOptionElement).value))
      await choice.selectOption(values.findLast((value) => value !== '') ?? '')
    }
    await dialog.getByRole('button', { name: '发出' }).click()
    await dialog.waitFor({ state: 'detached' })
    await office.goto('/ledger/notices')
    await office.locator('td').getByText('已发出').first().waitFor()
    house().at('2022-03-20T09:00:00+08:00')
    await runJob(house(), 'platform.end_case_deadlines')
    await office.goto('/ledger/notices')
    await office.locator('td').getByText('已升级').first().waitFor()
    const leader = await house().page('xianzhang')
    await leader.goto('/desk')
    const waiting = leader.getByText('请抓紧完成试点申报市级评审').first()
    await waiting.waitFor()
    expect(await waiting.isVisible()).toBe(true)
  })

  it('the bulletin holds the official columns, the progress and the light', async () => {
    const office = await house().page('gaigeban')
    house().at('2022-04-02T09:00:00+08:00')
    await office.goto('/ledger/bulletins')
    await office.getByLabel('月份').fill('2022-03')
    await office.getByRole('button', { name: '生成草稿' }).click()
    await office.waitForURL(/\/ledger\/bulletins\/2022-03/)
    await office.getByRole('button', { name: '发布' }).click()
    await office.getByText('已发布').first().waitFor()
    const [download] = await Promise.all([
      office.waitForEvent('download'),
      office.getByRole('link', { name: 'Word' }).click(),
    ])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array))
    const archive = await JSZip.loadAsync(Buffer.concat(chunks))
    const text = (await archive.file('word/document.xml')?.async('string')) ?? ''
    for (const column of ['改革名称', '经验借鉴', '主要目标', '标志性成果', '责任部门', '实际进展', '亮灯']) {
      expect(text.replace(/<[^>]+>/g, '')).toContain(column)
    }
  })

  it('every step stands in the audit log under its actor', async () => {
    const rows = await house().database.superuser(`SELECT DISTINCT table_name AS name FROM audit_log`)
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['reform', 'target', 'evidence', 'supervision_notice', 'bulletin']),
    )
  })

  it.runIf(kind === 'embedded')(
    'hinders nobody: every page for whom it is, by axe, and on a phone',
    async () => {
      const hindered: Record<string, readonly string[]> = {}
      for (const { path, open } of visits(house().page)) {
        const page = await open()
        await page.setViewportSize({ width: 1366, height: 900 })
        await page.goto(path)
        await settled(page)
        const wide = await violationsOf(page)
        await page.setViewportSize({ width: 390, height: 844 })
        const faults = [...wide, ...(await faultsOf(page, 390))]
        if (faults.length > 0) hindered[path] = faults
      }
      expect(hindered).toEqual({})
    },
    300_000,
  )
})
