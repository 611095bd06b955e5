import { z } from 'zod'

/** Status light of a target, ledger 4.4. */
export const LightState = z.enum(['met', 'on_track', 'at_risk', 'overdue', 'no_data'])
export const Comparator = z.enum(['≥', '≤', '=', 'rises', 'falls', 'covers'])
export const CivilDate = z.iso.date()
export const AsOfQuery = z.strictObject({ asOf: CivilDate.optional().meta({ title: '截至日期，默认今天' }) })

export const LightCounts = z.strictObject({
  met: z.int(),
  on_track: z.int(),
  at_risk: z.int(),
  overdue: z.int(),
  no_data: z.int(),
})

export const TrendPoint = z.strictObject({ date: CivilDate, value: z.number().nullable() })

export const Forecast = z.strictObject({
  method: z.enum(['theil_sen', 'seasonal_naive']),
  slopePerDay: z.number().nullable(),
  pointAtDue: z.number(),
  low80: z.number(),
  high80: z.number(),
  probabilityMet: z.number(),
})

/** What the sentence beside a light is made of; the page words it. */
export const Verdict = z.strictObject({
  kind: z.enum(['met_on', 'days_late', 'forecast', 'due_today', 'submitted', 'waiting', 'no_data']),
  /** Day on which the target was first met. */
  metOn: CivilDate.nullable(),
  /** Positive = met before the due date, negative = after it; for a target not met: days overdue, negative. */
  daysEarly: z.int().nullable(),
  workingDaysLeft: z.int().nullable(),
  forecast: z.number().nullable(),
  /** Missing to the threshold at the due date by the forecast, or now when overdue; in the indicator's unit. */
  gap: z.number().nullable(),
  /** Needed per month from now on to arrive, and what the last three months brought. */
  neededPerMonth: z.number().nullable(),
  recentPerMonth: z.number().nullable(),
})

export const WorkingInput = z.strictObject({
  value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
  unit: z.string().optional(),
  origin: z.string().optional(),
})
export const WorkingStep = z.strictObject({
  label: z.string(),
  formula: z.string(),
  inputs: z.record(z.string(), WorkingInput),
  result: z.union([z.number(), z.string(), z.boolean(), z.null()]),
  unit: z.string().optional(),
  source: z.string(),
})
export const Warning = z.strictObject({ code: z.string(), message: z.string() })

/** A target as of a day. Values, thresholds and baselines stand in `unit` (money: fen, shares: fractions). */
export const TargetRow = z.strictObject({
  id: z.string(),
  reformNo: z.int(),
  /** Number within the reform, as marked in the official text. */
  no: z.int(),
  /** Short name: the indicator's title, or the text of a deliverable. */
  title: z.string(),
  /** The words of the official table. */
  text: z.string(),
  column: z.enum(['measures', 'milestones', 'landmarks']),
  itemNo: z.int(),
  kind: z.enum(['figure', 'deliverable']),
  /** Measures' targets are shown beside the ten's own and do not count in the totals. */
  counted: z.boolean(),
  indicatorId: z.string().nullable(),
  indicatorTitle: z.string().nullable(),
  scope: z.strictObject({ kind: z.string(), id: z.string() }).nullable(),
  comparator: Comparator,
  threshold: z.number().nullable(),
  baseline: z.number().nullable(),
  /** `taizhou.tax_per_mu` where the threshold is a published series. */
  benchmark: z.string().nullable(),
  unit: z.string(),
  /** Measure word of a count in the official text (家, 宗, 件 …). */
  word: z.string().nullable(),
  better: z.enum(['higher', 'lower']),
  due: CivilDate,
  /** Granted by an extension decided by then: the light goes by it; the original `due` is never overwritten. */
  extendedTo: CivilDate.nullable(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  light: LightState,
  metOn: CivilDate.nullable(),
  completion: z.number().nullable(),
  verdict: Verdict,
  reasons: z.array(z.string()),
  forecast: Forecast.nullable(),
})

export const Breakdown = z.strictObject({
  kind: z.string(),
  title: z.string(),
  rows: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      value: z.number().nullable(),
      numerator: z.number().nullable(),
      denominator: z.number().nullable(),
      share: z.number().nullable(),
    }),
  ),
})

export const TargetReply = TargetRow.extend({
  asOf: CivilDate,
  reformName: z.string(),
  /** Month ends up to `asOf`, the last point being `asOf` itself. */
  trend: z.array(TrendPoint),
  /** The dates and thresholds of the other targets on the same indicator, for the chart. */
  siblings: z.array(
    z.strictObject({ id: z.string(), due: CivilDate, threshold: z.number().nullable(), light: LightState }),
  ),
  breakdowns: z.array(Breakdown),
  /** The same figure on other bases (余额、累计发放、有效授信): only `adopted` sets the light. */
  bases: z.array(
    z.strictObject({
      indicatorId: z.string(),
      title: z.string(),
      value: z.number().nullable(),
      unit: z.string(),
      adopted: z.boolean(),
    }),
  ),
  question: z.string(),
  working: z.array(WorkingStep),
  rules: z.record(z.string(), z.string()),
  warnings: z.array(Warning),
  /** The figure as sealed at the end of that day; `differs` shows that recomputing gives another one. */
  sealed: z
    .strictObject({
      asOf: CivilDate,
      value: z.number().nullable(),
      computedAt: z.iso.datetime(),
      digest: z.string(),
      differs: z.boolean(),
    })
    .nullable(),
  references: z.array(z.string()),
  evidence: z.array(z.lazy(() => EvidenceRow)),
})

/** Shared by reform and target pages; the noun's own page is in evidence/schema.ts. */
export const EvidenceRow = z.strictObject({
  id: z.string(),
  targetId: z.string(),
  reformNo: z.int(),
  kind: z.enum(['document', 'photo', 'minutes', 'contract', 'approval', 'training_list']),
  title: z.string(),
  fileId: z.string().nullable(),
  datedOn: CivilDate,
  organisationId: z.string(),
  organisation: z.string(),
  state: z.enum(['draft', 'submitted', 'verified', 'returned']),
  submittedBy: z.string().nullable(),
  verifiedBy: z.string().nullable(),
  verifiedOn: CivilDate.nullable(),
  reason: z.string().nullable(),
  caseId: z.string(),
  version: z.int(),
})

export type LightState = z.infer<typeof LightState>
export type Comparator = z.infer<typeof Comparator>
export type LightCounts = z.infer<typeof LightCounts>
export type TrendPoint = z.infer<typeof TrendPoint>
export type Forecast = z.infer<typeof Forecast>
export type Verdict = z.infer<typeof Verdict>
export type TargetRow = z.infer<typeof TargetRow>
export type TargetReply = z.infer<typeof TargetReply>
export type EvidenceRow = z.infer<typeof EvidenceRow>
