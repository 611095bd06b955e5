/** Sites for a project: single ones and neighbours taken together, with what speaks for and against (land 4.17). */
import Flatbush from 'flatbush'
import { type CivilDate, addMonths, fullMonthsBetween } from '../../platform/dates.ts'
import { type Area, boxOfArea } from '../../platform/geo/shapes.ts'
import { type Assembled, connectedSets } from './site-assembly.ts'
import { compactness, jointPerimeter, rectangleWidth, sharedBoundary } from './site-shape.ts'

export const pools = ['reserve', 'resumed', 'inefficient', 'vacant'] as const

export type SearchSite = {
  readonly id: string
  readonly pool: (typeof pools)[number]
  /** Plane of the registers. */
  readonly plane: Area
  /** Geodesic. */
  readonly areaM2: number
  /** 0–100; null when not assessed. */
  readonly suitability: number | null
  /** Price, and for inefficient land the cost of vacating it. */
  readonly costFen: number
  /** What the county gains by the site being used, e.g. closing a task. */
  readonly valueFen: number
  readonly availableOn: CivilDate | null
  readonly slopePercent: number | null
  readonly powerMva: number | null
  readonly distanceKm: number | null
  readonly layers: readonly { readonly layer: string; readonly areaM2: number }[]
}

export type Need = {
  readonly areaMuMin: number
  readonly areaMuMax: number
  readonly minWidthM: number | null
  readonly minCompactness: number | null
  readonly maxSlopePercent: number | null
  readonly powerMva: number | null
  readonly maxDistanceKm: number | null
  readonly availableBy: CivilDate | null
  readonly budgetFen: number | null
  readonly excludedLayers: readonly string[]
  readonly allowAssembly: boolean
  readonly maxParcels: number
  readonly asOf: CivilDate
}

export type Reason = { readonly code: string; readonly message: string }

export type Candidate = {
  readonly parcels: readonly string[]
  readonly areaMu: number
  readonly widthM: number
  readonly compactness: number
  readonly costFen: number
  readonly netCostFen: number
  readonly costFenPerMu: number
  readonly suitability: number | null
  /** Whole months, begun ones counted; null when a date is not known. */
  readonly monthsToHandover: number | null
  readonly reasonsFor: readonly Reason[]
  readonly reasonsAgainst: readonly Reason[]
}

export type SiteSearch = {
  readonly status: 'optimal' | 'feasible'
  readonly candidates: readonly Candidate[]
  readonly nearMisses: readonly { readonly parcel: string; readonly reasons: readonly Reason[] }[]
}

/** Neighbours share at least this much boundary, m. */
const leastSharedM = 5

const mu = (squareMetres: number) => (squareMetres * 15) / 10_000
const shown = (value: number, places = 1) => value.toFixed(places)

/** What makes a site unfit by itself, in a set as well as alone. */
const ownFaults = (site: SearchSite, need: Need): Reason[] => {
  const faults: Reason[] = []
  const above = (value: number | null, limit: number | null, code: string, name: string, unit: string) => {
    if (limit === null) return
    if (value === null) faults.push({ code: `${code}_unknown`, message: `${name}未知` })
    else if (value > limit)
      faults.push({ code, message: `${name} ${shown(value)}${unit}，超过 ${shown(limit)}${unit}` })
  }
  above(site.slopePercent, need.maxSlopePercent, 'slope', '坡度', '%')
  above(site.distanceKm, need.maxDistanceKm, 'distance', '距离', ' 公里')
  if (need.powerMva !== null && (site.powerMva ?? 0) < need.powerMva) {
    const message = site.powerMva === null ? '供电容量未知' : `供电缺 ${shown(need.powerMva - site.powerMva)} MVA`
    faults.push({ code: site.powerMva === null ? 'power_unknown' : 'power', message })
  }
  if (need.availableBy !== null && (site.availableOn === null || site.availableOn > need.availableBy)) {
    const message = site.availableOn === null ? '交地日期未知' : `${site.availableOn} 才能交地`
    faults.push({ code: site.availableOn === null ? 'available_unknown' : 'available', message })
  }
  for (const { layer, areaM2 } of site.layers) {
    if (areaM2 > 0 && need.excludedLayers.includes(layer)) {
      faults.push({ code: 'layer', message: `压占“${layer}” ${shown(areaM2, 0)} m²` })
    }
  }
  return faults
}

