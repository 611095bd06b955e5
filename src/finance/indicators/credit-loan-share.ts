import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { Working } from '../../platform/explain.ts'
import { type IndicatorValue, type Scope, defineIndicator } from '../../platform/indicators/indicator.ts'
import { formatYuan } from '../../platform/money.ts'
import { type LoanChange, microCreditOn } from '../model/micro-credit.ts'

/** 小额: what a household owes in all, at most (finance 8, [A]). */
const microCapFen = 30_000_000

/** Events that moved principal by `last` and were not taken back, with their contracts. */
const moves = (context: Context, scope: Scope | undefined, last: string): SQL => sql`
  loan_event e JOIN loan_contract c ON c.county = e.county AND c.id = e.contract_id
  WHERE e.county = ${context.actor.county} AND e.effective_on <= ${last} AND e.principal_fen <> 0
    ${scope === undefined ? sql`` : sql`AND left(c.village_code, 9) = ${scope.id}`}
    AND NOT EXISTS (SELECT 1 FROM loan_event r WHERE r.county = e.county AND r.contract_id = e.contract_id
      AND r.reverses_no = e.no)`

/** Changes up to each of the dates, which ascend: a row a household, kind of loan and date. */
const load = async (
  context: Context,
  scope: Scope | undefined,
  dates: readonly string[],
): Promise<readonly LoanChange[]> => {
  const asked = sql`${sql.param([...dates])}::date[]`
  const { rows } = await context.tx.execute<{ on: string; household: string; credit: boolean; fen: unknown }>(sql`
    SELECT (${asked})[width_bucket(e.effective_on - 1, ${asked}) + 1]::text AS "on", c.household_id::text AS household,
      c.mode = 'credit' AS credit, sum(e.principal_fen)::float8 AS fen
    FROM ${moves(context, scope, dates.at(-1) ?? '')}
    GROUP BY 1, 2, 3`)
  return rows.map((row) => ({ ...row, fen: Number(row.fen) }))
}

/** One day needs no households outside the database. */
const sumsOn = async (context: Context, scope: Scope | undefined, asOf: string) => {
  const { rows } = await context.tx.execute<{ numerator: unknown; denominator: unknown }>(sql`
    SELECT coalesce(sum(credit), 0)::float8 AS numerator, coalesce(sum(owed), 0)::float8 AS denominator
    FROM (
      SELECT sum(e.principal_fen) FILTER (WHERE c.mode = 'credit') AS credit, sum(e.principal_fen) AS owed
      FROM ${moves(context, scope, asOf)}
      GROUP BY c.household_id
    ) AS households
    WHERE owed <= ${microCapFen}`)
  return { numerator: Number(rows[0]?.numerator ?? 0), denominator: Number(rows[0]?.denominator ?? 0) }
}

const shareOf = ({ numerator, denominator }: { numerator: number; denominator: number }): IndicatorValue => ({
  value: denominator > 0 ? numerator / denominator : null,
  unit: 'fraction',
  numerator,
  denominator,
  sufficient: denominator > 0,
  reasons: denominator > 0 ? [] : ['no_micro_loan'],
})

const seriesOf = async (context: Context, dates: readonly string[], scope: Scope | undefined) => {
  const ascending = [...new Set(dates)].toSorted()
  const changes = await load(context, scope, ascending)
  const figures = microCreditOn(changes, ascending, microCapFen).map(shareOf)
  const byDate = new Map(ascending.map((date, index) => [date, figures[index]]))
  return dates.map((date) => byDate.get(date) ?? shareOf({ numerator: 0, denominator: 0 }))
}

/** 农户小额贷款中信用贷款占比 (finance 8), of all banks and all loans, in the pool or not. */
export const creditLoanShare = defineIndicator({
  id: 'finance.credit_loan_share',
  title: '小额贷款中信用贷款占比',
  unit: 'fraction',
  better: 'higher',
  period: 'daily',
  scopes: ['town'],
  rises: { period: 'quarter', tolerance: 0.0005 },
  definition: '贷款总余额不超过 30 万元的农户，其信用贷款余额占全部贷款余额的比例。',
  value: async (context, asOf, scope) => {
    const working = new Working()
    const value = shareOf(await sumsOn(context, scope, asOf))
    working.step({
      label: '小额贷款中信用贷款占比',
      formula: '信用贷款余额 ÷ 贷款余额（户贷款总余额不超过小额上限）',
      inputs: {
        信用贷款余额: { value: formatYuan(BigInt(value.numerator ?? 0)), unit: '元' },
        贷款余额: { value: formatYuan(BigInt(value.denominator ?? 0)), unit: '元' },
        小额上限: { value: formatYuan(BigInt(microCapFen)), unit: '元' },
        截至: asOf,
      },
      result: value.value,
      source: '三门县共同富裕改革附表（农户家庭资产池）；小额上限为演示值',
    })
    return working.explain(value)
  },
  series: seriesOf,
  records: async (context, asOf, scope) => {
    const { rows: towns } = await context.tx.execute<{ code: string; name: string }>(sql`
      SELECT code, name FROM town WHERE county = ${context.actor.county}
        ${scope === undefined ? sql`` : sql`AND code = ${scope.id}`} ORDER BY code`)
    const rows = []
    for (const { code, name } of towns) {
      const { numerator, denominator, value } = shareOf(await sumsOn(context, { kind: 'town', id: code }, asOf))
      rows.push({ id: code, town: name, numerator, denominator, value })
    }
    return {
      columns: [
        { key: 'town', title: '乡镇（街道）' },
        { key: 'numerator', title: '信用贷款余额', unit: 'fen', align: 'right' },
        { key: 'denominator', title: '小额贷款余额', unit: 'fen', align: 'right' },
        { key: 'value', title: '占比', unit: 'fraction', align: 'right' },
      ],
      rows,
      nextCursor: null,
      total: rows.length,
    }
  },
})
