/** What the layout calculators share: distances as a matrix or as points, demands, and which sites are settled. */
import { z } from 'zod'
import { Problem } from '../../platform/errors/problem.ts'
import type { LocationProblem } from '../model/location/location-problem.ts'
import { Count } from '../schemas.ts'

export const maxBodyBytes = 32 * 1024 * 1024
export const maxSites = 2_000
/** Demands × sites: beyond, no exact answer comes within the deadline. */
const maxPairs = 1_500_000

const Cell = z.number().min(-1e12).max(1e12)
const Point = z.union([z.tuple([Cell, Cell]), z.strictObject({ x: Cell, y: Cell })])
const SiteIndex = z.int().min(0).max(maxSites)

export const distanceFields = {
  /** Row = demand, column = site; null where the site cannot serve the demand. */
  costMatrix: z.array(z.array(Cell.nullable()).max(maxSites)).max(5_000).optional(),
  /** Every point is a demand and a site. Plane coordinates. */
  points: z.array(Point).max(maxSites).optional(),
  metric: z.enum(['matrix', 'euclid', 'euclidFloor']).optional(),
  demand: z.array(Count).max(5_000).optional(),
  p: z.int().min(1).max(maxSites),
  /** Sites that must be open, and that must not. */
  keep: z.array(SiteIndex).max(maxSites).default([]),
  close: z.array(SiteIndex).max(maxSites).default([]),
  timeLimitSeconds: z.number().min(1).max(60).default(30),
}

type DistanceInput = {
  readonly costMatrix?: readonly (readonly (number | null)[])[] | undefined
  readonly points?: readonly z.output<typeof Point>[] | undefined
  readonly metric?: 'matrix' | 'euclid' | 'euclidFloor' | undefined
  readonly demand?: readonly number[] | undefined
  readonly p: number
  readonly keep: readonly number[]
  readonly close: readonly number[]
}

const fromMatrix = (matrix: readonly (readonly (number | null)[])[]) => {
  const [demands, sites] = [matrix.length, matrix[0]?.length ?? 0]
  if (demands === 0 || sites === 0) throw Problem.field('/costMatrix', 'no_schools', '费用矩阵为空')
  const cost = new Float64Array(demands * sites)
  matrix.forEach((row, demand) => {
    if (row.length !== sites) throw Problem.field(`/costMatrix/${demand}`, 'wrong_length', `每行应有 ${sites} 个数`)
    row.forEach((value, site) => {
      if (value !== null && value < 0)
        throw Problem.field(`/costMatrix/${demand}/${site}`, 'negative_quantity', '费用不能为负')
      cost[site * demands + demand] = value ?? Number.POSITIVE_INFINITY
    })
  })
  return { demands, sites, cost }
}

const fromPoints = (points: readonly z.output<typeof Point>[], floor: boolean) => {
  const count = points.length
  if (count === 0) throw Problem.field('/points', 'no_schools', '没有点')
  const places = points.map((point) => ('x' in point ? ([point.x, point.y] as const) : point))
  const cost = new Float64Array(count * count)
  places.forEach(([xi, yi], i) => {
    places.forEach(([xj, yj], j) => {
      const distance = Math.hypot(xi - xj, yi - yj)
      cost[j * count + i] = floor ? Math.floor(distance) : distance
    })
  })
  return { demands: count, sites: count, cost }
}

/** Distances and demands as the models take them; capacities are added by the caller. */
export const readDistances = (input: DistanceInput): Omit<LocationProblem, 'capacity' | 'singleSource'> => {
  const metric = input.metric ?? (input.costMatrix === undefined ? 'euclid' : 'matrix')
  const given = metric === 'matrix' ? input.costMatrix : input.points
  const other = metric === 'matrix' ? input.points : input.costMatrix
  const [wanted, unwanted] = metric === 'matrix' ? ['costMatrix', 'points'] : ['points', 'costMatrix']
  if (given === undefined) throw Problem.field(`/${wanted}`, 'required', `此距离方式须给出 ${wanted}`)
  if (other !== undefined) throw Problem.field(`/${unwanted}`, 'not_applicable', '费用矩阵与点只能给出一种')
  const { demands, sites, cost } =
    metric === 'matrix' ? fromMatrix(input.costMatrix ?? []) : fromPoints(input.points ?? [], metric === 'euclidFloor')
  if (demands * sites > maxPairs) throw Problem.field(`/${wanted}`, 'too_many', `需求点 × 校址不得超过 ${maxPairs}`)
  if (input.demand !== undefined && input.demand.length !== demands)
    throw Problem.field('/demand', 'wrong_length', `应有 ${demands} 个数，与需求点一一对应`)
  const load = Float64Array.from(input.demand ?? Array<number>(demands).fill(1))
  load.forEach((value, demand) => {
    if (value < 0) throw Problem.field(`/demand/${demand}`, 'negative_quantity', '需求不能为负')
  })
  const flags = (indices: readonly number[], key: string): boolean[] => {
    const list = Array<boolean>(sites).fill(false)
    indices.forEach((site, at) => {
      if (site >= sites) throw Problem.field(`/${key}/${at}`, 'unknown_site', `校址序号应在 0 与 ${sites - 1} 之间`)
      list[site] = true
    })
    return list
  }
  const [keep, closed] = [flags(input.keep, 'keep'), flags(input.close, 'close')]
  input.keep.forEach((site, at) => {
    if (closed[site]) throw Problem.field(`/keep/${at}`, 'contradiction', '同一校址不能既保留又关闭')
  })
  return { demands, sites, cost, load, p: input.p, keep, closed }
}
