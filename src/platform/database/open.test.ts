import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { describeDatabases, testActor } from './testing.ts'

describeDatabases('open database', (database) => {
  it('opens a scope', async () => {
    const { rows } = await database().scoped(testActor({ permissions: ['a.b', 'c.d'] }), (tx) =>
      tx.execute<{ role: string; county: string; permissions: string }>(
        sql`SELECT current_user AS role, current_setting('gongfu.county') AS county, current_setting('gongfu.permissions') AS permissions`,
      ),
    )
    expect(rows).toEqual([{ role: 'gongfu_app', county: '331022', permissions: 'a.b c.d' }])
  })
})
