import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases } from '../../../platform/database/testing.ts'
import { bulletinDigest } from '../../bulletins/bulletins.ts'
import { readSheetTable } from '../../documents/sheet-table.ts'
import { readWordTable } from '../../documents/word-table.ts'
import { ledgerServer, seedFile, seedReforms, targets } from '../../ledger.testing.ts'
import { BulletinReply } from './schema.ts'

describeDatabases('bulletins', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  beforeAll(async () => {
    await seedReforms(database())
    await seedFile(database(), { id: 'paper' })
    door = await ledgerServer(database())
    const { body } = await door.ask('POST', '/evidence', {
      as: 'agriculture',
      body: {
        targetId: targets.deliverable,
        kind: 'contract',
        title: '协议书',
        datedOn: '2022-06-20',
        fileId: 'paper',
      },
    })
    await door.ask('POST', `/evidence/${String(body['id'])}/verify`, { as: 'office', ifMatch: 2, body: {} })
  })
  afterAll(() => door.close())

  const make = (month: string, correction: string | null = null) =>
    door.ask('POST', '/bulletins', { as: 'office', body: { month, correction } })

  it('is drafted from the records, edited, published, and then never changes', async () => {
    const { body: draft, status } = await make('2022-06')
    expect(status).toBe(201)
    expect(draft).toMatchObject({
      title: '附表 2进展通报（2022年6月）',
      asOf: '2022-06-30',
      edition: 1,
      state: 'draft',
      summary: '截至2022年6月30日，2项改革3项目标中，已完成1项，推进顺利0项，有风险1项，逾期0项，暂无数据1项。',
    })
    const rows = draft['rows'] as { no: number; progress: string; light: string; measures: string }[]
    expect(rows.map(({ no, light }) => [no, light])).toEqual([
      [9, 'at_risk'],
      [10, 'no_data'],
    ])
    expect(rows[1]).toMatchObject({
      measures: '1.签署合作共建协议书。',
      progress: '1.合作共建协议书：已于2022年6月20日完成。\n2.红旗塘工程：暂无数据。',
    })
    expect((await make('2022-06')).status).toBe(409)

    const edit = (ifMatch: number, body: object) =>
      door.ask('PATCH', '/bulletins/2022-06', { as: 'office2', ifMatch, body })
    const unknown = await edit(1, { progress: [{ no: 8, text: '无' }] })
    expect(unknown.body['errors']).toMatchObject([{ pointer: '/progress/0/no', code: 'unknown_reform' }])
    const edited = await edit(1, { title: '十大改革进展通报', progress: [{ no: 10, text: '协议书已签署。' }] })
    expect(edited.body).toMatchObject({ title: '十大改革进展通报', version: 2 })
    expect((edited.body['rows'] as { progress: string }[]).map(({ progress }) => progress)).toEqual([
      rows[0]?.progress,
      '协议书已签署。',
    ])
    expect((await edit(1, { title: '另一个标题' })).status).toBe(412)
    expect((await door.ask('GET', '/bulletins/2022-06')).status).toBe(404)

    const published = await door.ask('POST', '/bulletins/2022-06/publish', { as: 'office', ifMatch: 2 })
    expect(published.body).toMatchObject({ state: 'published', version: 3, publishedAt: '2022-07-01T01:00:00.000Z' })
    expect(published.body['digest']).toBe(bulletinDigest(BulletinReply.parse(published.body)))
    expect((await edit(3, { title: '改一个标题' })).status).toBe(409)
    await expect(database().superuser(`UPDATE bulletin SET title = 'x'`)).rejects.toThrow('immutable')
    await expect(database().superuser('DELETE FROM bulletin')).rejects.toThrow('immutable')
  })

  it('is corrected by a new edition that says why', async () => {
    expect((await make('2022-06')).body['errors']).toMatchObject([{ pointer: '/correction', code: 'required' }])
    const second = await make('2022-06', '更正第十项进展')
    expect(second.body).toMatchObject({ edition: 2, correction: '更正第十项进展', state: 'draft' })
    await door.ask('POST', '/bulletins/2022-06/publish', { as: 'office', ifMatch: 1 })
    expect((await door.ask('GET', '/bulletins/2022-06')).body['edition']).toBe(2)
    expect((await door.ask('GET', '/bulletins/2022-06?edition=1')).body['title']).toBe('十大改革进展通报')
    expect((await door.ask('GET', '/bulletins')).body['rows']).toMatchObject([{ edition: 2 }, { edition: 1 }])
  })

  it('refuses a month to come and a correction of nothing', async () => {
    expect((await make('2022-08')).body['errors']).toMatchObject([{ pointer: '/month', code: 'future' }])
    expect((await make('2022-05', '没有可更正的')).body['errors']).toMatchObject([{ code: 'nothing_to_correct' }])
    expect((await make('2022-13')).status).toBe(400)
    // A month that is not over is told of up to today.
    expect((await make('2022-07')).body).toMatchObject({ asOf: '2022-07-01' })
  })

  it('is downloaded as Word, Excel and PDF by anybody', async () => {
    const word = await door.ask('GET', '/bulletin/2022-06.docx?edition=1')
    expect(word.headers['content-disposition']).toContain(encodeURIComponent('十大改革进展通报'))
    const texts = (await readWordTable(new Uint8Array(word.bytes))).cells.map(({ text }) => text)
    expect(texts.slice(0, 9)).toEqual([
      '序号',
      '改革名称',
      '经验借鉴',
      '改革举措（进展）',
      '主要目标',
      '标志性成果',
      '责任部门',
      '实际进展',
      '亮灯',
    ])
    expect(texts.slice(18, 27)).toEqual([
      '10',
      '青蟹产业深度融合发展示范县',
      '全省首创',
      '1.签署合作共建协议书。',
      '1.2022年6月底前，完成红旗塘工程；',
      '1.推动青蟹产业高质量发展。',
      '县农业农村局\n县财政局',
      '协议书已签署。',
      '灰灯\n已完成1项\n暂无数据1项',
    ])
    const sheet = await door.ask('GET', '/bulletin/2022-06.xlsx')
    expect((await readSheetTable(new Uint8Array(sheet.bytes))).title).toContain('更正第十项进展')
    const pdf = await door.ask('GET', '/bulletin/2022-06.pdf')
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await door.ask('GET', '/bulletin/2022-07.pdf')).status).toBe(404)
    expect((await door.ask('GET', '/bulletin/2022-06.exe')).status).toBe(400)
  })
})
