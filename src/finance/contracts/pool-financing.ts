import { type SQL, and, asc, eq, gte, lte, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { Working } from '../../platform/explain.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/page.ts'
import { type IndicatorValue, type Scope, defineIndicator } from '../../platform/indicators/indicator.ts'
import { formatYuan } from '../../platform/money.ts'
import { decide } from '../../platform/rules/rules.ts'
import { leastHouseholds } from '../model/cells.ts'
import { type PoolBasis, type PoolDay, poolOn } from '../model/pool-basis.ts'
import { poolBasisRules } from '../rules/pool-basis.ts'
import { loanContract, loanDay, loanEvent } from '../tables.ts'
import { cellsByVillage } from './village-cells.ts'

const source = '三门县共同富裕改革附表（农户家庭资产池）；口径见规则表 finance.pool-basis'

/** Events that were not taken back. Renewals move principal from contract to contract: they add up to nothing. */
const stands = sql`${loanEvent.type} <> 'reverse' AND NOT EXISTS (
  SELECT 1 FROM loan_event r WHERE r.county = ${loanEvent.county} AND r.contract_id = ${loanEvent.contractId}
    AND r.reverses_no = ${loanEvent.no})`

const inScope = (context: Context, scope: Scope | undefined): SQL => {
  const pool = and(eq(loanContract.county, context.actor.county), eq(loanContract.pool, true)) ?? sql`false`
  if (scope === undefined) return pool
  const narrower =
    scope.kind === 'bank'
      ? sql`${loanContract.bankId}::text = ${scope.id}`
      : sql`starts_with(${loanContract.villageCode}, ${scope.id})`
  return and(pool, narrower) ?? sql`false`
}

const ofContract = and(eq(loanContract.county, loanEvent.county), eq(loanContract.id, loanEvent.contractId))

const sum = (amount: SQL) => sql`coalesce(sum(${amount}), 0)::bigint`.mapWith(Number)
const principal = sql`${loanEvent.principalFen}`

/** One row a day, whatever the number of contracts: from the daily sums, for a village from its events. */
const poolDays = (context: Context, scope: Scope | undefined): Promise<PoolDay[]> => {
  const ofVillage = scope?.kind === 'village'
  if (ofVillage) {
    return context.tx
      .select({
        on: loanEvent.effectiveOn,
        balanceFen: sum(principal),
        disbursedFen: sum(sql`CASE WHEN ${loanEvent.type} = 'disburse' THEN ${principal} ELSE 0 END`),
      })
      .from(loanEvent)
      .innerJoin(loanContract, ofContract)
      .where(and(inScope(context, scope), stands))
      .groupBy(loanEvent.effectiveOn)
      .orderBy(asc(loanEvent.effectiveOn))
  }
  const place = scope?.kind === 'bank' ? sql`${loanDay.bankId}::text` : sql`${loanDay.townCode}`
  return context.tx
    .select({
      on: loanDay.on,
      balanceFen: sum(sql`${loanDay.balanceFen}`),
      disbursedFen: sum(sql`${loanDay.disbursedFen}`),
    })
    .from(loanDay)
    .where(
      and(
        eq(loanDay.county, context.actor.county),
        eq(loanDay.pool, true),
        scope === undefined ? undefined : sql`${place} = ${scope.id}`,
      ),
    )
    .groupBy(loanDay.on)
    .orderBy(asc(loanDay.on))
}

/** Principal of each contract on a day; contracts without an event are left out. */
const balancesOn = (context: Context, scope: Scope | undefined, asOf: string) =>
  context.tx
    .select({ id: loanEvent.contractId, balance: sum(principal).as('balance') })
    .from(loanEvent)
    .innerJoin(loanContract, ofContract)
    .where(and(inScope(context, scope), stands, lte(loanEvent.effectiveOn, asOf)))
    .groupBy(loanEvent.contractId)
    .as('balances')

/** Agreed amounts of contracts in force that are not paid off; one without an event yet counts. */
const lineOn = async (context: Context, scope: Scope | undefined, asOf: string): Promise<number> => {
  const inForce = context.tx
    .select({ fen: loanContract.agreedFen })
    .from(loanContract)
    .leftJoin(loanEvent, and(ofContract, lte(loanEvent.effectiveOn, asOf), stands))
    .where(and(inScope(context, scope), lte(loanContract.signedOn, asOf), gte(loanContract.maturityOn, asOf)))
    .groupBy(loanContract.county, loanContract.id)
    .having(sql`coalesce(sum(${principal}), 1) > 0`)
    .as('in_force')
  const [found] = await context.tx.select({ fen: sum(sql`${inForce.fen}`) }).from(inForce)
  return found?.fen ?? 0
}

type HouseholdDay = { readonly on: string; readonly households: number }

/** How many households signed their first contract on each day. */
const householdDays = async (context: Context, scope: Scope | undefined): Promise<readonly HouseholdDay[]> => {
  const first = context.tx
    .select({ on: sql<string>`min(${loanContract.signedOn})::text`.as('on') })
    .from(loanContract)
    .where(inScope(context, scope))
    .groupBy(loanContract.householdId)
    .as('first')
  return context.tx
    .select({ on: first.on, households: sql`count(*)`.mapWith(Number) })
    .from(first)
    .groupBy(first.on)
}

const householdsOn = (days: readonly HouseholdDay[], asOf: string): number =>
  days.reduce((total, day) => (day.on <= asOf ? total + day.households : total), 0)

const basisOn = async (context: Context, asOf: string): Promise<{ basis: PoolBasis; version: string }> => {
  const { output, version } = await decide(context, poolBasisRules.name, { figure: 'pool_financing' }, { asOf })
  return { ...poolBasisRules.output.parse(output), version }
}

type Figures = { readonly balanceFen: number; readonly disbursedFen: number; readonly lineFen: number }

const figureOf = (figures: Figures, basis: PoolBasis, households: number, scope: Scope | undefined): IndicatorValue => {
  const reasons = [
    ...(households === 0 ? ['no_contract'] : []),
    ...(scope !== undefined && scope.kind !== 'bank' && households > 0 && households < leastHouseholds
      ? ['fewer_than_10_households']
      : []),
  ]
  const amount = { balance: figures.balanceFen, disbursed: figures.disbursedFen, line: figures.lineFen }[basis]
  const value = reasons.length > 0 ? null : amount
  return { value, unit: 'fen', numerator: value, denominator: null, sufficient: reasons.length === 0, reasons }
}

/** The three readings of 融资 on a day and the one that the office has fixed; for the whole county. */
export const poolBasesOn = async (context: Context, asOf: string): Promise<Figures & { readonly basis: PoolBasis }> => {
  const { basis } = await basisOn(context, asOf)
  const lineFen = await lineOn(context, undefined, asOf)
  return { basis, ...poolOn(await poolDays(context, undefined), asOf), lineFen }
}

/** 家庭资产池融资额 (finance 8): by one of three bases, the others always beside it. */
export const poolFinancing = defineIndicator({
  id: 'finance.pool_financing',
  title: '农户家庭资产池融资额',
  unit: 'fen',
  better: 'higher',
  period: 'daily',
  scopes: ['bank', 'town', 'village'],
  definition: '资产池贷款截至当日的本金余额（发放减归还减核销，续贷不重复计）；口径由规则表确定，另两种口径一并列出。',
  value: async (context, asOf, scope) => {
    const working = new Working()
    const { basis, version } = await basisOn(context, asOf)
    working.usedRule(poolBasisRules.name, version)
    const lineFen = await lineOn(context, scope, asOf)
    const figures = { ...poolOn(await poolDays(context, scope), asOf), lineFen }
    const value = figureOf(figures, basis, householdsOn(await householdDays(context, scope), asOf), scope)
    const rows = [
      ['贷款余额', 'Σ 放款 − Σ 归还 − Σ 核销（续贷净额为 0）', figures.balanceFen],
      ['累计发放', 'Σ 放款（不含续贷与重组）', figures.disbursedFen],
      ['有效授信额度', 'Σ 未到期且未结清合同的金额', figures.lineFen],
    ] as const
    for (const [label, formula, fen] of value.sufficient ? rows : []) {
      working.step({ label, formula, inputs: { 截至: asOf }, result: formatYuan(BigInt(fen)), unit: '元', source })
    }
    return working.explain(value)
  },
  series: async (context, dates, scope) => {
    const [days, first] = [await poolDays(context, scope), await householdDays(context, scope)]
    const values: IndicatorValue[] = []
    for (const date of dates) {
      const { basis } = await basisOn(context, date)
      // Lines need a look at every contract: only when they are the figure.
      const lineFen = basis === 'line' ? await lineOn(context, scope, date) : 0
      values.push(figureOf({ ...poolOn(days, date), lineFen }, basis, householdsOn(first, date), scope))
    }
    return values
  },
  records: async (context, asOf, scope, page) => {
    // Contracts are for their bank and for auditors; everybody else opens the figure down to the villages.
    const opens = ['finance.contract.read', 'finance.contract.audit'].some((id) => context.actor.permissions.has(id))
    if (!opens) return cellsByVillage(context, inScope(context, scope), asOf, page)
    const balances = balancesOn(context, scope, asOf)
    const start = page.cursor === null ? 0 : Number(decodeCursor(context.config, page.cursor)[0])
    const rows = await context.tx
      .select({
        id: loanContract.id,
        contractNo: loanContract.contractNo,
        village: loanContract.villageCode,
        signedOn: loanContract.signedOn,
        fen: sql`${balances.balance}`.mapWith(Number),
        total: sql`count(*) OVER ()`.mapWith(Number),
      })
      .from(loanContract)
      .innerJoin(balances, eq(balances.id, loanContract.id))
      .where(and(inScope(context, scope), gte(balances.balance, 1)))
      .orderBy(asc(loanContract.contractNo), asc(loanContract.id))
      .limit(page.limit)
      .offset(start)
    const total = rows[0]?.total ?? 0
    const end = start + rows.length
    return {
      columns: [
        { key: 'contractNo', title: '合同号' },
        { key: 'village', title: '村代码' },
        { key: 'signedOn', title: '签订日期' },
        { key: 'fen', title: '本金余额', unit: 'fen', align: 'right' },
      ],
      rows: rows.map(({ total: _, ...row }) => row),
      nextCursor: end < total ? encodeCursor(context.config, [end]) : null,
      total,
    }
  },
})
