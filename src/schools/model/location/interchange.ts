import type { LocationProblem } from './location-problem.ts'

export type Opened = { readonly open: readonly number[]; readonly objective: number }

/** Nearest and second nearest open site of each demand. */
const nearest = ({ demands, cost }: LocationProblem, open: readonly number[]) => {
  const first = new Int32Array(demands)
  const [d1, d2] = [new Float64Array(demands).fill(Infinity), new Float64Array(demands).fill(Infinity)]
  open.forEach((site, at) => {
    const column = site * demands
    for (let demand = 0; demand < demands; demand++) {
      const value = cost[column + demand] as number
      if (value < (d1[demand] as number)) {
        d2[demand] = d1[demand] as number
        d1[demand] = value
        first[demand] = at
      } else if (value < (d2[demand] as number)) d2[demand] = value
    }
  })
  return { first, d1, d2 }
}

/** Cost when everybody goes to the nearest open site; Infinity when somebody reaches none. */
export const nearestCost = (problem: LocationProblem, open: readonly number[]): number =>
  nearest(problem, open).d1.reduce((sum, value) => sum + value, 0)

/**
 * Vertex interchange (Teitz & Bart 1968) with Whitaker's fast evaluation (1983): the best exchange of an open for a
 * closed site, as long as one lowers the cost. Kept sites stay, closed ones stay closed.
 */
export const interchange = (problem: LocationProblem, start: readonly number[], rounds: number): Opened => {
  const { demands, sites, cost, keep, closed } = problem
  const open = [...start]
  let objective = Number.POSITIVE_INFINITY
  // Forbidden pairs count as this much, so that differences stay numbers; a solution must use none of them.
  let largest = 1
  for (const value of cost) if (Number.isFinite(value)) largest = Math.max(largest, value)
  const far = 1e3 * largest
  for (let round = 0; round < rounds; round++) {
    const { first, d1, d2 } = nearest(problem, open)
    objective = d1.reduce((sum, value) => sum + value, 0)
    const isOpen = new Set(open)
    const loss = new Float64Array(open.length)
    for (let demand = 0; demand < demands; demand++) {
      const at = first[demand] as number
      loss[at] = (loss[at] as number) + Math.min(far, d2[demand] as number) - Math.min(far, d1[demand] as number)
    }
    let best = { gain: 1e-9 * Math.max(1, Math.min(far, objective)), enter: -1, leave: -1 }
    const saved = new Float64Array(open.length)
    for (let site = 0; site < sites; site++) {
      if (isOpen.has(site) || closed[site]) continue
      saved.fill(0)
      let gain = 0
      const column = site * demands
      for (let demand = 0; demand < demands; demand++) {
        const value = Math.min(far, cost[column + demand] as number)
        const now = Math.min(far, d1[demand] as number)
        if (value < now) {
          gain += now - value
          const at = first[demand] as number
          saved[at] = (saved[at] as number) + Math.min(far, d2[demand] as number) - now
        } else {
          const next = Math.min(far, d2[demand] as number)
          if (value < next) {
            const at = first[demand] as number
            saved[at] = (saved[at] as number) + next - value
          }
        }
      }
      for (let at = 0; at < open.length; at++) {
        if (keep[open[at] as number]) continue
        const total = gain - (loss[at] as number) + (saved[at] as number)
        if (total > best.gain) best = { gain: total, enter: site, leave: at }
      }
    }
    if (best.enter < 0) break
    open[best.leave] = best.enter
    objective = nearestCost(problem, open)
  }
  return { open: open.toSorted((a, b) => a - b), objective }
}
