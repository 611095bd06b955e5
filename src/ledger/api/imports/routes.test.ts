import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { loadDivisions } from '../../../platform/registers/divisions.ts'
import { parseTableText } from '../../documents/table-document.ts'
import { type Answer, ledgerServer, type Person } from '../../ledger.testing.ts'
import type { ImportReply } from './schema.ts'

const seed = (ending: string): Promise<Buffer> =>
  readFile(new URL(`../../../../data/seed/reform-table.${ending}`, import.meta.url))

/** The official table as a sheet, its columns in another order. */
const asSheet = async (text: string): Promise<Uint8Array> => {
  const table = parseTableText(text)
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('附表2')
  sheet.addRow(['三门县共同富裕十大突破性改革'])
  sheet.addRow(['责任部门', '序号', '改革名称', '主要目标', '经验借鉴', '改革举措（进展）', '标志性成果'])
  for (const { cells } of table.reforms)
    sheet.addRow([
      cells.departments,
      Number(cells.no),
      cells.name,
      cells.milestones,
      cells.standing,
      cells.measures,
      cells.landmarks,
    ])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

describeDatabases('import of the official table', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  let dataDir = ''
  let text = ''
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'gongfu-import-'))
    text = (await seed('txt')).toString('utf8')
    await loadDivisions(database())
    door = await ledgerServer(database(), { dataDir })
  })
  afterAll(async () => {
    await door.close()
    await rm(dataDir, { recursive: true })
  })

  const upload = (bytes: Uint8Array, name: string, as: Person = 'office'): Promise<Answer> =>
    door.ask('POST', '/imports', { as, file: { name, bytes, fields: { year: '2022' } } })
  const body = ({ body: reply }: Answer): ImportReply => reply as unknown as ImportReply
  const count = async (table: string): Promise<number> =>
    Number((await database().superuser(`SELECT count(*)::int AS rows FROM ${table}`))[0]?.['rows'])

  it('shows what it read and stores nothing in the ledger before it is confirmed', async () => {
    const answer = await upload(await seed('docx'), '附表2.docx')
    expect(answer.status).toBe(201)
    const reply = body(answer)
    expect(reply).toMatchObject({ state: 'previewed', year: 2022, problems: [], diff: null, effect: { reforms: 10 } })
    expect(reply.effect.targets).toBeGreaterThan(120)
    const pool = reply.reforms[0]?.targets[0]
    expect(pool).toMatchObject({
      indicatorId: 'finance.pool_financing',
      connected: false,
      threshold: 1.5e9,
      kept: false,
    })
    expect([await count('reform'), await count('target'), await count('table_import')]).toEqual([0, 0, 1])
    const dropped = await door.ask('POST', `/imports/${reply.id}/discard`, { as: 'office', ifMatch: reply.version })
    expect(dropped.body).toMatchObject({ state: 'discarded' })
    expect((await door.ask('POST', `/imports/${reply.id}/confirm`, { as: 'office', ifMatch: 2 })).status).toBe(409)
    expect(await count('reform')).toBe(0)
  })

  it('confirms once, with the version that was seen; the case and the ledger follow', async () => {
    const reply = body(await upload(Buffer.from(text), '附表2.txt'))
    const confirm = (ifMatch: number) => door.ask('POST', `/imports/${reply.id}/confirm`, { as: 'office', ifMatch })
    expect((await confirm(9)).status).toBe(412)
    const done = await confirm(reply.version)
    expect(done).toMatchObject({ status: 200, body: { state: 'confirmed', version: reply.version + 1 } })
    expect((await confirm(reply.version + 1)).status).toBe(409)
    expect(await count('reform')).toBe(10)
    expect(await count('target')).toBe(reply.effect.targets)
    const reforms = await door.ask('GET', '/reforms?asOf=2022-06-30')
    expect(reforms.body).toMatchObject({ year: 2022, title: '三门县共同富裕十大突破性改革' })
    const cases = await database().superuser(`SELECT state FROM "case" WHERE subject_id = $1`, [reply.id])
    expect(cases).toEqual([{ state: 'confirmed' }])
    const list = await door.ask('GET', '/imports', { as: 'office' })
    expect((list.body['rows'] as { state: string }[]).map(({ state }) => state).toSorted()).toEqual([
      'confirmed',
      'discarded',
    ])
  })

  it('shows what a changed table changes, keeps bindings made by hand, and withdraws what left', async () => {
    const bindings = (await door.ask('GET', '/bindings', { as: 'office' })).body['rows'] as {
      targetId: string
      reformNo: number
      version: number
      text: string
    }[]
    const pool = bindings.find(({ text: words }) => words.includes('15亿元'))
    const bound = await door.ask('PUT', `/bindings/${pool?.targetId}`, {
      as: 'office',
      ifMatch: pool?.version ?? 0,
      body: {
        kind: 'figure',
        indicatorId: 'ledger.funds_received',
        comparator: '≥',
        threshold: 1.5e11,
        counted: true,
        reason: '改按到账资金计',
      },
    })
    expect(bound).toMatchObject({
      status: 200,
      body: { boundBy: 'hand', reason: '改按到账资金计', unit: 'fen', threshold: 1.5e11 },
    })
    const later = text.replace('融资达20亿元以上', '融资达25亿元以上').replace(/\t10\n[^]*$/, '')
    const reply = body(await upload(await asSheet(later), '附表2.xlsx'))
    expect(reply.problems).toEqual([])
    expect(reply.diff).toMatchObject([
      { no: 1, change: 'changed', columns: [{ column: 'milestones' }], targetsAdded: 1, targetsRemoved: 1 },
      { no: 10, change: 'removed' },
    ])
    expect(reply.reforms[0]?.targets.filter(({ kept }) => kept).length).toBeGreaterThan(10)
    await door.ask('POST', `/imports/${reply.id}/confirm`, { as: 'office', ifMatch: reply.version })
    const first = (await door.ask('GET', '/reforms/1?asOf=2022-06-30')).body['targets'] as Record<string, unknown>[]
    expect(first.find(({ id }) => id === pool?.targetId)).toMatchObject({ indicatorId: 'ledger.funds_received' })
    expect(first.some(({ text: words }) => String(words).includes('25亿元'))).toBe(true)
    expect(first.some(({ text: words }) => String(words).includes('20亿元'))).toBe(false)
    expect((await door.ask('GET', '/reforms/10?asOf=2022-06-30')).status).toBe(404)
    // The records of what left the table stay.
    expect(await count('reform')).toBe(10)
    expect(await count('target WHERE withdrawn_on IS NOT NULL')).toBeGreaterThan(10)
  })

  it.each([
    [
      'a word file without a table',
      () =>
        zipSync({
          'word/document.xml': Buffer.from('<w:document xmlns:w="w"><w:body><w:p/></w:body></w:document>'),
          '[Content_Types].xml': Buffer.from('<Types/>'),
        }),
      'a.docx',
      [415, 422],
    ],
    ['bytes that are nothing', () => new Uint8Array([1, 2, 0, 3]), 'a.docx', [415]],
    [
      'a picture called .docx',
      () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1]),
      'a.docx',
      [415],
    ],
    [
      'a zip bomb',
      () =>
        zipSync({ 'word/document.xml': new Uint8Array(200_000_000), '[Content_Types].xml': Buffer.from('<Types/>') }),
      'a.docx',
      [415, 422],
    ],
    ['a file of 11 MB', () => new Uint8Array(11 * 1024 * 1024).fill(65), 'a.txt', [413]],
  ] as const)('refuses %s and stores nothing', async (_what, make, name, statuses) => {
    const before = await count('table_import')
    const answer = await upload(make(), name)
    expect(statuses).toContain(answer.status)
    expect(await count('table_import')).toBe(before)
  })

  it.each([
    ['a duplicate number', (table: string) => table.replace('\t2\n\t职技融通', '\t1\n\t职技融通'), 'number_duplicate'],
    [
      'an impossible date',
      (table: string) => table.replace('2022年9月底前，“农户', '2022年13月底前，“农户'),
      'date_impossible',
    ],
    [
      'a number no ledger holds',
      (table: string) => table.replace('\t2\n\t职技融通', '\t200\n\t职技融通'),
      'number_out_of_range',
    ],
    ['another county’s table', (table: string) => table.replace('三门县共同富裕', '温岭市共同富裕'), 'other_county'],
    ['a missing column', (table: string) => table.replace('\t责任部门', '\t备注'), 'column_missing'],
  ])('reports %s by its cell and does not confirm', async (_what, spoil, code) => {
    const reply = body(await upload(Buffer.from(spoil(text)), '附表.txt'))
    expect(reply.problems.map((problem) => problem.code)).toContain(code)
    const answer = await door.ask('POST', `/imports/${reply.id}/confirm`, { as: 'office', ifMatch: reply.version })
    expect(answer).toMatchObject({ status: 422, body: { code: 'not_computable' } })
    expect((answer.body['errors'] as { code: string }[]).map((error) => error.code)).toContain(code)
  })
})
