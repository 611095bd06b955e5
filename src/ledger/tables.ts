import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { civilDate, county, fen, instant, sm3digest, timestamps } from '../platform/database/columns.ts'
import {
  allOf,
  anyOf,
  everyone,
  gongfuPublic,
  inCounty,
  ownOrganisation,
  rowPolicies,
  withPermission,
} from '../platform/database/policies.ts'
import type { ReadTable } from './model/reform-table.ts'

const confirm = withPermission('ledger.import.confirm')
const bind = withPermission('ledger.target.bind')
const supervise = withPermission('ledger.notice.issue')
const manageProjects = withPermission('ledger.project.manage')
const reportProjects = withPermission('ledger.project.report')

/** A reform of the official table and its row, word for word. */
export const reform = pgTable(
  'reform',
  {
    county: county(),
    year: integer('year').notNull(),
    no: integer('no').notNull(),
    name: text('name').notNull(),
    subtitle: text('subtitle'),
    standing: text('standing').notNull(),
    nameText: text('name_text').notNull(),
    measuresText: text('measures_text').notNull(),
    milestonesText: text('milestones_text').notNull(),
    landmarksText: text('landmarks_text').notNull(),
    departmentsText: text('departments_text').notNull(),
    tableTitle: text('table_title').notNull(),
    sourceDigest: sm3digest('source_digest').notNull(),
    importId: text('import_id').notNull(),
    publishedOn: civilDate('published_on'),
    /** The row left the official table at a later import; its record stays. */
    withdrawnOn: civilDate('withdrawn_on'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.year, table.no] }),
    check('reform_no', sql`${table.no} BETWEEN 1 AND 99`),
    ...rowPolicies(table, { read: everyone, write: confirm, visitors: sql`${table.publishedOn} IS NOT NULL` }),
  ],
)

const ofPublishedReform = (table: string) =>
  sql.raw(
    `EXISTS (SELECT 1 FROM reform r WHERE r.county = ${table}.county AND r.year = ${table}.year AND r.no = ${table}.reform_no)`,
  )

/** Departments of a reform in the table's order; number 1 leads (牵头). */
export const reformDepartment = pgTable(
  'reform_department',
  {
    county: county(),
    year: integer('year').notNull(),
    reformNo: integer('reform_no').notNull(),
    no: integer('no').notNull(),
    name: text('name').notNull(),
    organisationId: uuid('organisation_id'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.year, table.reformNo, table.no] }),
    foreignKey({
      columns: [table.county, table.year, table.reformNo],
      foreignColumns: [reform.county, reform.year, reform.no],
    }),
    index('reform_department_organisation').on(table.county, table.organisationId),
    ...rowPolicies(table, { read: everyone, write: confirm, visitors: ofPublishedReform('reform_department') }),
  ],
)

/** A numbered item of a cell: measure (改革举措), milestone (主要目标, dated) or landmark result (标志性成果). */
export const reformItem = pgTable(
  'reform_item',
  {
    county: county(),
    year: integer('year').notNull(),
    reformNo: integer('reform_no').notNull(),
    column: text('column_name', { enum: ['measures', 'milestones', 'landmarks'] }).notNull(),
    position: integer('position').notNull(),
    /** The number as printed; a lead-in line has none. */
    printedNo: integer('printed_no'),
    text: text('text').notNull(),
    due: civilDate('due'),
    kind: text('kind', { enum: ['figure', 'deliverable'] }).notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.year, table.reformNo, table.column, table.position] }),
    foreignKey({
      columns: [table.county, table.year, table.reformNo],
      foreignColumns: [reform.county, reform.year, reform.no],
    }),
    ...rowPolicies(table, { read: everyone, write: confirm, visitors: ofPublishedReform('reform_item') }),
  ],
)

