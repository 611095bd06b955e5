import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { checkUscc } from '../../platform/identifiers/uscc.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { defineSheet, type RowError, type Sheet, type SheetColumn } from '../../platform/sheets/sheet.ts'
import { landEmissionYear, landEnergyYear, landEnterprise, landOutputYear, landTaxYear } from '../tables.ts'

type FigureTable = typeof landTaxYear | typeof landOutputYear | typeof landEnergyYear | typeof landEmissionYear

const titles = { uscc: '统一社会信用代码', year: '年度' } as const

const firmsByUscc = async ({ tx, actor }: Context): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx
    .select({ uscc: organisation.uscc, id: landEnterprise.organisationId })
    .from(landEnterprise)
    .innerJoin(
      organisation,
      and(eq(organisation.county, landEnterprise.county), eq(organisation.id, landEnterprise.organisationId)),
    )
    .where(eq(landEnterprise.county, actor.county))
  return new Map(rows.flatMap(({ uscc, id }) => (uscc === null ? [] : [[uscc, id] as const])))
}

const checkRow = (
  row: Readonly<Record<string, unknown>>,
  index: number,
  known: ReadonlyMap<string, string>,
  thisYear: number,
): RowError[] => {
  const checked = checkUscc(String(row['uscc']))
  const year = Number(row['year'])
  const error = (column: string, code: string, message: string): RowError => ({ row: index, column, code, message })
  return [
    ...(checked.valid ? [] : [error(titles.uscc, 'uscc_invalid', `统一社会信用代码不正确：${checked.reason ?? ''}`)]),
    ...(checked.valid && !known.has(checked.code)
      ? [error(titles.uscc, 'unknown_enterprise', '企业登记中没有该代码')]
      : []),
    ...(year >= 1980 && year < thisYear ? [] : [error(titles.year, 'year', '须为已结束的年度')]),
  ]
}

const checkRows = async (
  context: Context,
  rows: readonly Readonly<Record<string, unknown>>[],
  notNegative: readonly SheetColumn[],
): Promise<RowError[]> => {
  const known = await firmsByUscc(context)
  const thisYear = Number(civilDateOf(context.clock.now()).slice(0, 4))
  const seen = new Set<string>()
  return rows.flatMap((row, index) => {
    const key = `${checkUscc(String(row['uscc'])).code} ${String(row['year'])}`
    const errors = checkRow(row, index, known, thisYear)
    if (seen.has(key)) {
      errors.push({ row: index, column: titles.uscc, code: 'duplicate_enterprise', message: '同一企业同一年度重复' })
    }
    seen.add(key)
    for (const { key: name, title } of notNegative) {
      if (row[name] !== null && Number(row[name]) < 0) {
        errors.push({ row: index, column: title, code: 'negative', message: '不得为负' })
      }
    }
    return errors
  })
}

/** Money arrives in fen and decimals as text; the database wants bigint and number. */
const stored = (column: SheetColumn, value: unknown): unknown => {
  if (value === null || value === undefined) return column.type === 'money' && column.required === true ? 0n : null
  if (column.type === 'money') return BigInt(Number(value))
  if (column.type === 'enum') return value === 'true'
  return column.type === 'decimal' || column.type === 'integer' ? Number(value) : value
}

/**
 * A yearly delivery of one department: a row a firm and year; a second delivery corrects the first, and the audit log
 * keeps both. Taxes may be negative (refunds), amounts of other kinds not.
 */
export const figureSheet = (definition: {
  readonly name: string
  readonly title: string
  readonly table: FigureTable
  readonly columns: readonly SheetColumn[]
  /** Columns in which a negative amount is right. */
  readonly signed?: readonly string[]
}): Sheet => {
  const { name, title, table, columns, signed = [] } = definition
  const notNegative = columns.filter(
    ({ type, key }) => (type === 'money' || type === 'decimal') && !signed.includes(key),
  )
  return defineSheet({
    name,
    title,
    permission: 'land.figure.deliver',
    maxRows: 20_000,
    columns: [
      { key: 'uscc', title: titles.uscc, type: 'text', required: true, example: '91331022MA28WXYQ11' },
      { key: 'year', title: titles.year, type: 'integer', required: true, example: '2021' },
      ...columns,
    ],
    check: (context, rows) => checkRows(context, rows, notNegative),
    apply: async (context, rows, importId) => {
      const { tx, actor, clock } = context
      if (actor.organisationId === null) throw new Problem('forbidden', '须由职责部门报送')
      const deliveredBy = actor.organisationId
      const known = await firmsByUscc(context)
      const deliveredOn = civilDateOf(clock.now())
      let added = 0
      for (const row of rows) {
        const organisationId = known.get(checkUscc(String(row['uscc'])).code)
        if (organisationId === undefined) throw new Error('a row that was checked names a firm')
        const values = Object.fromEntries(columns.map((column) => [column.key, stored(column, row[column.key])]))
        const [written] = await tx
          .insert(table)
          // The columns of the sheet are those of its table: the tests of each sheet hold it.
          .values({
            county: actor.county,
            organisationId,
            year: Number(row['year']),
            deliveredBy,
            deliveredOn,
            importId,
            ...values,
          } as never)
          .onConflictDoUpdate({
            target: [table.county, table.organisationId, table.year],
            set: { ...values, importId, deliveredBy } as never,
          })
          .returning({ added: sql<boolean>`xmax = 0` })
        if (written?.added === true) added += 1
      }
      return { added, changed: rows.length - added, unchanged: 0 }
    },
  })
}
