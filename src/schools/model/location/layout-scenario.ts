import { Problem } from '../../../platform/errors/problem.ts'
import { Working } from '../../../platform/explain.ts'
import { compliance } from '../compliance.ts'
import { disparity } from '../disparity.ts'
import { indicatorRules, type ResourceIndicator, resourceIndicators, type Standards } from '../resource-indicators.ts'
import type { LocationProblem } from './location-problem.ts'
import { solveLocation } from './p-median.ts'

/**
 * A layout scenario beside today (schools 4.10): who goes where, how far, and what the seven indicators and their
 * coefficients become when schools are closed, opened or extended.
 */
export const source = '教督〔2017〕6号；带容量的最近分派（Beasley 1993）'

/** Who goes along with pupils when a school closes; rooms and grounds stay behind. */
export const movable: readonly ResourceIndicator[] = [
  'advancedDegreeTeachersPer100',
  'backboneTeachersPer100',
  'peArtTeachersPer100',
  'equipmentValuePerPupil',
]

export type Quantities = Readonly<Partial<Record<ResourceIndicator, number>>>

export type ScenarioSite = {
  readonly id: string
  readonly seats: number
  /** Seats that the scenario adds or, below zero, gives up. */
  readonly addedSeats: number
  readonly openToday: boolean
  readonly openThen: boolean
  /** In place today. */
  readonly quantities: Quantities
  /** What the scenario builds or buys here. */
  readonly added: Quantities
}

export type ScenarioVillage = { readonly id: string; readonly pupils: number }

export type ScenarioLimits = {
  readonly walkKm: number
  readonly schoolSize: number
  readonly fundedPupils: number
  readonly standards: Standards
}

export type SchoolThen = {
  readonly id: string
  readonly pupils: number
  readonly seats: number
  readonly flag: 'oversize' | 'small' | 'empty' | null
}

export type LayoutState = {
  readonly status: 'optimal' | 'feasible'
  readonly pupilKm: number
  /** No assignment to these schools walks less. */
  readonly bound: number
  readonly meanKm: number
  /** 95 of 100 pupils live no farther. */
  readonly p95Km: number
  readonly pupilsBeyondLimit: number
  readonly unusedSeats: number
  readonly worstVillage: { readonly id: string; readonly km: number } | null
  readonly schools: readonly SchoolThen[]
  readonly indicators: Readonly<Partial<Record<ResourceIndicator, { readonly mean: number; readonly cv: number }>>>
  /** Mean of the coefficients; null without quantities, or where one has no mean. */
  readonly composite: number | null
  /** Schools that meet the rule of six and 85 %; null unless all seven quantities are known. */
  readonly compliantSchools: number | null
}

export type LayoutComparison = {
  readonly today: LayoutState
  readonly scenario: LayoutState
  readonly moved: readonly {
    readonly village: string
    readonly from: string
    readonly to: string
    readonly fromKm: number
    readonly toKm: number
  }[]
}

type Layout = {
  readonly open: readonly number[]
  readonly seats: readonly number[]
  readonly quantities: readonly Quantities[]
}

/** Where each village goes, and what follows from it. */
type Settled = {
  readonly assignment: readonly number[]
  readonly status: LayoutState['status']
  readonly bound: number
}

export type ScenarioCase = {
  readonly villages: readonly ScenarioVillage[]
  readonly sites: readonly ScenarioSite[]
  /** Kilometres from village to site; null where there is no way. */
  readonly km: (village: number, site: number) => number | null
  readonly limits: ScenarioLimits
  readonly secondsLeft: () => number
}

const settle = async ({ villages, sites, km, secondsLeft }: ScenarioCase, layout: Layout): Promise<Settled> => {
  const demands = villages.length
  const isOpen = new Set(layout.open)
  const cost = new Float64Array(demands * sites.length).fill(Number.POSITIVE_INFINITY)
  for (const site of layout.open) {
    villages.forEach(({ pupils }, village) => {
      const way = km(village, site)
      if (way !== null) cost[site * demands + village] = way * pupils
    })
  }
  const problem: LocationProblem = {
    demands,
    sites: sites.length,
    cost,
    load: Float64Array.from(villages, ({ pupils }) => pupils),
    capacity: Float64Array.from(layout.seats),
    p: layout.open.length,
    keep: sites.map((_, site) => isOpen.has(site)),
    closed: sites.map((_, site) => !isOpen.has(site)),
    singleSource: true,
  }
  const solution = await solveLocation(problem, secondsLeft, (village) => villages[village]?.id ?? '').catch(
    (error: unknown) => {
      // The refusals of the model below name its own fields; here they lie with the sites.
      if (!(error instanceof Problem)) throw error
      throw Problem.field('/sites', error.errors[0]?.code ?? 'not_computable', error.message)
    },
  )
  if (solution.objective === null || solution.bound === null) {
    throw Problem.field(
      '/sites',
      solution.status === 'infeasible' ? 'capacity_insufficient' : 'time_limit',
      solution.status === 'infeasible' ? '各村整村入学时，学位装不下' : '限时内没有找到可行的分派',
    )
  }
  return {
    assignment: solution.assignment,
    status: solution.status === 'optimal' ? 'optimal' : 'feasible',
    bound: solution.bound,
  }
}

