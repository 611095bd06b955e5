import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { type CivilDate, addMonths, monthStart } from '../../platform/dates.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { indicatorTrend, indicatorValue } from '../../platform/indicators/indicators.ts'
import { type Cell, leastHouseholds, suppressCells } from '../model/cells.ts'
import type { CountyFunds, CountyReply } from '../api/county/schema.ts'
import { poolBasesOn } from '../contracts/pool-financing.ts'

/** 15 亿 by 2022-09-30, 20 亿 by 2022-12-31: the official table. */
export const poolTargets = [
  { due: '2022-09-30', thresholdFen: 150_000_000_000 },
  { due: '2022-12-31', thresholdFen: 200_000_000_000 },
] as const
const since = '2021-01-01'

type Village = { code: string; name: string; lon: number; lat: number; households: number; fen: unknown }

/** Balances by village as of a day: cells of ten households and more, the rest as one sum without a place. */
const villagesOn = async (context: Context, asOf: string): Promise<CountyReply['villages']> => {
  const { rows } = await context.tx.execute<Village>(sql`
    SELECT c.village_code AS code, v.name, st_x(v.seat) AS lon, st_y(v.seat) AS lat,
      count(DISTINCT c.household_id)::int AS households, sum(e.principal_fen)::float8 AS fen
    FROM loan_contract c
    JOIN loan_event e ON e.county = c.county AND e.contract_id = c.id
    JOIN village v ON v.county = c.county AND v.code = c.village_code
    WHERE c.county = ${context.actor.county} AND c.pool AND e.effective_on <= ${asOf} AND e.principal_fen <> 0
      AND NOT EXISTS (SELECT 1 FROM loan_event r WHERE r.county = e.county AND r.contract_id = e.contract_id
        AND r.reverses_no = e.no)
    GROUP BY 1, 2, 3, 4 HAVING sum(e.principal_fen) > 0`)
  const places = new Map(rows.map((row) => [row.code, row]))
  const { told, rest } = suppressCells(
    rows.map(({ code, households, fen }): Cell => ({ id: code, households, value: Number(fen) })),
  )
  return {
    told: told.map(({ id, households, value }) => {
      const place = places.get(id)
      return { code: id, name: place?.name ?? id, lon: place?.lon ?? 0, lat: place?.lat ?? 0, households, fen: value }
    }),
    rest: rest === null ? null : { households: rest.households, fen: rest.value },
  }
}

type Need = { purpose: string; month: string; households: number; asked: unknown; granted: unknown }

/** Wanted and granted by purpose and month of the last year; what is about fewer than ten households is left empty. */
const demandOn = async (context: Context, asOf: CivilDate): Promise<CountyReply['demand']> => {
  const from = addMonths(monthStart(asOf), -11)
  const { rows } = await context.tx.execute<Need>(sql`
    SELECT purpose, to_char(asked_on, 'YYYY-MM') AS month, count(DISTINCT household_id)::int AS households,
      sum(asked_fen)::float8 AS asked, sum(least(asked_fen, granted_fen))::float8 AS granted
    FROM service_need
    WHERE county = ${context.actor.county} AND kind = 'loan' AND asked_on BETWEEN ${from} AND ${asOf}
    GROUP BY 1, 2`)
  const months = Array.from({ length: 12 }, (_, index) => addMonths(from, index).slice(0, 7))
  const purposes = [...new Set(rows.map(({ purpose }) => purpose))].toSorted()
  return {
    months,
    purposes: purposes.map((purpose) => ({
      purpose,
      cells: months.map((month) => {
        const found = rows.find((row) => row.purpose === purpose && row.month === month)
        if (found === undefined || found.households < leastHouseholds) return null
        const [askedFen, grantedFen] = [Number(found.asked), Number(found.granted)]
        return { askedFen, unmet: askedFen > 0 ? 1 - grantedFen / askedFen : 0 }
      }),
    })),
  }
}

type Pool = {
  bank: string
  kind: string
  lender: string
  amount: unknown
  rate: string
  margin: number
  drawn: unknown
  over: unknown
  loans: number
  mean: unknown
}

