/** A figure about fewer households than this is not told below the county (finance 10). */
export const leastHouseholds = 10

export type Cell = { readonly id: string; readonly households: number; readonly value: number }

/**
 * Cells of ten households and more stand for themselves; the smaller ones are told as one sum. While that sum is itself
 * about fewer than ten, the smallest told cell joins it, so that nobody finds it as the total less the rest. What is
 * left then may be nothing but the sum. Cells come back in the order of their ids; null where nothing had to be hidden
 * or the sum of all cells is about fewer than ten households.
 */
export const suppressCells = (
  cells: readonly Cell[],
): { readonly told: readonly Cell[]; readonly rest: Cell | null } => {
  const bySize = cells.toSorted((a, b) => b.households - a.households || (a.id < b.id ? -1 : 1))
  const told = bySize.filter(({ households }) => households >= leastHouseholds)
  const hidden = bySize.slice(told.length)
  const size = () => hidden.reduce((sum, { households }) => sum + households, 0)
  while (hidden.length > 0 && size() < leastHouseholds) {
    const smallest = told.pop()
    if (smallest === undefined) return { told: [], rest: null }
    hidden.push(smallest)
  }
  return {
    told: told.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    rest:
      hidden.length === 0
        ? null
        : { id: '其余各村', households: size(), value: hidden.reduce((sum, { value }) => sum + value, 0) },
  }
}
