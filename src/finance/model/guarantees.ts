/** `guarantor` guarantees a loan of `borrower`; both are households. */
export type Guarantee = { readonly guarantor: string; readonly borrower: string }

/** How many other households each guarantor answers for, itself not counted. */
export const guaranteedBy = (guarantees: readonly Guarantee[]): ReadonlyMap<string, number> => {
  const borrowers = new Map<string, Set<string>>()
  for (const { guarantor, borrower } of guarantees) {
    const known = borrowers.get(guarantor) ?? new Set()
    if (borrower !== guarantor) known.add(borrower)
    borrowers.set(guarantor, known)
  }
  return new Map([...borrowers].map(([guarantor, known]) => [guarantor, known.size]))
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The shortest way from `start` back to itself, as its households in order; null where there is none. */
const circleFrom = (start: string, next: ReadonlyMap<string, readonly string[]>): string[] | null => {
  const cameFrom = new Map<string, string>()
  let edge = [start]
  while (edge.length > 0) {
    const further: string[] = []
    for (const here of edge) {
      for (const to of next.get(here) ?? []) {
        if (to === start) {
          const path = [here]
          for (let at = here; at !== start; ) {
            at = cameFrom.get(at) ?? start
            path.unshift(at)
          }
          return path
        }
        if (cameFrom.has(to)) continue
        cameFrom.set(to, here)
        further.push(to)
      }
    }
    edge = further
  }
  return null
}

/**
 * Circles in which households guarantee each other (担保圈): for every household that stands in one, the shortest circle
 * through it, each circle once, beginning with its first name. One default would run round it.
 */
export const guaranteeCircles = (guarantees: readonly Guarantee[]): readonly (readonly string[])[] => {
  const next = new Map<string, string[]>()
  for (const { guarantor, borrower } of guarantees) {
    const known = next.get(guarantor) ?? []
    if (!known.includes(borrower)) known.push(borrower)
    next.set(guarantor, known)
  }
  for (const known of next.values()) known.sort(byName)
  const circles = new Map<string, readonly string[]>()
  for (const start of [...next.keys()].toSorted(byName)) {
    const circle = circleFrom(start, next)
    if (circle === null) continue
    const first = circle.toSorted(byName)[0] ?? start
    const at = circle.indexOf(first)
    const turned = [...circle.slice(at), ...circle.slice(0, at)]
    circles.set(turned.join('\u0000'), turned)
  }
  return [...circles.values()]
}