/**
 * 政策性资金对账: what each pool gave, what stands drawn on it, and what was lent above the agreed margin (finance 4.7).
 * Contracts name the kind of money; a bank's loans of that kind signed within the pool's days draw on it.
 */
const fundsOn = async (context: Context, asOf: string): Promise<CountyFunds> => {
  const { rows } = await context.tx.execute<Pool>(sql`
    SELECT o.name AS bank, p.kind, p.lender, p.amount_fen::float8 AS amount, p.annual_rate AS rate, p.margin_bp AS margin,
      coalesce(sum(d.fen), 0)::float8 AS drawn,
      coalesce(sum(d.fen) FILTER (WHERE d.rate - p.annual_rate::numeric > p.margin_bp / 10000.0), 0)::float8 AS over,
      count(d.fen)::int AS loans, (sum(d.fen * d.rate) / nullif(sum(d.fen), 0))::float8 AS mean
    FROM policy_pool p
    JOIN organisation o ON o.county = p.county AND o.id = p.bank_id
    LEFT JOIN LATERAL (
      SELECT c.annual_rate::numeric AS rate, sum(e.principal_fen) AS fen
      FROM loan_contract c JOIN loan_event e ON e.county = c.county AND e.contract_id = c.id
      WHERE c.county = p.county AND c.bank_id = p.bank_id AND c.fund = p.kind AND c.signed_on BETWEEN p."from" AND p."to"
        AND e.effective_on <= ${asOf} AND NOT EXISTS (SELECT 1 FROM loan_event r WHERE r.county = e.county
          AND r.contract_id = e.contract_id AND r.reverses_no = e.no)
      GROUP BY c.id, c.annual_rate HAVING sum(e.principal_fen) > 0) AS d ON true
    WHERE p.county = ${context.actor.county} AND p."from" <= ${asOf}
    GROUP BY p.id, o.name, p.kind, p.lender, p.amount_fen, p.annual_rate, p.margin_bp
    ORDER BY o.name, p.kind`)
  return rows.map((row) => ({
    bank: row.bank,
    kind: row.kind,
    lender: row.lender,
    amountFen: Number(row.amount),
    annualRate: row.rate,
    marginBp: row.margin,
    drawnFen: Number(row.drawn),
    overMarginFen: Number(row.over),
    loans: row.loans,
    meanRate: row.mean === null ? null : Number(row.mean),
  }))
}

/** What a day's open figures are; each of them has its own drill-down in the ledger. */
const figureIds = [
  'finance.credit_loan_share',
  'finance.balance_sheet_share',
  'finance.scored_share',
  'finance.households_with_line',
  'finance.online_share',
  'finance.whitelist_origin_share',
  'finance.standard_coverage',
  'finance.unmet_demand_share',
] as const

/** The county finance centre's day: aggregates alone, no family and no cell of fewer than ten households. */
export const countyCockpit = async (context: Context, day?: CivilDate): Promise<CountyReply> => {
  const today = civilDateOf(context.clock.now())
  const asOf = day === undefined || day > today ? today : day
  const figures: CountyReply['figures'] = []
  for (const id of figureIds) {
    const { value } = await indicatorValue(context, id, asOf)
    figures.push({ id, value: value.value, unit: value.unit })
  }
  const pool = await indicatorTrend(context, 'finance.pool_financing', since, asOf, 'month')
  const share = await indicatorTrend(context, 'finance.credit_loan_share', '2021-03-31', asOf, 'quarter')
  const points = (trend: Awaited<ReturnType<typeof indicatorTrend>>) =>
    trend.map(({ asOf: date, value }) => ({ date, value }))
  return asCounty(context, 'finance.county', async (whole) => ({
    asOf,
    today,
    since,
    bases: await poolBasesOn(whole, asOf),
    targets: poolTargets.map((target) => ({ ...target })),
    pool: points(pool),
    creditShare: points(share),
    figures,
    villages: await villagesOn(whole, asOf),
    demand: await demandOn(whole, asOf),
    funds: await fundsOn(whole, asOf),
  }))
}
