import type { CivilDate } from '../../platform/dates.ts'
import { type DatedValue, satisfies } from './forecast.ts'
import { type FigureTarget, firstMet } from './status-light.ts'

/** A target as the time slider counts it: met on a day or not, by the same rule as its light. */
export type TimelineTarget =
  | { readonly kind: 'dated'; readonly metOn: CivilDate | null }
  | {
      readonly kind: 'figure'
      readonly target: FigureTarget
      /** Sufficient values, ascending. */
      readonly points: readonly DatedValue[]
      /** Period ends by which a trend is judged. */
      readonly periods: readonly DatedValue[]
      readonly tolerance: number
    }

const metOn = (target: TimelineTarget, day: CivilDate): boolean => {
  if (target.kind === 'dated') return target.metOn !== null && target.metOn <= day
  const { comparator, threshold, due } = target.target
  if ((comparator === 'rises' || comparator === 'falls') && threshold === null) {
    const judged = target.periods.filter(([date]) => date <= day && date <= due)
    return firstMet(judged, target.target, target.tolerance) !== null
  }
  const baseline = target.target.baseline ?? target.points[0]?.[1] ?? null
  const holds = (point: DatedValue | undefined): boolean =>
    point !== undefined && satisfies(point[1], comparator, threshold, baseline)
  if (holds(target.points.findLast(([date]) => date <= day))) return true
  return day > due && holds(target.points.findLast(([date]) => date <= due))
}

/** Targets met on each of the days. */
export const metTimeline = (
  targets: readonly TimelineTarget[],
  days: readonly CivilDate[],
): readonly { readonly date: CivilDate; readonly met: number; readonly share: number }[] =>
  days.map((date) => {
    const met = targets.filter((target) => metOn(target, date)).length
    return { date, met, share: targets.length === 0 ? 0 : met / targets.length }
  })
