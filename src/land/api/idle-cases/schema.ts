import { z } from 'zod'
import { causeCodes } from '../../model/idle-causes.ts'
import { documentKinds } from '../../model/idle-documents.ts'
import { disposals, idleStatuses, options } from '../../model/idle-land.ts'
import { startMethods } from '../../model/idle-start.ts'
import { idleStates } from '../../model/idle-steps.ts'
import { Day, Fen, Quantity, Share, SignedFen } from '../../schemas.ts'

const DayOrNull = Day.nullable().default(null)

export const IdleParams = z.strictObject({ id: z.uuid() })
export const DocumentParams = IdleParams.extend({ document: z.uuid() })
export const ContractParams = z.strictObject({ id: z.uuid() })

export const IdleFactsDraft = z.strictObject({
  started: z.boolean().nullable().default(null),
  startedOn: DayOrNull,
  startEvidence: z
    .strictObject({
      constructionPermitOn: DayOrNull,
      method: z.enum(startMethods),
      pitDone: z.boolean().default(false),
      pilesDone: z.boolean().default(false),
      foundationShare: Share.default(0),
      on: DayOrNull,
    })
    .nullable()
    .default(null),
  suspendedSince: DayOrNull,
  completedOn: DayOrNull,
  areaToDevelopM2: Quantity.nullable().default(null),
  developedAreaM2: Quantity.nullable().default(null),
  totalInvestmentFen: Fen.nullable().default(null),
  investedFen: Fen.nullable().default(null),
  pricePaid: z.boolean().default(false),
  projectFundsReady: z.boolean().default(false),
  governmentCauses: z
    .array(z.strictObject({ code: z.enum(causeCodes), from: DayOrNull, to: DayOrNull, verified: z.boolean() }))
    .max(50)
    .default([]),
})

export const ContractDraft = z.strictObject({
  supervisionNo: z.string().trim().min(4).max(40),
  parcelId: z.uuid(),
  organisationId: z.uuid(),
  signedOn: Day,
  handoverOn: DayOrNull,
  startDue: DayOrNull,
  completionDue: DayOrNull,
  priceFen: Fen,
  pricePaidFen: Fen.default(0),
  investmentDueFen: Fen.nullable().default(null),
  farDue: z.number().min(0).max(20).nullable().default(null),
  taxDueFenPerMu: Fen.nullable().default(null),
  penalty: z.string().max(2_000).nullable().default(null),
})
export const SupplementAgreed = z.strictObject({
  kind: z.string().trim().min(2).max(50),
  agreedOn: Day,
  startDue: DayOrNull,
  completionDue: DayOrNull,
})

export const ContractRow = z.strictObject({
  id: z.string(),
  supervisionNo: z.string(),
  parcelId: z.string(),
  parcelCode: z.string(),
  location: z.string(),
  organisationId: z.string(),
  holder: z.string(),
  townCode: z.string().nullable(),
  signedOn: z.string(),
  handoverOn: z.string().nullable(),
  startDue: z.string().nullable(),
  completionDue: z.string().nullable(),
  priceFen: z.number(),
  pricePaidFen: z.number(),
  farDue: z.number().nullable(),
  startedOn: z.string().nullable(),
  completedOn: z.string().nullable(),
  nextOn: z.string().nullable(),
  nextWhat: z.string().nullable(),
  /** An open idle case of the contract. */
  idleCaseId: z.string().nullable(),
})
export const ContractsReply = z.strictObject({ rows: z.array(ContractRow) })

export const SuspicionDraft = z.strictObject({ contractId: z.uuid(), facts: IdleFactsDraft })

