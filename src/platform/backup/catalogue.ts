import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '../database/database.ts'

export type BackupColumn = {
  readonly name: string
  readonly type: string
  /** Numbered by the database itself. */
  readonly identity: boolean
}

export type BackupTable = {
  /** `public.case` */
  readonly name: string
  readonly columns: readonly BackupColumn[]
}

/** Everybody signs in again after a restore; pg-boss starts anew and job_run tells what became of its work. */
const leftOut = ['auth.session', 'auth.verification']

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** `"public"."case"` */
export const sqlName = (table: Pick<BackupTable, 'name'>): string => table.name.split('.').map(quote).join('.')

/** Our tables and those of better-auth with their columns, without the ones that the database computes. */
export const readCatalogue = async (tx: Tx): Promise<readonly BackupTable[]> => {
  const { rows } = await tx.execute<{ name: string; columns: BackupColumn[] }>(sql`
    SELECT n.nspname || '.' || c.relname AS name,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'identity', a.attidentity <> '') ORDER BY a.attnum) AS columns
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE n.nspname IN ('public', 'auth') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relowner = 'gongfu_owner'::regrole
    GROUP BY n.nspname, c.relname
    ORDER BY (n.nspname || '.' || c.relname) COLLATE "C"`)
  return rows.filter(({ name }) => !leftOut.includes(name))
}

/**
 * The rows of a table as lines of JSON, each a list of the columns' own text, which every PostgreSQL reads back to the
 * same value. Ordered by the text itself, so that equal tables give equal lines on any database.
 */
const linesQuery = (table: BackupTable): string => {
  const texts = table.columns.map(({ name }) => `${quote(name)}::text`).join(', ')
  return `SELECT line FROM (SELECT to_jsonb(ARRAY[${texts}])::text AS line FROM ${sqlName(table)}) l ORDER BY line COLLATE "C"`
}

const fetchRows = 500

/** Reads all lines of a table in batches through a cursor. */
export const readLines = async function* (tx: Tx, table: BackupTable): AsyncGenerator<readonly string[]> {
  await tx.execute(sql.raw(`DECLARE backup_lines NO SCROLL CURSOR FOR ${linesQuery(table)}`))
  for (;;) {
    const { rows } = await tx.execute<{ line: string }>(sql.raw(`FETCH ${fetchRows} FROM backup_lines`))
    if (rows.length > 0) yield rows.map(({ line }) => line)
    if (rows.length < fetchRows) break
  }
  await tx.execute(sql.raw('CLOSE backup_lines'))
}

/** SM3 over the lines of a table. */
export const digestLines = () => {
  const hash = createHash('sm3')
  let rows = 0
  return {
    add: (lines: readonly string[]): void => {
      rows += lines.length
      for (const line of lines) hash.update(line).update('\n')
    },
    end: () => ({ rows, digest: hash.digest('hex') }),
  }
}

/** Writes lines into a table whose triggers and foreign keys are out of the way. */
export const writeLines = async (tx: Tx, table: BackupTable, lines: readonly string[]): Promise<void> => {
  const names = table.columns.map(({ name }) => quote(name)).join(', ')
  const values = table.columns.map(({ type }, index) => `(r ->> ${index})::${type}`).join(', ')
  // OFFSET 0 keeps the line from being parsed once a column.
  await tx.execute(sql`
    INSERT INTO ${sql.raw(sqlName(table))} (${sql.raw(names)}) OVERRIDING SYSTEM VALUE
    SELECT ${sql.raw(values)}
    FROM (SELECT line::jsonb AS r FROM unnest(${sql.param([...lines])}::text[]) AS line OFFSET 0) s`)
}
