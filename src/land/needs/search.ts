import { performance } from 'node:perf_hooks'
import type { Context } from '../../platform/context.ts'
import { muOf } from '../../platform/geo/ellipsoid.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { NeedTerms, SearchResult } from '../api/needs/schema.ts'
import { worstVerdict } from '../model/overlay.ts'
import { type Need, type SearchSite, searchSites } from '../model/site-search.ts'
import { type Criterion, suitability } from '../model/suitability.ts'
import { controlLayers } from '../rules/control-layers.ts'
import { suitabilityCurves } from '../rules/suitability.ts'
import { criteriaValues, factsOf, loadSurroundings, type SiteFacts } from '../sites/facts.ts'
import { loadPool, type PoolSite } from '../sites/pool.ts'
import { weightsOf, withCurves } from '../sites/weights.ts'
import { layersNow } from '../verdicts/layers-now.ts'
import { type SiteVerdict, siteVerdicts } from '../verdicts/site-verdict.ts'

const mostCandidates = 30
export const robustness = { draws: 1_000, seed: 1, spread: 0.2 } as const

type Known = { readonly site: PoolSite; readonly facts: SiteFacts; readonly verdict: SiteVerdict }

/** Titles of layers on which the site may not be built; slivers and surveys to be made do not bar it. */
const barredBy = ({ layers }: SiteVerdict): readonly string[] =>
  layers.flatMap(({ title, verdict }) => (verdict === 'prohibited' ? [title] : []))

const asSearchSite = ({ site, facts, verdict }: Known, score: number | null): SearchSite => ({
  id: site.id,
  pool: site.pool,
  plane: site.plane,
  areaM2: site.areaM2,
  suitability: score,
  costFen: site.costFen,
  valueFen: site.valueFen,
  availableOn: site.availableOn,
  slopePercent: facts.terrain?.meanPercent ?? null,
  powerMva: facts.near.substation?.spareMva ?? null,
  distanceKm: facts.near.highway?.km ?? null,
  layers: verdict.layers.flatMap(({ title, conflictM2, verdict: found }) =>
    found === 'clear' || found === 'sliver' ? [] : [{ layer: title, areaM2: conflictM2 }],
  ),
})

const parcelOf = ({ site }: Known) => ({
  id: site.id,
  code: site.code,
  location: site.location,
  townCode: site.townCode,
  pool: site.pool,
  areaMu: muOf(site.areaM2),
})

/** Values of neighbours taken together: by area, unknown when one is; distances of the nearest. */
const jointValues = (members: readonly Known[], criteria: readonly Criterion[]) => {
  const all = members.reduce((sum, { site }) => sum + site.areaM2, 0)
  const each = members.map(({ facts }) => criteriaValues(facts))
  return Object.fromEntries(
    criteria.map(({ id }) => {
      let mean = 0
      for (const [index, values] of each.entries()) {
        const value = values[id] ?? null
        if (value === null) return [id, null]
        mean += (value * (members[index]?.site.areaM2 ?? 0)) / all
      }
      return [id, mean]
    }),
  )
}

/**
 * Looks through all available land: sites and joined neighbours that meet the need, ranked by suitability under the
 * need's weights, and why the others fail. `seconds` runs from the need to the ranked list.
 * @throws Problem not_computable of the judgements
 */
export const searchForNeed = async (
  context: Context,
  terms: NeedTerms,
): Promise<{ readonly result: SearchResult; readonly seconds: number }> => {
  const started = performance.now()
  const weights = weightsOf(terms.criteria, terms.matrix)
  const { criteria, version } = await withCurves(context, weights.criteria)
  const layers = await layersNow(context)
  const around = await loadSurroundings(context)
  const pool = (await loadPool(context)).filter(
    (site) =>
      (terms.towns.length === 0 || terms.towns.includes(site.townCode)) &&
      (terms.pools.length === 0 || terms.pools.includes(site.pool)),
  )
  const verdicts = siteVerdicts(pool, layers)
  const known = pool.map(
    (site): Known => ({
      site,
      facts: factsOf(site.plane, terms.industry, around),
      verdict: verdicts.get(site.id) ?? { verdict: 'clear', layers: [] },
    }),
  )
  const scored = suitability(
    criteria,
    known.map(({ site, facts, verdict }) => {
      const values = criteriaValues(facts)
      return {
        id: site.id,
        values: Object.fromEntries(criteria.map(({ id }) => [id, values[id] ?? null])),
        excluded: [...barredBy(verdict)],
      }
    }),
    null,
  )
  const byId = new Map(known.map((one) => [one.site.id, one]))
  const need: Need = {
    areaMuMin: terms.areaMuMin,
    areaMuMax: terms.areaMuMax,
    minWidthM: terms.minWidthM,
    minCompactness: terms.minCompactness,
    maxSlopePercent: terms.maxSlopePercent,
    powerMva: terms.powerMva,
    maxDistanceKm: terms.maxHighwayKm,
    availableBy: terms.availableBy,
    budgetFen: terms.budgetFen,
    excludedLayers: [...new Set(known.flatMap(({ verdict }) => barredBy(verdict)))],
    allowAssembly: terms.allowAssembly,
    maxParcels: terms.maxParcels,
    asOf: civilDateOf(context.clock.now()),
  }
  const found = searchSites(
    known.map((one, index) => asSearchSite(one, scored[index]?.low ?? null)),
    need,
    mostCandidates,
  )
  const members = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? [])
  const ranked = suitability(
    criteria,
    found.candidates.map(({ parcels }) => ({
      id: parcels.join(' '),
      values: jointValues(members(parcels), criteria),
      excluded: [],
    })),
    robustness,
  )
  const order = found.candidates
    .map((candidate, index) => ({ candidate, score: ranked[index] }))
    .sort((a, b) => (b.score?.low ?? 0) - (a.score?.low ?? 0))
  const result: SearchResult = {
    status: found.status,
    pool: pool.length,
    weights,
    candidates: order.map(({ candidate, score }) => {
      const sites = members(candidate.parcels)
      return {
        parcels: sites.map(parcelOf),
        areaMu: candidate.areaMu,
        widthM: candidate.widthM,
        compactness: candidate.compactness,
        costFen: candidate.costFen,
        costFenPerMu: candidate.costFenPerMu,
        monthsToHandover: candidate.monthsToHandover,
        verdict: worstVerdict(sites.map(({ verdict }) => verdict.verdict)),
        score: score?.score ?? null,
        low: score?.low ?? null,
        high: score?.high ?? null,
        values: jointValues(sites, criteria),
        parts: { ...score?.parts },
        missing: [...(score?.missing ?? [])],
        firstProbability: score?.firstProbability ?? null,
        reasonsFor: [...candidate.reasonsFor],
        reasonsAgainst: [...candidate.reasonsAgainst],
      }
    }),
    nearMisses: found.nearMisses.flatMap(({ parcel, reasons }) => {
      const one = byId.get(parcel)
      return one === undefined ? [] : [{ parcel: parcelOf(one), reasons: [...reasons] }]
    }),
    layers: layers.versions.map((each) => ({ ...each })),
    rules: { [controlLayers.name]: layers.ruleVersion, [suitabilityCurves.name]: version },
  }
  return { result, seconds: (performance.now() - started) / 1_000 }
}
