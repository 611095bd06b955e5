import { ProblemBuilder } from '../../../platform/solver/problem.ts'
import { solve } from '../../../platform/solver/solve.ts'
import { type Assigned, assignWithin, relocate } from './assignment-search.ts'
import { lagrangian, type LagrangianState, startingPrices } from './lagrangian.ts'
import { costOf, hasWholeCosts, type LocationProblem, proves, roundedBound } from './location-problem.ts'
import { fixByPrices, type LocationSolution } from './uncapacitated.ts'

/** Sets of sites that are tried in full, and nodes of the exact search: the same on every machine. */
const [maxSets, maxExchanges, nodeLimit] = [40, 250, 5_000]
const iterations = 400

type Incumbent = {
  open: readonly number[]
  objective: number
  site: Int32Array | null
  shares: LocationSolution['shares']
}

/** Cheapest shared-out assignment to the open sites: a transport problem. Null when the sites cannot take everybody. */
const transport = async (problem: LocationProblem, open: readonly number[]): Promise<Incumbent | null> => {
  const builder = new ProblemBuilder('minimise')
  const { demands, load } = problem
  const pairs: { demand: number; site: number; variable: number }[] = []
  for (let demand = 0; demand < demands; demand++) {
    const own = open.flatMap((site) => {
      const cost = costOf(problem, demand, site)
      return Number.isFinite(cost) ? [{ demand, site, variable: builder.variable('', { upper: 1, cost }) }] : []
    })
    pairs.push(...own)
    builder.equal(
      '',
      own.map(({ variable }) => [variable, 1] as const),
      1,
    )
  }
  for (const site of open) {
    const terms = pairs
      .filter((pair) => pair.site === site)
      .map(({ demand, variable }) => [variable, load[demand] as number] as const)
    builder.atMost('', terms, problem.capacity?.[site] ?? Number.POSITIVE_INFINITY)
  }
  const solution = await solve(builder.build())
  if (solution.status !== 'optimal' || solution.objective === null) return null
  const shares = pairs
    .map(({ demand, site, variable }) => ({ demand, site, share: solution.values[variable] ?? 0 }))
    .filter(({ share }) => share > 1e-9)
  return { open, objective: solution.objective, site: mostOf(demands, shares), shares }
}

const mostOf = (demands: number, shares: NonNullable<LocationSolution['shares']>): Int32Array => {
  const site = new Int32Array(demands)
  const most = new Float64Array(demands)
  for (const each of shares) {
    if (each.share > (most[each.demand] as number)) {
      most[each.demand] = each.share
      site[each.demand] = each.site
    }
  }
  return site
}

/**
 * The whole problem as a mixed-integer one, without what the prices exclude: a demand at a site whose reduced cost
 * lifts the bound over the incumbent.
 */
const reducedProblem = (problem: LocationProblem, state: LagrangianState, upper: number, wholeCosts: boolean) => {
  const { demands, sites, load, capacity, singleSource } = problem
  const { keep, closed } = fixByPrices(state, problem.keep, problem.closed, upper, wholeCosts)
  let worstChosen = Number.NEGATIVE_INFINITY
  state.siteValues.forEach((value, site) => {
    if (state.open[site] && !problem.keep[site]) worstChosen = Math.max(worstChosen, value)
  })
  const builder = new ProblemBuilder('minimise')
  const opened = Array.from({ length: sites }, (_, site) =>
    closed[site] ? -1 : builder.variable('', { lower: keep[site] ? 1 : 0, upper: 1, integer: true }),
  )
  const pairs: { demand: number; site: number; variable: number }[] = []
  for (let demand = 0; demand < demands; demand++) {
    for (let site = 0; site < sites; site++) {
      const cost = costOf(problem, demand, site)
      if (opened[site] === -1 || !Number.isFinite(cost)) continue
      const opening = state.open[site] ? 0 : (state.siteValues[site] ?? 0) - worstChosen
      const least = state.bound + opening + Math.max(0, cost - (state.prices[demand] as number))
      // A share of a demand costs only that share of its price: only whole demands can be excluded.
      if (singleSource && proves(roundedBound(least, wholeCosts), upper)) continue
      pairs.push({ demand, site, variable: builder.variable('', { upper: 1, cost, integer: singleSource }) })
    }
  }
  const byDemand = Map.groupBy(pairs, ({ demand }) => demand)
  const bySite = Map.groupBy(pairs, ({ site }) => site)
  for (let demand = 0; demand < demands; demand++) {
    const own = byDemand.get(demand) ?? []
    builder.equal(
      '',
      own.map(({ variable }) => [variable, 1] as const),
      1,
    )
  }
  opened.forEach((variable, site) => {
    if (variable === -1) return
    const own = bySite.get(site) ?? []
    const size = capacity?.[site] ?? Number.POSITIVE_INFINITY
    if (Number.isFinite(size)) {
      builder.atMost(
        '',
        [...own.map((pair) => [pair.variable, load[pair.demand] as number] as const), [variable, -size]],
        0,
      )
    }
    for (const pair of own)
      builder.atMost(
        '',
        [
          [pair.variable, 1],
          [variable, -1],
        ],
        0,
      )
  })
  builder.equal(
    '',
    opened.filter((variable) => variable !== -1).map((variable) => [variable, 1] as const),
    problem.p,
  )
  return { problem: builder.build(), pairs, opened }
}

/**
 * p-median with capacities. Bound: Lagrangian with one knapsack a site (whole for single source, fractional when
 * demands may be split). Incumbent: the sets that the prices open, assigned and searched. Then HiGHS on what the
 * prices leave, within a budget of nodes; `secondsLeft` guards the clock.
 */
