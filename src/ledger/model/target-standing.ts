import { type WorkCalendar, workingDaysBetween } from '../../platform/calendar/calendar.ts'
import { type CivilDate, dayNumber, diffDays, monthEnd, quarterEnd, yearEnd } from '../../platform/dates.ts'
import type { Working } from '../../platform/explain.ts'
import { type DeliverableStanding } from './deliverable.ts'
import { type DatedValue, type Forecast, satisfies } from './forecast.ts'
import { deliverableLight, judgeFigure, type StatusLight } from './status-light.ts'
import type { Comparator } from './target-statements.ts'

export type FigureAsked = {
  readonly comparator: Comparator
  /** In the indicator's unit, like `baseline`. */
  readonly threshold: number | null
  readonly baseline: number | null
  readonly due: CivilDate
  /** Later than `due` where an extension was granted; the light goes by it. */
  readonly effectiveDue: CivilDate
}

export type FigureFacts = {
  /** Month ends, ascending, sufficient ones only. */
  readonly history: readonly DatedValue[]
  readonly present: { readonly value: number | null; readonly sufficient: boolean; readonly reasons: readonly string[] }
  readonly yearly: boolean
  readonly better: 'higher' | 'lower'
  readonly rises: { readonly period: 'month' | 'quarter' | 'year'; readonly tolerance: number }
  /** From here on a trend is judged: the end of the year before the table's. */
  readonly trendFrom: CivilDate
}

export type Verdict = {
  readonly kind: 'met_on' | 'days_late' | 'forecast' | 'due_today' | 'submitted' | 'waiting' | 'no_data'
  readonly metOn: CivilDate | null
  readonly daysEarly: number | null
  readonly workingDaysLeft: number | null
  readonly forecast: number | null
  readonly gap: number | null
  readonly neededPerMonth: number | null
  readonly recentPerMonth: number | null
}

export type Standing = {
  readonly light: StatusLight['state']
  readonly metOn: CivilDate | null
  readonly completion: number | null
  readonly verdict: Verdict
  readonly reasons: readonly string[]
  readonly forecast: Forecast | null
}

const daysPerMonth = 365.25 / 12
const ends = { month: monthEnd, quarter: quarterEnd, year: yearEnd } as const
const noVerdict: Omit<Verdict, 'kind'> = {
  metOn: null,
  daysEarly: null,
  workingDaysLeft: null,
  forecast: null,
  gap: null,
  neededPerMonth: null,
  recentPerMonth: null,
}

const daysLeft = (calendar: WorkCalendar, asOf: CivilDate, due: CivilDate): number | null =>
  asOf > due ? null : workingDaysBetween(calendar, asOf, due).days

/** 0…1: the way from the baseline to the threshold that is behind; null where the goal has no measure. */
export const figureCompletion = (
  value: number | null,
  asked: Pick<FigureAsked, 'comparator' | 'threshold'>,
  baseline: number | null,
  met: boolean,
): number | null => {
  if (met) return 1
  if (value === null || asked.threshold === null) return null
  const change = asked.comparator === 'rises' || asked.comparator === 'falls'
  const from = baseline ?? (asked.comparator === '≤' ? null : 0)
  if (from === null) return null
  const way = change ? (asked.comparator === 'rises' ? asked.threshold : -asked.threshold) : asked.threshold - from
  if (way === 0) return 0
  return Math.min(1, Math.max(0, (value - from) / way))
}

/**
 * How a figure stands against its target on a day: light, verdict, forecast, completion (ledger 4.4). Pure: `facts` hold
 * all that was known by then. `metOn` is a point of `facts`; the caller may look up the very day between two points.
 */
