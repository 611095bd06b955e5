import { builtInCalendar } from '../../platform/calendar/load.ts'
import { workingDaysBetween } from '../../platform/calendar/calendar.ts'
import type { Context } from '../../platform/context.ts'
import { type CivilDate, makeDate, monthEnd, parseDate, quarterEnd, yearEnd } from '../../platform/dates.ts'
import type { CockpitReply } from '../api/cockpit/schema.ts'
import { metTimeline, type TimelineTarget } from '../model/timeline.ts'
import { counted, type LedgerDay } from '../reforms/day.ts'
import { type EvaluatedTarget, evaluateDay, knownBy } from '../targets/evaluate.ts'
import { indicatorsOf, type LedgerState, onLedger, requestOf } from '../targets/state.ts'

const ends = { month: monthEnd, quarter: quarterEnd, year: yearEnd } as const

const timelineTarget = (context: Context, state: LedgerState, row: EvaluatedTarget): TimelineTarget => {
  const target = state.targets.find(({ id }) => id === row.id)
  const request = target === undefined ? undefined : requestOf(indicatorsOf(context), target)
  if (row.kind === 'deliverable' || request === undefined)
    return { kind: 'dated', metOn: row.metOn === null ? null : parseDate(row.metOn) }
  const points = knownBy(state, request, state.today)
  const { period, tolerance } = request.indicator.rises ?? { period: 'month', tolerance: 0 }
  const from = makeDate(state.year - 1, 12, 31)
  return {
    kind: 'figure',
    target: {
      comparator: row.comparator,
      threshold: row.threshold,
      baseline: row.baseline,
      due: row.extendedTo ?? row.due,
    },
    points,
    periods: points.filter(([date]) => date >= from && ends[period](parseDate(date)) === date),
    tolerance,
  }
}

/** Days to slide over, the due dates on the way, and how many targets were met at each month end. */
export const sliderOf = async (context: Context, ledger: LedgerDay): Promise<CockpitReply['slider']> => {
  const { state, asOf } = ledger
  const own = counted(ledger.targets)
  const visible = ledger.reforms.map(({ no }) => no).join(' ')
  const now = await evaluateDay(context, state.today)
  const met = await onLedger(context, `timeline ${state.year} ${visible}`, state.today, async () => {
    // As it stands today: what is met on a day does not depend on the day from which one looks.
    const rows = counted(now?.targets ?? []).filter(({ id }) => own.some((one) => one.id === id))
    return metTimeline(
      rows.map((row) => timelineTarget(context, state, row)),
      state.monthEnds,
    )
  })
  const due = [...Map.groupBy(own, (target) => target.due)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const next = due.find(([date]) => date > asOf)?.[0]
  const civil = (date: string): CivilDate => parseDate(date)
  return {
    from: makeDate(state.year - 1, 1, 1),
    to: state.today,
    dueDates: due.map(([date, targets]) => ({ date, targets: targets.length })),
    next:
      next === undefined
        ? null
        : { date: next, workingDaysLeft: workingDaysBetween(builtInCalendar, asOf, civil(next)).days },
    met: [...(met ?? [])],
  }
}
