import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { and, asc, desc, eq, gt, gte, ilike, lt, lte, or, sql, type Column, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { Problem } from '../errors/problem.ts'

/** Where a list goes on: the sort values of its last row, unique together. */
export type Position = readonly (string | number | boolean | null)[]

/** Query keys of every list; spread into its `z.strictObject`. */
export const pageQuery = {
  cursor: z.string().max(2000).optional().meta({ title: '翻页标记' }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ title: '每页条数' }),
}

/** Schema of a list's reply. `nextCursor` is null on the last page. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({ rows: z.array(row), nextCursor: z.string().nullable() })

// Without a configured secret (tests) cursors live as long as the process.
const processSecret = randomBytes(32).toString('hex')

const seal = (config: Pick<Config, 'secret'>, payload: string): Buffer =>
  createHmac('sm3', `cursor:${config.secret ?? processSecret}`)
    .update(payload)
    .digest()
    .subarray(0, 16)

/** An opaque cursor. Signed, so that a client can neither read sense into it nor point it elsewhere. */
export const encodeCursor = (config: Pick<Config, 'secret'>, position: Position): string => {
  const payload = Buffer.from(JSON.stringify(position)).toString('base64url')
  return `${payload}.${seal(config, payload).toString('base64url')}`
}

/** Reads a cursor of `encodeCursor`. Throws `malformed` for one that we did not make. */
export const decodeCursor = (config: Pick<Config, 'secret'>, cursor: string): Position => {
  const refuse = () => Problem.field('/query/cursor', 'invalid_cursor', '翻页标记无效，请从第一页开始', 'malformed')
  const [payload = '', signature = '', ...more] = cursor.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = seal(config, payload)
  if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) throw refuse()
  return z
    .array(z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
}

export type SortKey = { readonly column: Column; readonly direction: 'asc' | 'desc' }

/** ORDER BY of a keyset. End it with a unique column. */
export const orderBy = (keys: readonly SortKey[]): SQL[] =>
  keys.map(({ column, direction }) => (direction === 'asc' ? asc(column) : desc(column)))

/**
 * WHERE of the rows after `position` in the order of `keys`: (a, b) > (x, y) written out, since directions may differ.
 * The columns must be NOT NULL. Throws `malformed` when the cursor belongs to another list.
 */
export const after = (keys: readonly SortKey[], position: Position): SQL | undefined => {
  if (keys.length !== position.length) {
    throw Problem.field('/query/cursor', 'invalid_cursor', '翻页标记不属于这个列表', 'malformed')
  }
  const terms = keys.map(({ column, direction }, index) => {
    const value = position[index]
    const equal = keys.slice(0, index).map((key, before) => eq(key.column, sql.param(position[before], key.column)))
    const beyond = direction === 'asc' ? gt(column, value) : lt(column, value)
    return and(...equal, beyond)
  })
  // The first bound says nothing new, but lets an index begin at the position instead of passing all rows before it.
  const [first] = keys
  const begin =
    first === undefined
      ? undefined
      : (first.direction === 'asc' ? gte : lte)(first.column, sql.param(position[0], first.column))
  return and(begin, or(...terms))
}

/** Cuts `limit + 1` rows read from the database to a page. */
export const toPage = <Row>(
  config: Pick<Config, 'secret'>,
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => Position,
): { rows: Row[]; nextCursor: string | null } => {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page,
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(config, positionOf(last)) : null,
  }
}

/** A column that holds the words asked for, whatever their case; `%` and `_` in them mean themselves. */
export const containsText = (column: Column, words: string): SQL =>
  ilike(column, `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)
