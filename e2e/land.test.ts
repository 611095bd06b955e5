import ExcelJS from 'exceljs'
import sharp from 'sharp'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { systemContext } from '../src/platform/database/system-context.ts'
import { indicatorValue } from '../src/platform/indicators/indicators.ts'
import { openHouse } from './browser.ts'

/** Reform 4 as its people play it: figures in, classes out after an objection, list, agreement, works, acceptance. */

const county = '331022'
type House = ReturnType<ReturnType<typeof openHouse>>

const figure = (house: House, id: string, asOf: string) =>
  systemContext(house.app, county, 'e2e', async (context) => (await indicatorValue(context, id, asOf)).value.value)

/** A sheet filled with two firms' figures, by the titles of its template. */
const filledSheet = async (page: Page, name: string, rows: readonly Readonly<Record<string, string>>[]) => {
  const reply = await page.request.get(`/api/platform/sheets/${name}/template`)
  const book = new ExcelJS.Workbook()
  // exceljs has types of its own for the buffer it reads.
  await book.xlsx.load((await reply.body()).buffer as ArrayBuffer)
  const sheet = book.worksheets[0]
  if (sheet === undefined) throw new Error('the template has no sheet')
  const titles = (sheet.getRow(1).values as (string | undefined)[]).map((title) => String(title ?? ''))
  for (let row = sheet.rowCount; row >= 2; row--) sheet.spliceRows(row, 1)
  for (const values of rows) {
    sheet.addRow(
      titles.slice(1).map((title) => {
        const key = Object.keys(values).find((each) => title.startsWith(each))
        return key === undefined ? '' : values[key]
      }),
    )
  }
  return {
    name: `${name}.xlsx`,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await book.xlsx.writeBuffer()),
  }
}

const importSheet = async (
  page: Page,
  sheet: string,
  title: string,
  rows: readonly Readonly<Record<string, string>>[],
) => {
  await page.getByLabel('选择数据表').selectOption({ label: title })
  await page.locator('input[type="file"]').setInputFiles(await filledSheet(page, sheet, rows))
  await page.getByRole('button', { name: '上传并核对' }).click()
  await page.getByText(/新增 \d+，更改/).waitFor()
  await page.getByRole('button', { name: '确认入账' }).click()
  await page.getByText('已入账').waitFor()
}

/** A picture of its own for each seed, with the time and place that a phone writes. */
const photo = async (seed: number, at: { longitude: number; latitude: number }, takenAt: string): Promise<Buffer> => {
  const cells = Array.from({ length: 81 }, (_, index) => ((index * 7919 * (seed + 3)) % 251) & 255)
  const degrees = (value: number): string => {
    const whole = Math.floor(value)
    const minutes = (value - whole) * 60
    const seconds = (minutes - Math.floor(minutes)) * 60
    return `${whole}/1 ${Math.floor(minutes)}/1 ${Math.round(seconds * 10_000)}/10000`
  }
  return sharp(Buffer.from(cells), { raw: { width: 9, height: 9, channels: 1 } })
    .resize(640, 480, { kernel: 'nearest' })
    .toColourspace('srgb')
    .withExif({
      IFD0: { Make: 'test' },
      IFD2: { DateTimeOriginal: takenAt.replaceAll('-', ':').replace('T', ' ') },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: degrees(at.latitude),
        GPSLongitudeRef: 'E',
        GPSLongitude: degrees(at.longitude),
      },
    })
    .jpeg()
    .toBuffer()
}

