import { z } from 'zod'
import { verdictOrder } from '../../model/overlay.ts'
import { pools } from '../../model/site-search.ts'
import { Day, Fen, Quantity, Share } from '../../schemas.ts'

/** Criteria of the rule table land.suitability-curves that the county has records for. */
export const needCriteria = [
  'highwayKm',
  'portKm',
  'spareMva',
  'slopePercent',
  'clusterFirms',
  'sewageKm',
  'homesM',
] as const

export const Judgements = z.array(z.array(z.number().min(0.05).max(20)).max(10)).max(10)

export const NeedTerms = z.strictObject({
  /** Class of GB/T 4754 whose firms nearby count as a cluster; null: none. */
  industry: z
    .string()
    .regex(/^\d{2}$/)
    .nullable()
    .default(null),
  areaMuMin: z.number().positive().max(100_000),
  areaMuMax: z.number().positive().max(100_000),
  minWidthM: Quantity.nullable().default(null),
  minCompactness: Share.nullable().default(null),
  maxSlopePercent: Quantity.nullable().default(null),
  powerMva: Quantity.nullable().default(null),
  /** To the nearest highway, straight. */
  maxHighwayKm: Quantity.nullable().default(null),
  availableBy: Day.nullable().default(null),
  budgetFen: Fen.nullable().default(null),
  towns: z
    .array(z.string().regex(/^\d{9}$/))
    .max(50)
    .default([]),
  pools: z.array(z.enum(pools)).max(pools.length).default([]),
  allowAssembly: z.boolean().default(true),
  maxParcels: z.int().min(1).max(6).default(4),
  criteria: z.array(z.enum(needCriteria)).min(1).max(7),
  /** Pairwise judgements of the criteria (Saaty); weights and consistency come from them. */
  matrix: Judgements,
})
export type NeedTerms = z.output<typeof NeedTerms>

const Reason = z.strictObject({ code: z.string(), message: z.string() })
const Numbers = z.record(z.string(), z.number().nullable())

const FoundParcel = z.strictObject({
  id: z.string(),
  code: z.string(),
  location: z.string(),
  townCode: z.string(),
  pool: z.enum(pools),
  areaMu: z.number(),
})

export const Candidate = z.strictObject({
  parcels: z.array(FoundParcel),
  areaMu: z.number(),
  widthM: z.number(),
  compactness: z.number(),
  costFen: z.number(),
  costFenPerMu: z.number(),
  monthsToHandover: z.number().nullable(),
  verdict: z.enum(verdictOrder),
  score: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  values: Numbers,
  parts: Numbers,
  missing: z.array(z.string()),
  /** Share of the drawn weights under which it is first. */
  firstProbability: z.number().nullable(),
  reasonsFor: z.array(Reason),
  reasonsAgainst: z.array(Reason),
})

export const LayerUsed = z.strictObject({
  layer: z.string(),
  title: z.string(),
  versionId: z.string(),
  no: z.number(),
  publishedOn: z.string(),
  source: z.string(),
})

export const WeightsReply = z.strictObject({
  criteria: z.array(z.strictObject({ id: z.string(), weight: z.number() })),
  cr: z.number(),
  consistent: z.boolean(),
  worst: z.array(
    z.strictObject({
      row: z.number(),
      column: z.number(),
      value: z.number(),
      implied: z.number(),
      deviation: z.number(),
    }),
  ),
})

export const SearchResult = z.strictObject({
  /** `optimal`: every connected set was looked at. */
  status: z.enum(['optimal', 'feasible']),
  pool: z.number(),
  weights: WeightsReply,
  candidates: z.array(Candidate),
  nearMisses: z.array(z.strictObject({ parcel: FoundParcel, reasons: z.array(Reason) })),
  layers: z.array(LayerUsed),
  rules: z.record(z.string(), z.string()),
})
export type SearchResult = z.output<typeof SearchResult>

export const NeedDraft = z.strictObject({ title: z.string().trim().min(2).max(100), terms: NeedTerms })
export const NeedParams = z.strictObject({ id: z.uuid() })

export const NeedRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  areaMuMin: z.number(),
  areaMuMax: z.number(),
  createdByName: z.string(),
  createdOn: z.string(),
  searches: z.number(),
  lastSearchedOn: z.string().nullable(),
  candidates: z.number().nullable(),
})
export const NeedsReply = z.strictObject({ rows: z.array(NeedRow) })

export const NeedReply = z.strictObject({
  id: z.string(),
  title: z.string(),
  terms: NeedTerms.extend({ availableBy: z.string().nullable() }),
  createdByName: z.string(),
  createdOn: z.string(),
  search: z
    .strictObject({ id: z.string(), searchedAt: z.string(), seconds: z.number(), result: SearchResult })
    .nullable(),
})
export type NeedReply = z.output<typeof NeedReply>
