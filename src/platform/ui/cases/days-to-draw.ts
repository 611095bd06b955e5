export type DeadlineDay = {
  readonly date: string
  readonly kind: 'working' | 'makeUp' | 'weekend' | 'holiday'
  readonly provisional: boolean
}

export type DrawnCell = DeadlineDay & {
  /** Number among the working days of the term; null for a day of rest. */
  readonly number: number | null
  /** Days left out before this one. */
  readonly skipped: number
}

export const isWorking = (day: Pick<DeadlineDay, 'kind'>): boolean => day.kind === 'working' || day.kind === 'makeUp'

/**
 * The days of a term as cells, at most `most`: those about today and the last ones before the due day stay, the rest is
 * counted in `skipped`.
 */
export const daysToDraw = (days: readonly DeadlineDay[], today: string, most: number): readonly DrawnCell[] => {
  let count = 0
  const numbered = days.map((day) => {
    if (isWorking(day)) count += 1
    return { ...day, number: isWorking(day) ? count : null }
  })
  const tail = 2
  const at = numbered.findIndex((day) => day.date >= today)
  const middle = at < 0 ? numbered.length - 1 : at
  const first = Math.max(0, Math.min(middle - 2, numbered.length - most))
  const kept =
    numbered.length <= most
      ? numbered
      : first + most >= numbered.length
        ? numbered.slice(first)
        : [...numbered.slice(first, first + most - tail), ...numbered.slice(-tail)]
  return kept.map((day, index) => {
    const before = kept[index - 1]
    const place = numbered.indexOf(day)
    return { ...day, skipped: before === undefined ? place : place - numbered.indexOf(before) - 1 }
  })
}
