import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { partsOf } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { fenToNumber } from '../../platform/money.ts'
import type { IncomeDraft, IncomeRow, LiabilityDraft, LiabilityRow } from '../api/standing/schema.ts'
import { requirePerson } from '../consents/consents.ts'
import { familyIncome, familyLiability } from '../tables.ts'

/** Live debts and guarantees of the own family, or of a family as far as its members let the actor's bank see them. */
export const listLiabilities = async (context: Context, householdId?: string): Promise<LiabilityRow[]> => {
  const rows = await context.tx
    .select()
    .from(familyLiability)
    .where(
      and(
        eq(familyLiability.county, context.actor.county),
        householdId === undefined ? undefined : eq(familyLiability.householdId, householdId),
        isNull(familyLiability.endedOn),
      ),
    )
    .orderBy(desc(familyLiability.balanceFen), asc(familyLiability.id))
    .limit(500)
  return rows.map(({ id, personId, kind, counterparty, balanceFen, monthlyFen, asOf }) => ({
    id,
    personId,
    kind,
    counterparty,
    balanceFen: fenToNumber(balanceFen),
    monthlyFen: fenToNumber(monthlyFen),
    asOf,
  }))
}

/** A member says what he owes or guarantees. */
export const declareLiability = async (
  context: Context,
  draft: z.output<typeof LiabilityDraft>,
): Promise<LiabilityRow> => {
  const { personId, householdId } = requirePerson(context)
  const id = randomUUID()
  await context.tx.insert(familyLiability).values({
    ...draft,
    county: context.actor.county,
    id,
    householdId,
    personId,
    balanceFen: BigInt(draft.balanceFen),
    monthlyFen: BigInt(draft.monthlyFen),
  })
  return { ...draft, id, personId }
}

/** A debt is settled. @throws Problem not_found */
export const endLiability = async (context: Context, id: string): Promise<LiabilityRow> => {
  const { householdId } = requirePerson(context)
  const live = (await listLiabilities(context, householdId)).find((row) => row.id === id)
  if (live === undefined) throw new Problem('not_found', '没有这项负债')
  await context.tx
    .update(familyLiability)
    .set({ endedOn: civilDateOf(context.clock.now()) })
    .where(and(eq(familyLiability.county, context.actor.county), eq(familyLiability.id, id)))
  return live
}

/** Net income by year, person and source, newest first. */
export const listIncomes = async (context: Context, householdId?: string): Promise<IncomeRow[]> => {
  const rows = await context.tx
    .select()
    .from(familyIncome)
    .where(
      and(
        eq(familyIncome.county, context.actor.county),
        householdId === undefined ? undefined : eq(familyIncome.householdId, householdId),
      ),
    )
    .orderBy(desc(familyIncome.year), asc(familyIncome.source), asc(familyIncome.personId))
    .limit(500)
  return rows.map(({ personId, year, source, netFen, evidence }) => ({
    personId,
    year,
    source,
    netFen: fenToNumber(netFen),
    evidence,
  }))
}

/**
 * A member says what he earned in a finished year; said again, it is corrected. Self-declared (E4).
 * @throws Problem not_computable `future_year`
 */
export const declareIncome = async (context: Context, draft: z.output<typeof IncomeDraft>): Promise<IncomeRow> => {
  const { county } = context.actor
  const { personId, householdId } = requirePerson(context)
  if (draft.year >= partsOf(civilDateOf(context.clock.now())).year) {
    throw Problem.field('/year', 'future_year', '只能填报已经过去的年度')
  }
  const netFen = BigInt(draft.netFen)
  await context.tx
    .insert(familyIncome)
    .values({ county, householdId, personId, year: draft.year, source: draft.source, netFen, evidence: 'E4' })
    .onConflictDoUpdate({
      target: [
        familyIncome.county,
        familyIncome.householdId,
        familyIncome.personId,
        familyIncome.year,
        familyIncome.source,
      ],
      set: { netFen, evidence: 'E4' },
    })
  return { ...draft, personId, evidence: 'E4' }
}
