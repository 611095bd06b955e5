import { z } from 'zod'
import { deductionKinds, familyGrades, honourLevels, scoreItems, vetoes } from '../../model/family-facts.ts'
import { limitModes, limitTerms } from '../../model/pre-limit.ts'

const scalar = z.union([z.number(), z.string(), z.boolean(), z.null()])
const ItemPoints = z.strictObject({ id: z.enum(scoreItems), points: z.int(), max: z.int() })

export const ScoreView = z.strictObject({
  total: z.int(),
  grade: z.enum(familyGrades),
  items: z.array(ItemPoints),
  deducted: z.int(),
  veto: z.array(z.enum(vetoes)).nullable(),
  reasons: z.array(ItemPoints.extend({ title: z.string(), lost: z.int() })),
  counterfactuals: z.array(
    z.strictObject({
      id: z.enum(scoreItems),
      from: scalar,
      to: z.string(),
      gain: z.int(),
      total: z.int(),
      grade: z.enum(familyGrades),
    }),
  ),
  /** What the card was asked; null where it was computed before the platform. Post it again to `family-score`. */
  input: z
    .strictObject({
      items: z.record(z.string(), z.unknown()),
      deductions: z.array(z.enum(deductionKinds)),
      veto: z.array(z.enum(vetoes)),
    })
    .nullable(),
})
export const LimitView = z.strictObject({
  id: z.string(),
  limitFen: z.int(),
  annualRate: z.string(),
  mode: z.enum(limitModes),
  product: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  state: z.string(),
  stateReason: z.string().nullable(),
  binding: z.enum(limitTerms).nullable(),
  terms: z.array(z.strictObject({ name: z.enum(limitTerms), fen: z.int() })),
  upliftFen: z.int(),
  /** What the limit was asked; post it again to `pre-limit`. */
  input: z
    .strictObject({
      netCountedFen: z.int(),
      netIncomeFen: z.int(),
      unsecuredFen: z.int(),
      grade: z.enum(familyGrades),
      mode: z.enum(limitModes),
      villageSuggestionFen: z.int().nullable(),
      honour: z.enum(honourLevels).nullable(),
    })
    .nullable(),
})

export const Assessment = z.strictObject({
  id: z.string(),
  bankId: z.string(),
  bank: z.string(),
  householdId: z.string(),
  asOf: z.string(),
  validUntil: z.string(),
  marketFen: z.int(),
  countedFen: z.int(),
  netMarketFen: z.int(),
  netCountedFen: z.int(),
  leverage: z.string().nullable(),
  complete: z.boolean(),
  /** It stands until it is past, replaced, or its consent is withdrawn. */
  live: z.boolean(),
  endReason: z.string().nullable(),
  score: ScoreView.nullable(),
  limit: LimitView.nullable(),
})
export type Assessment = z.infer<typeof Assessment>
export const AssessmentList = z.strictObject({ rows: z.array(Assessment), nextCursor: z.string().nullable() })
export const AssessmentsQuery = z.strictObject({
  household: z.uuid().optional(),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export const AssessmentDraft = z.strictObject({
  householdId: z.uuid(),
  mode: z.enum(limitModes).default('credit'),
})
export const AssessmentParams = z.strictObject({ id: z.uuid() })
export const WorkingParams = z.strictObject({ id: z.uuid(), part: z.enum(['sheet', 'score', 'limit']) })
export const Recomputed = z.strictObject({
  asOf: z.string(),
  rules: z.record(z.string(), z.string()),
  sheet: z.strictObject({ stored: z.int(), again: z.int() }),
  score: z.strictObject({ stored: z.int(), again: z.int() }).nullable(),
  limit: z.strictObject({ stored: z.int(), again: z.int() }).nullable(),
  same: z.boolean(),
})
