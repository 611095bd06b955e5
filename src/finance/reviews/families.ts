import { and, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { fenToNumber } from '../../platform/money.ts'
import type { RoundFamily } from '../api/reviews/schema.ts'
import { householdNames } from '../customers/names.ts'
import { reviewMean, suggestedLimit } from '../model/village-review.ts'
import { villageReview } from '../tables.ts'

/** The families of a round; what was said of them is told once it is closed, and then only as means. */
export const roundFamilies = async (
  context: Context,
  roundId: string,
  isClosed: boolean,
): Promise<readonly RoundFamily[]> => {
  const rows = await context.tx
    .select()
    .from(villageReview)
    .where(and(eq(villageReview.county, context.actor.county), eq(villageReview.round, roundId)))
  const ids = [...new Set(rows.map(({ householdId }) => householdId))]
  const nameOf = await householdNames(context, ids)
  return ids.toSorted().map((householdId) => {
    const ballots = rows.filter((row) => row.householdId === householdId)
    const points = ballots.flatMap((ballot) => (ballot.points === null ? [] : [ballot.points]))
    const suggested = suggestedLimit(
      ballots.flatMap(({ suggestedFen }) => (suggestedFen === null ? [] : [suggestedFen])),
    )
    return {
      householdId,
      head: nameOf(householdId).head,
      reviewers: points.length,
      recused: ballots.filter(({ recused }) => recused).length,
      mean: isClosed ? reviewMean(points) : null,
      suggestedFen: isClosed && suggested !== null ? fenToNumber(suggested) : null,
    }
  })
}