/** A target: a stretch of the official text, and what it is measured by. `id` = year-reform-number, kept on re-import. */
export const target = pgTable(
  'target',
  {
    county: county(),
    id: text('id').notNull(),
    year: integer('year').notNull(),
    reformNo: integer('reform_no').notNull(),
    no: integer('no').notNull(),
    column: text('column_name', { enum: ['measures', 'milestones', 'landmarks'] }).notNull(),
    itemNo: integer('item_no').notNull(),
    from: integer('span_from').notNull(),
    to: integer('span_to').notNull(),
    text: text('text').notNull(),
    title: text('title').notNull(),
    kind: text('kind', { enum: ['figure', 'deliverable'] }).notNull(),
    indicatorId: text('indicator_id'),
    scopeKind: text('scope_kind'),
    scopeId: text('scope_id'),
    comparator: text('comparator', { enum: ['≥', '≤', '=', 'rises', 'falls', 'covers'] }).notNull(),
    threshold: doublePrecision('threshold'),
    baseline: doublePrecision('baseline'),
    benchmark: text('benchmark'),
    unit: text('unit').notNull(),
    word: text('word'),
    due: civilDate('due').notNull(),
    counted: boolean('counted').notNull(),
    requiredKinds: text('required_kinds').array().notNull(),
    boundBy: text('bound_by', { enum: ['proposal', 'hand'] }).notNull(),
    bindingReason: text('binding_reason'),
    /** The words left the official table at a later import; the record stays. */
    withdrawnOn: civilDate('withdrawn_on'),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('target_number').on(table.county, table.year, table.reformNo, table.no),
    foreignKey({
      columns: [table.county, table.year, table.reformNo],
      foreignColumns: [reform.county, reform.year, reform.no],
    }),
    check('target_scope', sql`(${table.scopeKind} IS NULL) = (${table.scopeId} IS NULL)`),
    check('target_span', sql`${table.from} >= 0 AND ${table.to} > ${table.from}`),
    ...rowPolicies(table, {
      read: everyone,
      insert: confirm,
      update: anyOf(confirm, bind),
      delete: confirm,
      visitors: ofPublishedReform('target'),
    }),
  ],
)

/** Papers behind a deliverable. Nobody verifies what he submitted: held here as well as in the case. */
export const evidence = pgTable(
  'evidence',
  {
    county: county(),
    id: text('id').notNull(),
    targetId: text('target_id').notNull(),
    kind: text('kind', {
      enum: ['document', 'photo', 'minutes', 'contract', 'approval', 'training_list'],
    }).notNull(),
    title: text('title').notNull(),
    fileId: text('file_id'),
    datedOn: civilDate('dated_on').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    state: text('state', { enum: ['draft', 'submitted', 'verified', 'returned'] }).notNull(),
    submittedBy: text('submitted_by'),
    submittedByName: text('submitted_by_name'),
    submittedOn: civilDate('submitted_on'),
    verifiedBy: text('verified_by'),
    verifiedByName: text('verified_by_name'),
    verifiedOn: civilDate('verified_on'),
    reason: text('reason'),
    caseId: text('case_id').notNull(),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    foreignKey({ columns: [table.county, table.targetId], foreignColumns: [target.county, target.id] }),
    index('evidence_target').on(table.county, table.targetId),
    // Without nullsFirst the index is not in the order of ORDER BY … DESC.
    index('evidence_newest').on(table.county, table.datedOn.desc().nullsFirst(), table.id),
    check('evidence_two_persons', sql`${table.verifiedBy} IS NULL OR ${table.verifiedBy} <> ${table.submittedBy}`),
    check('evidence_verified', sql`(${table.state} = 'verified') = (${table.verifiedOn} IS NOT NULL)`),
    ...rowPolicies(table, {
      read: everyone,
      insert: allOf(withPermission('ledger.evidence.submit'), ownOrganisation(table.organisationId)),
      update: anyOf(
        allOf(withPermission('ledger.evidence.submit'), ownOrganisation(table.organisationId)),
        allOf(
          withPermission('ledger.evidence.verify'),
          sql`${table.submittedBy} IS DISTINCT FROM current_setting('gongfu.actor', true)`,
        ),
      ),
    }),
  ],
)

