import { Problem } from '../../platform/errors/problem.ts'

/** A family needs the points of so many who may judge it (finance 4.4). */
export const leastReviewers = 3

/**
 * Trimmed mean of the village's points, 0 to 100, rounded half up to whole points: with five or more the best and the
 * worst are dropped. Null without points.
 */
export const reviewMean = (points: readonly number[]): number | null => {
  if (points.length === 0) return null
  const sorted = points.toSorted((a, b) => a - b)
  const kept = sorted.length >= 5 ? sorted.slice(1, -1) : sorted
  return Math.round(kept.reduce((sum, each) => sum + each, 0) / kept.length)
}

/** The limit that the village suggests: the mean of the suggestions, trimmed alike, in fen. Null without any. */
export const suggestedLimit = (suggestions: readonly bigint[]): bigint | null => {
  if (suggestions.length === 0) return null
  const sorted = suggestions.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const kept = sorted.length >= 5 ? sorted.slice(1, -1) : sorted
  return kept.reduce((sum, each) => sum + each, 0n) / BigInt(kept.length)
}

/** Refuses to close a round in which a family was judged by too few. @throws Problem not_computable */
export const requireReviewers = (families: readonly { readonly name: string; readonly reviewers: number }[]): void => {
  const short = families.filter(({ reviewers }) => reviewers < leastReviewers)
  if (short.length === 0) return
  const names = short.map(({ name, reviewers }) => `${name}（${reviewers} 人）`).join('、')
  throw Problem.field('', 'too_few_reviewers', `每户至少 ${leastReviewers} 人评议，还差：${names}`, 'state_conflict')
}
