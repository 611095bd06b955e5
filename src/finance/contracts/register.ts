import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/page.ts'
import { fenToNumber } from '../../platform/money.ts'
import type { ContractListRow, ContractsQuery } from '../api/contracts/schema.ts'
import { householdNames } from '../customers/names.ts'
import type { Contract } from './contracts.ts'

/** The signed terms as they are told. */
export const contractFields = (row: Contract) => ({
  id: row.id,
  contractNo: row.contractNo,
  bankId: row.bankId,
  householdId: row.householdId,
  villageCode: row.villageCode,
  mode: row.mode,
  method: row.method,
  pool: row.pool,
  purpose: row.purpose,
  agreedFen: fenToNumber(row.agreedFen),
  annualRate: row.annualRate,
  modelRate: row.modelRate,
  signedOn: row.signedOn,
  maturityOn: row.maturityOn,
  renewalOf: row.renewalOf,
})

/** Short names of the banks, by id. */
export const bankNames = async (context: Context): Promise<(id: string) => string> => {
  const { rows } = await context.tx.execute<{ id: string; name: string }>(sql`
    SELECT id::text AS id, name FROM organisation WHERE county = ${context.actor.county} AND kind = 'bank'`)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? ''
}

/** What a contract owes, from the events that stand. */
const owed = sql`
  SELECT coalesce(sum(e.principal_fen), 0)::bigint AS principal, coalesce(sum(e.due_principal_fen), 0)::bigint AS due,
    coalesce(sum(e.interest_fen), 0)::bigint AS interest,
    coalesce(sum(e.penalty_fen + e.cost_fen), 0)::bigint AS penalty, count(*)::int AS events
  FROM loan_event e
  WHERE e.county = c.county AND e.contract_id = c.id AND e.type <> 'reverse'
    AND NOT EXISTS (SELECT 1 FROM loan_event r WHERE r.county = e.county AND r.contract_id = e.contract_id
      AND r.reverses_no = e.no)`

const states: Readonly<Record<'signed' | 'open' | 'overdue' | 'closed', SQL>> = {
  signed: sql`o.events = 0`,
  open: sql`o.principal > 0`,
  overdue: sql`o.due + o.interest + o.penalty > 0`,
  closed: sql`o.events > 0 AND o.principal + o.interest + o.penalty = 0`,
}

type Found = {
  id: string
  contract_no: string
  bank_id: string
  household_id: string
  village_code: string
  mode: string
  method: string
  pool: boolean
  purpose: string
  agreed: unknown
  annual_rate: string
  model_rate: string | null
  signed_on: string
  maturity_on: string
  renewal_of: string | null
  principal: unknown
  unpaid: unknown
  events: number
}

const stateOf = (events: number, principalFen: number, unpaidFen: number): ContractListRow['state'] =>
  events === 0 ? 'signed' : unpaidFen > 0 ? 'overdue' : principalFen > 0 ? 'open' : 'closed'

/** Those of the actor's bank or household; auditors see all. Newest first unless asked otherwise. */
export const listContracts = async (context: Context, query: z.output<typeof ContractsQuery>) => {
  const { household, state, mode, q, maturityFrom, maturityTo, limit } = query
  const byMaturity = query.sort.endsWith('maturity')
  const descending = query.sort.startsWith('-')
  const cursor = query.cursor === undefined ? null : decodeCursor(context.config, query.cursor)
  const [date, id] = [String(cursor?.[0] ?? ''), String(cursor?.[1] ?? '')]
  const on = byMaturity ? sql`c.maturity_on` : sql`c.signed_on`
  const direction = descending ? sql`DESC` : sql`ASC`
  const beyond = sql`(${on}, c.id) ${descending ? sql`<` : sql`>`} (${date}::date, ${id}::uuid)`
  const conditions = [
    sql`c.county = ${context.actor.county}`,
    ...(household === undefined ? [] : [sql`c.household_id = ${household}`]),
    ...(mode === undefined ? [] : [sql`c.mode = ${mode}`]),
    ...(q === undefined ? [] : [sql`starts_with(c.contract_no, ${q})`]),
    ...(maturityFrom === undefined ? [] : [sql`c.maturity_on >= ${maturityFrom}`]),
    ...(maturityTo === undefined ? [] : [sql`c.maturity_on <= ${maturityTo}`]),
    ...(state === undefined ? [] : [states[state]]),
    ...(cursor === null ? [] : [beyond]),
  ]
  const { rows } = await context.tx.execute<Found>(sql`
    SELECT c.id::text, c.contract_no, c.bank_id::text, c.household_id::text, c.village_code, c.mode, c.method, c.pool,
      c.purpose, c.agreed_fen AS agreed, c.annual_rate, c.model_rate, c.signed_on::text, c.maturity_on::text,
      c.renewal_of::text, o.principal, o.due + o.interest + o.penalty AS unpaid, o.events
    FROM loan_contract c CROSS JOIN LATERAL (${owed}) AS o
    WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY ${on} ${direction}, c.id ${direction} LIMIT ${limit + 1}`)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const nameOf = await householdNames(
    context,
    page.map((row) => row.household_id),
  )
  return {
    rows: page.map((row): ContractListRow => {
      const [principalFen, unpaidFen] = [Number(row.principal), Number(row.unpaid)]
      return {
        id: row.id,
        contractNo: row.contract_no,
        bankId: row.bank_id,
        householdId: row.household_id,
        villageCode: row.village_code,
        mode: row.mode,
        method: row.method,
        pool: row.pool,
        purpose: row.purpose,
        agreedFen: Number(row.agreed),
        annualRate: row.annual_rate,
        modelRate: row.model_rate,
        signedOn: row.signed_on,
        maturityOn: row.maturity_on,
        renewalOf: row.renewal_of,
        ...nameOf(row.household_id),
        principalFen,
        unpaidFen,
        state: stateOf(row.events, principalFen, unpaidFen),
      }
    }),
    nextCursor:
      rows.length > limit && last !== undefined
        ? encodeCursor(context.config, [byMaturity ? last.maturity_on : last.signed_on, last.id])
        : null,
  }
}