/** 督办单. */
export const supervisionNotice = pgTable(
  'supervision_notice',
  {
    county: county(),
    id: text('id').notNull(),
    year: integer('year').notNull(),
    serial: integer('serial').notNull(),
    reformNo: integer('reform_no').notNull(),
    targetId: text('target_id'),
    title: text('title').notNull(),
    demand: text('demand').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    state: text('state', { enum: ['issued', 'received', 'answered', 'closed', 'escalated'] }).notNull(),
    issuedOn: civilDate('issued_on').notNull(),
    issuedByName: text('issued_by_name').notNull(),
    answerDue: civilDate('answer_due').notNull(),
    answeredOn: civilDate('answered_on'),
    answer: text('answer'),
    escalatedOn: civilDate('escalated_on'),
    closedOn: civilDate('closed_on'),
    caseId: text('case_id').notNull(),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('supervision_notice_serial').on(table.county, table.year, table.serial),
    index('supervision_notice_organisation').on(table.county, table.organisationId),
    ...rowPolicies(table, {
      read: anyOf(supervise, ownOrganisation(table.organisationId), withPermission('ledger.notice.read')),
      insert: supervise,
      update: anyOf(supervise, allOf(withPermission('ledger.notice.answer'), ownOrganisation(table.organisationId))),
    }),
  ],
)

/** A request for a later date. It never touches `target.due`. */
export const targetExtension = pgTable(
  'target_extension',
  {
    county: county(),
    id: text('id').notNull(),
    targetId: text('target_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    originalDue: civilDate('original_due').notNull(),
    askedFor: civilDate('asked_for').notNull(),
    grantedTo: civilDate('granted_to'),
    reason: text('reason').notNull(),
    decisionReason: text('decision_reason'),
    state: text('state', { enum: ['asked', 'granted', 'refused'] }).notNull(),
    askedOn: civilDate('asked_on').notNull(),
    decidedOn: civilDate('decided_on'),
    caseId: text('case_id').notNull(),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    foreignKey({ columns: [table.county, table.targetId], foreignColumns: [target.county, target.id] }),
    index('target_extension_target').on(table.county, table.targetId),
    check('target_extension_later', sql`${table.askedFor} > ${table.originalDue}`),
    check('target_extension_granted', sql`(${table.state} = 'granted') = (${table.grantedTo} IS NOT NULL)`),
    ...rowPolicies(table, {
      read: everyone,
      insert: allOf(withPermission('ledger.extension.ask'), ownOrganisation(table.organisationId)),
      update: withPermission('ledger.extension.decide'),
    }),
  ],
)

/** A construction project, whichever reform it serves. Position in CGCS2000 degrees. */
export const project = pgTable(
  'project',
  {
    county: county(),
    id: text('id').notNull(),
    reformNo: integer('reform_no').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    place: text('place').notNull(),
    longitude: doublePrecision('longitude').notNull(),
    latitude: doublePrecision('latitude').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    budgetFen: fen('budget_fen').notNull(),
    state: text('state').notNull(),
    caseId: text('case_id').notNull(),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    check('project_budget', sql`${table.budgetFen} > 0`),
    ...rowPolicies(table, { read: everyone, write: manageProjects, visitors: everyone }),
  ],
)

const reportsOwnProject = (table: string) =>
  anyOf(
    manageProjects,
    allOf(
      reportProjects,
      sql.raw(
        `EXISTS (SELECT 1 FROM project p WHERE p.county = ${table}.county AND p.id = ${table}.project_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), ''))`,
      ),
    ),
  )

export const projectNode = pgTable(
  'project_node',
  {
    county: county(),
    projectId: text('project_id').notNull(),
    no: integer('no').notNull(),
    kind: text('kind', {
      enum: ['approved', 'designed', 'tendered', 'building', 'completed', 'accepted', 'settlement_audit', 'in_use'],
    }).notNull(),
    name: text('name').notNull(),
    /** Structure level of a building node: storeys above ground. */
    level: integer('level'),
    weight: doublePrecision('weight').notNull(),
    plannedFrom: civilDate('planned_from').notNull(),
    plannedOn: civilDate('planned_on').notNull(),
    reportedOn: civilDate('reported_on'),
    reportedProgress: doublePrecision('reported_progress').notNull().default(0),
    acceptedOn: civilDate('accepted_on'),
    document: text('document'),
    state: text('state', { enum: ['planned', 'reported', 'evidenced', 'accepted', 'returned'] }).notNull(),
    reportedBy: text('reported_by'),
    acceptedBy: text('accepted_by'),
    reason: text('reason'),
    caseId: text('case_id').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.projectId, table.no] }),
    foreignKey({ columns: [table.county, table.projectId], foreignColumns: [project.county, project.id] }),
    check('project_node_weight', sql`${table.weight} BETWEEN 0 AND 1`),
    check('project_node_progress', sql`${table.reportedProgress} BETWEEN 0 AND 1`),
    check('project_node_accepted', sql`(${table.state} = 'accepted') = (${table.acceptedOn} IS NOT NULL)`),
    check('project_node_two_persons', sql`${table.acceptedBy} IS NULL OR ${table.acceptedBy} <> ${table.reportedBy}`),
    ...rowPolicies(table, {
      read: everyone,
      insert: manageProjects,
      update: reportsOwnProject('project_node'),
      delete: manageProjects,
      visitors: everyone,
    }),
  ],
)

