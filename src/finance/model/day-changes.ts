/** A change of a figure on a day: two running sums, and how many families or loans the numerator is about. */
export type DayChange = {
  readonly on: string
  readonly numerator: number
  readonly denominator: number
}

/** Sums of the changes up to and including each date; dates in any order. */
export const sumsOn = (
  changes: readonly DayChange[],
  dates: readonly string[],
): readonly { readonly numerator: number; readonly denominator: number }[] => {
  const sorted = changes.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const found = new Map<string, { numerator: number; denominator: number }>()
  let [at, numerator, denominator] = [0, 0, 0]
  for (const date of dates.toSorted()) {
    for (let change = sorted[at]; change !== undefined && change.on <= date; change = sorted[++at]) {
      numerator += change.numerator
      denominator += change.denominator
    }
    found.set(date, { numerator, denominator })
  }
  return dates.map((date) => found.get(date) ?? { numerator: 0, denominator: 0 })
}
