import { type SQL, and, eq, lte, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/page.ts'
import type { IndicatorRecords } from '../../platform/indicators/indicator.ts'
import { type Cell, leastHouseholds, suppressCells } from '../model/cells.ts'
import { loanContract, loanEvent } from '../tables.ts'

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
  return {
    columns: [
      { key: 'village', title: `村代码（少于 ${leastHouseholds} 户的合并）` },
      { key: 'households', title: '户数', unit: 'household', align: 'right' },
      { key: 'fen', title: '本金余额', unit: 'fen', align: 'right' },
    ],
    rows: all.slice(start, end).map(({ id, households, value }) => ({ id, village: id, households, fen: value })),
    nextCursor: end < all.length ? encodeCursor(context.config, [end]) : null,
    total: all.length,
  }
}
