import { createHash, randomUUID } from 'node:crypto'
import { and, desc, eq, ilike, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { canonicalJson } from '../../platform/canonical-json.ts'
import { fireEvent, openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { crsRegistry, findCrs } from '../../platform/geo/crs.ts'
import { geodesicArea, muOf } from '../../platform/geo/ellipsoid.ts'
import { type Area, partsOfGeometry } from '../../platform/geo/shapes.ts'
import { withRightHandRule } from '../../platform/geo/validity.ts'
import { after, decodeCursor, orderBy, type SortKey, toPage } from '../../platform/http/page.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import type {
  AnalysesQuery,
  AnalysesReply,
  AnalysisDraft,
  AnalysisInputs,
  AnalysisReply,
  SiteVerdictBody,
  SiteVerdictReply,
} from '../api/analyses/schema.ts'
import { transformArea } from '../model/area.ts'
import { defaultCriteria, defaultJudgements } from '../model/site-criteria.ts'
import { asMultiPolygon, requireInCounty } from '../parcels/parcels.ts'
import { areaOf } from '../schemas.ts'
import { landAnalysis } from '../tables.ts'
import { layersNow } from '../verdicts/layers-now.ts'
import { siteVerdicts } from '../verdicts/site-verdict.ts'
import { analyseSite } from './compute.ts'
import { joinParcels } from './join-parcels.ts'

const byDay: readonly SortKey[] = [
  { column: landAnalysis.createdOn, direction: 'desc' },
  { column: landAnalysis.id, direction: 'desc' },
]

const listed = {
  id: landAnalysis.id,
  title: landAnalysis.title,
  state: landAnalysis.state,
  createdByName: landAnalysis.createdByName,
  createdOn: landAnalysis.createdOn,
  issuedOn: landAnalysis.issuedOn,
  areaMu: sql<number | null>`(${landAnalysis.results} -> 'areas' ->> 'mu')::float8`,
  verdict: sql<z.output<typeof SiteVerdictReply>['verdict'] | null>`${landAnalysis.results} ->> 'verdict'`,
  score: sql<number | null>`(${landAnalysis.results} -> 'suitability' ->> 'score')::float8`,
}

/** Analyses, newest first. */
export const listAnalyses = async (
  context: Context,
  query: z.output<typeof AnalysesQuery>,
): Promise<DeepReadonly<z.input<typeof AnalysesReply>>> => {
  const rows = await context.tx
    .select(listed)
    .from(landAnalysis)
    .where(
      and(
        eq(landAnalysis.county, context.actor.county),
        query.state === undefined ? undefined : eq(landAnalysis.state, query.state),
        query.q === undefined ? undefined : ilike(landAnalysis.title, `%${query.q.replaceAll(/[\\%_]/g, '\\$&')}%`),
        query.cursor === undefined ? undefined : after(byDay, decodeCursor(context.config, query.cursor)),
      ),
    )
    .orderBy(...orderBy(byDay))
    .limit(query.limit + 1)
  return toPage(context.config, rows, query.limit, ({ createdOn, id }) => [createdOn, id])
}

/** One analysis whole. @throws Problem not_found */
export const viewAnalysis = async (
  context: Context,
  id: string,
): Promise<DeepReadonly<z.input<typeof AnalysisReply>>> => {
  const [row] = await context.tx
    .select({
      ...listed,
      needId: landAnalysis.needId,
      inputs: landAnalysis.inputs,
      sourceCrs: landAnalysis.sourceCrs,
      site: asGeoJSON(landAnalysis.site),
      results: landAnalysis.results,
      reviewedByName: landAnalysis.reviewedByName,
      digest: landAnalysis.digest,
      caseId: landAnalysis.caseId,
    })
    .from(landAnalysis)
    .where(and(eq(landAnalysis.county, context.actor.county), eq(landAnalysis.id, id)))
    .orderBy(desc(landAnalysis.createdOn))
  if (row === undefined) throw new Problem('not_found', '没有这份选址分析')
  return row
}

/** A shape as it came, in degrees with outer rings anticlockwise. @throws Problem not_computable with its faults */
const readShape = (geometry: z.output<typeof SiteVerdictBody>['geometry'], crs: string): Area =>
  withRightHandRule(transformArea(areaOf(geometry, '/geometry'), findCrs(crs), crsRegistry['EPSG:4490'], '/geometry'))

const readSite = async (
  context: Context,
  { geometry, crs, parcelIds }: z.output<typeof AnalysisDraft>,
): Promise<{ readonly site: Area; readonly codes: readonly string[]; readonly sourceCrs: string }> => {
  if ((geometry === null) === (parcelIds.length === 0)) {
    throw Problem.field('/geometry', 'site', '请画出地块，或选择相邻的宗地，两者取一')
  }
  if (geometry === null) return joinParcels(context, parcelIds)
  const site = readShape(geometry, crs)
  await requireInCounty(context, JSON.stringify(asMultiPolygon(site)))
  return { site, codes: [], sourceCrs: crs }
}

/**
 * Opens the analysis of a site and computes it.
 * @throws Problem not_computable: faults of the shape, `outside_county`, `not_adjacent`, faults of the judgements
 */
export const openAnalysis = async (context: Context, draft: z.output<typeof AnalysisDraft>): Promise<string> => {
  const { tx, actor, clock } = context
  const { site, codes, sourceCrs } = await readSite(context, draft)
  const id = randomUUID()
  const opened = await openCase(context, 'land.analysis', {
    title: `选址分析：${draft.title}`,
    subject: { table: 'land_analysis', id },
    organisationId: actor.organisationId,
  })
  const inputs: AnalysisInputs = {
    plan: draft.plan,
    criteria: draft.criteria ?? [...defaultCriteria],
    matrix: draft.matrix ?? defaultJudgements.map((row) => [...row]),
    parcels: [...codes],
  }
  await tx.insert(landAnalysis).values({
    county: actor.county,
    id,
    title: draft.title,
    needId: draft.needId,
    inputs,
    site: asMultiPolygon(site),
    sourceCrs,
    state: 'draft',
    organisationId: actor.organisationId,
    createdByName: actor.name,
    createdOn: civilDateOf(clock.now()),
    caseId: opened.id,
  })
  await fireEvent(context, opened.id, 'compute')
  return id
}

/** Computes what stands: the event `compute` of the case calls it. */
export const computeAnalysis = async (context: Context, id: string): Promise<void> => {
  const { inputs, site } = await viewAnalysis(context, id)
  // The column holds MultiPolygons only.
  const results = await analyseSite(context, partsOfGeometry(site as GeoJSON.MultiPolygon), inputs as AnalysisInputs)
  await context.tx
    .update(landAnalysis)
    .set({ results, state: 'computed', reviewedByName: null })
    .where(and(eq(landAnalysis.county, context.actor.county), eq(landAnalysis.id, id)))
}

/** SM3 over everything that an issued analysis says; anybody with the record can take it again. */
export const analysisDigest = (
  analysis: Readonly<Record<'title' | 'inputs' | 'site' | 'sourceCrs' | 'results', unknown>>,
): string => {
  const { title, inputs, site, sourceCrs, results } = analysis
  return createHash('sm3').update(canonicalJson({ title, inputs, site, sourceCrs, results })).digest('hex')
}

/** What the layers of today mean for a shape, at once and without keeping anything. */
export const judgeShape = async (
  context: Context,
  { geometry, crs }: z.output<typeof SiteVerdictBody>,
): Promise<DeepReadonly<z.input<typeof SiteVerdictReply>>> => {
  const area = readShape(geometry, crs)
  const areaM2 = geodesicArea(area)
  const verdict = siteVerdicts([{ id: 'site', area, areaM2 }], await layersNow(context)).get('site')
  return { areaM2, mu: muOf(areaM2), verdict: verdict?.verdict ?? 'clear', layers: verdict?.layers ?? [] }
}
