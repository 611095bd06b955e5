import { describe, expect, it } from 'vitest'
import { Problem } from '../../../platform/errors/problem.ts'
import { seededRandom } from '../../../platform/stats/random.ts'
import { solveCoverage } from './coverage.ts'
import { packWhole } from './knapsack.ts'
import { costOf, type LocationProblem } from './location-problem.ts'
import { solveLocation } from './p-median.ts'

const random = (
  seed: number,
  {
    demands,
    sites,
    p,
    tightness,
    singleSource = true,
  }: { demands: number; sites: number; p: number; tightness?: number; singleSource?: boolean },
): LocationProblem => {
  const { integer } = seededRandom(seed)
  const load = Float64Array.from({ length: demands }, () => 1 + integer(9))
  const cost = Float64Array.from({ length: demands * sites }, () =>
    integer(12) === 0 ? Number.POSITIVE_INFINITY : integer(40),
  )
  const total = load.reduce((sum, each) => sum + each, 0)
  return {
    demands,
    sites,
    cost,
    load,
    capacity:
      tightness === undefined ? null : new Float64Array(sites).fill(Math.max(10, Math.ceil(total / p / tightness))),
    p,
    keep: Array.from({ length: sites }, (_, site) => site === 0 && seed % 3 === 0),
    closed: Array.from({ length: sites }, (_, site) => site === 1 && seed % 4 === 0),
    singleSource,
  }
}

const subsets = (items: readonly number[], size: number): number[][] =>
  size === 0 ? [[]] : items.flatMap((item, at) => subsets(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]))

const allowed = (problem: LocationProblem): number[][] =>
  subsets(
    Array.from({ length: problem.sites }, (_, site) => site),
    problem.p,
  ).filter(
    (open) =>
      problem.keep.every((keep, site) => !keep || open.includes(site)) && open.every((site) => !problem.closed[site]),
  )

/** Every set of sites and every assignment: the second way. */
const exhaustive = (problem: LocationProblem): number => {
  const assign = (open: readonly number[], demand: number, room: number[]): number => {
    if (demand === problem.demands) return 0
    let best = Number.POSITIVE_INFINITY
    open.forEach((site, at) => {
      const cost = costOf(problem, demand, site)
      const left = (room[at] as number) - (problem.load[demand] as number)
      if (Number.isFinite(cost) && left >= 0)
        best = Math.min(best, cost + assign(open, demand + 1, room.with(at, left)))
    })
    return best
  }
  return Math.min(
    ...allowed(problem).map((open) =>
      assign(
        open,
        0,
        open.map((site) => problem.capacity?.[site] ?? Number.POSITIVE_INFINITY),
      ),
    ),
  )
}

const refusal = async (problem: LocationProblem): Promise<string> => {
  try {
    await solveLocation(problem, () => 20)
  } catch (error) {
    if (error instanceof Problem) return error.errors[0]?.code ?? ''
    throw error
  }
  return 'none'
}

/** A solution that anybody can check: its cost is what it says, nobody is out of reach, no site is over-full. */
const verify = (
  problem: LocationProblem,
  { open, assignment, objective }: Awaited<ReturnType<typeof solveLocation>>,
): void => {
  expect(open).toHaveLength(problem.p)
  expect(assignment).toHaveLength(problem.demands)
  const used = new Map<number, number>()
  assignment.forEach((site, demand) => {
    expect(open).toContain(site)
    used.set(site, (used.get(site) ?? 0) + (problem.load[demand] as number))
  })
  for (const [site, load] of used)
    expect(load).toBeLessThanOrEqual(problem.capacity?.[site] ?? Number.POSITIVE_INFINITY)
  expect(assignment.reduce((sum, site, demand) => sum + costOf(problem, demand, site), 0)).toBe(objective)
}

