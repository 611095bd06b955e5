import { z } from 'zod'
import { acceptanceOutcomes, itemOutcomes } from '../../model/acceptance.ts'
import { inefficientRules } from '../../model/inefficient.ts'
import { photoRefusals } from '../../model/task-photos.ts'
import { taskKinds, taskStates } from '../../model/task-steps.ts'
import { Day, Fen, Id, Share, Year } from '../../schemas.ts'

export const YearParams = z.strictObject({ year: z.coerce.number().pipe(Year) })
export const FirmParams = YearParams.extend({ firm: z.uuid() })
export const TaskParams = z.strictObject({ id: z.uuid() })
const Reason = z.string().trim().min(4).max(500)

export const ListDraft = z.strictObject({
  year: Year,
  /** The worst so many go on the list. */
  most: z.int().min(1).max(2_000).default(180),
})
export const ChoiceDraft = z.strictObject({ chosen: z.boolean(), reason: Reason })
export const SupplementDraft = z.strictObject({
  organisationId: z.uuid(),
  /** The closed task that is taken up again. */
  reopens: z.uuid().nullable().default(null),
})
export const AssignDraft = z.strictObject({ town: z.string().max(9).nullable().default(null) })
export const AssignReply = z.strictObject({ assigned: z.int() })

const RuleName = z.enum([...inefficientRules, 'IDLE'])
const RuleHit = z.strictObject({
  rule: z.enum(inefficientRules),
  value: z.union([z.number(), z.string()]).nullable(),
  threshold: z.number(),
  gap: z.number().nullable(),
  gapUnit: z.enum(['fen', 'm²']).nullable(),
  measure: z.string(),
  basis: z.string(),
})

export const ListRow = z.strictObject({
  year: z.int(),
  drawnOn: z.string(),
  frozenOn: z.string().nullable(),
  frozenBy: z.string().nullable(),
  rules: z.record(z.string(), z.string()),
  tasks: z.int(),
})
export const ListsReply = z.strictObject({ rows: z.array(ListRow) })
export const FindingRow = z.strictObject({
  organisationId: z.string(),
  name: z.string(),
  townCode: z.string().nullable(),
  landM2: z.number(),
  band: z.enum(['0-1', '1-3', '3-5']).nullable(),
  excluded: z.string().nullable(),
  findings: z.array(RuleHit),
  chosen: z.boolean(),
  exclusion: z.string().nullable(),
  parcelId: z.string().nullable(),
})
export const FindingsReply = z.strictObject({ rows: z.array(FindingRow) })

export const TasksQuery = z.strictObject({
  year: z.coerce.number().pipe(Year).optional(),
  town: z.string().max(9).optional(),
  state: z.enum(taskStates).optional(),
  q: z.string().trim().max(100).optional(),
  /** The board of that day. */
  asOf: Day.optional(),
})

export const TaskRow = z.strictObject({
  id: z.string(),
  year: z.int(),
  no: z.int(),
  kind: z.enum(taskKinds),
  organisationId: z.string(),
  firm: z.string(),
  parcelId: z.string(),
  parcelCode: z.string(),
  townCode: z.string().nullable(),
  town: z.string(),
  areaM2: z.number(),
  rules: z.array(RuleName),
  measure: z.string(),
  supplement: z.boolean(),
  state: z.enum(taskStates),
  progress: z.number(),
  progressOn: z.string().nullable(),
  dueOn: z.string(),
  closedOn: z.string().nullable(),
  caseId: z.string(),
})
export const TasksReply = z.strictObject({
  asOf: z.string(),
  year: z.int().nullable(),
  years: z.array(z.int()),
  rows: z.array(TaskRow),
})

const Targets = z.strictObject({
  far: z.number().min(0).max(20).nullable(),
  /** 万元/亩 */
  taxPerMu: z.number().min(0).max(10_000).nullable(),
})
export const SecurityKind = z.enum(['deposit', 'stepPrice', 'none'])

export const AgreementDraft = z.strictObject({
  targets: Targets,
  investmentFen: Fen,
  completionOn: Day,
  securityKind: SecurityKind,
  securityFen: Fen,
  liability: z.string().trim().min(4).max(2_000),
  checkDates: z.array(Day).min(1).max(12),
})

