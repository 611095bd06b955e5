import { z } from 'zod'
import { verdictOrder } from '../../model/overlay.ts'
import { slopeClasses } from '../../model/slope.ts'
import { CrsText, Geometry, Quantity, Share, Year } from '../../schemas.ts'
import { Judgements, needCriteria, WeightsReply } from '../needs/schema.ts'

/** What is to be built, for the forecast (assumptions of the applicant). */
export const Plan = z.strictObject({
  industry: z
    .string()
    .regex(/^\d{2}$/)
    .nullable()
    .default(null),
  taxWanPerMu: Quantity.default(20),
  jobsPerMu: Quantity.default(5),
  probability: Share.default(0.8),
  startYear: Year,
  priceWanPerMu: Quantity.default(30),
})

export const AnalysisInputs = z.strictObject({
  plan: Plan,
  criteria: z.array(z.enum(needCriteria)).min(1).max(7),
  matrix: Judgements,
  /** Codes of the parcels that make up the site; empty for a drawn one. */
  parcels: z.array(z.string().max(19)).max(20),
})
export type AnalysisInputs = z.output<typeof AnalysisInputs>

/** A site to analyse: drawn or read from a file, or parcels that touch. */
export const AnalysisDraft = z.strictObject({
  title: z.string().trim().min(2).max(100),
  needId: z.uuid().nullable().default(null),
  geometry: Geometry.nullable().default(null),
  crs: CrsText.default('EPSG:4490'),
  parcelIds: z.array(z.uuid()).max(20).default([]),
  plan: Plan,
  criteria: z.array(z.enum(needCriteria)).min(1).max(7).optional(),
  matrix: Judgements.optional(),
})

export const LayerFinding = z.strictObject({
  layer: z.string(),
  title: z.string(),
  versionId: z.string(),
  versionNo: z.number(),
  publishedOn: z.string(),
  source: z.string(),
  basis: z.string(),
  conflictM2: z.number(),
  share: z.number(),
  verdict: z.enum(verdictOrder),
})

const Near = z.strictObject({ name: z.string(), km: z.number(), spareMva: z.number().nullable() }).nullable()

export const Facts = z.strictObject({
  near: z.strictObject({ highway: Near, port: Near, substation: Near, sewage: Near }),
  homesM: z.number().nullable(),
  clusterFirms: z.number().nullable(),
  terrain: z
    .strictObject({
      cells: z.number(),
      meanHeightM: z.number(),
      meanPercent: z.number(),
      maxPercent: z.number(),
      shareOver15Degrees: z.number(),
      shareOver25Degrees: z.number(),
      class: z.enum(slopeClasses),
      cutM3: z.number(),
    })
    .nullable(),
})

export const AnalysisResults = z.strictObject({
  computedOn: z.string(),
  seconds: z.number(),
  areas: z.strictObject({
    geodesicM2: z.number(),
    td1055M2: z.number(),
    projectedM2: z.number(),
    mu: z.number(),
    sigmaM2: z.number(),
  }),
  widthM: z.number(),
  compactness: z.number(),
  verdict: z.enum(verdictOrder),
  layers: z.array(LayerFinding),
  facts: Facts,
  suitability: z.strictObject({
    weights: WeightsReply,
    values: z.record(z.string(), z.number().nullable()),
    parts: z.record(z.string(), z.number().nullable()),
    excluded: z.array(z.string()),
    missing: z.array(z.string()),
    score: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    /** Among the alternatives and itself, under drawn weights. */
    firstProbability: z.number().nullable(),
  }),
  forecast: z.array(z.strictObject({ year: z.number(), expectedMu: z.number(), taxFen: z.number() })),
  jobs: z.number(),
  priceFen: z.number(),
  alternatives: z.array(
    z.strictObject({
      code: z.string(),
      location: z.string(),
      areaMu: z.number(),
      verdict: z.enum(verdictOrder),
      score: z.number().nullable(),
      costFenPerMu: z.number(),
    }),
  ),
  rules: z.record(z.string(), z.string()),
})
export type AnalysisResults = z.output<typeof AnalysisResults>

export const AnalysisState = z.enum(['draft', 'computed', 'reviewed', 'issued'])

export const AnalysisRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  state: AnalysisState,
  createdByName: z.string(),
  createdOn: z.string(),
  issuedOn: z.string().nullable(),
  areaMu: z.number().nullable(),
  verdict: z.enum(verdictOrder).nullable(),
  score: z.number().nullable(),
})
export const AnalysesQuery = z.strictObject({
  state: AnalysisState.optional(),
  q: z.string().trim().max(100).optional(),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const AnalysesReply = z.strictObject({ rows: z.array(AnalysisRow), nextCursor: z.string().nullable() })

export const AnalysisReply = AnalysisRow.extend({
  needId: z.string().nullable(),
  inputs: AnalysisInputs,
  sourceCrs: z.string(),
  site: z.unknown(),
  results: AnalysisResults.nullable(),
  reviewedByName: z.string().nullable(),
  digest: z.string().nullable(),
  caseId: z.string(),
})
export type AnalysisReply = z.output<typeof AnalysisReply>

export const AnalysisParams = z.strictObject({ id: z.uuid() })
export const ReportParams = z.strictObject({ id: z.uuid(), file: z.enum(['report.pdf', 'report.docx']) })

export const SiteVerdictBody = z.strictObject({ geometry: Geometry, crs: CrsText.default('EPSG:4490') })
export const SiteVerdictReply = z.strictObject({
  areaM2: z.number(),
  mu: z.number(),
  verdict: z.enum(verdictOrder),
  layers: z.array(LayerFinding),
})