/** Distance within which `share` of the pupils live. */
const quantile = (rows: readonly { readonly km: number; readonly pupils: number }[], share: number): number => {
  const wanted = share * rows.reduce((sum, { pupils }) => sum + pupils, 0)
  let reached = 0
  for (const { km, pupils } of rows.toSorted((a, b) => a.km - b.km)) {
    reached += pupils
    if (reached >= wanted - 1e-9) return km
  }
  return 0
}

const stateOf = (given: ScenarioCase, layout: Layout, { assignment, status, bound }: Settled): LayoutState => {
  const { villages, sites, km, limits } = given
  const ways = villages.flatMap(({ id, pupils }, village) =>
    pupils > 0 ? [{ id, pupils, km: km(village, assignment[village] ?? 0) ?? 0 }] : [],
  )
  const pupils = ways.reduce((sum, way) => sum + way.pupils, 0)
  const pupilKm = ways.reduce((sum, way) => sum + way.pupils * way.km, 0)
  const enrolled = new Map(layout.open.map((site) => [site, 0]))
  villages.forEach((village, index) => {
    const site = assignment[index] ?? 0
    enrolled.set(site, (enrolled.get(site) ?? 0) + village.pupils)
  })
  const schools = layout.open.map((site): SchoolThen => {
    const [size, seats] = [enrolled.get(site) ?? 0, layout.seats[site] ?? 0]
    const flag =
      size === 0 ? 'empty' : size > limits.schoolSize ? 'oversize' : size < limits.fundedPupils ? 'small' : null
    return { id: sites[site]?.id ?? '', pupils: size, seats, flag }
  })
  // A school that nobody attends is no school of the county any more: its resources count nowhere.
  const counted = layout.open.filter((site) => (enrolled.get(site) ?? 0) > 0)
  const known = resourceIndicators.filter((indicator) =>
    layout.open.some((site) => layout.quantities[site]?.[indicator] !== undefined),
  )
  const indicators: Partial<Record<ResourceIndicator, { mean: number; cv: number }>> = {}
  for (const indicator of known) {
    const rows = counted.map((site) => ({
      id: sites[site]?.id ?? '',
      pupils: enrolled.get(site) ?? 0,
      quantity: layout.quantities[site]?.[indicator] ?? 0,
    }))
    if (rows.every(({ quantity }) => quantity === 0)) continue
    const { mean, cv } = disparity(rows, indicatorRules[indicator].per, Working.silent)
    indicators[indicator] = { mean, cv }
  }
  const cvs = Object.values(indicators).map(({ cv }) => cv)
  const compliantSchools = counted.filter((site) => {
    const values = Object.fromEntries(
      resourceIndicators.map((indicator) => {
        const quantity = layout.quantities[site]?.[indicator] ?? 0
        return [indicator, (quantity * indicatorRules[indicator].per) / (enrolled.get(site) ?? 1)]
      }),
      // The entries are those of the list, which Object.fromEntries forgets.
    ) as Record<ResourceIndicator, number>
    return compliance(limits.standards, values, Working.silent).compliant
  }).length
  const worst = ways.reduce<(typeof ways)[number] | null>(
    (far, way) => (far === null || way.km > far.km ? way : far),
    null,
  )
  return {
    status,
    pupilKm,
    bound,
    meanKm: pupils === 0 ? 0 : pupilKm / pupils,
    p95Km: quantile(ways, 0.95),
    pupilsBeyondLimit: ways.reduce((sum, way) => (way.km > limits.walkKm ? sum + way.pupils : sum), 0),
    unusedSeats: schools.reduce((sum, { pupils: size, seats }) => sum + seats - size, 0),
    worstVillage: worst === null ? null : { id: worst.id, km: worst.km },
    schools,
    indicators,
    composite: cvs.length === 0 || cvs.length < known.length ? null : cvs.reduce((sum, cv) => sum + cv, 0) / cvs.length,
    compliantSchools: known.length === resourceIndicators.length ? compliantSchools : null,
  }
}

/**
 * Resources then: what stands or is added at the schools that stay, and what followed the pupils of the closed ones, in
 * the parts in which these went. Conserves every movable quantity of a closed school that had pupils.
 */
