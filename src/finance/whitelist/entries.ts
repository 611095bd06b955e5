import { and, desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Rational, fenToNumber } from '../../platform/money.ts'
import { after, decodeCursor, orderBy, toPage } from '../../platform/http/page.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { household, person, householdMember } from '../../platform/registers/tables.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { type ExportRow, exportFile } from '../../platform/sheets/write.ts'
import type { EntriesQuery } from '../api/whitelist/schema.ts'
import { householdNames } from '../customers/names.ts'
import { whitelistBatch, whitelistEntry } from '../tables.ts'
import { findBatch, requireOwnBank } from './batches.ts'
import { whitelistSheet } from './sheet.ts'

const newestFirst = [
  { column: whitelistEntry.validFrom, direction: 'desc' },
  { column: whitelistEntry.id, direction: 'desc' },
] as const

/** 预授信白名单 of the actor's bank, or the entries of his own family. */
export const listEntries = async (context: Context, query: z.output<typeof EntriesQuery>) => {
  const rows = await context.tx
    .select()
    .from(whitelistEntry)
    .where(
      and(
        eq(whitelistEntry.county, context.actor.county),
        query.state === undefined ? undefined : eq(whitelistEntry.state, query.state),
        query.cursor === undefined ? undefined : after(newestFirst, decodeCursor(context.config, query.cursor)),
      ),
    )
    .orderBy(...orderBy(newestFirst))
    .limit(query.limit + 1)
  const page = toPage(context.config, rows, query.limit, ({ validFrom, id }) => [validFrom, id])
  const nameOf = await householdNames(
    context,
    page.rows.map(({ householdId }) => householdId),
  )
  return {
    ...page,
    rows: page.rows.map((row) => ({
      id: row.id,
      householdId: row.householdId,
      ...nameOf(row.householdId),
      limitFen: fenToNumber(row.limitFen),
      annualRate: row.annualRate,
      mode: row.mode,
      product: row.product,
      validFrom: row.validFrom,
      validTo: row.validTo,
      state: row.state,
      stateReason: row.stateReason,
      sentOn: row.sentOn,
    })),
  }
}

const titleOf = (key: 'mode' | 'state', value: string): string => {
  const column = whitelistSheet.columns.find((one) => one.key === key)
  return column !== undefined && 'options' in column
    ? (column.options.find((option) => option.value === value)?.title ?? value)
    : value
}

/** The list in force as the sheet in which it came; identity numbers go out as their keyed hashes. */
export const exportEntries = async (context: Context): Promise<Uint8Array> => {
  const bank = await requireOwnBank(context)
  const { county } = context.actor
  const live = await asCounty(context, 'finance.whitelist', ({ tx }) =>
    tx
      .select({
        entry: whitelistEntry,
        number: household.number,
        villageCode: household.areaCode,
        hash: person.identityNumberHash,
        batchNo: whitelistBatch.batchNo,
        bank: organisation.code,
      })
      .from(whitelistEntry)
      .innerJoin(organisation, and(eq(organisation.county, county), eq(organisation.id, whitelistEntry.bankId)))
      .innerJoin(household, and(eq(household.county, county), eq(household.id, whitelistEntry.householdId)))
      .leftJoin(
        householdMember,
        and(
          eq(householdMember.county, county),
          eq(householdMember.householdId, household.id),
          eq(householdMember.relation, 'head'),
        ),
      )
      .leftJoin(person, and(eq(person.county, county), eq(person.id, householdMember.personId)))
      .leftJoin(whitelistBatch, and(eq(whitelistBatch.county, county), eq(whitelistBatch.id, whitelistEntry.batchId)))
      .where(
        and(eq(whitelistEntry.county, county), eq(whitelistEntry.bankId, bank.id), eq(whitelistEntry.state, 'active')),
      )
      .orderBy(desc(whitelistEntry.validFrom), desc(whitelistEntry.id)),
  )
  const rows = live.map(
    ({ entry, number, villageCode, hash, batchNo, bank: code }): ExportRow => ({
      batchNo: batchNo ?? '',
      bank: code,
      household: number ?? '',
      head: '',
      identity: hash ?? '',
      village: villageCode,
      limitFen: (Number(entry.limitFen) / 100).toFixed(2),
      rate: Rational.of(entry.annualRate).times(100n).toDecimal().toFixed(2),
      product: entry.product,
      mode: titleOf('mode', entry.mode),
      validFrom: entry.validFrom,
      validTo: entry.validTo,
      state: titleOf('state', entry.state),
      note: '',
    }),
  )
  return exportFile(whitelistSheet.title, whitelistSheet.columns, rows)
}

/** All row errors of a batch as a sheet. */
export const exportErrors = async (context: Context, id: string): Promise<Uint8Array> => {
  const { errors } = await findBatch(context, id)
  return exportFile(
    '白名单错误',
    [
      { key: 'row', title: '行号' },
      { key: 'column', title: '列' },
      { key: 'message', title: '错误' },
    ],
    errors.map(({ row, column, message }) => ({ row, column, message })),
  )
}