/** What the actor does with a case. Everything else follows from the law's test. */
export const IdleAct = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('investigate') }),
  z.strictObject({ event: z.literal('materials'), text: z.string().trim().min(4).max(2_000) }),
  z.strictObject({ event: z.literal('find'), reason: z.string().trim().max(1_000).default('') }),
  z.strictObject({ event: z.literal('dismiss'), reason: z.string().trim().min(4).max(1_000) }),
  z.strictObject({ event: z.literal('negotiate') }),
  z.strictObject({ event: z.literal('draftPlan'), option: z.enum(options), agreedStart: DayOrNull }),
  z.strictObject({ event: z.literal('approvePlan') }),
  z.strictObject({ event: z.literal('agree') }),
  z.strictObject({ event: z.literal('tellHearing') }),
  z.strictObject({ event: z.literal('approveDecision'), reason: z.string().trim().max(1_000).default('') }),
  z.strictObject({ event: z.literal('serveDecision') }),
  z.strictObject({ event: z.literal('pay'), paidOn: Day }),
  z.strictObject({ event: z.literal('enforce'), reason: z.string().trim().min(4).max(1_000) }),
  z.strictObject({ event: z.literal('deregister') }),
  z.strictObject({ event: z.literal('monitor') }),
  z.strictObject({ event: z.literal('close'), outcome: z.string().trim().min(4).max(500) }),
])

const Verdict = z.strictObject({
  status: z.enum(idleStatuses),
  started: z.boolean(),
  startDue: z.string(),
  article: z.string(),
  cause: z.enum(['owner', 'government', 'forceMajeure']).nullable(),
  disposal: z.enum(disposals),
  feeFen: SignedFen,
  compensation: z.literal(false).optional(),
  options: z.array(z.enum(options)).optional(),
  discretionary: z.literal(true).optional(),
  daysByCause: z.strictObject({ government: z.int(), forceMajeure: z.int(), owner: z.int() }).optional(),
  restrictions: z.array(z.string()).optional(),
  byAnalogy: z.literal(true).optional(),
  nextDate: z.string().nullable(),
  daysOverdue: z.int(),
})
const ExplainedVerdict = z.strictObject({
  value: Verdict,
  working: z.array(z.unknown()),
  rules: z.record(z.string(), z.string()),
  warnings: z.array(z.unknown()),
})

export const IdleRow = z.strictObject({
  id: z.string(),
  year: z.int(),
  no: z.int(),
  parcelId: z.string(),
  parcelCode: z.string(),
  location: z.string(),
  organisationId: z.string(),
  holder: z.string(),
  townCode: z.string().nullable(),
  town: z.string(),
  areaM2: z.number(),
  state: z.enum(idleStates),
  stateTitle: z.string(),
  status: z.enum(idleStatuses).nullable(),
  cause: z.enum(['owner', 'government', 'forceMajeure']).nullable(),
  disposal: z.enum(disposals).nullable(),
  feeFen: z.number(),
  startDue: z.string().nullable(),
  suspectedOn: z.string(),
  foundOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  outcome: z.string().nullable(),
  nextOn: z.string().nullable(),
  nextWhat: z.string().nullable(),
  caseId: z.string(),
})
export const IdleReply = z.strictObject({ rows: z.array(IdleRow) })
export const IdleQuery = z.strictObject({
  town: z.string().max(9).optional(),
  state: z.enum(idleStates).optional(),
  open: z.stringbool().default(false),
})

export const IdleCaseReply = IdleRow.extend({
  contract: ContractRow.omit({ idleCaseId: true }).extend({
    supplements: z.array(
      z.strictObject({
        kind: z.string(),
        agreedOn: z.string(),
        startDue: z.string().nullable(),
        completionDue: z.string().nullable(),
      }),
    ),
  }),
  facts: IdleFactsDraft,
  finding: ExplainedVerdict.nullable(),
  /** The law's test today, which may have gone on since the finding. Null where nothing tells when to start. */
  today: ExplainedVerdict.nullable(),
  /** The finding's day-count crossed a year since: a new proposal, no change of the finding. */
  proposal: z.string().nullable(),
  option: z.enum(options).nullable(),
  agreedStart: z.string().nullable(),
  documents: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(documentKinds),
      number: z.string(),
      title: z.string(),
      signedBy: z.string(),
      signedOn: z.string(),
      servedOn: z.string().nullable(),
      dueOn: z.string().nullable(),
      digest: z.string(),
    }),
  ),
  restrictions: z.array(z.string()),
})

/** What anyone may know of idle land (order 53, article 11). */
export const IdleNotices = z.strictObject({
  rows: z.array(
    z.strictObject({
      parcelCode: z.string(),
      location: z.string(),
      town: z.string(),
      holder: z.string(),
      areaM2: z.number(),
      startDue: z.string(),
      foundOn: z.string(),
      cause: z.string(),
      number: z.string(),
    }),
  ),
})
