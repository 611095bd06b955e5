import type { Context } from '../../platform/context.ts'
import { addDays, type CivilDate, diffDays, parseDate } from '../../platform/dates.ts'
import { figureKey, type FigureRequest, firstDayThat } from '../../platform/indicators/figures.ts'
import { satisfies } from '../model/forecast.ts'
import type { EvaluatedTarget } from './evaluate.ts'

/** Days of first reaching, by the two known values between which it lies: sealed ones do not change. */
const firstDays = new Map<string, CivilDate>()
const mostFirstDays = 20_000

/** Moves `metOn` from the month end to the very day in the month before it. */
export const dated = async (
  context: Context,
  row: EvaluatedTarget,
  request: FigureRequest | undefined,
): Promise<EvaluatedTarget> => {
  const level = row.comparator !== 'rises' && row.comparator !== 'falls'
  const at = row.trend.findIndex(({ date }) => date === row.metOn)
  const [before, first] = [row.trend[at - 1], row.trend[at]]
  if (row.metOn === null || request === undefined || !level || before === undefined || first === undefined) return row
  const days = diffDays(parseDate(before.date), parseDate(first.date))
  if (days <= 1) return row
  const { county } = context.actor
  const key = [
    county,
    figureKey(request.indicator.id, request.scope),
    row.comparator,
    row.threshold,
    before.date,
    before.value,
    first.date,
    first.value,
  ].join('|')
  const known =
    firstDays.get(key) ??
    (await firstDayThat(
      context,
      request,
      Array.from({ length: days }, (_, index) => addDays(parseDate(before.date), index + 1)),
      (value) => satisfies(value, row.comparator, row.threshold, row.baseline),
    ))
  if (known === null) return row
  if (firstDays.size >= mostFirstDays) firstDays.clear()
  firstDays.set(key, known)
  const due = row.extendedTo ?? row.due
  return {
    ...row,
    metOn: known,
    verdict: { ...row.verdict, metOn: known, daysEarly: diffDays(known, parseDate(due)) },
  }
}
