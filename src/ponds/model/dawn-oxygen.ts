import { Problem } from '../../platform/errors/problem.ts'

export const dawnSource =
  'Boyd, Romaire & Johnston, Trans. American Fisheries Society 107 (1978) 484–492（夜间两点外推法）'

export type OxygenAt = { readonly ms: number; readonly doMgL: number }

const hour = 3_600_000
/** The slope needs two readings this far apart (ponds 4.5). */
export const leastDistanceMs = 2 * hour
/** From the first reading to sunrise: the longest night of the county has 14 hours. */
const longestNightMs = 16 * hour

/**
 * Oxygen at sunrise by the straight line through two readings of the night; never below 0. Both readings good and the
 * aerator unchanged between them is for the caller to see to.
 * @throws Problem not_computable: `too_close`, `not_ascending`, `not_one_night`.
 */
export const dawnOxygen = (p1: OxygenAt, p2: OxygenAt, sunriseMs: number): { doMgL: number; perHour: number } => {
  if (p2.ms <= p1.ms) throw Problem.field('/p2/t', 'not_ascending', '第二点须晚于第一点')
  if (p2.ms - p1.ms < leastDistanceMs) throw Problem.field('/p2/t', 'too_close', '两点至少相隔 2 小时')
  if (sunriseMs <= p2.ms) throw Problem.field('/sunrise', 'not_ascending', '日出须晚于第二点')
  if (sunriseMs - p1.ms > longestNightMs) throw Problem.field('/sunrise', 'not_one_night', '两点与日出须在同一夜')
  const perHour = ((p2.doMgL - p1.doMgL) / (p2.ms - p1.ms)) * hour
  return { doMgL: Math.max(0, p2.doMgL + (perHour * (sunriseMs - p2.ms)) / hour), perHour }
}

/** When the line falls below `limit` before sunrise: null when it does not, the first reading when it was below already. */
export const crossing = (p1: OxygenAt, p2: OxygenAt, sunriseMs: number, limit: number): number | null => {
  const { doMgL, perHour } = dawnOxygen(p1, p2, sunriseMs)
  if (p1.doMgL < limit) return p1.ms
  if (doMgL >= limit) return null
  return p1.ms + ((limit - p1.doMgL) / perHour) * hour
}
