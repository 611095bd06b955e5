import { performance } from 'node:perf_hooks'
import type { Context } from '../../platform/context.ts'
import { Working } from '../../platform/explain.ts'
import { crsRegistry } from '../../platform/geo/crs.ts'
import { muOf } from '../../platform/geo/ellipsoid.ts'
import { type Area, planeArea } from '../../platform/geo/shapes.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { AnalysisInputs, AnalysisResults } from '../api/analyses/schema.ts'
import { areaFigures } from '../model/area.ts'
import { compactness, jointPerimeter, rectangleWidth } from '../model/site-shape.ts'
import { suitability } from '../model/suitability.ts'
import { defaultRamp, supplyForecast } from '../model/supply-forecast.ts'
import { controlLayers } from '../rules/control-layers.ts'
import { suitabilityCurves } from '../rules/suitability.ts'
import { robustness } from '../needs/search.ts'
import { criteriaValues, factsOf, loadSurroundings, planeOf } from '../sites/facts.ts'
import { loadPool } from '../sites/pool.ts'
import { weightsOf, withCurves } from '../sites/weights.ts'
import { layersNow } from '../verdicts/layers-now.ts'
import { siteVerdicts } from '../verdicts/site-verdict.ts'

/** Accuracy of a boundary point where none is known, m: grade 1 of TD/T 1001. */
const pointAccuracyM = 0.05
const forecastYears = 6
/** Available land of about the site's size is named beside it: from half to double its area (assumption). */
const alternativeSizes = { least: 0.5, most: 2 } as const
const mostAlternatives = 5
const siteId = 'site'

/**
 * Everything that is known of a site on a day: areas, what each layer says, what is near, slope, suitability among the
 * available land of about its size, and what the plan brings. Reads the county's records, changes nothing.
 * @param site in degrees
 */
export const analyseSite = async (context: Context, site: Area, inputs: AnalysisInputs): Promise<AnalysisResults> => {
  const started = performance.now()
  const plane = planeOf(site)
  const areas = areaFigures(site, crsRegistry['EPSG:4490'], pointAccuracyM, Working.silent, '/geometry')
  const layers = await layersNow(context)
  const around = await loadSurroundings(context)
  const own = siteVerdicts([{ id: siteId, area: site, areaM2: areas.geodesicM2 }], layers).get(siteId)
  if (own === undefined) throw new Error('one site gives one verdict')
  const weights = weightsOf(inputs.criteria, inputs.matrix)
  const { criteria, version } = await withCurves(context, weights.criteria)
  const facts = factsOf(plane, inputs.plan.industry, around)
  const others = (await loadPool(context)).filter(
    ({ code, areaM2 }) =>
      !inputs.parcels.includes(code) &&
      areaM2 >= alternativeSizes.least * areas.geodesicM2 &&
      areaM2 <= alternativeSizes.most * areas.geodesicM2,
  )
  const verdicts = siteVerdicts(others, layers)
  const valuesOf = (of: ReturnType<typeof factsOf>) => {
    const values = criteriaValues(of)
    return Object.fromEntries(criteria.map(({ id }) => [id, values[id] ?? null]))
  }
  const barred = (
    of: { readonly layers: readonly { readonly title: string; readonly verdict: string }[] } | undefined,
  ) => (of?.layers ?? []).flatMap(({ title, verdict }) => (verdict === 'prohibited' ? [title] : []))
  const values = valuesOf(facts)
  const scores = suitability(
    criteria,
    [
      { id: siteId, values, excluded: barred(own) },
      ...others.map((other) => ({
        id: other.id,
        values: valuesOf(factsOf(other.plane, inputs.plan.industry, around)),
        excluded: barred(verdicts.get(other.id)),
      })),
    ],
    robustness,
  )
  const score = scores[0]
  const alternatives = others
    .map((other, index) => ({ other, score: scores[index + 1] }))
    .filter((each) => (each.score?.excluded.length ?? 0) === 0)
    .sort((a, b) => (b.score?.low ?? 0) - (a.score?.low ?? 0))
    .slice(0, mostAlternatives)
  const { plan } = inputs
  const mu = areas.mu
  const years = Array.from({ length: forecastYears }, (_, index) => plan.startYear + index)
  const perMu = Math.round(plan.taxWanPerMu * 1_000_000)
  return {
    computedOn: civilDateOf(context.clock.now()),
    seconds: (performance.now() - started) / 1_000,
    areas: {
      geodesicM2: areas.geodesicM2,
      td1055M2: areas.td1055M2,
      projectedM2: areas.projectedM2,
      mu,
      sigmaM2: areas.sigmaM2,
    },
    widthM: rectangleWidth([plane]),
    compactness: compactness(planeArea(plane), jointPerimeter([plane], 0)),
    verdict: own.verdict,
    layers: own.layers.map((each) => ({ ...each })),
    facts: { ...facts, near: { ...facts.near } },
    suitability: {
      weights,
      values,
      parts: { ...score?.parts },
      excluded: [...(score?.excluded ?? [])],
      missing: [...(score?.missing ?? [])],
      score: score?.score ?? null,
      low: score?.low ?? null,
      high: score?.high ?? null,
      firstProbability: score?.firstProbability ?? null,
    },
    forecast: supplyForecast(
      [{ areaMu: mu, probability: plan.probability, taxFenPerMu: perMu, startYear: plan.startYear }],
      years,
      defaultRamp,
      Working.silent,
    ).map((row) => ({ ...row })),
    jobs: mu * plan.jobsPerMu * plan.probability,
    priceFen: Math.round(mu * plan.priceWanPerMu * 1_000_000),
    alternatives: alternatives.map(({ other, score: its }) => ({
      code: other.code,
      location: other.location,
      areaMu: muOf(other.areaM2),
      verdict: verdicts.get(other.id)?.verdict ?? 'clear',
      score: its?.score ?? null,
      costFenPerMu: Math.round(other.costFen / muOf(other.areaM2)),
    })),
    rules: { [controlLayers.name]: layers.ruleVersion, [suitabilityCurves.name]: version },
  }
}
