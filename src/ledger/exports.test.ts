import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../platform/database/testing.ts'
import { readSheet } from '../platform/sheets/workbook.ts'
import { ledgerServer, type Person, seedFile, seedReforms, targets } from './ledger.testing.ts'

describeDatabases('the registers as files', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  beforeAll(async () => {
    await seedReforms(database())
    await seedFile(database(), { id: 'paper' })
    door = await ledgerServer(database())
    for (const title of ['合作共建协议书', '资金批复']) {
      const body = { targetId: targets.deliverable, kind: 'contract', title, datedOn: '2022-06-20', fileId: 'paper' }
      await door.ask('POST', '/evidence', { as: 'agriculture', body })
    }
  })
  afterAll(() => door.close())

  const table = async (path: string, as: Person) => {
    const { status, bytes, headers } = await door.ask('GET', path, { as })
    expect([path, status]).toEqual([path, 200])
    expect(String(headers['content-disposition'])).toContain('.xlsx')
    return readSheet(bytes, 'file.xlsx', 1000)
  }

  it('hold what the list shows under the same filters, in the words of the page', async () => {
    const { header, rows } = await table('/evidence.xlsx?state=submitted', 'office')
    expect(header.slice(0, 3)).toEqual(['名称', '类别', '改革'])
    expect(rows.map(({ cells }) => cells.slice(0, 3)).toSorted()).toEqual([
      ['合作共建协议书', '合同', '第 10 项'],
      ['资金批复', '合同', '第 10 项'],
    ])
    expect((await table('/evidence.xlsx?q=协议', 'office')).rows).toHaveLength(1)
    expect((await table('/evidence.xlsx?q=%25', 'office')).rows).toHaveLength(0)
    expect((await table('/evidence.xlsx?state=verified', 'office')).rows).toHaveLength(0)
    expect((await table('/departments.xlsx', 'office')).rows.length).toBeGreaterThan(0)
    expect((await table('/assessment.xlsx?asOf=2022-06-30', 'office')).header).toContain('得分')
    for (const path of ['/notices.xlsx', '/extensions.xlsx', '/projects.xlsx']) await table(path, 'office')
  })

  it('are closed to whom the list is closed', async () => {
    for (const path of ['/evidence.xlsx', '/notices.xlsx', '/extensions.xlsx', '/departments.xlsx']) {
      expect([path, (await door.ask('GET', path)).status]).toEqual([path, 401])
    }
    expect((await door.ask('GET', '/assessment.xlsx', { as: 'household' })).status).toBe(403)
    expect((await door.ask('GET', '/projects.xlsx')).status).toBe(200)
    expect((await door.ask('GET', '/evidence.xlsx?cursor=x', { as: 'office' })).status).toBe(400)
    expect((await table('/evidence.xlsx', 'elsewhere')).rows).toHaveLength(0)
  })
})
