import { writeFileSync } from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { modules } from '../src/modules.ts'
import { openHouse } from './browser.ts'

/** Reform 7 as its people play it: a need, its ranked sites, the analysis and its report; a new layer, and verdicts that follow. */

const bytesOf = async (page: Page, link: string): Promise<Buffer> => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

const folder = mkdtempSync(join(tmpdir(), 'gongfu-site-'))

describe.each(['embedded', 'server'] as const)('sites in the browser (%s)', (kind) => {
  const house = openHouse(kind, {
    now: '2026-11-24T09:00:00+08:00',
    without: modules.map(({ name }) => name).filter((name) => name !== 'platform' && name !== 'land'),
  })
  let analysis = ''

  it('the promotion officer enters a need and gets ranked sites with what speaks against them', async () => {
    const page = await house().page('jingxin2')
    await page.goto('/land/needs')
    await page.getByRole('button', { name: '登记需求' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('项目名称').fill('密封件二期')
    await dialog.getByLabel('面积不少于（亩）').fill('20')
    await dialog.getByLabel('面积不多于（亩）').fill('40')
    await dialog.getByLabel('宽度不小于（米）').fill('60')
    await dialog.getByRole('button', { name: '登记并选址' }).click()
    await page.waitForURL(/\/land\/needs\/[0-9a-f-]{36}/)
    await page.getByText(/个候选，看过/).waitFor()
    expect(await page.locator('.candidate-row').count()).toBeGreaterThan(1)
    await page.getByText('判断一致').waitFor()
    await page.getByRole('heading', { name: '差一点的地块' }).waitFor()
  })

  it('weights that contradict each other turn the lamp red and name the worst judgement', async () => {
    const page = await house().page('jingxin2')
    await page.goto('/land/needs')
    await page.getByRole('link', { name: '密封件二期' }).click()
    await page.getByRole('combobox', { name: '到公路 : 供电余量' }).selectOption({ label: '9' })
    await page.getByRole('combobox', { name: '供电余量 : 坡度' }).selectOption({ label: '9' })
    await page.getByRole('combobox', { name: '到公路 : 坡度' }).selectOption({ label: '1/9' })
    await page.getByRole('button', { name: '按新权重选址' }).click()
    await page.getByText('判断有矛盾').waitFor()
    expect(await page.getByText('最矛盾的判断').isVisible()).toBe(true)
  })

  it('the first site is analysed, layer by layer, and the report is one page', async () => {
    const page = await house().page('jingxin2')
    await page.goto('/land/needs')
    await page.getByRole('link', { name: '密封件二期' }).click()
    await page.getByRole('button', { name: '分析这块地' }).click()
    await page.waitForURL(/\/land\/analyses\/[0-9a-f-]{36}/)
    analysis = new URL(page.url()).pathname
    await page.getByRole('heading', { name: '逐层结论' }).waitFor()
    expect(await page.locator('table').first().innerText()).toContain('永久基本农田')
    const pdf = await bytesOf(page, '报告 PDF')
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
    const word = await JSZip.loadAsync(await bytesOf(page, '报告 Word'))
    const text = ((await word.file('word/document.xml')?.async('string')) ?? '').replace(/<[^>]+>/g, '')
    for (const words of ['密封件二期', '逐层结论', '永久基本农田', '适宜性', '可比地块', analysis]) {
      expect(text).toContain(words)
    }
  })

  it('the planning department reviews and issues it; from then on it does not change', async () => {
    const page = await house().page('ziran')
    await page.goto(analysis)
    await page.getByRole('link', { name: '办理' }).click()
    await page.getByRole('button', { name: '审核通过' }).click()
    await page.getByRole('button', { name: '出具报告' }).click()
    await page.getByText('已出具').first().waitFor()
    await page.goto(analysis)
    await page.getByText(/校验值 [0-9a-f]{64}/).waitFor()
    await expect(
      house().database.superuser(
        `UPDATE land_analysis SET title = 'x' WHERE id = '${analysis.split('/').at(-1) ?? ''}'`,
      ),
    ).rejects.toThrow()
  })

  it('a new version of the farmland layer is imported, and the parcel that it covers becomes prohibited', async () => {
    const page = await house().page('ziran')
    await page.goto('/land/parcels')
    await page.locator('tbody a').first().click()
    await page.waitForURL(/\/land\/parcels\/[0-9a-f-]{36}/)
    const parcel = new URL(page.url()).pathname
    const { boundary } = await page.evaluate(
      (path) => fetch(path).then((reply) => reply.json() as Promise<{ boundary: GeoJSON.MultiPolygon }>),
      `/api${parcel.replace('/land/', '/land/')}`,
    )
    const file = join(folder, `${kind}.geojson`)
    const feature = { type: 'Feature', properties: { code: 'new-1', name: '新划永农' }, geometry: boundary }
    writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: [feature] }))
    await page.goto('/land/imports?layer=permanentBasicFarmland')
    await page.locator('input[type="file"]').setInputFiles(file)
    await page.getByRole('button', { name: '上传并核对' }).click()
    await page.waitForURL(/\/land\/imports\/[0-9a-f-]{36}/)
    await page.getByText('全部要素通过检查').waitFor()
    await page.getByRole('button', { name: '确认入库' }).click()
    await page.getByText('已于 2026-11-24 入库').waitFor()
    const job = modules.flatMap((module) => module.jobs).find(({ name }) => name === 'land.recompute_verdicts')
    await job?.run(house().app, {
      county: '331022',
      data: {},
      report: () => undefined,
      signal: new AbortController().signal,
    })
    await page.goto(parcel)
    await page.getByText('禁止建设').first().waitFor()
    await page.goto('/land/layers')
    await page.getByRole('button', { name: '与上一版' }).first().click()
    await page.getByText('new-1').waitFor()
    expect(await page.getByRole('dialog').innerText()).toContain('取消')
  })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))
