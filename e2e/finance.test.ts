import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { systemContext } from '../src/platform/database/system-context.ts'
import { addDays, partsOf } from '../src/platform/dates.ts'
import { indicatorValue } from '../src/platform/indicators/indicators.ts'
import { openHouse } from './browser.ts'
import { type Chen, seedChen } from './chen-family.ts'

/** The Chen family from its consent to the renewal of its loan, each step by the one whose step it is. */

type Reply = { readonly status: number; readonly body: Record<string, unknown> }
type Rows = readonly Record<string, unknown>[]

/** A request of the page's own session: what its forms send, where clicking through a form once has shown the way. */
const ask = (
  page: Page,
  method: string,
  path: string,
  { body, form, version }: { body?: unknown; form?: Record<string, string>; version?: unknown } = {},
): Promise<Reply> =>
  page.evaluate(
    async ([verb, url, json, fields, ifMatch]) => {
      const data = new FormData()
      for (const [name, value] of Object.entries(fields ?? {})) data.append(name, value)
      const reply = await fetch(`/api/finance${url}`, {
        method: verb,
        headers: {
          'idempotency-key': crypto.randomUUID(),
          ...(json === null ? {} : { 'content-type': 'application/json' }),
          ...(ifMatch === null ? {} : { 'if-match': `"${ifMatch}"` }),
        },
        ...(verb === 'GET' ? {} : { body: json ?? (fields === null ? null : data) }),
      })
      const text = await reply.text()
      return { status: reply.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> }
    },
    [
      method,
      path,
      body === undefined ? null : JSON.stringify(body),
      form ?? null,
      version === undefined ? null : String(version),
    ] as const,
  )

const done = async (reply: Promise<Reply>): Promise<Record<string, unknown>> => {
  const { status, body } = await reply
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  return body
}

const fields = { insured: false, encumbranceFen: 0, evidence: 'E4' }

