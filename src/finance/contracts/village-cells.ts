import { type SQL, and, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/page.ts'
import type { IndicatorRecords } from '../../platform/indicators/indicator.ts'
import { town, village } from '../../platform/registers/tables.ts'
import { type Cell, leastHouseholds, suppressCells } from '../model/cells.ts'
import { loanContract, loanEvent } from '../tables.ts'

/** 海游街道 心湖社区: officials know villages by their names, not by twelve digits. */
const namesOf = async (context: Context, codes: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const rows = await context.tx
    .select({ code: village.code, name: village.name, town: town.name })
    .from(village)
    .innerJoin(town, and(eq(town.county, village.county), eq(town.code, village.townCode)))
    .where(and(eq(village.county, context.actor.county), inArray(village.code, [...codes])))
  return new Map(rows.map(({ code, name, town: of }) => [code, `${of} ${name}`]))
}

/** Balances by village: the drill-down of those who may not see single contracts. It adds up to the county's figure. */
export const cellsByVillage = async (
  context: Context,
  inScope: SQL,
  asOf: string,
  page: { readonly cursor: string | null; readonly limit: number },
): Promise<IndicatorRecords> => {
  const cells = await asCounty(context, 'indicators', ({ tx }) =>
    tx
      .select({
        id: loanContract.villageCode,
        households: sql`count(DISTINCT ${loanContract.householdId})`.mapWith(Number),
        value: sql`coalesce(sum(${loanEvent.principalFen}), 0)`.mapWith(Number),
      })
      .from(loanEvent)
      .innerJoin(
        loanContract,
        and(eq(loanContract.county, loanEvent.county), eq(loanContract.id, loanEvent.contractId)),
      )
      .where(
        and(
          inScope,
          lte(loanEvent.effectiveOn, asOf),
          sql`${loanEvent.type} <> 'reverse' AND NOT EXISTS (SELECT 1 FROM loan_event r
            WHERE r.county = ${loanEvent.county} AND r.contract_id = ${loanEvent.contractId}
              AND r.reverses_no = ${loanEvent.no})`,
        ),
      )
      .groupBy(loanContract.villageCode),
  )
  const { told, rest } = suppressCells(cells)
  const all: Cell[] = [...told, ...(rest === null ? [] : [rest])]
  const start = page.cursor === null ? 0 : Number(decodeCursor(context.config, page.cursor)[0])
  const end = start + page.limit
  const shown = all.slice(start, end)
  const names = await namesOf(
    context,
    shown.map(({ id }) => id),
  )
  return {
    columns: [
      { key: 'village', title: `村（少于 ${leastHouseholds} 户的合并）` },
      { key: 'households', title: '户数', unit: 'household', align: 'right' },
      { key: 'fen', title: '本金余额', unit: 'fen', align: 'right' },
    ],
    rows: shown.map(({ id, households, value }) => ({ id, village: names.get(id) ?? id, households, fen: value })),
    nextCursor: end < all.length ? encodeCursor(context.config, [end]) : null,
    total: all.length,
  }
}
