import { z } from 'zod'
import { channels, launchStates } from '../../model/app-launch.ts'
import { Year } from '../../schemas.ts'

export const AssessmentParams = z.strictObject({ year: z.coerce.number().pipe(Year), organisation: z.uuid() })
export const AssessmentsQuery = z.strictObject({ year: z.coerce.number().pipe(Year).optional() })

export const NamingDraft = z.strictObject({
  year: Year,
  named: z
    .array(
      z.strictObject({
        organisationId: z.uuid(),
        kind: z.enum(['town', 'department']),
        planMu: z.number().min(0).max(100_000).nullable().default(null),
      }),
    )
    .min(1)
    .max(200),
})

/** What is not counted from records. Shares as fractions. */
export const AssessmentDraft = z.strictObject({
  /** Growth of per-mu tax that was aimed at. */
  growthTarget: z.number().min(0.001).max(1).default(0.06),
  /** Reports and deliveries in time ÷ all. */
  onTime: z.number().min(0).max(1),
  answers: z.number().min(0).max(1).default(1),
  approvals: z.number().min(0).max(1).default(1),
  bonus: z.number().min(0).max(100).default(0),
  falseReports: z.int().min(0).max(1_000).default(0),
})

export const AssessmentRow = z.strictObject({
  year: z.int(),
  organisationId: z.string(),
  name: z.string(),
  kind: z.enum(['town', 'department']),
  planMu: z.number().nullable(),
  state: z.enum(['named', 'computed', 'approved']),
  inputs: z.record(z.string(), z.number().nullable()),
  total: z.number().nullable(),
  parts: z.array(z.strictObject({ id: z.string(), score: z.number() })),
  working: z.array(z.unknown()),
  rules: z.record(z.string(), z.string()),
  computedOn: z.string().nullable(),
  approvedOn: z.string().nullable(),
  approvedBy: z.string().nullable(),
})
export const AssessmentsReply = z.strictObject({
  year: z.int().nullable(),
  years: z.array(z.int()),
  rows: z.array(AssessmentRow),
})

export const LaunchParams = z.strictObject({ id: z.uuid() })
export const LaunchDraft = z.strictObject({
  channel: z.enum(channels),
  name: z.string().trim().min(2).max(60),
  url: z.url().max(300),
})
export const LaunchRow = z.strictObject({
  id: z.string(),
  channel: z.enum(channels),
  name: z.string(),
  url: z.string(),
  state: z.enum(launchStates),
  preparedOn: z.string(),
  appliedOn: z.string().nullable(),
  approvedOn: z.string().nullable(),
  trialOn: z.string().nullable(),
  liveOn: z.string().nullable(),
  caseId: z.string(),
})
export const LaunchesReply = z.strictObject({ rows: z.array(LaunchRow) })