export const projectFund = pgTable(
  'project_fund',
  {
    county: county(),
    id: text('id').notNull(),
    projectId: text('project_id').notNull(),
    source: text('source').notNull(),
    approvedFen: fen('approved_fen').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('project_fund_source').on(table.county, table.projectId, table.source),
    foreignKey({ columns: [table.county, table.projectId], foreignColumns: [project.county, project.id] }),
    check('project_fund_approved', sql`${table.approvedFen} > 0`),
    ...rowPolicies(table, { read: everyone, write: manageProjects, visitors: everyone }),
  ],
)

/** Who builds keeps the books of his own project: receipts and payments, each with its voucher. */
const booksOwnProject = (table: string) =>
  anyOf(
    manageProjects,
    allOf(
      reportProjects,
      sql.raw(
        `EXISTS (SELECT 1 FROM project_fund f JOIN project p ON p.county = f.county AND p.id = f.project_id WHERE f.county = ${table}.county AND f.id = ${table}.fund_id AND p.organisation_id::text = nullif(current_setting('gongfu.organisation', true), ''))`,
      ),
    ),
  )

export const projectReceipt = pgTable(
  'project_receipt',
  {
    county: county(),
    id: text('id').notNull(),
    fundId: text('fund_id').notNull(),
    receivedOn: civilDate('received_on').notNull(),
    fen: fen('fen').notNull(),
    voucher: text('voucher').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('project_receipt_voucher').on(table.county, table.voucher),
    foreignKey({ columns: [table.county, table.fundId], foreignColumns: [projectFund.county, projectFund.id] }),
    check('project_receipt_fen', sql`${table.fen} > 0`),
    ...rowPolicies(table, { read: everyone, write: booksOwnProject('project_receipt') }),
  ],
)

export const projectPayment = pgTable(
  'project_payment',
  {
    county: county(),
    id: text('id').notNull(),
    fundId: text('fund_id').notNull(),
    paidOn: civilDate('paid_on').notNull(),
    payee: text('payee').notNull(),
    purpose: text('purpose').notNull(),
    fen: fen('fen').notNull(),
    voucher: text('voucher').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('project_payment_voucher').on(table.county, table.voucher),
    foreignKey({ columns: [table.county, table.fundId], foreignColumns: [projectFund.county, projectFund.id] }),
    check('project_payment_fen', sql`${table.fen} > 0`),
    check('project_payment_has_voucher', sql`btrim(${table.voucher}) <> ''`),
    ...rowPolicies(table, { read: everyone, write: booksOwnProject('project_payment') }),
  ],
)

