import { z } from 'zod'
import { CivilDate } from '../targets/schema.ts'

export const NodeKind = z.enum([
  'approved',
  'designed',
  'tendered',
  'building',
  'completed',
  'accepted',
  'settlement_audit',
  'in_use',
])
export const ProjectState = z.enum(['planned', ...NodeKind.options])
export const NodeState = z.enum(['planned', 'reported', 'evidenced', 'accepted', 'returned'])
export const Fen = z.int()

export const ProjectMark = z.strictObject({
  id: z.string(),
  reformNo: z.int(),
  name: z.string(),
  longitude: z.number(),
  latitude: z.number(),
  progress: z.number(),
  /** The node `completed` is accepted. */
  done: z.boolean(),
})

export const ProjectRow = ProjectMark.extend({
  code: z.string(),
  place: z.string(),
  owner: z.string(),
  state: ProjectState,
  /** Longest delay against plan among accepted nodes and open ones that are overdue; positive = late. */
  scheduleVarianceDays: z.int(),
  approvedFen: Fen,
  receivedFen: Fen,
  paidFen: Fen,
  version: z.int(),
})

export const SitePhoto = z.strictObject({
  id: z.string(),
  nodeId: z.string(),
  fileId: z.string(),
  takenAt: z.iso.datetime().nullable(),
  distanceM: z.number().nullable(),
  accepted: z.boolean(),
  /** Why the photo does not count: time, place, or a near duplicate (ledger 4.6). */
  problems: z.array(z.string()),
})

export const ProjectNode = z.strictObject({
  id: z.string(),
  kind: NodeKind,
  no: z.int(),
  name: z.string(),
  /** Structure level of a building node, e.g. 4 storeys above ground. */
  level: z.int().nullable(),
  weight: z.number(),
  plannedFrom: CivilDate,
  plannedOn: CivilDate,
  reportedOn: CivilDate.nullable(),
  reportedProgress: z.number(),
  acceptedOn: CivilDate.nullable(),
  state: NodeState,
  varianceDays: z.int().nullable(),
  reason: z.string().nullable(),
})

export const ProjectFund = z.strictObject({
  id: z.string(),
  source: z.string(),
  approvedFen: Fen,
  receivedFen: Fen,
  receipts: z.array(z.strictObject({ id: z.string(), receivedOn: CivilDate, fen: Fen, voucher: z.string() })),
})
export const ProjectPayment = z.strictObject({
  id: z.string(),
  paidOn: CivilDate,
  payee: z.string(),
  purpose: z.string(),
  fen: Fen,
  voucher: z.string(),
  fundId: z.string(),
})

export const ProjectReply = ProjectRow.extend({
  asOf: CivilDate,
  description: z.string(),
  budgetFen: Fen,
  nodes: z.array(ProjectNode),
  funds: z.array(ProjectFund),
  payments: z.array(ProjectPayment),
  photos: z.array(SitePhoto),
  acceptance: z.strictObject({ acceptedOn: CivilDate, conclusion: z.string(), document: z.string() }).nullable(),
  settlement: z
    .strictObject({
      auditedOn: CivilDate,
      auditor: z.string(),
      submittedFen: Fen,
      settledFen: Fen,
      deviation: z.number(),
      flagged: z.boolean(),
      document: z.string(),
    })
    .nullable(),
  /** Planned share (by plan dates) and accepted share at each month end. */
  curve: z.array(z.strictObject({ date: CivilDate, planned: z.number(), actual: z.number().nullable() })),
})

export const ProjectsQuery = z.strictObject({ asOf: CivilDate.optional(), reform: z.coerce.number().int().optional() })
export const ProjectsReply = z.strictObject({ asOf: CivilDate, rows: z.array(ProjectRow) })
export const ProjectQuery = z.strictObject({ asOf: CivilDate.optional() })
export const ProjectParams = z.strictObject({ id: z.string().max(80) })
export const NodeParams = z.strictObject({ id: z.string().max(80), nodeId: z.string().max(80) })

const fenIn = z.int().min(1).max(Number.MAX_SAFE_INTEGER)
export const ProjectDraft = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{2,40}$/),
  reformNo: z.int().min(1).max(99),
  name: z.string().trim().min(2).max(80),
  description: z.string().trim().max(2000).default(''),
  place: z.string().trim().max(120),
  longitude: z.number().min(121.1).max(122.6),
  latitude: z.number().min(28.7).max(29.4),
  ownerOrganisationId: z.string().max(80),
  budgetFen: fenIn,
  nodes: z
    .array(
      z.strictObject({
        kind: NodeKind,
        name: z.string().trim().min(2).max(80),
        level: z.int().min(-5).max(200).nullable().default(null),
        weight: z.number().min(0).max(1),
        plannedFrom: CivilDate,
        plannedOn: CivilDate,
      }),
    )
    .min(1)
    .max(60),
})
export const NodeReport = z.strictObject({ progress: z.number().min(0).max(1), reportedOn: CivilDate })
export const NodeAccept = z.strictObject({
  acceptedOn: CivilDate,
  document: z.string().trim().min(2).max(200),
  reason: z.string().trim().max(500).default(''),
})
export const NodeReturn = z.strictObject({ reason: z.string().trim().min(2).max(500) })
export const FundDraft = z.strictObject({ source: z.string().trim().min(2).max(80), approvedFen: fenIn })
export const ReceiptDraft = z.strictObject({
  fundId: z.string().max(80),
  receivedOn: CivilDate,
  fen: fenIn,
  voucher: z.string().trim().min(2).max(80),
})
export const PaymentDraft = z.strictObject({
  fundId: z.string().max(80),
  paidOn: CivilDate,
  payee: z.string().trim().min(2).max(120),
  purpose: z.string().trim().min(2).max(200),
  fen: fenIn,
  voucher: z.string().trim().min(2).max(80),
})
export const PhotoDraft = z.strictObject({ fileId: z.string().max(80) })
export const SettlementDraft = z.strictObject({
  auditedOn: CivilDate,
  auditor: z.string().trim().min(2).max(120),
  submittedFen: fenIn,
  settledFen: fenIn,
  document: z.string().trim().min(2).max(200),
})
export type ProjectMark = z.infer<typeof ProjectMark>
export type ProjectRow = z.infer<typeof ProjectRow>
export type ProjectReply = z.infer<typeof ProjectReply>
