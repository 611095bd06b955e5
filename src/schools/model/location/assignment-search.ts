import { costOf, type LocationProblem } from './location-problem.ts'

export type Assigned = {
  /** Site of each demand. */
  readonly site: Int32Array
  readonly objective: number
}

/** Sweeps of shifts and swaps, and rounds of dearer overload, before a set is given up. */
const [maxSweeps, maxPenaltyRounds] = [60, 8]

/**
 * A cheap single-source assignment to the open sites within their capacities, or null when none was found: demands in
 * the order of their regret to the cheapest site with room, then shifts and swaps with overload at a growing price.
 */
export const assignWithin = (problem: LocationProblem, open: readonly number[]): Assigned | null => {
  const { demands, load } = problem
  const capacity = problem.capacity ?? new Float64Array(problem.sites).fill(Number.POSITIVE_INFINITY)
  const site = new Int32Array(demands)
  const room = new Float64Array(problem.sites)
  for (const each of open) room[each] = capacity[each] as number
  const order = Array.from({ length: demands }, (_, demand) => {
    let [first, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (const each of open) {
      const value = costOf(problem, demand, each)
      if (value < first) [first, second] = [value, first]
      else if (value < second) second = value
    }
    return { demand, regret: Number.isFinite(second) ? second - first : 1e300, first }
  })
  if (order.some(({ first }) => !Number.isFinite(first))) return null
  order.sort(
    (a, b) => b.regret - a.regret || (load[b.demand] as number) - (load[a.demand] as number) || a.demand - b.demand,
  )
  for (const { demand } of order) {
    let [best, bestCost] = [-1, Number.POSITIVE_INFINITY]
    let [roomiest, most] = [-1, Number.NEGATIVE_INFINITY]
    for (const each of open) {
      const value = costOf(problem, demand, each)
      if (!Number.isFinite(value)) continue
      const left = (room[each] as number) - (load[demand] as number)
      if (left >= -1e-9 && value < bestCost) [best, bestCost] = [each, value]
      if (left > most) [roomiest, most] = [each, left]
    }
    const to = best >= 0 ? best : roomiest
    site[demand] = to
    room[to] = (room[to] as number) - (load[demand] as number)
  }
  const cost = (): number => site.reduce((sum, each, demand) => sum + costOf(problem, demand, each), 0)
  const overload = (): number => open.reduce((sum, each) => sum + Math.max(0, -(room[each] as number) - 1e-9), 0)
  const total = load.reduce((sum, each) => sum + each, 0)
  let price = (2 * (cost() + 1)) / Math.max(total, 1)
  const over = (left: number): number => (left < -1e-9 ? -left : 0)
  const improve = (): void => {
    for (let sweep = 0; sweep < maxSweeps; sweep++) {
      let moved = false
      for (let demand = 0; demand < demands; demand++) {
        const from = site[demand] as number
        const [size, now] = [load[demand] as number, costOf(problem, demand, from)]
        let [gain, to] = [1e-9 * Math.max(1, now), -1]
        for (const each of open) {
          if (each === from) continue
          const [a, b] = [room[from] as number, room[each] as number]
          const change =
            now - costOf(problem, demand, each) + price * (over(a) + over(b) - over(a + size) - over(b - size))
          if (change > gain) [gain, to] = [change, each]
        }
        if (to >= 0) {
          room[from] = (room[from] as number) + size
          room[to] = (room[to] as number) - size
          site[demand] = to
          moved = true
        }
      }
      for (let one = 0; one < demands; one++) {
        for (let two = one + 1; two < demands; two++) {
          const [a, b] = [site[one] as number, site[two] as number]
          if (a === b) continue
          const saved =
            costOf(problem, one, a) + costOf(problem, two, b) - costOf(problem, one, b) - costOf(problem, two, a)
          const shift = (load[one] as number) - (load[two] as number)
          const [ra, rb] = [room[a] as number, room[b] as number]
          if (
            saved + price * (over(ra) + over(rb) - over(ra + shift) - over(rb - shift)) >
            1e-9 * Math.max(1, Math.abs(saved))
          ) {
            room[a] = ra + shift
            room[b] = rb - shift
            site[one] = b
            site[two] = a
            moved = true
          }
        }
      }
      if (!moved) return
    }
  }
  for (let round = 0; round < maxPenaltyRounds; round++) {
    improve()
    if (overload() === 0) break
    price *= 4
  }
  const objective = cost()
  return overload() === 0 && Number.isFinite(objective) ? { site, objective } : null
}

/** The set that serves each present cluster from its best site: alternating location and allocation (Maranzana 1964). */
export const relocate = (problem: LocationProblem, open: readonly number[], { site }: Assigned): readonly number[] => {
  const { demands, sites, capacity, load, keep, closed } = problem
  const taken = new Set(open)
  return open.map((old) => {
    if (keep[old]) return old
    const cluster = Array.from({ length: demands }, (_, demand) => demand).filter((demand) => site[demand] === old)
    const needed = cluster.reduce((sum, demand) => sum + (load[demand] as number), 0)
    let [best, bestCost] = [old, cluster.reduce((sum, demand) => sum + costOf(problem, demand, old), 0) - 1e-9]
    for (let each = 0; each < sites; each++) {
      if (taken.has(each) || closed[each] || (capacity !== null && (capacity[each] as number) < needed - 1e-9)) continue
      const value = cluster.reduce((sum, demand) => sum + costOf(problem, demand, each), 0)
      if (value < bestCost) [best, bestCost] = [each, value]
    }
    taken.delete(old)
    taken.add(best)
    return best
  })
}
