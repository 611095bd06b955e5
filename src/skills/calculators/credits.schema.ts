/** Request and reply of the recognition of credits. */
import { z } from 'zod'
import { unusedReasons } from '../model/credits/candidates.ts'
import {
  courseCategories,
  levels,
  type OutcomeType,
  outcomeTypes,
  recognitionModes,
  targetKinds,
} from '../model/credits/outcome.ts'
import { Day, Id } from '../schemas.ts'

const Credits = z.number().min(0).max(1_000).multipleOf(0.5)
const Share = z.number().min(0).max(1)

const Outcome = z.strictObject({
  id: Id,
  type: z.enum(outcomeTypes),
  code: Id,
  version: Id.optional(),
  level: z.enum(levels).optional(),
  grade: z.number().min(0).max(100).optional(),
  body: Id,
  issuedOn: Day,
  expiresOn: Day.nullable().optional(),
  revoked: z.boolean().optional(),
  bookedTo: z.array(Id).max(100).optional(),
})

const Rule = z.strictObject({
  id: Id,
  source: z.strictObject({
    type: z.enum(outcomeTypes),
    code: Id,
    minLevel: z.enum(levels).nullable().optional(),
    bodies: z.array(Id).max(200).default([]),
    versions: z.array(Id).max(50).default([]),
  }),
  targets: z
    .array(
      z.strictObject({
        kind: z.enum(targetKinds).default('course'),
        id: Id,
        credits: Credits.nullable().optional(),
        mode: z.enum(recognitionModes).default('full'),
      }),
    )
    .min(1)
    .max(50),
  proportion: Share.default(1),
  maxCredits: Credits.nullable().optional(),
  minGrade: z.number().min(0).max(100).nullable().optional(),
  validityMonths: z.int().min(1).max(1_200).nullable().optional(),
  freshExam: z.boolean().default(false),
  multi: z.boolean().default(false),
  effectiveFrom: Day.optional(),
  effectiveUntil: Day.nullable().optional(),
  authority: z.string().min(1).max(200).optional(),
})

const Caps = z.strictObject({
  total: Share.optional(),
  ...Object.fromEntries(outcomeTypes.map((type) => [type, Share.optional()])),
}) as z.ZodType<Partial<Record<'total' | OutcomeType, number>>>

export const RecognitionRequest = z.strictObject({
  asOf: Day,
  programme: z.strictObject({
    id: Id,
    credits: Credits,
    courses: z
      .array(
        z.strictObject({
          id: Id,
          kind: z.enum(targetKinds).default('course'),
          credits: Credits,
          category: z.enum(courseCategories).default('professional'),
          passed: z.boolean().default(false),
        }),
      )
      .max(500),
  }),
  outcomes: z.array(Outcome).max(200),
  /** Default: the published rule table. */
  rules: z.array(Rule).max(500).optional(),
  /** Shares of the programme's credits; default: the published rule table. */
  caps: Caps.optional(),
  booked: z
    .array(z.strictObject({ type: z.enum(outcomeTypes), credits: Credits }))
    .max(500)
    .default([]),
})

const CapUse = z.object({ limit: z.number(), used: z.number() })

export const RecognitionResult = z.object({
  credits: z.number(),
  lines: z.array(
    z.object({
      outcome: z.string(),
      rule: z.string(),
      target: z.string(),
      kind: z.enum(targetKinds),
      mode: z.enum(recognitionModes),
      credits: z.number(),
      freshExam: z.boolean(),
    }),
  ),
  unused: z.array(z.object({ outcome: z.string(), reason: z.enum(unusedReasons), detail: z.string() })),
  notTaken: z.array(
    z.object({
      outcome: z.string(),
      rule: z.string().optional(),
      target: z.string().optional(),
      reason: z.enum(unusedReasons),
      detail: z.string(),
    }),
  ),
  caps: z.object({
    total: CapUse,
    course: CapUse,
    certificate: CapUse,
    diploma: CapUse,
    competition: CapUse,
    work: CapUse,
  }),
})