export const solveCapacitated = async (
  problem: LocationProblem,
  secondsLeft: () => number,
): Promise<LocationSolution> => {
  const wholeCosts = hasWholeCosts(problem)
  const late = (): boolean => secondsLeft() < 0.5
  let best: Incumbent = { open: [], objective: Number.POSITIVE_INFINITY, site: null, shares: undefined }
  const tried = new Set<string>()
  const promising: { open: readonly number[]; objective: number }[] = []
  const take = (open: readonly number[]): Assigned | null => {
    const key = open.toSorted((a, b) => a - b).join()
    if (tried.has(key)) return null
    tried.add(key)
    const assigned = assignWithin(problem, open)
    if (assigned === null) return null
    promising.push({ open, objective: assigned.objective })
    if (assigned.objective < best.objective)
      best = { open, objective: assigned.objective, site: assigned.site, shares: undefined }
    return assigned
  }
  const settle = (start: readonly number[]): void => {
    let open = start
    for (let round = 0; round < 20; round++) {
      const assigned = take(open)
      if (assigned === null) return
      open = relocate(problem, open, assigned)
    }
  }
  let [sets, lastBound] = [0, Number.NEGATIVE_INFINITY]
  const tryOpen = (open: readonly number[], bound: number): number => {
    if (sets < maxSets && bound > lastBound && !tried.has(open.toSorted((a, b) => a - b).join())) {
      sets++
      settle(open)
    }
    lastBound = Math.max(lastBound, bound)
    return best.objective
  }
  const state = lagrangian(problem, {
    iterations,
    tryOpen,
    wholeCosts,
    start: startingPrices(problem),
    keep: problem.keep,
    closed: problem.closed,
    upper: Number.POSITIVE_INFINITY,
    late,
  })
  const gapOpen = (): boolean => !proves(roundedBound(state.bound, wholeCosts), best.objective)
  exchangeSites(
    problem,
    state,
    take,
    () => best,
    () => !gapOpen() || late(),
  )
  if (!problem.singleSource) {
    for (const { open } of promising.toSorted((a, b) => a.objective - b.objective).slice(0, 8)) {
      const shared = late() ? null : await transport(problem, open)
      if (shared !== null && (best.shares === undefined || shared.objective < best.objective)) best = shared
    }
  }
  let bound = roundedBound(state.bound, wholeCosts)
  let provedNone = false
  if (gapOpen() && !late()) {
    const reduced = reducedProblem(problem, state, best.objective, wholeCosts)
    const solution = await solve(reduced.problem, {
      timeLimitSeconds: Math.max(0.5, secondsLeft()),
      nodeLimit,
      relativeGap: 1e-9,
    })
    if (solution.status === 'infeasible') {
      // What the prices left out cannot be better than the incumbent; without one, there is no solution.
      provedNone = !Number.isFinite(best.objective)
      bound = best.objective
    } else if (solution.bound !== null)
      bound = Math.max(bound, Math.min(best.objective, roundedBound(solution.bound, wholeCosts)))
    if (solution.objective !== null && solution.objective < best.objective - 1e-9 * Math.max(1, best.objective)) {
      const open = reduced.opened.flatMap((variable, site) =>
        variable !== -1 && (solution.values[variable] ?? 0) > 0.5 ? [site] : [],
      )
      const shares = reduced.pairs
        .map(({ demand, site, variable }) => ({ demand, site, share: solution.values[variable] ?? 0 }))
        .filter(({ share }) => share > 1e-9)
      const site = mostOf(problem.demands, shares)
      const objective = problem.singleSource
        ? site.reduce((sum, each, demand) => sum + costOf(problem, demand, each), 0)
        : solution.objective
      best = { open, objective, site, shares }
    }
  }
  if (best.site === null)
    return { status: provedNone ? 'infeasible' : 'timeLimit', objective: null, bound: null, open: [], assignment: [] }
  const proved = proves(bound, best.objective)
  const wholeShares = (site: Int32Array) => [...site].map((each, demand) => ({ demand, site: each, share: 1 }))
  return {
    status: proved ? 'optimal' : 'feasible',
    objective: best.objective,
    bound: proved ? best.objective : bound,
    open: best.open.toSorted((a, b) => a - b),
    assignment: [...best.site],
    ...(problem.singleSource ? {} : { shares: best.shares ?? wholeShares(best.site) }),
  }
}

/** Exchanges an open site for a closed one that the prices like, as long as the assignment gets cheaper. */
const exchangeSites = (
  problem: LocationProblem,
  { siteValues }: LagrangianState,
  take: (open: readonly number[]) => Assigned | null,
  incumbent: () => Incumbent,
  stop: () => boolean,
): void => {
  const usable = Array.from({ length: problem.sites }, (_, site) => site).filter((site) => !problem.closed[site])
  for (let tries = 0, improved = true; improved && tries < maxExchanges; ) {
    improved = false
    const { open, objective } = incumbent()
    if (open.length === 0) return
    const isOpen = new Set(open)
    const entering = usable
      .filter((site) => !isOpen.has(site))
      .toSorted((a, b) => (siteValues[a] ?? 0) - (siteValues[b] ?? 0) || a - b)
    const leaving = open
      .filter((site) => !problem.keep[site])
      .toSorted((a, b) => (siteValues[b] ?? 0) - (siteValues[a] ?? 0) || a - b)
    search: for (const enter of entering) {
      for (const leave of leaving) {
        if (stop() || tries >= maxExchanges) return
        tries++
        take(open.map((site) => (site === leave ? enter : site)))
        if (incumbent().objective < objective) {
          improved = true
          break search
        }
      }
    }
  }
}