export const resourcesThen = (
  { villages, sites }: Pick<ScenarioCase, 'villages' | 'sites'>,
  before: readonly number[],
  after: readonly number[],
): readonly Quantities[] => {
  const flows = new Map<number, Map<number, number>>()
  villages.forEach(({ pupils }, village) => {
    const [from, to] = [before[village] ?? 0, after[village] ?? 0]
    const own = flows.get(from) ?? new Map<number, number>()
    own.set(to, (own.get(to) ?? 0) + pupils)
    flows.set(from, own)
  })
  return sites.map((site, at) =>
    Object.fromEntries(
      resourceIndicators.flatMap((indicator) => {
        if (!sites.some(({ quantities, added }) => (quantities[indicator] ?? added[indicator]) !== undefined)) return []
        let quantity = (site.openToday ? (site.quantities[indicator] ?? 0) : 0) + (site.added[indicator] ?? 0)
        if (movable.includes(indicator)) {
          sites.forEach((closing, from) => {
            if (!closing.openToday || closing.openThen) return
            const own = flows.get(from)
            const total = own === undefined ? 0 : [...own.values()].reduce((sum, pupils) => sum + pupils, 0)
            if (total > 0) quantity += ((closing.quantities[indicator] ?? 0) * (own?.get(at) ?? 0)) / total
          })
        }
        return [[indicator, quantity]]
      }),
    ),
  )
}

const openOf = (sites: readonly ScenarioSite[], key: 'openToday' | 'openThen'): number[] => {
  const open = sites.flatMap((site, index) => (site[key] ? [index] : []))
  if (open.length === 0)
    throw Problem.field('/sites', 'no_schools', key === 'openToday' ? '现状没有开办的学校' : '方案没有开办的学校')
  return open
}

const check = ({ villages, sites }: ScenarioCase): void => {
  if (villages.length === 0) throw Problem.field('/villages', 'no_villages', '没有村')
  villages.forEach(({ pupils }, index) => {
    if (pupils < 0) throw Problem.field(`/villages/${index}/pupils`, 'negative_quantity', '学生数不能为负')
  })
  const seen = new Set<string>()
  const known = resourceIndicators.filter((indicator) => sites.some((site) => site.quantities[indicator] !== undefined))
  sites.forEach(({ id, seats, addedSeats, quantities, added, openToday }, index) => {
    const at = `/sites/${index}`
    if (seen.has(id)) throw Problem.field(`${at}/id`, 'duplicate_school', `校址“${id}”重复`)
    seen.add(id)
    if (seats < 0 || seats + addedSeats < 0)
      throw Problem.field(`${at}/seats`, 'negative_quantity', `“${id}”的学位为负`)
    for (const indicator of known) {
      const [now, more] = [quantities[indicator], added[indicator] ?? 0]
      if (openToday && now === undefined)
        throw Problem.field(
          `${at}/quantities/${indicator}`,
          'missing_quantity',
          `“${id}”缺少${indicatorRules[indicator].title}的数量；缺数不能当作 0`,
        )
      if ((now ?? 0) < 0 || (now ?? 0) + more < 0)
        throw Problem.field(`${at}/quantities/${indicator}`, 'negative_quantity', '数量不能为负')
    }
  })
}

/**
 * Both layouts under the same rule: every village goes as a whole, the sum of pupils × kilometres is least within the
 * seats. Each state tells its bound.
 * @throws Problem not_computable: `no_schools`, `no_villages`, `negative_quantity`, `missing_quantity`,
 *   `duplicate_school`, `distance_unreachable` (with the villages), `capacity_insufficient` (with the shortfall)
 */
export const compareLayouts = async (given: ScenarioCase): Promise<LayoutComparison> => {
  check(given)
  const { villages, sites, km } = given
  const now: Layout = {
    open: openOf(sites, 'openToday'),
    seats: sites.map(({ seats }) => seats),
    quantities: sites.map(({ quantities }) => quantities),
  }
  const open = openOf(sites, 'openThen')
  const before = await settle(given, now)
  const planned = { open, seats: sites.map(({ seats, addedSeats }) => seats + addedSeats), quantities: [] }
  const after = await settle(given, planned)
  const then: Layout = { ...planned, quantities: resourcesThen(given, before.assignment, after.assignment) }
  const moved = villages.flatMap(({ id, pupils }, village) => {
    const [from, to] = [before.assignment[village] ?? 0, after.assignment[village] ?? 0]
    if (from === to || pupils === 0) return []
    const nameOf = (site: number) => sites[site]?.id ?? ''
    return [
      { village: id, from: nameOf(from), to: nameOf(to), fromKm: km(village, from) ?? 0, toKm: km(village, to) ?? 0 },
    ]
  })
  return { today: stateOf(given, now, before), scenario: stateOf(given, then, after), moved }
}