export const AgreementReply = AgreementDraft.extend({
  completionOn: z.string(),
  checkDates: z.array(z.string()),
  investmentFen: z.number(),
  securityFen: z.number(),
  rules: z.array(
    z.strictObject({
      rule: z.enum(inefficientRules),
      threshold: z.number(),
      measure: z.string(),
      basis: z.string(),
    }),
  ),
  baseline: z.strictObject({ far: z.number().nullable(), band: z.string().nullable() }),
  state: z.enum(['drafted', 'townSigned', 'signed', 'breached', 'liable', 'fulfilled']),
  draftedOn: z.string(),
  draftedBy: z.string(),
  townSignedOn: z.string().nullable(),
  townSignedBy: z.string().nullable(),
  firmSignedOn: z.string().nullable(),
  firmSignedBy: z.string().nullable(),
  breachNoticedOn: z.string().nullable(),
  cureUntil: z.string().nullable(),
  breach: z.string().nullable(),
  fulfilledOn: z.string().nullable(),
})

export const BreachDraft = z.strictObject({ breach: Reason, cureUntil: Day })

export const ProgressDraft = z.strictObject({
  share: Share,
  investedFen: Fen,
  text: z.string().trim().min(4).max(1_000),
})

export const PhotoDraft = z.strictObject({ fileId: Id, purpose: z.enum(['before', 'progress', 'after']) })
export const PhotoReply = z.strictObject({
  id: z.string(),
  purpose: z.enum(['before', 'progress', 'after']),
  fileId: z.string(),
  takenAt: z.string().nullable(),
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
  refusal: z.enum(photoRefusals).nullable(),
  addedOn: z.string(),
})

export const InspectionDraft = z.strictObject({
  record: z.string().trim().min(10).max(4_000),
  measured: Targets.extend({ far: z.number().min(0).max(20).nullable() }),
  jointOpinion: z.boolean().default(false),
  /** The firm commits itself to the tax of the next full year. */
  commitment: z.boolean().default(false),
})
export const DecisionDraft = z.strictObject({ reason: z.string().trim().max(1_000).default('') })
export const ReviewDraft = z.strictObject({ record: z.string().trim().min(10).max(4_000), measured: Targets })

const Target = z.strictObject({
  item: z.string(),
  target: z.number(),
  measured: z.number().nullable(),
  jointOpinion: z.boolean(),
  commitment: z.boolean(),
})
export const AcceptanceReply = z.strictObject({
  id: z.string(),
  round: z.int(),
  review: z.boolean(),
  inspectedOn: z.string(),
  record: z.string(),
  targets: z.array(Target),
  firstInspectorName: z.string(),
  secondInspectorName: z.string().nullable(),
  decidedOn: z.string().nullable(),
  result: z
    .strictObject({
      value: z.strictObject({
        items: z.array(
          z.strictObject({ item: z.string(), share: z.number().nullable(), outcome: z.enum(itemOutcomes) }),
        ),
        missing: z.array(z.string()),
        outcome: z.enum(acceptanceOutcomes),
      }),
      working: z.array(z.unknown()),
      rules: z.record(z.string(), z.string()),
      warnings: z.array(z.unknown()),
    })
    .nullable(),
})

export const TaskReply = TaskRow.extend({
  location: z.string(),
  listedOn: z.string(),
  assignedOn: z.string().nullable(),
  signedOn: z.string().nullable(),
  beganOn: z.string().nullable(),
  askedOn: z.string().nullable(),
  inspectedOn: z.string().nullable(),
  returnedOn: z.string().nullable(),
  conditionalOn: z.string().nullable(),
  reviewDue: z.string().nullable(),
  reopenedOn: z.string().nullable(),
  idleCaseId: z.string().nullable(),
  boundary: z.unknown(),
  /** The firm's figures: for itself and for those who evaluate; null for a town. */
  finding: z
    .strictObject({
      findings: z.array(RuleHit),
      band: z.string().nullable(),
      working: z.array(z.unknown()),
      rules: z.record(z.string(), z.string()),
      judgedOn: z.string(),
    })
    .nullable(),
  agreement: AgreementReply.nullable(),
  progressReports: z.array(
    z.strictObject({
      id: z.string(),
      on: z.string(),
      share: z.number(),
      investedFen: z.number(),
      text: z.string(),
      reporterName: z.string(),
    }),
  ),
  photos: z.array(PhotoReply),
  acceptances: z.array(AcceptanceReply),
})