describe.each(['embedded', 'server'] as const)('industrial land in the browser (%s)', (kind) => {
  const house = openHouse(kind, { now: '2026-11-24T09:00:00+08:00' })
  let firm: { id: string; uscc: string; name: string } = { id: '', uscc: '', name: '' }
  let task = ''

  it('the figures of 2022 moved at the four dates of the official table, one town late', async () => {
    expect(await figure(house(), 'land.tasks_listed', '2022-03-31')).toBe(180)
    expect(await figure(house(), 'land.agreements_signed', '2022-06-30')).toBeLessThan(1)
    expect(await figure(house(), 'land.tasks_closed', '2022-09-30')).toBeGreaterThan(0.4)
    expect(await figure(house(), 'land.tasks_closed', '2022-12-31')).toBeLessThan(1)
    expect(await figure(house(), 'land.towns_assessed', '2022-12-31')).toBe(1)
    const page = await house().page('gaigeban')
    await page.goto('/ledger/reforms/4?asOf=2022-03-31')
    await page.getByRole('row').filter({ hasText: '闲置低效整治任务数' }).first().getByText('已达标').waitFor()
    await page.context().close()
  })

  it('the bureau imports yearly figures and computes the evaluation', async () => {
    const [row] = await house().database.superuser(`SELECT o.id, o.uscc, o.name FROM membership m
      JOIN account_profile p ON p.account = m.account JOIN organisation o ON o.id::text = m.organisation_id::text
      WHERE p.username = 'qiye'`)
    firm = { id: String(row?.['id']), uscc: String(row?.['uscc']), name: String(row?.['name']) }
    const others = await house().database.superuser(`SELECT o.uscc FROM organisation o JOIN land_enterprise e
      ON e.organisation_id = o.id WHERE o.uscc <> '${firm.uscc}' ORDER BY o.uscc LIMIT 5`)
    house().at('2026-05-06T09:00:00+08:00')
    const page = await house().page('jingxin2')
    await page.goto('/land/evaluations')
    const taxes = (uscc: string, vat: string) => ({
      统一社会信用代码: uscc,
      年度: '2025',
      增值税: vat,
      企业所得税: '1000',
      城镇土地使用税: '1000',
      房产税: '0',
      其他税收: '0',
      出口免抵税额: '0',
      政策性减免: '0',
      罚没及补缴以前年度: '0',
    })
    await importSheet(page, 'land.tax_years', '税收', [
      taxes(firm.uscc, '9000'),
      ...others.map(({ uscc }, index) => taxes(String(uscc), String(9_000_000 + index * 500_000))),
    ])
    await page.reload()
    await importSheet(
      page,
      'land.output_years',
      '产出',
      [firm.uscc, ...others.map(({ uscc }) => String(uscc))].map((uscc) => ({
        统一社会信用代码: uscc,
        年度: '2025',
        规模: '规下',
      })),
    )
    await page.getByRole('spinbutton', { name: '年度' }).fill('2025')
    await page.getByRole('button', { name: '计算评价' }).click()
    await page.getByRole('link', { name: '2025 年度（第 2 次）' }).first().click()
    await page.waitForURL(/\/land\/evaluations\/.+/)
    await page.getByRole('link', { name: '办理和公示' }).click()
    await page.getByRole('button', { name: '公示', exact: true }).click()
    await page.getByText('公示中').first().waitFor()
    // The words of the step stand on the page before it is taken.
    await expect
      .poll(() => house().database.superuser('SELECT state FROM land_evaluation WHERE year = 2025 AND no = 2'))
      .toEqual([{ state: 'publicity' }])
    await page.context().close()
  })

  it('the firm objects, is answered, and the head publishes; the public reads the class and no figure', async () => {
    house().at('2026-05-08T09:00:00+08:00')
    const own = await house().page('qiye')
    await own.goto('/land/evaluations')
    await own.getByRole('link', { name: '2025 年度（第 2 次）' }).first().click()
    await own.getByRole('button', { name: '提出异议' }).click()
    await own.getByLabel('异议内容和依据').fill('本企业上年停产检修三个月，请予核实')
    await own.getByRole('dialog').getByRole('button', { name: '提出异议' }).click()
    await own.getByRole('dialog').waitFor({ state: 'detached' })
    await own.getByText('请予核实').waitFor()
    await own.context().close()
    house().at('2026-05-20T09:00:00+08:00')
    const head = await house().page('jingxin')
    await head.goto('/land/evaluations')
    await head.getByRole('link', { name: '2025 年度（第 2 次）' }).first().click()
    await head.getByRole('button', { name: '答复' }).click()
    await head.getByLabel('答复意见').fill('停产检修不属于调整事项，评价结果不变')
    await head.getByRole('dialog').getByRole('button', { name: '答复' }).click()
    await head.getByRole('dialog').waitFor({ state: 'detached' })
    await head.getByText('不成立').waitFor()
    await head.getByRole('link', { name: '办理和公示' }).click()
    await head.getByRole('button', { name: '批准' }).click()
    await head.getByRole('button', { name: '公布' }).click()
    await head.getByText('已公布').first().waitFor()
    await expect
      .poll(() => house().database.superuser('SELECT state FROM land_evaluation WHERE year = 2025 AND no = 2'))
      .toEqual([{ state: 'published' }])
    await head.context().close()
    const visitor = await house().page(null)
    await visitor.goto('/land/public')
    await visitor.getByLabel('查询企业').fill(firm.name)
    await visitor.getByRole('cell', { name: firm.name }).waitFor()
    expect(await visitor.locator('main').innerText()).not.toContain('万元/亩')
    await visitor.context().close()
  })

  it('the bureau freezes the list; the town drafts and signs, the firm signs', async () => {
    house().at('2026-05-25T09:00:00+08:00')
    const bureau = await house().page('jingxin2')
    await bureau.goto('/land/tasks')
    await bureau.getByRole('button', { name: '清单拟订' }).click()
    await bureau.getByRole('spinbutton', { name: '列入家数上限' }).fill('5')
    await bureau.getByRole('button', { name: '按标准认定并拟订' }).click()
    await bureau.getByText(firm.name).first().waitFor()
    const finding = bureau.getByRole('row').filter({ hasText: firm.name }).first()
    if ((await finding.getByRole('button', { name: '列入' }).count()) > 0) {
      await finding.getByRole('button', { name: '列入' }).click()
      await bureau.getByRole('dialog').getByLabel('理由').fill('企业申请列入本年度整治')
      await bureau.getByRole('dialog').getByRole('button', { name: '列入' }).click()
      await bureau.getByRole('dialog').waitFor({ state: 'detached' })
      await finding.getByRole('button', { name: '移出' }).waitFor()
    }
    await bureau.getByRole('button', { name: '锁定清单' }).click()
    await bureau.getByRole('button', { name: '交办乡镇' }).click()
    await bureau.getByRole('button', { name: '清单拟订' }).click()
    await bureau.getByRole('link', { name: firm.name }).first().click()
    await bureau.waitForURL(/\/land\/tasks\/.+/)
    task = new URL(bureau.url()).pathname
    await bureau.context().close()
    expect(await figure(house(), 'land.tasks_listed', '2026-05-24')).toBe(180)
    expect(await figure(house(), 'land.tasks_listed', '2026-05-31')).toBeGreaterThan(0)
    house().at('2026-06-10T09:00:00+08:00')
    const town = await house().page('haiyou')
    await town.goto(task)
    await town.getByRole('button', { name: '拟订协议' }).click()
    await town.getByText('待乡镇签署').waitFor()
    await town.getByRole('button', { name: '乡镇签署' }).click()
    await town.getByText('待企业签署').waitFor()
    await town.context().close()
    house().at('2026-06-20T09:00:00+08:00')
    const own = await house().page('qiye')
    await own.goto(task)
    await own.getByRole('button', { name: '企业签署' }).click()
    await own.getByText('履行中').waitFor()
    await own.context().close()
    expect(await figure(house(), 'land.agreements_signed', '2026-06-19')).toBe(0)
    expect(await figure(house(), 'land.agreements_signed', '2026-06-30')).toBeGreaterThan(0)
  })

  it('works are reported with photos inside the parcel; two inspectors close, the figure moves', async () => {
    const [place] = await house().database.superuser(`SELECT ST_X(ST_PointOnSurface(p.boundary)) AS longitude,
      ST_Y(ST_PointOnSurface(p.boundary)) AS latitude FROM land_task t JOIN land_parcel p ON p.id = t.parcel_id
      WHERE t.id = '${task.split('/').at(-1)}'`)
    const at = { longitude: Number(place?.['longitude']), latitude: Number(place?.['latitude']) }
    house().at('2026-09-01T09:00:00+08:00')
    const own = await house().page('qiye')
    await own.goto(task)
    await own.getByRole('button', { name: '报送进度' }).click()
    await own.getByRole('spinbutton', { name: '完成进度' }).fill('100')
    await own.getByRole('spinbutton', { name: '累计投资' }).fill('260')
    await own.getByLabel('进展说明').fill('厂房改造完成，设备投产')
    await own.getByRole('dialog').getByRole('button', { name: '报送进度' }).click()
    await own.getByRole('dialog').waitFor({ state: 'detached' })
    await own.getByText('厂房改造完成').waitFor()
    await own.context().close()
    const town = await house().page('haiyou')
    await town.goto(task)
    for (const [index, purpose] of ['整改前', '整改后'].entries()) {
      await town.getByRole('button', { name: '上传照片' }).click()
      await town.getByLabel('拍摄阶段').selectOption({ label: purpose })
      const buffer = await photo(index, at, '2026-08-30T10:00:00')
      await town
        .getByRole('dialog')
        .locator('input[type="file"]')
        .setInputFiles({ name: `${index}.jpg`, mimeType: 'image/jpeg', buffer })
      await town.getByRole('dialog').getByRole('img').first().waitFor()
      await town.getByRole('dialog').getByRole('button', { name: '上传照片' }).click()
      await town.getByRole('dialog').waitFor({ state: 'detached' })
    }
    expect(await town.getByText('有效').count()).toBe(2)
    await town.getByRole('button', { name: '申请验收' }).click()
    await expect
      .poll(() => house().database.superuser(`SELECT state FROM land_task WHERE id = '${task.split('/').at(-1)}'`))
      .toEqual([{ state: 'acceptanceAsked' }])
    await town.context().close()
    house().at('2026-09-20T09:00:00+08:00')
    const first = await house().page('jingxin2')
    await first.goto(task)
    await first.getByRole('button', { name: '记录现场验收' }).click()
    for (const box of await first.getByRole('dialog').getByRole('spinbutton').all()) await box.fill('20')
    await first.getByLabel('现场记录').fill('现场核对厂房、设备和产能，与报送一致')
    await first.getByRole('dialog').getByRole('button', { name: '记录现场验收' }).click()
    await first.getByRole('dialog').waitFor({ state: 'detached' })
    await first.getByRole('button', { name: '签字并出具结论' }).click()
    await first.getByText('另一名验收人').waitFor()
    await first.context().close()
    const second = await house().page('jingxin')
    await second.goto(task)
    await second.getByRole('button', { name: '签字并出具结论' }).click()
    await second.getByText('达到', { exact: true }).first().waitFor()
    await second.context().close()
    const [closed] = await house().database.superuser(
      `SELECT state FROM land_task WHERE id = '${task.split('/').at(-1)}'`,
    )
    expect(closed).toEqual({ state: 'closed' })
    expect(await figure(house(), 'land.tasks_closed', '2026-09-19')).toBe(0)
    expect(await figure(house(), 'land.tasks_closed', '2026-09-30')).toBeGreaterThan(0)
    expect(await figure(house(), 'land.tasks_closed', '2022-12-31')).toBeGreaterThan(0.9)
  })
})