export const sitePhoto = pgTable(
  'site_photo',
  {
    county: county(),
    id: text('id').notNull(),
    projectId: text('project_id').notNull(),
    nodeNo: integer('node_no').notNull(),
    /** Order of upload within the node: of two that look alike the later one does not count. */
    no: integer('no').notNull(),
    fileId: text('file_id').notNull(),
    takenAt: instant('taken_at'),
    metresFromSite: doublePrecision('metres_from_site'),
    perceptualHash: text('perceptual_hash').notNull(),
    refusal: text('refusal', { enum: ['date_off', 'too_far', 'duplicate'] }),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    foreignKey({
      columns: [table.county, table.projectId, table.nodeNo],
      foreignColumns: [projectNode.county, projectNode.projectId, projectNode.no],
    }),
    unique('site_photo_order').on(table.county, table.projectId, table.nodeNo, table.no),
    ...rowPolicies(table, { read: everyone, write: reportsOwnProject('site_photo') }),
  ],
)

/** 结算审核. */
export const settlementAudit = pgTable(
  'settlement_audit',
  {
    county: county(),
    projectId: text('project_id').notNull(),
    auditedOn: civilDate('audited_on').notNull(),
    auditor: text('auditor').notNull(),
    submittedFen: fen('submitted_fen').notNull(),
    settledFen: fen('settled_fen').notNull(),
    document: text('document').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.projectId] }),
    foreignKey({ columns: [table.county, table.projectId], foreignColumns: [project.county, project.id] }),
    ...rowPolicies(table, { read: everyone, write: manageProjects }),
  ],
)

/** 公开征求意见. */
export const consultation = pgTable(
  'consultation',
  {
    county: county(),
    id: text('id').notNull(),
    reformNo: integer('reform_no').notNull(),
    targetId: text('target_id'),
    title: text('title').notNull(),
    introduction: text('introduction').notNull(),
    draftText: text('draft_text').notNull(),
    fileId: text('file_id'),
    organisationId: uuid('organisation_id').notNull(),
    openFrom: civilDate('open_from').notNull(),
    openTo: civilDate('open_to').notNull(),
    state: text('state', { enum: ['drafted', 'open', 'answered', 'closed'] }).notNull(),
    result: text('result'),
    closedOn: civilDate('closed_on'),
    caseId: text('case_id').notNull(),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    // Seven full days [A], ledger 5.
    check('consultation_seven_days', sql`${table.openTo} - ${table.openFrom} >= 7`),
    ...rowPolicies(table, {
      read: everyone,
      write: allOf(withPermission('ledger.consultation.manage'), ownOrganisation(table.organisationId)),
      visitors: sql`${table.state} <> 'drafted'`,
    }),
  ],
)

export const consultationComment = pgTable(
  'consultation_comment',
  {
    county: county(),
    id: text('id').notNull(),
    consultationId: text('consultation_id').notNull(),
    author: text('author').notNull(),
    text: text('text').notNull(),
    madeOn: civilDate('made_on').notNull(),
    moderation: text('moderation', { enum: ['waiting', 'shown', 'hidden'] }).notNull(),
    answer: text('answer'),
    adopted: text('adopted', { enum: ['adopted', 'partly', 'not_adopted'] }),
    adoptedReason: text('adopted_reason'),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    foreignKey({
      columns: [table.county, table.consultationId],
      foreignColumns: [consultation.county, consultation.id],
    }),
    index('consultation_comment_list').on(table.county, table.consultationId, table.madeOn),
    check(
      'consultation_comment_why_not',
      sql`${table.adopted} IS NULL OR ${table.adopted} = 'adopted' OR ${table.adoptedReason} IS NOT NULL`,
    ),
    ...rowPolicies(table, {
      read: everyone,
      insert: sql`${table.moderation} = 'waiting'`,
      update: withPermission('ledger.consultation.manage'),
      visitors: sql`${table.moderation} = 'shown'`,
    }),
    // A visitor may add a comment while the consultation is open; it is seen after moderation.
    pgPolicy('visitors_comment', {
      for: 'insert',
      to: gongfuPublic,
      withCheck: allOf(
        inCounty(table.county),
        sql`${table.moderation} = 'waiting'`,
        sql`${table.answer} IS NULL`,
        sql.raw(
          `EXISTS (SELECT 1 FROM consultation c WHERE c.county = consultation_comment.county AND c.id = consultation_comment.consultation_id AND c.state = 'open')`,
        ),
      ),
    }),
  ],
)

