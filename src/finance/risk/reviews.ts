import { and, desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { addDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { fenToNumber } from '../../platform/money.ts'
import type { RiskReview, RiskView } from '../api/risk/schema.ts'
import { readContract } from '../contracts/contracts.ts'
import { householdNames } from '../customers/names.ts'
import { herfindahl } from '../model/exposure.ts'
import { type RiskClass, riskClasses } from '../model/risk-class.ts'
import { riskReview } from '../tables.ts'
import { requireOwnBank } from '../whitelist/batches.ts'
import { floorOn } from './classify.ts'

const worse = (a: RiskClass, b: RiskClass): RiskClass => (riskClasses.indexOf(a) >= riskClasses.indexOf(b) ? a : b)

/** A judgement holds while it is no older than a year; a floor that has fallen below it counts at once. */
const judgementDays = 365

type Balance = { id: string; village: string; fen: unknown }

/** Five classes of the bank's book today: every loan by the floor of its days past due, or lower where somebody judged so. */
export const viewRisk = async (context: Context): Promise<RiskView> => {
  const bank = await requireOwnBank(context)
  const { county } = context.actor
  const today = civilDateOf(context.clock.now())
  const { rows: balances } = await context.tx.execute<Balance>(sql`
    SELECT c.id::text AS id, c.village_code AS village, sum(e.principal_fen)::text AS fen
    FROM loan_contract c JOIN loan_event e ON e.county = c.county AND e.contract_id = c.id
    WHERE c.county = ${county} AND c.bank_id = ${bank.id} AND e.principal_fen <> 0 AND NOT EXISTS (
      SELECT 1 FROM loan_event r WHERE r.county = e.county AND r.contract_id = e.contract_id AND r.reverses_no = e.no)
    GROUP BY 1, 2 HAVING sum(e.principal_fen) > 0`)
  // Only what is due and unpaid, restructured or judged can be other than normal: the rest needs no replay.
  const { rows: watched } = await context.tx.execute<{ id: string }>(sql`
    SELECT c.id::text AS id FROM loan_contract c
    WHERE c.county = ${county} AND c.bank_id = ${bank.id} AND (
      EXISTS (SELECT 1 FROM loan_event e WHERE e.county = c.county AND e.contract_id = c.id AND e.type = 'restructure')
      OR EXISTS (SELECT 1 FROM risk_review v WHERE v.county = c.county AND v.contract_id = c.id)
      OR (SELECT coalesce(sum(e.due_principal_fen + e.interest_fen + e.penalty_fen), 0) FROM loan_event e
        WHERE e.county = c.county AND e.contract_id = c.id AND e.type <> 'reverse' AND NOT EXISTS (
          SELECT 1 FROM loan_event r WHERE r.county = e.county AND r.contract_id = e.contract_id
            AND r.reverses_no = e.no)) > 0)`)
  const fenOf = new Map(balances.map(({ id, fen }) => [id, BigInt(String(fen))]))
  const judged = new Map<string, typeof riskReview.$inferSelect>()
  for (const row of await context.tx
    .select()
    .from(riskReview)
    .where(and(eq(riskReview.county, county), eq(riskReview.bankId, bank.id)))
    .orderBy(riskReview.no))
    judged.set(row.contractId, row)
  const listed = []
  for (const { id } of watched) {
    if ((fenOf.get(id) ?? 0n) === 0n) continue
    const { contract, events } = await readContract(context, id)
    const { floor, article, daysPastDue } = floorOn(contract, events, today)
    const last = judged.get(id)
    const standing = last !== undefined && last.asOf >= addDays(today, -judgementDays)
    const held = standing ? worse(floor, last.judged) : floor
    if (held !== 'normal') {
      listed.push({ contract, floor, article, daysPastDue, held, reviewedOn: last?.asOf ?? null })
    }
  }
  const nameOf = await householdNames(
    context,
    listed.map(({ contract }) => contract.householdId),
  )
  const sums = new Map<RiskClass, { fen: bigint; loans: number }>(
    riskClasses.map((each) => [each, { fen: 0n, loans: 0 }]),
  )
  const classOf = new Map(listed.map(({ contract, held }) => [contract.id, held]))
  const villages = new Map<string, bigint>()
  let total = 0n
  for (const { id, village, fen } of balances) {
    const amount = BigInt(String(fen))
    const sum = sums.get(classOf.get(id) ?? 'normal')
    if (sum !== undefined) Object.assign(sum, { fen: sum.fen + amount, loans: sum.loans + 1 })
    villages.set(village, (villages.get(village) ?? 0n) + amount)
    total += amount
  }
  const { rows: named } = await context.tx.execute<{ code: string; name: string }>(
    sql`SELECT code, name FROM village WHERE county = ${county}`,
  )
  const villageName = new Map(named.map(({ code, name }) => [code, name]))
  const share = (fen: bigint): number => (total === 0n ? 0 : Number(fen) / Number(total))
  return {
    asOf: today,
    totalFen: fenToNumber(total),
    classes: riskClasses.map((each) => {
      const { fen, loans } = sums.get(each) ?? { fen: 0n, loans: 0 }
      return { class: each, fen: fenToNumber(fen), loans, share: share(fen) }
    }),
    villages: [...villages]
      .toSorted(([, a], [, b]) => (a < b ? 1 : -1))
      .slice(0, 8)
      .map(([code, fen]) => ({ code, name: villageName.get(code) ?? code, fen: fenToNumber(fen), share: share(fen) })),
    hhi: herfindahl([...villages.values()]).toNumber(),
    rows: listed
      .toSorted((a, b) => b.daysPastDue - a.daysPastDue)
      .map(({ contract, floor, article, daysPastDue, held, reviewedOn }) => ({
        id: contract.id,
        contractNo: contract.contractNo,
        ...nameOf(contract.householdId),
        principalFen: fenToNumber(fenOf.get(contract.id) ?? 0n),
        daysPastDue,
        floor,
        article,
        class: held,
        reviewedOn,
      })),
  }
}

/**
 * A reviewer judges a loan: at most the floor of the rule, never better.
 * @throws Problem not_computable `above_floor`, not_found
 */
export const reviewRisk = async (
  context: Context,
  contractId: string,
  { judged, reason }: z.output<typeof RiskReview>,
): Promise<void> => {
  const today = civilDateOf(context.clock.now())
  const { contract, events } = await readContract(context, contractId)
  const { floor, article, daysPastDue } = floorOn(contract, events, today)
  if (riskClasses.indexOf(judged) < riskClasses.indexOf(floor)) {
    throw Problem.field('/judged', 'above_floor', '分类不得优于规则给出的下限')
  }
  const [last] = await context.tx
    .select({ no: riskReview.no })
    .from(riskReview)
    .where(and(eq(riskReview.county, contract.county), eq(riskReview.contractId, contract.id)))
    .orderBy(desc(riskReview.no))
    .limit(1)
  await context.tx.insert(riskReview).values({
    county: contract.county,
    contractId: contract.id,
    bankId: contract.bankId,
    no: (last?.no ?? 0) + 1,
    asOf: today,
    daysPastDue,
    floor,
    judged,
    article,
    reason,
    automatic: false,
    reviewedBy: context.actor.id,
    reviewedAt: context.clock.now(),
  })
}
