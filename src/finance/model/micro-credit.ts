/** What a household owes in all, by whether the loan is unsecured, changes on a day. */
export type LoanChange = {
  readonly on: string
  readonly household: string
  readonly credit: boolean
  readonly fen: number
}

/**
 * Unsecured balances ÷ all balances of the households that owe at most `capFen` in all on the day (信用贷款占比,
 * finance 8). Dates ascending; amounts are exact, they stay below 2^53.
 */
export const microCreditOn = (
  changes: readonly LoanChange[],
  dates: readonly string[],
  capFen: number,
): readonly { readonly numerator: number; readonly denominator: number }[] => {
  const sorted = changes.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const owed = new Map<string, { credit: number; all: number }>()
  let at = 0
  return dates.map((date) => {
    for (let change = sorted[at]; change !== undefined && change.on <= date; change = sorted[++at]) {
      const before = owed.get(change.household) ?? { credit: 0, all: 0 }
      owed.set(change.household, {
        credit: before.credit + (change.credit ? change.fen : 0),
        all: before.all + change.fen,
      })
    }
    let [numerator, denominator] = [0, 0]
    for (const { credit, all } of owed.values()) {
      if (all > capFen) continue
      numerator += credit
      denominator += all
    }
    return { numerator, denominator }
  })
}