const monthsUntil = (asOf: CivilDate, dates: readonly (CivilDate | null)[]): number | null => {
  let latest = asOf
  for (const date of dates) {
    if (date === null) return null
    if (date > latest) latest = date
  }
  const whole = fullMonthsBetween(asOf, latest)
  return addMonths(asOf, whole) < latest ? whole + 1 : whole
}

type Shape = Pick<Candidate, 'areaMu' | 'widthM' | 'compactness' | 'costFen'>

const shapeFaults = (shape: Shape, need: Need): Reason[] => {
  const faults: Reason[] = []
  const { areaMu, widthM, costFen } = shape
  if (areaMu < need.areaMuMin)
    faults.push({ code: 'area_short', message: `面积缺 ${shown(need.areaMuMin - areaMu)} 亩` })
  if (areaMu > need.areaMuMax)
    faults.push({ code: 'area_over', message: `面积超 ${shown(areaMu - need.areaMuMax)} 亩` })
  if (need.minWidthM !== null && widthM < need.minWidthM) {
    faults.push({ code: 'width', message: `宽 ${shown(widthM)} 米，缺 ${shown(need.minWidthM - widthM)} 米` })
  }
  if (need.minCompactness !== null && shape.compactness < need.minCompactness) {
    faults.push({
      code: 'compactness',
      message: `紧凑度 ${shown(shape.compactness, 2)}，低于 ${shown(need.minCompactness, 2)}`,
    })
  }
  if (need.budgetFen !== null && costFen > need.budgetFen) {
    faults.push({ code: 'budget', message: `费用超预算 ${shown((costFen - need.budgetFen) / 1_000_000)} 万元` })
  }
  return faults
}

type Graph = { readonly neighbours: readonly ReadonlySet<number>[]; readonly shared: ReadonlyMap<string, number> }

const adjacency = (sites: readonly SearchSite[]): Graph => {
  const neighbours = sites.map(() => new Set<number>())
  const shared = new Map<string, number>()
  if (sites.length === 0) return { neighbours, shared }
  const boxes = sites.map(({ plane }) => boxOfArea(plane))
  const tree = new Flatbush(sites.length)
  for (const { minX, minY, maxX, maxY } of boxes) tree.add(minX, minY, maxX, maxY)
  tree.finish()
  boxes.forEach(({ minX, minY, maxX, maxY }, index) => {
    for (const other of tree.search(minX - 1, minY - 1, maxX + 1, maxY + 1)) {
      const [a, b] = [sites[index], sites[other]]
      if (other <= index || a === undefined || b === undefined) continue
      const length = sharedBoundary(a.plane, b.plane)
      if (length < leastSharedM) continue
      neighbours[index]?.add(other)
      neighbours[other]?.add(index)
      shared.set(`${index}-${other}`, length)
    }
  })
  return { neighbours, shared }
}

