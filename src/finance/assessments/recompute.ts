import { and, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { parseDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { fenToNumber } from '../../platform/money.ts'
import { familyScoreResult, familySheet } from '../tables.ts'
import { type SheetLines, assessmentBook } from './assess.ts'
import { type ScoreInput, computeLimit, computeScore, computeSheet } from './compute.ts'
import { findAssessment } from './views.ts'

/**
 * Computes an assessment again from its own stored inputs with the rules in force on its day.
 * @throws Problem not_found; state_conflict `no_inputs` for one that was compiled in bulk before the platform
 */
export const recomputeAssessment = async (context: Context, id: string) => {
  const shown = await findAssessment(context, id)
  const [row] = await context.tx
    .select({ sheet: familySheet, score: familyScoreResult })
    .from(familySheet)
    .leftJoin(
      familyScoreResult,
      and(eq(familyScoreResult.county, familySheet.county), eq(familyScoreResult.sheetId, familySheet.id)),
    )
    .where(and(eq(familySheet.county, context.actor.county), eq(familySheet.id, id)))
  if (row?.sheet.explained == null) {
    throw Problem.field('', 'no_inputs', '该评估在平台启用之前编制，没有保存明细', 'state_conflict')
  }
  const asOf = parseDate(row.sheet.asOf)
  const book = await assessmentBook(context, asOf)
  // Both were written by `assessFamily`.
  const lines = row.sheet.explained.value as SheetLines
  const input = row.score?.input as ScoreInput | null | undefined
  const working = new Working()
  const sheet = computeSheet(
    book,
    asOf,
    lines.assets.map((asset) => ({
      ...asset,
      marketFen: BigInt(asset.marketFen),
      countedFen: BigInt(asset.countedFen),
      excludes: [],
    })),
    lines.debts.map(({ kind, balanceFen }) => ({ kind, balanceFen: BigInt(balanceFen) })),
    working,
  )
  const score = input == null ? null : computeScore(book, input, working)
  const facts = shown.limit?.input ?? null
  const limit =
    facts === null
      ? null
      : computeLimit(
          book,
          {
            ...facts,
            netCountedFen: BigInt(facts.netCountedFen),
            netIncomeFen: BigInt(facts.netIncomeFen),
            unsecuredFen: BigInt(facts.unsecuredFen),
            villageSuggestionFen: facts.villageSuggestionFen === null ? null : BigInt(facts.villageSuggestionFen),
          },
          working,
        )
  const pairs = {
    sheet: { stored: shown.netCountedFen, again: fenToNumber(sheet.netCountedFen) },
    score: score === null || shown.score === null ? null : { stored: shown.score.total, again: score.total },
    limit:
      limit === null || shown.limit === null
        ? null
        : { stored: shown.limit.limitFen, again: fenToNumber(limit.limitFen) },
  }
  return {
    asOf,
    rules: working.explain(null).rules,
    ...pairs,
    same: Object.values(pairs).every((pair) => pair === null || pair.stored === pair.again),
  }
}