/** A published series to compare with, e.g. `taizhou.tax_per_mu`; not an indicator. */
export const benchmarkSeries = pgTable(
  'benchmark_series',
  {
    county: county(),
    id: text('id').notNull(),
    year: integer('year').notNull(),
    value: doublePrecision('value').notNull(),
    unit: text('unit').notNull(),
    document: text('document').notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id, table.year] }),
    ...rowPolicies(table, { read: everyone, write: bind, visitors: everyone }),
  ],
)

/** 通报: a draft is edited, a published edition never changes (trigger in migrations/custom/50_ledger.sql). */
export const bulletin = pgTable(
  'bulletin',
  {
    county: county(),
    month: text('month').notNull(),
    edition: integer('edition').notNull(),
    title: text('title').notNull(),
    asOf: civilDate('as_of').notNull(),
    summary: text('summary').notNull(),
    rows: jsonb('rows').$type<readonly Record<string, unknown>[]>().notNull(),
    correction: text('correction'),
    state: text('state', { enum: ['draft', 'published'] }).notNull(),
    publishedAt: instant('published_at'),
    digest: sm3digest('digest'),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.month, table.edition] }),
    check('bulletin_published', sql`(${table.state} = 'published') = (${table.digest} IS NOT NULL)`),
    check('bulletin_correction', sql`(${table.edition} = 1) = (${table.correction} IS NULL)`),
    ...rowPolicies(table, {
      read: everyone,
      write: withPermission('ledger.bulletin.publish'),
      visitors: sql`${table.state} = 'published'`,
    }),
  ],
)

/** An uploaded official table on its way: nothing of it counts until confirmed. */
export const tableImport = pgTable(
  'table_import',
  {
    county: county(),
    id: text('id').notNull(),
    filename: text('filename').notNull(),
    digest: sm3digest('digest').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    year: integer('year').notNull(),
    title: text('title').notNull(),
    reading: jsonb('reading').$type<ReadTable>().notNull(),
    state: text('state', { enum: ['uploaded', 'previewed', 'confirmed', 'discarded'] }).notNull(),
    uploadedByName: text('uploaded_by_name').notNull(),
    uploadedAt: instant('uploaded_at').notNull(),
    caseId: text('case_id').notNull(),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    ...rowPolicies(table, { read: confirm, write: confirm }),
  ],
)

/** A reform package that came from elsewhere, verified, and the reform under which it runs here. */
export const reformPackage = pgTable(
  'reform_package',
  {
    county: county(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    fromCounty: text('from_county').notNull(),
    content: jsonb('content').$type<Record<string, unknown>>().notNull(),
    digest: sm3digest('digest').notNull(),
    publicKey: text('public_key').notNull(),
    state: text('state', { enum: ['imported', 'adapted', 'running'] }).notNull(),
    adaptation: jsonb('adaptation').$type<Record<string, unknown>>(),
    importedAt: instant('imported_at').notNull(),
    version: integer('version').notNull().default(1),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.county, table.id] }),
    unique('reform_package_digest').on(table.county, table.digest),
    ...rowPolicies(table, {
      read: withPermission('ledger.package.manage'),
      write: withPermission('ledger.package.manage'),
    }),
  ],
)