describe('p-median', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))('agrees with every set of sites, seed %d', async (seed) => {
    const problem = random(seed, { demands: 14, sites: 9, p: 1 + (seed % 5) })
    const nearest = (open: readonly number[], demand: number): number =>
      Math.min(...open.map((site) => costOf(problem, demand, site)))
    const best = Math.min(
      ...allowed(problem).map((open) => problem.load.reduce((sum, _, demand) => sum + nearest(open, demand), 0)),
    )
    if ((await refusal(problem)) !== 'none') {
      expect(best).toBe(Number.POSITIVE_INFINITY)
      return
    }
    const solution = await solveLocation(problem, () => 20)
    if (best === Number.POSITIVE_INFINITY) expect(solution.status).toBe('infeasible')
    else {
      expect(solution).toMatchObject({ status: 'optimal', objective: best, bound: best })
      verify(problem, solution)
    }
  })

  it.each(Array.from({ length: 24 }, (_, seed) => seed))(
    'with capacities agrees with every assignment, seed %d',
    async (seed) => {
      const problem = random(seed, { demands: 8, sites: 5, p: 2 + (seed % 2), tightness: 0.85 })
      const best = exhaustive(problem)
      if ((await refusal(problem)) !== 'none') {
        expect(best).toBe(Number.POSITIVE_INFINITY)
        return
      }
      const solution = await solveLocation(problem, () => 20)
      if (best === Number.POSITIVE_INFINITY) expect(solution.status).toBe('infeasible')
      else {
        expect(solution).toMatchObject({ status: 'optimal', objective: best, bound: best })
        verify(problem, solution)
      }
    },
  )

  it('shares demands out for no more than whole ones cost, within the capacities', async () => {
    const whole = random(5, { demands: 20, sites: 6, p: 3, tightness: 0.95 })
    const [one, split] = [
      await solveLocation(whole, () => 20),
      await solveLocation({ ...whole, singleSource: false }, () => 20),
    ]
    expect(split.status).toBe('optimal')
    expect(split.objective as number).toBeLessThanOrEqual((one.objective as number) + 1e-9)
    const used = new Map<number, number>()
    const given = new Float64Array(whole.demands)
    for (const { demand, site, share } of split.shares ?? []) {
      used.set(site, (used.get(site) ?? 0) + share * (whole.load[demand] as number))
      given[demand] = (given[demand] as number) + share
    }
    for (const share of given) expect(share).toBeCloseTo(1, 9)
    for (const [site, load] of used) expect(load).toBeLessThanOrEqual((whole.capacity?.[site] as number) + 1e-6)
  })

  it('answers the same twice, and stays within 1 % of its bound on sixty places', async () => {
    const { integer } = seededRandom(7)
    const places = Array.from({ length: 60 }, () => [integer(100), integer(100)] as const)
    const problem = {
      ...random(7, { demands: 60, sites: 60, p: 6, tightness: 0.85 }),
      // The classic test problems cut Euclidean distances to whole numbers.
      cost: Float64Array.from({ length: 3600 }, (_, at) => {
        const [[x1, y1], [x2, y2]] = [places[at % 60] ?? [0, 0], places[Math.floor(at / 60)] ?? [0, 0]]
        return Math.floor(Math.hypot(x1 - x2, y1 - y2))
      }),
    }
    const solution = await solveLocation(problem, () => 20)
    verify(problem, solution)
    expect((solution.objective as number) - (solution.bound as number)).toBeLessThanOrEqual(
      0.01 * (solution.objective as number),
    )
    expect(await solveLocation(problem, () => 20)).toEqual(solution)
  })

  it('names what makes a problem unsolvable', async () => {
    const problem = random(1, { demands: 6, sites: 4, p: 2 })
    expect(await refusal({ ...problem, p: 5 })).toBe('p_out_of_range')
    expect(await refusal({ ...problem, keep: [true, true, true, false] })).toBe('p_out_of_range')
    expect(
      await refusal({
        ...problem,
        cost: problem.cost.map((value, at) => (at % 6 === 3 ? Number.POSITIVE_INFINITY : value)),
      }),
    ).toBe('distance_unreachable')
    const total = problem.load.reduce((sum, each) => sum + each, 0)
    const capacity = new Float64Array(4).fill(total / 2 - 1)
    expect(await refusal({ ...problem, capacity })).toBe('capacity_insufficient')
    expect(
      await refusal({ ...problem, capacity: new Float64Array(4).fill(total), load: problem.load.with(0, 2 * total) }),
    ).toBe('capacity_insufficient')
  })
})

it.each(Array.from({ length: 20 }, (_, seed) => seed))(
  'coverage agrees with every set of sites, seed %d',
  async (seed) => {
    const problem = random(seed, { demands: 20, sites: 8, p: 3 })
    const covered = (open: readonly number[]): number =>
      problem.load.reduce(
        (sum, load, demand) => (open.some((site) => costOf(problem, demand, site) <= 8) ? sum + load : sum),
        0,
      )
    const result = await solveCoverage(problem, 8, 20)
    expect(result.status).toBe('optimal')
    expect(result.covered).toBe(Math.max(...allowed(problem).map(covered)))
    expect(covered(result.open)).toBe(result.covered)
  },
)

it('packs a knapsack as every subset does', () => {
  for (let seed = 0; seed < 60; seed++) {
    const { integer } = seededRandom(seed)
    const items = Array.from({ length: 9 }, (_, index) => ({ index, profit: 1 + integer(20), weight: integer(15) }))
    const capacity = integer(50)
    let best = 0
    for (let mask = 0; mask < 512; mask++) {
      const taken = items.filter(({ index }) => mask & (1 << index))
      if (taken.reduce((sum, { weight }) => sum + weight, 0) <= capacity)
        best = Math.max(
          best,
          taken.reduce((sum, { profit }) => sum + profit, 0),
        )
    }
    const packed = packWhole([...items], capacity)
    expect(packed.profit).toBe(best)
    expect(packed.chosen.reduce((sum, index) => sum + (items[index]?.profit ?? 0), 0)).toBe(best)
  }
})
