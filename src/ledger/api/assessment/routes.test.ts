import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeDatabases, inContext } from '../../../platform/database/testing.ts'
import { indicatorRecords, indicatorValue } from '../../../platform/indicators/indicators.ts'
import { ledgerServer, organisations, people, seedFile, seedReforms, targets } from '../../ledger.testing.ts'

describeDatabases('assessment', (database) => {
  let door: Awaited<ReturnType<typeof ledgerServer>>
  beforeAll(async () => {
    await seedReforms(database())
    await seedFile(database(), { id: 'paper' })
    door = await ledgerServer(database())
    door.at('2022-08-20')
    const { body } = await door.ask('POST', '/evidence', {
      as: 'agriculture',
      body: {
        targetId: targets.deliverable,
        kind: 'contract',
        title: '协议书',
        datedOn: '2022-08-10',
        fileId: 'paper',
      },
    })
    await door.ask('POST', `/evidence/${String(body['id'])}/verify`, { as: 'office', ifMatch: 2, body: {} })
    await door.ask('POST', '/notices', {
      as: 'office',
      body: { reformNo: 10, organisationId: organisations.agriculture, title: '进度滞后', demand: '请说明原因' },
    })
    door.at('2022-12-31')
  })
  afterAll(() => door.close())

  const assess = async (asOf: string) =>
    (await door.ask('GET', `/assessment?asOf=${asOf}`, { as: 'leader' })).body as {
      rows: { organisationId: string; working: { label: string; result: number }[] }[]
      rules: Record<string, string>
    }

  it('counts what was due, late papers at a discount, the standing of reforms led, late notices', async () => {
    const { rows, rules } = await assess('2022-12-31')
    // Agriculture leads reform 10: one deliverable of two, two started months late: 50 × 0.81; 全省首创 +2; a late notice −1.
    expect(rows).toMatchObject([
      {
        rank: 1,
        organisationId: organisations.agriculture,
        score: expect.closeTo(41.5, 9),
        completionScore: expect.closeTo(40.5, 9),
        bonus: 2,
        deduction: 1,
        targets: 2,
        met: 1,
        lateNotices: 1,
      },
      // Finance answers for the same targets but leads nothing.
      { rank: 2, organisationId: organisations.finance, score: expect.closeTo(40.5, 9), bonus: 0, deduction: 0 },
      { rank: 3, organisationId: organisations.schools, score: 3, completionScore: 0, bonus: 3, met: 0 },
    ])
    expect(rows[0]?.working.map(({ label }) => label)).toEqual(['合作共建协议书', '红旗塘工程', '考核得分'])
    expect(rules).toEqual({ 'ledger.assessment': 'default-2022-01-01' })
  })

  it('ranks nobody before anything is due, and forgets what came later', async () => {
    expect((await assess('2022-06-29')).rows).toEqual([])
    const july = (await assess('2022-07-31')).rows
    expect(july).toMatchObject([
      { organisationId: organisations.schools, rank: 1 },
      { organisationId: organisations.agriculture, rank: 2, met: 0, lateNotices: 0, score: 2 },
      { organisationId: organisations.finance, rank: 3 },
    ])
  })

  it('is one figure too: targets met of those due, by reform and department', async () => {
    const share = (asOf: string, scope?: { kind: string; id: string }) =>
      inContext(
        door.app,
        people.leader,
        async (context) => (await indicatorValue(context, 'ledger.targets_met_share', asOf, scope)).value,
      )
    expect(await share('2022-06-29')).toMatchObject({ value: null, sufficient: false, reasons: ['nothing_due'] })
    expect(await share('2022-12-31')).toMatchObject({ numerator: 1, denominator: 3, sufficient: true })
    expect(await share('2022-12-31', { kind: 'reform', id: '10' })).toMatchObject({ value: 0.5 })
    expect(await share('2022-12-31', { kind: 'department', id: organisations.schools })).toMatchObject({ value: 0 })
    const records = await inContext(door.app, people.leader, (context) =>
      indicatorRecords(context, 'ledger.targets_met_share', '2022-12-31', undefined, { cursor: null, limit: 2 }),
    )
    expect(records).toMatchObject({ total: 3, rows: [{}, {}] })
    const next = await inContext(door.app, people.leader, (context) =>
      indicatorRecords(context, 'ledger.targets_met_share', '2022-12-31', undefined, {
        cursor: records.nextCursor,
        limit: 2,
      }),
    )
    expect([next.rows.length, next.nextCursor]).toEqual([1, null])
  })

  it('does not ask for itself without end when a target is bound to it', async () => {
    await database().superuser(
      `UPDATE target SET kind = 'figure', indicator_id = 'ledger.targets_met_share' WHERE id = $1`,
      [targets.schools],
    )
    const value = await inContext(door.app, people.leader, (context) =>
      indicatorValue(context, 'ledger.targets_met_share', '2022-12-30'),
    )
    expect(value.value.denominator).toBe(3)
  })
})
