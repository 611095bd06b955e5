import { z } from 'zod'
import { CivilDate, Warning, WorkingStep } from '../targets/schema.ts'

export const AssessmentRow = z.strictObject({
  /** Ties share a rank. */
  rank: z.int(),
  organisationId: z.string(),
  organisation: z.string(),
  score: z.number(),
  completionScore: z.number(),
  bonus: z.number(),
  deduction: z.number(),
  targets: z.int(),
  met: z.int(),
  lateNotices: z.int(),
  working: z.array(WorkingStep),
})
export const AssessmentReply = z.strictObject({
  asOf: CivilDate,
  rows: z.array(AssessmentRow),
  rules: z.record(z.string(), z.string()),
  warnings: z.array(Warning),
})
export type AssessmentReply = z.infer<typeof AssessmentReply>
