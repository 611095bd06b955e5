import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { solveCoverage, source as coverageSource } from '../model/location/coverage.ts'
import { checkSolvable } from '../model/location/location-problem.ts'
import { solveLocation, source } from '../model/location/p-median.ts'
import { Count } from '../schemas.ts'
import { distanceFields, maxBodyBytes, maxSites, readDistances } from './layout-input.ts'

const Status = z.enum(['optimal', 'feasible', 'infeasible', 'timeLimit'])

const pMedian = defineCalculator({
  name: 'layout/p-median',
  title: '学校布局：p 中位选址',
  keywords: ['布局', '选址', '撤并', '服务半径', '学位'],
  summary:
    '选出 p 个校址使总距离（费用）最小，可带容量；给出方案、下界和差距，下界与目标相等才称最优。给出容量时 demand 只占容量，费用不再乘人数；没有容量时乘人数；可用 weighting 指定。',
  input: z.strictObject({
    ...distanceFields,
    capacity: z.union([Count, z.array(Count).max(maxSites)]).optional(),
    singleSource: z.boolean().default(true),
    /** Whether a demand's cost counts once, or for each of its pupils. */
    weighting: z.enum(['none', 'demand']).optional(),
    /** Longest way, in the unit of the distances. */
    maxDistance: z.number().min(0).max(1e12).optional(),
  }),
  value: z.object({
    status: Status,
    objective: z.number().nullable(),
    bound: z.number().nullable(),
    gap: z.number().nullable(),
    open: z.array(z.int()),
    assignment: z.array(z.int()),
    shares: z.array(z.object({ demand: z.int(), site: z.int(), share: z.number() })).optional(),
  }),
  examples: [
    {
      title: '五个村、两所学校',
      input: {
        costMatrix: [
          [0, 4, 9],
          [2, 3, 8],
          [6, 1, 5],
          [9, 4, 1],
          [8, 5, 0],
        ],
        metric: 'matrix',
        demand: [1, 1, 1, 1, 1],
        p: 2,
      },
      value: { status: 'optimal', objective: 8, bound: 8, gap: 0, open: [0, 2], assignment: [0, 0, 2, 2, 2] },
    },
    {
      title: '容量使最近的学校装不下',
      input: {
        points: [
          [0, 0],
          [3, 4],
          [10, 0],
          [13, 4],
        ],
        metric: 'euclidFloor',
        demand: [60, 50, 40, 70],
        capacity: 110,
        p: 2,
        singleSource: true,
        timeLimitSeconds: 5,
      },
      value: { status: 'optimal', objective: 10, bound: 10, gap: 0, open: [0, 2], assignment: [0, 0, 2, 2] },
    },
  ],
  deadlineMs: 65_000,
  maxBodyBytes,
  compute: async (input, working) => {
    const started = performance.now()
    const base = readDistances(input)
    const { capacity: size, maxDistance } = input
    if (Array.isArray(size) && size.length !== base.sites)
      throw Problem.field('/capacity', 'wrong_length', `应有 ${base.sites} 个数，与校址一一对应`)
    const capacity =
      size === undefined
        ? null
        : Float64Array.from({ length: base.sites }, (_, site) => (Array.isArray(size) ? (size[site] ?? 0) : size))
    capacity?.forEach((each, site) => {
      if (each < 0)
        throw Problem.field(
          Array.isArray(size) ? `/capacity/${site}` : '/capacity',
          'negative_quantity',
          '容量不能为负',
        )
    })
    const weighting = input.weighting ?? (capacity === null ? 'demand' : 'none')
    const cost = base.cost.map((value, at) => {
      if (maxDistance !== undefined && value > maxDistance) return Number.POSITIVE_INFINITY
      // Nobody's way is no cost, but a forbidden one stays forbidden.
      return weighting === 'none' || value === Number.POSITIVE_INFINITY
        ? value
        : value * (base.load[at % base.demands] ?? 0)
    })
    const problem = { ...base, cost, capacity, singleSource: capacity === null || input.singleSource }
    const secondsLeft = (): number => input.timeLimitSeconds - (performance.now() - started) / 1000
    const { status, objective, bound, open, assignment, shares } = await solveLocation(problem, secondsLeft)
    const gap = objective === null || bound === null ? null : objective === 0 ? 0 : (objective - bound) / objective
    if (status === 'feasible') working.warn('not_proved_optimal', '尚未证明最优；与最优的差距不超过 gap')
    working.step({
      label: '总费用',
      formula: weighting === 'demand' ? 'min Σ 人数·距离，开办 p 个校址' : 'min Σ 费用，开办 p 个校址',
      inputs: {
        需求点: base.demands,
        校址: base.sites,
        p: base.p,
        容量: capacity === null ? '不限' : '有',
        下界: bound,
        差距: gap,
      },
      result: objective,
      source,
    })
    return {
      status,
      objective,
      bound,
      gap,
      open: [...open],
      assignment: [...assignment],
      ...(shares === undefined ? {} : { shares: [...shares] }),
    }
  },
})

const coverage = defineCalculator({
  name: 'layout/coverage',
  title: '学校布局：最大覆盖',
  keywords: ['布局', '覆盖', '服务半径', '步行'],
  summary: '选出 p 个校址，使服务半径内的学生最多；列出覆盖不到的需求点，给出上界。',
  input: z.strictObject({ ...distanceFields, radius: z.number().min(0).max(1e12) }),
  value: z.object({
    status: Status,
    covered: z.number().nullable(),
    total: z.number(),
    share: z.number().nullable(),
    bound: z.number().nullable(),
    open: z.array(z.int()),
    uncovered: z.array(z.int()),
  }),
  examples: [
    {
      title: '一所学校覆盖两村 70 人',
      input: {
        costMatrix: [
          [0, 4],
          [2, 3],
          [6, 1],
        ],
        demand: [40, 30, 50],
        p: 1,
        radius: 2.5,
      },
      value: { status: 'optimal', covered: 70, total: 120, share: 70 / 120, bound: 70, open: [0], uncovered: [2] },
    },
  ],
  deadlineMs: 65_000,
  maxBodyBytes,
  compute: async (input, working) => {
    const problem = { ...readDistances(input), capacity: null, singleSource: true }
    // Only the number of sites can be wrong here: whom nobody reaches is told as uncovered.
    checkSolvable({ ...problem, cost: new Float64Array(problem.cost.length) }, String)
    const result = await solveCoverage(problem, input.radius, input.timeLimitSeconds)
    if (result.status === 'unbounded') throw new Error('coverage is bounded by the total load')
    const total = problem.load.reduce((sum, load) => sum + load, 0)
    working.step({
      label: '覆盖人数',
      formula: 'max Σ 半径内的人数，开办 p 个校址',
      inputs: { 半径: input.radius, p: input.p, 总人数: total, 上界: result.bound },
      result: result.covered,
      source: coverageSource,
    })
    return {
      status: result.status,
      covered: result.covered,
      total,
      share: result.covered === null || total === 0 ? null : result.covered / total,
      bound: result.bound,
      open: [...result.open],
      uncovered: [...result.uncovered],
    }
  },
})

export const layoutCalculators: readonly Calculator[] = [pMedian, coverage]