export const standingOfFigure = (
  asked: FigureAsked,
  facts: FigureFacts,
  asOf: CivilDate,
  calendar: WorkCalendar,
  working: Working,
  seed = 1,
): Standing => {
  const { present } = facts
  const before = facts.history.filter(([date]) => date < asOf)
  const points: readonly DatedValue[] = present.value === null ? before : [...before, [asOf, present.value]]
  const isEnd = (date: CivilDate, period: 'month' | 'quarter' | 'year'): boolean => ends[period](date) === date
  const endsOf = (period: 'month' | 'quarter' | 'year') => points.filter(([date]) => isEnd(date as CivilDate, period))
  const yearEnds = points.filter(([date], index) => isEnd(date as CivilDate, 'year') || index === points.length - 1)
  const judged = judgeFigure(
    {
      points,
      asOf,
      target: { ...asked, due: asked.effectiveDue },
      sufficient: present.sufficient && present.value !== null,
      reasons: present.reasons,
      yearly: facts.yearly,
      tolerance: facts.rises.tolerance,
      seed,
      periods: endsOf(facts.rises.period).filter(([date]) => date >= facts.trendFrom),
      basis: facts.yearly ? yearEnds : endsOf('month'),
    },
    working,
  )
  const baseline =
    asked.baseline ?? (asked.comparator === 'rises' || asked.comparator === 'falls' ? (points[0]?.[1] ?? null) : null)
  const met = judged.state === 'met'
  const metOn = judged.firstMetOn as CivilDate | null
  const level = asked.comparator !== 'rises' && asked.comparator !== 'falls'
  const goal =
    asked.threshold === null
      ? null
      : level
        ? asked.threshold
        : baseline === null
          ? null
          : baseline + (asked.comparator === 'rises' ? asked.threshold : -asked.threshold)
  const months = (dayNumber(asked.effectiveDue) - dayNumber(asOf)) / daysPerMonth
  const recent = facts.history.filter(([date]) => date <= asOf).slice(-4)
  const [first, last] = [recent[0], recent.at(-1)]
  const gapTo = (value: number | null): number | null => {
    if (goal === null || value === null) return null
    return satisfies(value, asked.comparator, asked.threshold, baseline) ? 0 : Math.abs(goal - value)
  }
  const pace = {
    neededPerMonth:
      met || goal === null || present.value === null || months <= 0 ? null : (goal - present.value) / months,
    recentPerMonth:
      first === undefined || last === undefined || recent.length < 4
        ? null
        : ((last[1] - first[1]) / (dayNumber(last[0] as CivilDate) - dayNumber(first[0] as CivilDate))) * daysPerMonth,
  }
  const shared = { ...noVerdict, ...pace, workingDaysLeft: daysLeft(calendar, asOf, asked.effectiveDue) }
  const verdict = ((): Verdict => {
    switch (judged.state) {
      case 'met':
        return {
          ...shared,
          kind: 'met_on',
          metOn,
          daysEarly: metOn === null ? null : diffDays(metOn, asked.effectiveDue),
        }
      case 'overdue':
        return {
          ...shared,
          kind: 'days_late',
          daysEarly: -diffDays(asked.effectiveDue, asOf),
          gap: gapTo(present.value),
        }
      case 'no_data':
        return { ...shared, kind: 'no_data' }
      default:
        if (asOf === asked.effectiveDue) return { ...shared, kind: 'due_today', gap: gapTo(present.value) }
        if (judged.forecast === null) return { ...shared, kind: 'waiting' }
        return {
          ...shared,
          kind: 'forecast',
          forecast: judged.forecast.pointAtDue,
          gap: gapTo(judged.forecast.pointAtDue),
        }
    }
  })()
  return {
    light: judged.state,
    metOn: met ? metOn : null,
    completion: figureCompletion(present.value, asked, baseline, met),
    verdict,
    reasons: judged.reasons,
    forecast: judged.forecast,
  }
}

/** How a deliverable stands on a day: by its papers and the working days left (ledger 4.4). */
export const standingOfDeliverable = (
  due: CivilDate,
  requiredCount: number,
  papers: DeliverableStanding,
  asOf: CivilDate,
  calendar: WorkCalendar,
  working: Working,
): Standing => {
  const left = daysLeft(calendar, asOf, due)
  const judged = deliverableLight(
    {
      asOf,
      due,
      verifiedOn: papers.verifiedOn,
      submittedOn: papers.submittedOn,
      workingDaysLeft: left ?? 0,
    },
    working,
  )
  const shared = { ...noVerdict, workingDaysLeft: left }
  const metOn = judged.state === 'met' ? papers.verifiedOn : null
  const verdict = ((): Verdict => {
    if (judged.state === 'met')
      return { ...shared, kind: 'met_on', metOn, daysEarly: metOn === null ? null : diffDays(metOn, due) }
    if (judged.state === 'overdue') return { ...shared, kind: 'days_late', daysEarly: -diffDays(due, asOf) }
    return { ...shared, kind: judged.state === 'on_track' ? 'submitted' : 'waiting' }
  })()
  const total = Math.max(1, requiredCount)
  return {
    light: judged.state,
    metOn,
    completion: judged.state === 'met' ? 1 : Math.max(0, total - Math.max(1, papers.missing.length)) / total,
    verdict,
    reasons: judged.reasons,
    forecast: null,
  }
}
