import { beforeEach, expect, it } from 'vitest'
import {
  describeDatabases,
  inContext,
  openTestDatabase,
  testActor,
  testApp,
  type TestDatabase,
} from '../database/testing.ts'
import { platform } from '../index.ts'
import { makeAccount } from '../identity/testing.ts'
import { readLog, readSeals } from './read.ts'
import { sealAudit } from './seal.ts'
import { verifyAudit } from './verify.ts'

const county = '331022'
const auditor = testActor({ permissions: ['platform.audit.read', 'identity.account.read'] })

/** SQL as the superuser with the log's policies and triggers out of the way, as an intruder would have it. */
const tamper = async (database: TestDatabase, ...statements: string[]): Promise<void> => {
  for (const statement of statements) await database.superuser(statement)
}

describeDatabases('audit chain', (database) => {
  const app = () => testApp(database(), { modules: [platform] })
  const ids = async (): Promise<number[]> =>
    (await database().superuser('SELECT id FROM audit_log ORDER BY id')).map(({ id }) => Number(id))
  const at = (list: readonly number[], index: number): number => list[index] ?? Number.NaN

  let account = 0
  beforeEach(async () => {
    await database().superuser('TRUNCATE audit_log, audit_link, audit_seal')
    for (let made = 0; made < 4; made += 1) {
      account += 1
      await makeAccount(app(), { username: `account${account}`, roles: ['household'] })
    }
  })
  const findings = async () => (await verifyAudit(app(), county)).findings
  const named = async () => (await findings()).map(({ kind, logId }) => [kind, logId])

  it('is whole after sealing twice; what came since is pending', async () => {
    expect(await sealAudit(app(), county)).toBe(8)
    expect(await sealAudit(app(), county)).toBe(0)
    await makeAccount(app(), { username: `later${account}` })
    expect(await verifyAudit(app(), county)).toMatchObject({ rows: 8, seals: 1, pending: 1, findings: [] })
    expect(await sealAudit(app(), county)).toBe(1)
    const whole = await verifyAudit(app(), county)
    expect(whole).toMatchObject({ rows: 9, seals: 2, pending: 0, findings: [] })
    expect(whole.head).toMatch(/^[0-9a-f]{64}$/)
    // Another county has its own chain.
    expect(await verifyAudit(app(), '331023')).toMatchObject({ rows: 0, seals: 0, findings: [] })
  })

  it.each([
    ['what was written', `new = jsonb_set(new, '{name}', '"别人"')`],
    ['who did it', `actor = 'somebody-else'`],
    ['when', `at = at + interval '1 microsecond'`],
    ['which row', `key = jsonb_set(key, '{account}', '"x"')`],
  ])('names the row in which was changed: %s', async (_what, change) => {
    await sealAudit(app(), county)
    const third = at(await ids(), 2)
    await tamper(database(), `UPDATE audit_log SET ${change} WHERE id = ${third}`)
    expect(await named()).toEqual([['changed', third]])
  })

  it('names a row that was deleted, alone or with its link', async () => {
    await sealAudit(app(), county)
    const [, second, , , fifth] = await ids()
    await tamper(database(), `DELETE FROM audit_log WHERE id = ${second}`)
    expect(await named()).toEqual([['deleted', second]])
    await tamper(
      database(),
      `DELETE FROM audit_log WHERE id = ${fifth}`,
      `DELETE FROM audit_link WHERE log_id = ${fifth}`,
    )
    expect(await named()).toEqual([
      ['deleted', second],
      ['deleted', null],
    ])
  })

  it('names a row that was slipped in between', async () => {
    const before = await ids()
    await tamper(database(), `UPDATE audit_log SET id = DEFAULT WHERE id = ${at(before, 7)}`)
    await sealAudit(app(), county)
    // Its old number is free now: there an intruder places his row.
    await tamper(
      database(),
      `INSERT INTO audit_log (county, id, at, actor, table_name, operation, key)
       OVERRIDING SYSTEM VALUE VALUES ('331022', ${at(before, 7)}, now(), 'x', 'membership', 'insert', '{}')`,
    )
    expect(await named()).toEqual([['inserted', at(before, 7)]])
  })

  it('names rows that changed places', async () => {
    await sealAudit(app(), county)
    const [first, second] = await ids()
    await tamper(
      database(),
      `UPDATE audit_log SET id = DEFAULT WHERE id = ${first}`,
      `UPDATE audit_log SET id = DEFAULT WHERE id = ${second}`,
    )
    const rest = await ids()
    await tamper(
      database(),
      `INSERT INTO audit_log OVERRIDING SYSTEM VALUE
       SELECT county, CASE id WHEN ${at(rest, 6)} THEN ${second} ELSE ${first} END, at, actor, deputy_for, table_name,
         operation, key, old, new FROM audit_log WHERE id IN (${at(rest, 6)}, ${at(rest, 7)})`,
      `DELETE FROM audit_log WHERE id IN (${at(rest, 6)}, ${at(rest, 7)})`,
    )
    expect(await named()).toEqual([
      ['moved', first],
      ['moved', second],
    ])
  })

  it('sees a chain that was computed anew, since the seals are signed with a key the database does not hold', async () => {
    await sealAudit(app(), county)
    await tamper(database(), `UPDATE audit_log SET actor = 'x' WHERE id = ${at(await ids(), 0)}`)
    await tamper(database(), 'TRUNCATE audit_link, audit_seal')
    // Whoever stole the database but not the key seals with another one.
    const thief = app()
    await sealAudit({ ...thief, config: { ...thief.config, secret: '00'.repeat(32) } }, county)
    const found = await findings()
    expect(found.map(({ kind }) => kind)).toEqual(['seal'])
    expect(found[0]?.text).toContain('密钥')
  })

  it('sees a seal that was changed or taken out, and a chain longer than its seals', async () => {
    await sealAudit(app(), county)
    await makeAccount(app(), { username: `more${account}` })
    await sealAudit(app(), county)
    await tamper(database(), 'DELETE FROM audit_seal WHERE number = 1')
    expect((await findings()).map(({ text }) => text)).toEqual(['第 1 次封存缺失'])
    await tamper(database(), 'UPDATE audit_seal SET length = length - 1')
    expect((await findings()).map(({ kind }) => kind)).toEqual(['seal', 'seal', 'seal', 'seal'])
  })

  it('cannot be written by requests or background work', async () => {
    await sealAudit(app(), county)
    for (const table of ['audit_log', 'audit_link', 'audit_seal']) {
      for (const statement of [`DELETE FROM ${table}`, `UPDATE ${table} SET county = county`]) {
        await expect(database().asSystem(county, 'x', (tx) => tx.execute(statement))).rejects.toMatchObject({
          code: 'forbidden',
        })
      }
    }
  })

  it('is read newest first, by filter and page, with who did it', async () => {
    await sealAudit(app(), county)
    const page = await inContext(app(), auditor, (context) => readLog(context, { limit: 3 }))
    const rest = await inContext(app(), auditor, (context) =>
      readLog(context, { limit: 100, cursor: page.nextCursor ?? '' }),
    )
    const all = [...page.rows, ...rest.rows]
    expect(all.map(({ id }) => id)).toEqual((await ids()).toReversed())
    expect(all.every(({ actor, digest }) => actor === 'system:test' && digest?.length === 64)).toBe(true)
    const read = (filter: object) =>
      inContext(app(), auditor, async (context) => (await readLog(context, { limit: 100, ...filter })).rows)
    expect(await read({ table: 'membership' })).toHaveLength(4)
    expect(await read({ operation: 'unmask' })).toHaveLength(0)
    expect(await read({ record: String(all.at(-1)?.key['account']) })).toHaveLength(1)
    expect(await read({ until: '2000-01-01' })).toHaveLength(0)
    expect((await inContext(app(), auditor, (context) => readSeals(context, { limit: 5 }))).rows).toMatchObject([
      { number: 1, length: 8 },
    ])
    const nobody = testActor()
    expect((await inContext(app(), nobody, (context) => readLog(context, { limit: 5 }))).rows).toEqual([])
  })
})

it('waits for a writer that is still under way, and leaves his row to the next sealing', async () => {
  // Only PostgreSQL has two connections.
  const database = await openTestDatabase('server')
  try {
    const app = testApp(database, { modules: [platform] })
    let sealedMeanwhile: number | null = null
    await database.asSystem(county, 'slow', async (tx) => {
      await tx.execute(
        `INSERT INTO start_step (county, name, begun_at) VALUES ('331022', 'slow', '2026-01-01T00:00:00Z')`,
      )
      sealedMeanwhile = await sealAudit(app, county)
    })
    expect(sealedMeanwhile).toBe(0)
    expect(await sealAudit(app, county)).toBe(1)
    expect((await verifyAudit(app, county)).findings).toEqual([])
  } finally {
    await database.close()
  }
})
