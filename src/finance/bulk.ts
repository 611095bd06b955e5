import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from '../platform/database/database.ts'
import type { Random } from '../platform/stats/random.ts'

/** Rows of one statement: the embedded database holds a statement's text several times over. */
const rowsAtOnce = 4_000

const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value)

/** Inserts many rows as JSON, which costs the embedded database less than a parameter a cell. */
export const insertMany = async <Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> => {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in first)
  const names = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  )
  const name = sql.identifier(getTableName(table))
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const part = rows
      .slice(from, from + rowsAtOnce)
      .map((row) =>
        Object.fromEntries(
          columns.map(([key, column]) => [column.name, (row as Readonly<Record<string, unknown>>)[key] ?? null]),
        ),
      )
    await tx.execute(sql`INSERT INTO ${name} (${names})
      SELECT ${names} FROM jsonb_populate_recordset(NULL::${name}, ${JSON.stringify(part, plain)}::jsonb)`)
  }
}

/** A UUID of version 4 out of a seeded generator: the demo county is the same at every start. */
export const seededUuid = (random: Random): string => {
  const hex = Array.from({ length: 4 }, () => random.integer(4_294_967_296).toString(16).padStart(8, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
