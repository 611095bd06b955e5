import { afterAll, beforeAll, expect, it } from 'vitest'
import { indicatorRecords, indicatorValue } from '../../../platform/indicators/indicators.ts'
import { describeDatabases, inContext } from '../../../platform/database/testing.ts'
import { ledgerServer, people, seedFile, seedReforms, targets } from '../../ledger.testing.ts'

describeDatabases('evidence', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  beforeAll(async () => {
    await seedReforms(database())
    await seedFile(database(), { id: 'paper' })
    door = await ledgerServer(database())
  })
  afterAll(() => door.close())

  const draft = {
    targetId: targets.deliverable,
    kind: 'contract',
    title: '与宁波大学合作共建协议书',
    datedOn: '2022-06-20',
    fileId: 'paper',
  }
  const hand = (change: object = {}) =>
    door.ask('POST', '/evidence', { as: 'agriculture', body: { ...draft, ...change } })
  const standing = (asOf: string) =>
    inContext(door.app, people.leader, async (context) => {
      const scope = { kind: 'milestone', id: targets.deliverable }
      return (await indicatorValue(context, 'ledger.deliverable_verified', asOf, scope)).value
    })

  it('is handed in, returned with its reason, mended, handed in again and verified; then the target stands', async () => {
    const { body: submitted, status } = await hand()
    expect(status).toBe(201)
    expect(submitted).toMatchObject({ state: 'submitted', submittedBy: 'agriculture', reformNo: 10, version: 2 })
    const at = `/evidence/${String(submitted['id'])}`
    const returned = await door.ask('POST', `${at}/return`, {
      as: 'office',
      ifMatch: 2,
      body: { reason: '缺少盖章页' },
    })
    expect(returned.body).toMatchObject({ state: 'returned', reason: '缺少盖章页', version: 3 })
    expect(await standing('2022-06-30')).toMatchObject({ value: 0, sufficient: false, reasons: ['missing_contract'] })
    const mended = await door.ask('PUT', at, {
      as: 'agriculture2',
      ifMatch: 3,
      body: { ...draft, title: '合作共建协议书（盖章）' },
    })
    expect(mended.body).toMatchObject({ title: '合作共建协议书（盖章）', version: 4 })
    expect((await door.ask('POST', `${at}/submit`, { as: 'agriculture', ifMatch: 4 })).body).toMatchObject({
      state: 'submitted',
      reason: null,
    })
    expect(await standing('2022-06-30')).toMatchObject({ value: 0, sufficient: false })
    const verified = await door.ask('POST', `${at}/verify`, { as: 'office', ifMatch: 5, body: {} })
    expect(verified.body).toMatchObject({ state: 'verified', verifiedBy: 'office', verifiedOn: '2022-07-01' })
    expect(await standing('2022-06-19')).toMatchObject({ value: 0 })
    expect(await standing('2022-06-20')).toMatchObject({ value: 1, sufficient: true, numerator: 1, denominator: 1 })
    const behind = await inContext(door.app, people.leader, (context) =>
      indicatorRecords(context, 'ledger.deliverable_verified', '2022-06-30', undefined, { cursor: null, limit: 10 }),
    )
    expect(behind.total).toBe(2)
    expect(behind.rows).toContainEqual(expect.objectContaining({ id: submitted['id'], state: '已核验' }))
    expect(
      (await door.ask('POST', `${at}/return`, { as: 'office2', ifMatch: 6, body: { reason: '再看' } })).status,
    ).toBe(409)
  })

  it('belongs to the departments of the reform', async () => {
    const refused = await door.ask('POST', '/evidence', { as: 'schools', body: draft })
    expect(refused.status).toBe(403)
    expect(refused.body['detail']).toContain('县农业农村局')
  })

  it.each([
    ['a target that is not there', { targetId: '2022-10-99' }, '/targetId', 'unknown_target'],
    ['a date to come', { datedOn: '2022-07-02' }, '/datedOn', 'future'],
    ['a file that is not there', { fileId: 'none' }, '/fileId', 'unknown_file'],
    ['a paper given for a photo', { kind: 'photo' }, '/fileId', 'not_a_photo'],
    ['no file', { fileId: null }, '/fileId', 'required'],
  ])('refuses %s', async (_case, change, pointer, code) => {
    const { status, body } = await hand(change)
    expect(status).toBe(422)
    expect(body['errors']).toMatchObject([{ pointer, code }])
  })

  it('keeps a draft without a file until it is handed in', async () => {
    const { body } = await hand({ submit: false, fileId: null })
    expect(body).toMatchObject({ state: 'draft', version: 1, submittedBy: null })
    const at = `/evidence/${String(body['id'])}`
    const early = await door.ask('POST', `${at}/submit`, { as: 'agriculture', ifMatch: 1 })
    expect(early.body['errors']).toMatchObject([{ pointer: '/fileId', code: 'required' }])
    expect((await door.ask('POST', `${at}/submit`, { as: 'agriculture', ifMatch: 9 })).status).toBe(412)
    const moved = await door.ask('PUT', at, {
      as: 'agriculture',
      ifMatch: 1,
      body: { ...draft, targetId: targets.figure },
    })
    expect(moved.body['errors']).toMatchObject([{ pointer: '/targetId', code: 'fixed' }])
  })

  it('pages through the list, newest document first, and filters it', async () => {
    await hand({ datedOn: '2022-05-01' })
    const seen: unknown[] = []
    let cursor: unknown = null
    do {
      const next = cursor === null ? '' : `&cursor=${encodeURIComponent(String(cursor))}`
      const { body } = await door.ask('GET', `/evidence?limit=1${next}`, { as: 'leader' })
      seen.push(...(body['rows'] as { datedOn: string }[]).map(({ datedOn }) => datedOn))
      cursor = body['nextCursor']
    } while (cursor !== null)
    expect(seen.length).toBeGreaterThanOrEqual(3)
    expect(seen).toEqual(seen.toSorted().toReversed())
    const verified = await door.ask('GET', '/evidence?state=verified&reform=10', { as: 'leader' })
    expect(verified.body['rows']).toHaveLength(1)
    expect((await door.ask('GET', '/evidence?reform=9', { as: 'leader' })).body['rows']).toEqual([])
  })
})