describe.each(['embedded', 'server'] as const)('the Chen family in the browser (%s)', (kind) => {
  // The row policies look at the database's own clock when they ask whether a consent stands.
  const now = new Date().toISOString()
  const house = openHouse(kind, { now, without: ['finance', 'land'] })
  const pages = new Map<string, Page>()
  const as = async (username: string): Promise<Page> => {
    const page = pages.get(username) ?? (await house().page(username))
    pages.set(username, page)
    return page
  }
  let chen: Chen
  const financing = () =>
    systemContext(house().app, '331022', 'test', async (context) =>
      Number((await indicatorValue(context, 'finance.pool_financing')).value.value ?? 0),
    )
  const assetOf = async (page: Page, title: string) => {
    const { rows } = await done(ask(page, 'GET', '/assets'))
    const found = (rows as Rows).find((row) => row['title'] === title)
    if (found === undefined) throw new Error(`no asset ${title}`)
    return found
  }

  it('the family lets its bank and the valuers see, member by member', async () => {
    chen = await seedChen(house().app)
    const page = await as('nonghu')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/finance/my/consents')
    const bank = page.getByRole('region', { name: '三门农村商业银行' })
    for (const category of ['荣誉与公议', '存款、理财、保险、证券', '收入', '负债与担保'])
      await bank.getByLabel(category).check()
    await bank.getByText('属敏感信息').waitFor()
    await bank.getByRole('button', { name: '授权' }).click()
    await bank.getByText('已授权').waitFor()
    const centre = page.getByRole('region', { name: '三门县金融中心' })
    await centre.getByRole('button', { name: '授权' }).click()
    await centre.getByText('已授权').waitFor()
    expect((await done(ask(page, 'GET', '/consents')))['rows']).toHaveLength(2)
  })

  it('the family declares what it owns, owes and earns', async () => {
    const page = await as('nonghu')
    await page.goto('/finance/my/records')
    await page.getByRole('button', { name: '申报资产' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('叫什么').fill('海塘经营权 12 亩')
    await dialog.getByLabel('权证或登记编号').fill('浙(2015)三门县塘0012')
    await dialog.getByLabel(/^面积/).fill('12')
    await dialog
      .getByLabel(/^市场租金|市场年租/)
      .first()
      .fill('3200')
    await dialog
      .getByLabel(/合同租金|合同年租/)
      .first()
      .fill('1500')
    await dialog.getByLabel(/剩余年/).fill('8.5')
    await dialog.getByLabel('已登记').check()
    await dialog.getByRole('button', { name: '申报', exact: true }).click()
    await page.getByRole('cell', { name: /海塘经营权 12 亩/ }).waitFor()
    const declare = (assetClass: string, title: string, facts: object) =>
      done(ask(page, 'POST', '/assets', { body: { class: assetClass, title, facts } }))
    await declare('house_rural', '房屋和宅基地', {
      input: {
        floorM2: '240',
        basePriceFenPerM2: 160_000,
        structure: 'brick_concrete',
        ageYears: '15',
        homesteadM2: '120',
        homesteadPriceFenPerM2: 50_000,
      },
      ...fields,
    })
    await declare('living_aquatic', '在养青蟹', {
      species: 'scylla',
      areaMu: '12',
      stocked: 9600,
      stockedOn: addDays(chen.today, -100),
      costFenPer30d: 900_000,
      evidence: 'E4',
      insured: true,
    })
    await declare('collective_dividend', '集体分红', {
      input: { dividendsFen: [240_000, 240_000, 240_000] },
      ...fields,
    })
    await declare('deposit', '定期存款', { input: { balanceFen: 6_000_000 }, ...fields })
    await declare('facility', '增氧机', { input: { priceFen: 3_000_000, kind: 'aerator', ageYears: '2' }, ...fields })
    for (const [debt, counterparty, balanceFen, monthlyFen] of [
      ['bank_loan', '三门银座村镇银行', 8_000_000, 500_000],
      ['informal', '林阿明', 2_000_000, 0],
      ['guarantee_given', '叶国平', 5_000_000, 0],
    ] as const)
      await done(
        ask(page, 'POST', '/liabilities', {
          body: { kind: debt, counterparty, balanceFen, monthlyFen, asOf: chen.today },
        }),
      )
    const { year } = partsOf(chen.today)
    for (const [before, netFen] of [
      [1, 16_800_000],
      [2, 12_000_000],
      [3, 10_000_000],
    ] as const)
      await done(ask(page, 'POST', '/incomes', { body: { year: year - before, source: '青蟹养殖', netFen } }))
    for (const [index, personId] of chen.memberIds.entries())
      await done(
        ask(page, 'PUT', `/households/${chen.householdId}/members/${personId}`, {
          body: {
            category: 'fishing',
            works: index < 2,
            insured: true,
            residentSince: addDays(chen.today, -4500),
            inTradeSince: index === 0 ? addDays(chen.today, -3400) : null,
          },
        }),
      )
    await page.goto('/finance/my/records')
    await page.getByRole('button', { name: '申报荣誉' }).click()
    await page.getByRole('dialog').getByLabel('名称').fill('文明家庭')
    await page.getByRole('dialog').getByLabel('授予单位').fill('三门县精神文明建设指导中心')
    await page.getByRole('dialog').getByLabel('授予日期').fill(addDays(chen.today, -200))
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByText('待村确认').waitFor()
    expect((await done(ask(page, 'GET', '/assets')))['rows']).toHaveLength(6)
  })

  it('the valuer values on the spot; a large value waits for a second signature', async () => {
    const valuer = await as('pinggu')
    await valuer.goto('/finance/valuations')
    await valuer.getByRole('link', { name: '海塘经营权 12 亩' }).click()
    await valuer.getByLabel('凭证种类').selectOption('register_reply')
    await valuer.getByLabel('编号').fill('塘登 2015-0012')
    await valuer.getByRole('button', { name: '增加凭证' }).click()
    await valuer.getByText('一级证据').first().waitFor()
    await valuer.getByRole('button', { name: '估值并签名' }).click()
    await valuer.getByText('6.12').first().waitFor()
    const prove = (id: unknown, evidence: string, documentNo: string) =>
      done(ask(valuer, 'POST', `/assets/${String(id)}/evidence`, { form: { kind: evidence, documentNo } }))
    const pond = await assetOf(valuer, '海塘经营权 12 亩')
    await prove(pond['id'], 'iot_series', '塘测 12-01')
    const crabs = await assetOf(valuer, '在养青蟹')
    await prove(crabs['id'], 'invoice', '苗票 00012')
    await prove(crabs['id'], 'inspection', '查验 00012')
    for (const title of ['房屋和宅基地', '集体分红', '增氧机'])
      await prove((await assetOf(valuer, title))['id'], 'certificate', `证 ${title}`)
    for (const title of ['房屋和宅基地', '集体分红', '增氧机', '在养青蟹']) {
      const asset = await assetOf(valuer, title)
      await done(ask(valuer, 'POST', `/assets/${String(asset['id'])}/value`, { body: {}, version: asset['version'] }))
    }
    const own = await assetOf(valuer, '房屋和宅基地')
    expect(
      (await ask(valuer, 'POST', `/assets/${String(own['id'])}/countersign`, { version: own['version'] })).status,
    ).toBe(403)
    const bank = await as('yinhang')
    await bank.goto('/finance/valuations?state=second')
    await bank.getByRole('link', { name: '房屋和宅基地' }).click()
    await bank.getByRole('button', { name: '复核签名' }).click()
    await bank.getByText('有效', { exact: true }).waitFor()
    const deposit = await assetOf(bank, '定期存款')
    await done(
      ask(bank, 'POST', `/assets/${String(deposit['id'])}/evidence`, {
        form: { kind: 'certificate', documentNo: '存单 1' },
      }),
    )
    await done(ask(bank, 'POST', `/assets/${String(deposit['id'])}/value`, { body: {}, version: deposit['version'] }))
    expect(((await done(ask(valuer, 'GET', '/assets')))['rows'] as Rows).map((row) => row['class'])).not.toContain(
      'deposit',
    )
  })

  it('the village confirms the honour and reviews, blind, without seeing an amount', async () => {
    const village = await as('xinhu')
    await village.goto('/finance/village')
    await village.getByRole('button', { name: '确认' }).click()
    await village.locator('td').getByText('已确认').waitFor()
    await village.getByLabel('本轮名称').fill('秋季公议')
    await village.getByRole('button', { name: '开启公议' }).click()
    await village.waitForURL(/\/finance\/village\/rounds\//)
    const round = new URL(village.url()).pathname.split('/').at(-1) ?? ''
    await village.getByLabel('被评农户').selectOption({ label: '陈阿福　NH-CHEN' })
    await village.getByLabel('评议人').selectOption({ label: '陈根水' })
    await village.getByLabel('打分（0–100）').fill('90')
    await village.getByRole('button', { name: '交票' }).click()
    await village.getByText('评议人与该户同户，应当回避').first().waitFor()
    await village.getByLabel('评议人').selectOption({ label: '叶国平' })
    await village.getByLabel('打分（0–100）').fill('80')
    await village.getByLabel('建议额度（元）').fill('150000')
    await village.getByRole('button', { name: '交票' }).click()
    await village.getByText('还差 2 人').waitFor()
    const { rows } = await done(ask(village, 'GET', '/residents'))
    for (const [name, points] of [
      ['郑海峰', 76],
      ['章秀英', 78],
    ] as const)
      await done(
        ask(village, 'POST', `/reviews/${round}/ballots`, {
          body: {
            householdId: chen.householdId,
            reviewerId: (rows as Rows).find((row) => row['name'] === name)?.['personId'],
            points,
            suggestedFen: 15_000_000,
          },
        }),
      )
    expect(JSON.stringify(await done(ask(village, 'GET', `/reviews/${round}`)))).not.toMatch(/"mean":\d/)
    await village.getByRole('link', { name: '结束评议' }).click()
    await village.getByRole('button', { name: '结束评议' }).click()
    await village.getByText('已结束').first().waitFor()
    for (const path of ['/assets', '/liabilities', '/incomes', '/assessments'])
      expect([path, (await done(ask(village, 'GET', path)))['rows']]).toEqual([path, []])
  })

  it('the bank scores 768, grade A, and 140 000 yuan; the family reads why, the other bank nothing', async () => {
    const bank = await as('yinhang')
    const made = await done(ask(bank, 'POST', '/assessments', { body: { householdId: chen.householdId } }))
    expect(made).toMatchObject({
      marketFen: 62_551_992,
      netCountedFen: 14_182_771,
      score: { total: 768, grade: 'A' },
      limit: { limitFen: 14_000_000, binding: 'netCounted', annualRate: '0.0420' },
    })
    expect(await done(ask(bank, 'GET', `/assessments/${String(made['id'])}/recomputation`))).toMatchObject({
      same: true,
    })
    const family = await as('nonghu')
    await family.goto('/finance/my')
    await family.getByText('141,827.71').waitFor()
    await family.getByRole('button', { name: '海塘经营权 12 亩' }).click()
    await family.getByRole('complementary', { name: '计算书' }).getByText('6.0015').first().waitFor()
    await family.goto('/finance/my/score')
    await family.getByText('768').first().waitFor()
    await family.getByLabel('已还清贷款笔数').fill('3')
    await family.getByText(/AA 级，\+15 分/).waitFor()
    await family.goto('/finance/my/consents')
    await family.getByText('授信评估').first().waitFor()
    const rival = await as('yinhang2')
    expect((await ask(rival, 'GET', `/assessments/${String(made['id'])}`)).status).toBe(404)
    expect((await done(ask(rival, 'GET', '/households')))['rows']).toEqual([])
  })

  it('applies, is approved, signs what it was shown and is paid; the county’s figure moves by exactly that', async () => {
    const before = await financing()
    const family = await as('nonghu')
    await family.goto('/finance/my/loans')
    await family.getByLabel('用来做什么').fill('青蟹苗种')
    await family.getByText('年化利率（单利）').first().waitFor()
    await family.getByRole('button', { name: '提交申请' }).click()
    await family.getByText('待审批').waitFor()
    const bank = await as('yinhang')
    const [application] = (await done(ask(bank, 'GET', '/applications')))['rows'] as Rows
    await bank.goto(`/finance/bank/applications/${String(application?.['id'])}`)
    await bank.getByLabel('批准金额（元）').fill('140000')
    await bank.getByLabel('期限（月）').fill('12')
    await bank.getByLabel('信用等级').selectOption('A')
    await bank.getByLabel('荣誉', { exact: false }).first().selectOption('county')
    await bank.getByRole('button', { name: '批准并报价' }).click()
    await bank.getByText('等待家庭签约').waitFor()
    await family.goto('/finance/my/loans')
    await family.getByText('批准 140,000.00 元，年利率 4.20%').waitFor()
    await family.getByRole('button', { name: '签约' }).click()
    await family.getByText('已签约，待放款').waitFor()
    await bank.reload()
    await bank.getByRole('button', { name: '放款' }).click()
    await expect.poll(async () => (await financing()) - before, { timeout: 15_000 }).toBe(14_000_000)
    await bank.getByText('已放款').first().waitFor()
  })

  it('prepays, and renews without repaying principal before maturity', async () => {
    const before = await financing()
    const bank = await as('yinhang')
    const contracts = (await done(ask(bank, 'GET', `/contracts?household=${chen.householdId}`)))['rows'] as Rows
    const id = String(contracts.find((row) => row['purpose'] === '青蟹苗种')?.['id'])
    await bank.goto(`/finance/bank/contracts/${id}`)
    await bank.getByRole('button', { name: '提前还本' }).click()
    const dialog = bank.getByRole('dialog')
    await dialog.getByLabel('生效日期').fill(chen.today)
    await dialog.getByLabel('金额（元）').fill('40000')
    await dialog.getByRole('button', { name: '提前还本' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(async () => (await financing()) - before, { timeout: 15_000 }).toBe(-4_000_000)
    const contract = await done(ask(bank, 'GET', `/contracts/${id}`))
    const renewed = await done(
      ask(bank, 'POST', `/contracts/${id}/renew`, {
        version: contract['version'],
        body: { contractNo: 'XD-0001', annualRate: '0.0410', maturityOn: addDays(chen.today, 700) },
      }),
    )
    expect(renewed).toMatchObject({ account: { principalFen: 10_000_000, disbursedFen: 0 } })
    expect((await financing()) - before).toBe(-4_000_000)
    const family = await as('nonghu')
    await family.goto('/finance/my/loans')
    await family.getByText('100,000.00').first().waitFor()
  })

  it('takes its consent back, and the bank sees nothing from that moment', async () => {
    const bank = await as('yinhang')
    expect(((await done(ask(bank, 'GET', '/assets')))['rows'] as Rows).length).toBeGreaterThan(0)
    const family = await as('nonghu')
    await family.goto('/finance/my/consents')
    const region = family.getByRole('region', { name: '三门农村商业银行' })
    await region.getByRole('button', { name: '撤回授权' }).click()
    await region.getByText('未授权').waitFor()
    const left = (await done(ask(bank, 'GET', '/assets')))['rows'] as Rows
    expect(left).toEqual([])
    expect((await done(ask(family, 'GET', '/assessments')))['rows']).toMatchObject([
      { live: false, limit: { state: 'suspended' } },
    ])
  })

  it('every step stands in the audit log under its actor', async () => {
    const rows = await house().database.superuser(`SELECT DISTINCT table_name AS name FROM audit_log`)
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'consent',
        'family_asset',
        'asset_evidence',
        'asset_valuation',
        'family_honour',
        'review_round',
        'village_review',
        'family_sheet',
        'family_score_result',
        'whitelist_entry',
        'family_access',
        'loan_application',
        'loan_contract',
        'loan_event',
      ]),
    )
  })
})
