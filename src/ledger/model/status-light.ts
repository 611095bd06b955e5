import type { Working } from '../../platform/explain.ts'
import { type DatedValue, type Forecast, forecastAtDue, satisfies } from './forecast.ts'
import type { Comparator } from './target-statements.ts'

export type StatusLight = {
  readonly light: 'green' | 'yellow' | 'red' | 'grey'
  readonly state: 'met' | 'overdue' | 'at_risk' | 'on_track' | 'no_data'
  readonly firstMetOn: string | null
  readonly reasons: readonly string[]
}

export type FigureTarget = {
  readonly comparator: Comparator
  readonly threshold: number | null
  readonly baseline: number | null
  readonly due: string
}

const source = '三门县共同富裕改革台账规则 4.4'

const isTrend = (target: FigureTarget): boolean =>
  (target.comparator === 'rises' || target.comparator === 'falls') && target.threshold === null

/** A trend holds when no period fell back by more than `tolerance` and the last is past the baseline. */
const steady = (points: readonly DatedValue[], target: FigureTarget, tolerance: number): boolean => {
  const sign = target.comparator === 'rises' ? 1 : -1
  return points.every(
    ([, value], index) => index === 0 || sign * (value - (points[index - 1]?.[1] ?? value)) >= -tolerance,
  )
}

/**
 * The first date on which the target was met: for a level the first point that satisfies it; for `rises`/`falls`
 * without threshold, while every period held, the first past the baseline.
 */
export const firstMet = (points: readonly DatedValue[], target: FigureTarget, tolerance = 0): string | null => {
  const baseline = target.baseline ?? points[0]?.[1] ?? null
  if (!isTrend(target))
    return points.find(([, value]) => satisfies(value, target.comparator, target.threshold, baseline))?.[0] ?? null
  const last = points.at(-1)
  const enough = target.baseline === null ? 2 : 1
  if (points.length < enough || last === undefined || !steady(points, target, tolerance)) return null
  if (!satisfies(last[1], target.comparator, null, baseline)) return null
  return points.find(([, value]) => satisfies(value, target.comparator, null, baseline))?.[0] ?? null
}

export type FigureInput = {
  /** Values known by `asOf`, the present one last. */
  readonly points: readonly DatedValue[]
  readonly asOf: string
  readonly target: FigureTarget
  readonly sufficient?: boolean
  readonly reasons?: readonly string[]
  readonly yearly?: boolean
  readonly tolerance?: number
  readonly seed?: number
  /** Period ends by which a trend is judged; `points` where not given. */
  readonly periods?: readonly DatedValue[]
  /** Month ends that the forecast goes by; `points` where not given. */
  readonly basis?: readonly DatedValue[]
}

/**
 * The light of a figure at `asOf` (ledger 4.4; only this rule sets lights) with the forecast that it rests on. Met is
 * judged by the present value, and after the due date also by the value on that day: what was reached in time stays
 * reached, and a later fall is told as a reason.
 */
export const judgeFigure = (
  input: FigureInput,
  working: Working,
): StatusLight & { readonly forecast: Forecast | null } => {
  const { target, asOf } = input
  const points = input.points.filter(([date]) => date <= asOf)
  const present = points.at(-1)
  const reasons = [...(input.reasons ?? [])]
  let forecast: Forecast | null = null
  const show = (light: StatusLight['light'], state: StatusLight['state'], firstMetOn: string | null = null) => {
    working.step({
      label: '亮灯',
      formula: '已完成→绿；逾期→红；预测不达→黄；预测达到→绿；无数据→灰',
      inputs: { asOf, due: target.due, value: present?.[1] ?? null, threshold: target.threshold },
      result: light,
      source,
    })
    return { light, state, firstMetOn, reasons, forecast }
  }
  if (input.sufficient === false || present === undefined) {
    if (reasons.length === 0) reasons.push('no_value')
    return show('grey', 'no_data')
  }
  const trend = isTrend(target)
  const baseline = target.baseline ?? points[0]?.[1] ?? null
  const judged = trend ? (input.periods ?? points).filter(([date]) => date <= asOf && date <= target.due) : points
  const basis = (input.basis ?? points).filter(([date]) => date <= asOf)
  if (asOf < target.due && basis.length >= 3) {
    forecast = forecastAtDue(
      {
        points: basis,
        due: target.due,
        comparator: target.comparator,
        threshold: target.threshold,
        baseline: trend ? (target.baseline ?? judged[0]?.[1] ?? baseline) : baseline,
        seed: input.seed ?? 1,
        yearly: input.yearly ?? false,
      },
      working,
    )
  }
  const reached = firstMet(judged, target, input.tolerance ?? 0)
  const holds = trend ? reached !== null : satisfies(present[1], target.comparator, target.threshold, baseline)
  if (holds) return show('green', 'met', reached)
  if (asOf > target.due) {
    const atDue = trend ? undefined : points.findLast(([date]) => date <= target.due)
    if (atDue !== undefined && satisfies(atDue[1], target.comparator, target.threshold, baseline)) {
      reasons.push('fallen_back')
      return show('green', 'met', reached)
    }
    return show('red', 'overdue')
  }
  if (trend && !steady(judged, target, input.tolerance ?? 0)) {
    reasons.push('period_fell_back')
    return show('yellow', 'at_risk')
  }
  if (asOf === target.due) return show('yellow', 'at_risk')
  if (forecast === null) {
    reasons.push('too_few_points')
    return show('yellow', 'at_risk')
  }
  const goesBy = trend ? (target.baseline ?? judged[0]?.[1] ?? baseline) : baseline
  return satisfies(forecast.pointAtDue, target.comparator, target.threshold, goesBy)
    ? show('green', 'on_track')
    : show('yellow', 'at_risk')
}

/** `judgeFigure` without its forecast. */
export const figureLight = (input: FigureInput, working: Working): StatusLight => {
  const { forecast: _, ...light } = judgeFigure(input, working)
  return light
}

/** The light of a deliverable: by its evidence and the working days left (≤ 10 and nothing submitted → yellow). */
export const deliverableLight = (
  input: {
    readonly asOf: string
    readonly due: string
    readonly verifiedOn: string | null
    readonly submittedOn: string | null
    readonly workingDaysLeft: number
  },
  working: Working,
): StatusLight => {
  const by = (date: string | null): boolean => date !== null && date <= input.asOf
  const { verifiedOn } = input
  const light: StatusLight = by(verifiedOn)
    ? { light: 'green', state: 'met', firstMetOn: verifiedOn, reasons: [] }
    : input.asOf > input.due
      ? { light: 'red', state: 'overdue', firstMetOn: null, reasons: ['not_verified'] }
      : by(input.submittedOn)
        ? { light: 'green', state: 'on_track', firstMetOn: null, reasons: ['submitted'] }
        : input.workingDaysLeft <= 10
          ? { light: 'yellow', state: 'at_risk', firstMetOn: null, reasons: ['nothing_submitted'] }
          : { light: 'grey', state: 'no_data', firstMetOn: null, reasons: ['evidence_missing'] }
  working.step({
    label: '亮灯',
    formula: '佐证已核→绿；逾期→红；已报→绿；剩余≤10 个工作日未报→黄；其余→灰',
    inputs: { ...input },
    result: light.light,
    source,
  })
  return light
}
