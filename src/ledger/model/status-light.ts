import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { type DatedValue, forecastAtDue, satisfies } from './forecast.ts'
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

/**
 * The first date on which the target was met and stayed a target: for a level the first point that satisfies it; for
 * `rises`/`falls` without threshold the last point, if no period fell back by more than `tolerance`.
 */
export const firstMet = (points: readonly DatedValue[], target: FigureTarget, tolerance = 0): string | null => {
  const baseline = target.baseline ?? points[0]?.[1] ?? null
  const trend = (target.comparator === 'rises' || target.comparator === 'falls') && target.threshold === null
  if (!trend)
    return points.find(([, value]) => satisfies(value, target.comparator, target.threshold, baseline))?.[0] ?? null
  const sign = target.comparator === 'rises' ? 1 : -1
  const steady = points.every(
    ([, value], index) => index === 0 || sign * (value - (points[index - 1]?.[1] ?? value)) >= -tolerance,
  )
  const last = points.at(-1)
  if (points.length < 2 || !steady || last === undefined || !satisfies(last[1], target.comparator, null, baseline))
    return null
  return points.find(([, value]) => satisfies(value, target.comparator, null, baseline))?.[0] ?? null
}

/**
 * The light of a figure at `asOf` (ledger 4.4; only this rule sets lights). `points` are the values known by then, the
 * present one last. Met is judged by the present value; the date is when it was first reached.
 */
export const figureLight = (
  input: {
    readonly points: readonly DatedValue[]
    readonly asOf: string
    readonly target: FigureTarget
    readonly sufficient?: boolean
    readonly reasons?: readonly string[]
    readonly yearly?: boolean
    readonly tolerance?: number
    readonly seed?: number
  },
  working: Working,
): StatusLight => {
  const { target, asOf } = input
  const points = input.points.filter(([date]) => date <= asOf)
  const present = points.at(-1)
  const show = (light: StatusLight): StatusLight => {
    working.step({
      label: '亮灯',
      formula: '已完成→绿；逾期→红；预测不达→黄；预测达到→绿；无数据→灰',
      inputs: { asOf, due: target.due, value: present?.[1] ?? null, threshold: target.threshold },
      result: light.light,
      source,
    })
    return light
  }
  const reasons = input.reasons ?? []
  if (input.sufficient === false || present === undefined) {
    return show({
      light: 'grey',
      state: 'no_data',
      firstMetOn: null,
      reasons: reasons.length > 0 ? reasons : ['no_value'],
    })
  }
  const reached = firstMet(points, target, input.tolerance ?? 0)
  const trend = (target.comparator === 'rises' || target.comparator === 'falls') && target.threshold === null
  const baseline = target.baseline ?? points[0]?.[1] ?? null
  const holds = trend ? reached !== null : satisfies(present[1], target.comparator, target.threshold, baseline)
  if (holds) return show({ light: 'green', state: 'met', firstMetOn: reached, reasons })
  if (asOf > target.due) return show({ light: 'red', state: 'overdue', firstMetOn: null, reasons })
  if (points.length < 3)
    return show({ light: 'yellow', state: 'at_risk', firstMetOn: null, reasons: [...reasons, 'too_few_points'] })
  const forecast = forecastAtDue(
    {
      points,
      due: target.due,
      comparator: target.comparator,
      threshold: target.threshold,
      baseline,
      seed: input.seed ?? 1,
      yearly: input.yearly ?? false,
    },
    working,
  )
  const meets = satisfies(forecast.pointAtDue, target.comparator, target.threshold, baseline)
  return show({ light: meets ? 'green' : 'yellow', state: meets ? 'on_track' : 'at_risk', firstMetOn: null, reasons })
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

/** Monthly increment that a level still needs: (threshold − value) ÷ months left; 0 when reached. */
export const requiredPerMonth = (
  input: { value: number; threshold: number; monthsLeft: number; lowerIsBetter?: boolean },
  working: Working,
): number => {
  if (!(input.monthsLeft > 0)) throw Problem.field('/monthsLeft', 'out_of_range', '剩余月数须大于 0')
  const sign = input.lowerIsBetter === true ? -1 : 1
  const gap = Math.max(0, sign * (input.threshold - input.value))
  return working.step({
    label: '每月所需增量',
    formula: '(目标值 − 现值) ÷ 剩余月数',
    inputs: { value: input.value, threshold: input.threshold, monthsLeft: input.monthsLeft },
    result: gap === 0 ? 0 : (sign * gap) / input.monthsLeft,
    source: '三门县共同富裕改革台账规则 11.5',
  })
}