const candidateOf = (
  set: readonly number[],
  sites: readonly SearchSite[],
  { shared }: Graph,
  need: Need,
): Candidate => {
  const members = set.flatMap((index) => sites[index] ?? [])
  const areaM2 = members.reduce((sum, site) => sum + site.areaM2, 0)
  const sharedM = set.reduce(
    (sum, a, at) => sum + set.slice(at + 1).reduce((part, b) => part + (shared.get(`${a}-${b}`) ?? 0), 0),
    0,
  )
  const planes = members.map(({ plane }) => plane)
  const costFen = members.reduce((sum, site) => sum + site.costFen, 0)
  const known = members.flatMap((site) => (site.suitability === null ? [] : [site.suitability * site.areaM2]))
  const suitability = known.length === members.length ? known.reduce((a, b) => a + b, 0) / areaM2 : null
  const months = monthsUntil(
    need.asOf,
    members.map(({ availableOn }) => availableOn),
  )
  const inefficient = members.filter(({ pool }) => pool === 'inefficient').length
  const layers = new Set(
    members.flatMap((site) => site.layers.flatMap(({ layer, areaM2: m2 }) => (m2 > 0 ? [layer] : []))),
  )
  const reasonsFor: Reason[] = [
    ...(months === 0 ? [{ code: 'available_now', message: '现在即可交地' }] : []),
    ...(inefficient > 0 ? [{ code: 'existing_land', message: `盘活低效用地 ${inefficient} 宗` }] : []),
    ...(suitability !== null && suitability >= 80
      ? [{ code: 'suitable', message: `适宜性 ${shown(suitability)}` }]
      : []),
  ]
  const reasonsAgainst: Reason[] = [
    ...(members.length > 1 ? [{ code: 'assembly', message: `须与 ${members.length} 宗地的权利人协商` }] : []),
    ...(months === null ? [{ code: 'available_unknown', message: '交地日期未知' }] : []),
    ...(suitability === null ? [{ code: 'not_assessed', message: '适宜性未评定' }] : []),
    ...[...layers].map((layer) => ({ code: 'touches_layer', message: `涉及“${layer}”` })),
  ]
  return {
    parcels: members.map(({ id }) => id),
    areaMu: mu(areaM2),
    widthM: rectangleWidth(planes),
    compactness: compactness(areaM2, jointPerimeter(planes, sharedM)),
    costFen,
    netCostFen: costFen - members.reduce((sum, site) => sum + site.valueFen, 0),
    costFenPerMu: Math.round(costFen / mu(areaM2)),
    suitability,
    monthsToHandover: months,
    reasonsFor,
    reasonsAgainst,
  }
}

/** Suitability first (unknown last), then cost per mu after what the county gains, then months, then names. */
const better = (a: Candidate, b: Candidate): number =>
  (b.suitability ?? -1) - (a.suitability ?? -1) ||
  a.netCostFen / a.areaMu - b.netCostFen / b.areaMu ||
  (a.monthsToHandover ?? Number.MAX_SAFE_INTEGER) - (b.monthsToHandover ?? Number.MAX_SAFE_INTEGER) ||
  (a.parcels.join() < b.parcels.join() ? -1 : 1)

/**
 * Ranked candidates: every site, and with `allowAssembly` every connected set of up to `maxParcels` neighbours, that
 * meets the need; and why each other site fails. `optimal`: all sets were looked at.
 */
export const searchSites = (sites: readonly SearchSite[], need: Need, most: number): SiteSearch => {
  const faults = sites.map((site) => ownFaults(site, need))
  const fit = sites.filter((_, index) => faults[index]?.length === 0)
  const graph = need.allowAssembly
    ? adjacency(fit)
    : { neighbours: fit.map(() => new Set<number>()), shared: new Map() }
  const simple = fit.map(({ areaM2, costFen }) => ({ areaMu: mu(areaM2), costFen }))
  const found: Assembled = connectedSets(simple, graph.neighbours, {
    ...need,
    maxParcels: need.allowAssembly ? need.maxParcels : 1,
  })
  const candidates = found.sets
    .map((set) => candidateOf(set, fit, graph, need))
    .filter((candidate) => shapeFaults(candidate, need).length === 0)
    .sort(better)
    .slice(0, most)
  const alone = new Set(candidates.flatMap(({ parcels }) => (parcels.length === 1 ? parcels : [])))
  const nearMisses = sites
    .flatMap((site, index) => {
      if (alone.has(site.id)) return []
      const single = candidateOf([0], [site], { neighbours: [], shared: new Map() }, need)
      const reasons = [...(faults[index] ?? []), ...shapeFaults(single, need)]
      return reasons.length === 0 ? [] : [{ parcel: site.id, reasons }]
    })
    .sort((a, b) => a.reasons.length - b.reasons.length || (a.parcel < b.parcel ? -1 : 1))
    .slice(0, most)
  return { status: found.complete ? 'optimal' : 'feasible', candidates, nearMisses }
}
