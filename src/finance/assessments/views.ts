import { type SQL, and, desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Explained } from '../../platform/explain.ts'
import { decodeCursor, toPage } from '../../platform/http/page.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { fenToNumber } from '../../platform/money.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { Assessment, AssessmentsQuery, LimitView, ScoreView } from '../api/assessments/schema.ts'
import { familyScoreResult, familySheet, whitelistEntry } from '../tables.ts'

type Score = z.infer<typeof ScoreView>
type Limit = z.infer<typeof LimitView>

/** What `assessFamily` wrote into the two JSON columns; they are read by nobody else and have no other writer. */
type StoredScore = Omit<Score, 'input'>
type StoredLimit = Pick<Limit, 'terms' | 'binding' | 'upliftFen' | 'input'>

const scoreOf = (row: typeof familyScoreResult.$inferSelect): Score => {
  const stored = row.explained?.value as StoredScore | undefined
  return {
    total: row.total,
    grade: row.grade,
    items: stored?.items ?? [],
    deducted: stored?.deducted ?? 0,
    veto: stored?.veto ?? null,
    reasons: stored?.reasons ?? [],
    counterfactuals: stored?.counterfactuals ?? [],
    input: (row.input ?? null) as Score['input'],
  }
}

const limitOf = (row: typeof whitelistEntry.$inferSelect): Limit => {
  const stored = row.explained?.value as StoredLimit | undefined
  return {
    id: row.id,
    limitFen: fenToNumber(row.limitFen),
    annualRate: row.annualRate,
    mode: row.mode,
    product: row.product,
    validFrom: row.validFrom,
    validTo: row.validTo,
    state: row.state,
    stateReason: row.stateReason,
    terms: stored?.terms ?? [],
    binding: stored?.binding ?? null,
    upliftFen: stored?.upliftFen ?? 0,
    input: stored?.input ?? null,
  }
}

const select = async (context: Context, where: SQL | undefined, limit: number): Promise<Assessment[]> => {
  const today = civilDateOf(context.clock.now())
  const rows = await context.tx
    .select({ sheet: familySheet, score: familyScoreResult, entry: whitelistEntry, bank: organisation.name })
    .from(familySheet)
    .innerJoin(organisation, and(eq(organisation.county, familySheet.county), eq(organisation.id, familySheet.bankId)))
    .leftJoin(
      familyScoreResult,
      and(eq(familyScoreResult.county, familySheet.county), eq(familyScoreResult.sheetId, familySheet.id)),
    )
    .leftJoin(
      whitelistEntry,
      and(eq(whitelistEntry.county, familyScoreResult.county), eq(whitelistEntry.scoreId, familyScoreResult.id)),
    )
    .where(and(eq(familySheet.county, context.actor.county), where))
    .orderBy(desc(familySheet.asOf), desc(familySheet.id))
    .limit(limit)
  return rows.map(({ sheet, score, entry, bank }) => ({
    id: sheet.id,
    bankId: sheet.bankId,
    bank,
    householdId: sheet.householdId,
    asOf: sheet.asOf,
    validUntil: sheet.validUntil,
    marketFen: fenToNumber(sheet.marketFen),
    countedFen: fenToNumber(sheet.countedFen),
    netMarketFen: fenToNumber(sheet.netMarketFen),
    netCountedFen: fenToNumber(sheet.netCountedFen),
    leverage: sheet.leverage,
    complete: sheet.complete,
    live: sheet.endedOn === null && sheet.validUntil >= today,
    endReason: sheet.endReason,
    score: score === null ? null : scoreOf(score),
    limit: entry === null ? null : limitOf(entry),
  }))
}

/** Those of the actor's bank, or of his own family, newest first. */
export const listAssessments = async (context: Context, query: z.output<typeof AssessmentsQuery>) => {
  const position = query.cursor === undefined ? undefined : decodeCursor(context.config, query.cursor)
  const rows = await select(
    context,
    and(
      query.household === undefined ? undefined : eq(familySheet.householdId, query.household),
      position === undefined
        ? undefined
        : sql`(${familySheet.asOf}, ${familySheet.id}) < (${String(position[0])}::date, ${String(position[1])}::uuid)`,
    ),
    query.limit + 1,
  )
  return toPage(context.config, rows, query.limit, ({ asOf, id }) => [asOf, id])
}

/** @throws Problem not_found — also where it belongs to another bank or family */
export const findAssessment = async (context: Context, id: string): Promise<Assessment> => {
  const [row] = await select(context, eq(familySheet.id, id), 1)
  if (row === undefined) throw new Problem('not_found', '没有这份评估')
  return row
}

/** 计算书 of the sheet, the score or the limit. @throws Problem not_found */
export const assessmentWorking = async (
  context: Context,
  id: string,
  part: 'sheet' | 'score' | 'limit',
): Promise<Explained<unknown>> => {
  const [row] = await context.tx
    .select({ sheet: familySheet.explained, score: familyScoreResult.explained, limit: whitelistEntry.explained })
    .from(familySheet)
    .leftJoin(
      familyScoreResult,
      and(eq(familyScoreResult.county, familySheet.county), eq(familyScoreResult.sheetId, familySheet.id)),
    )
    .leftJoin(
      whitelistEntry,
      and(eq(whitelistEntry.county, familyScoreResult.county), eq(whitelistEntry.scoreId, familyScoreResult.id)),
    )
    .where(and(eq(familySheet.county, context.actor.county), eq(familySheet.id, id)))
  const explained = row?.[part]
  if (explained === undefined || explained === null) throw new Problem('not_found', '没有计算书')
  return explained
}
