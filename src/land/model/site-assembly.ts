/**
 * Connected sets of neighbouring sites, each found exactly once (land 4.17). Method: sets grow from their smallest
 * member by exclusive neighbours, as in ESU (S. Wernicke, IEEE/ACM TCBB 3 (2006) 347–359).
 */
export type AssemblyLimits = {
  readonly areaMuMin: number
  readonly areaMuMax: number
  readonly maxParcels: number
  /** Null: no limit. */
  readonly budgetFen: number | null
}

export type AssemblySite = { readonly areaMu: number; readonly costFen: number }

export type Assembled = {
  readonly sets: readonly (readonly number[])[]
  /** False when the search was cut off: then better sets may exist. */
  readonly complete: boolean
}

/** Sets looked at before the search is cut off: a fixed count, not a clock, so that equal requests get equal answers. */
const mostSets = 100_000

/**
 * All connected sets of 1 to `maxParcels` sites within area and budget. Areas and costs are not negative, so a set
 * that is too large or too dear stays so, and its growth is cut.
 */
export const connectedSets = (
  sites: readonly AssemblySite[],
  neighbours: readonly ReadonlySet<number>[],
  limits: AssemblyLimits,
): Assembled => {
  const sets: number[][] = []
  // Every root gets an equal part of what is left, so that a cut-off search has still looked everywhere.
  let [left, allowed, complete] = [mostSets, 0, true]
  const grow = (
    set: readonly number[],
    extension: readonly number[],
    reached: ReadonlySet<number>,
    root: number,
  ): boolean => {
    if (allowed === 0) return false
    allowed--
    left--
    const areaMu = set.reduce((sum, index) => sum + (sites[index]?.areaMu ?? 0), 0)
    const costFen = set.reduce((sum, index) => sum + (sites[index]?.costFen ?? 0), 0)
    if (areaMu > limits.areaMuMax || (limits.budgetFen !== null && costFen > limits.budgetFen)) return true
    if (areaMu >= limits.areaMuMin) sets.push([...set].sort((a, b) => a - b))
    if (set.length >= limits.maxParcels) return true
    for (const [at, next] of extension.entries()) {
      const fresh = [...(neighbours[next] ?? [])].filter((index) => index > root && !reached.has(index))
      const wider = new Set([...reached, ...fresh])
      if (!grow([...set, next], [...extension.slice(at + 1), ...fresh], wider, root)) return false
    }
    return true
  }
  for (let root = 0; root < sites.length; root++) {
    const first = [...(neighbours[root] ?? [])].filter((index) => index > root).sort((a, b) => a - b)
    allowed = Math.ceil(left / (sites.length - root))
    if (!grow([root], first, new Set([root, ...first]), root)) complete = false
  }
  return { sets, complete }
}
