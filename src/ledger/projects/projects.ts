import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent, openCase } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { requireVersion } from '../../platform/http/etag.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { fenFromNumber, formatYuan } from '../../platform/money.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type {
  FundDraft,
  NodeAccept,
  NodeReport,
  PaymentDraft,
  ProjectDraft,
  ReceiptDraft,
  SettlementDraft,
} from '../api/projects/schema.ts'
import { firstOverdrawn } from '../model/fund-days.ts'
import { checkFunds, needsPhotos } from '../model/project-progress.ts'
import {
  project,
  projectFund,
  projectNode,
  projectPayment,
  projectReceipt,
  reform,
  settlementAudit,
} from '../tables.ts'
import { loadProjects, type ProjectFacts } from './facts.ts'
import { nodeSubject } from './node-case.ts'
import { addSitePhoto } from './site-photos.ts'

type Draft<Schema extends z.ZodType> = z.output<Schema>

const notLater = (context: Context, date: string, pointer: string): void => {
  if (date > civilDateOf(context.clock.now())) throw Problem.field(pointer, 'future', '日期不能晚于今天')
}

const checkDraft = async (context: Context, draft: Draft<typeof ProjectDraft>): Promise<void> => {
  const { county } = context.actor
  const weights = draft.nodes.reduce((sum, { weight }) => sum + weight, 0)
  if (Math.abs(weights - 1) > 1e-6) throw Problem.field('/nodes', 'weights', `节点权重合计须为 1，现为 ${weights}`)
  for (const [index, node] of draft.nodes.entries()) {
    if (node.plannedOn < node.plannedFrom) {
      throw Problem.field(`/nodes/${index}/plannedOn`, 'before_start', '计划完成日期早于开始日期')
    }
  }
  const [serves] = await context.tx
    .select({ no: reform.no })
    .from(reform)
    .where(and(eq(reform.county, county), eq(reform.no, draft.reformNo)))
    .limit(1)
  if (serves === undefined) throw Problem.field('/reformNo', 'unknown_reform', '没有这项改革')
  const [owner] = await context.tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(and(eq(organisation.county, county), sql`${organisation.id}::text = ${draft.ownerOrganisationId}`))
  if (owner === undefined) throw Problem.field('/ownerOrganisationId', 'unknown_organisation', '没有这个单位')
}

/** Enters a project with its nodes; each node is a case of its own. @throws not_computable, duplicate (code) */
export const createProject = async (context: Context, draft: Draft<typeof ProjectDraft>): Promise<void> => {
  const { county } = context.actor
  await checkDraft(context, draft)
  const { code: id, nodes, ownerOrganisationId: organisationId, budgetFen, ...rest } = draft
  const opened = await openCase(context, 'ledger.project', {
    title: draft.name,
    subject: { table: 'project', id },
    organisationId,
  })
  await context.tx.insert(project).values({
    county,
    id,
    ...rest,
    organisationId,
    budgetFen: fenFromNumber(budgetFen, '/budgetFen'),
    state: 'planned',
    caseId: opened.id,
  })
  await addNodes(context, { id, name: draft.name, organisationId }, nodes)
}

type NodeDraft = Draft<typeof ProjectDraft>['nodes'][number]

/** Adds nodes after those that are there. Weights are the caller's matter. */
export const addNodes = async (
  context: Context,
  of: Pick<ProjectFacts, 'id' | 'name' | 'organisationId'>,
  nodes: readonly NodeDraft[],
  firstNo = 1,
): Promise<void> => {
  for (const [index, node] of nodes.entries()) {
    const no = firstNo + index
    const opened = await openCase(context, 'ledger.project_node', {
      title: `${of.name}：${node.name}`,
      subject: { table: 'project_node', id: nodeSubject({ projectId: of.id, no }) },
      data: { photos: needsPhotos(node.kind) },
      organisationId: of.organisationId,
    })
    await context.tx
      .insert(projectNode)
      .values({ county: context.actor.county, projectId: of.id, no, ...node, state: 'planned', caseId: opened.id })
  }
}

const findNode = async (context: Context, projectId: string, nodeId: string) => {
  const [node] = await context.tx
    .select({ no: projectNode.no, caseId: projectNode.caseId })
    .from(projectNode)
    .where(
      and(
        eq(projectNode.county, context.actor.county),
        eq(projectNode.projectId, projectId),
        sql`${projectNode.no}::text = ${nodeId}`,
      ),
    )
  if (node === undefined) throw new Problem('not_found', '没有这个节点')
  return node
}

/** The builder says how far a node is. @throws forbidden for other departments; state_conflict once accepted */
export const reportNode = async (
  context: Context,
  id: string,
  nodeId: string,
  report: Draft<typeof NodeReport>,
): Promise<void> => {
  await fireEvent(context, (await findNode(context, id, nodeId)).caseId, 'report', { data: report })
}

/** The reform office accepts a node, by its paper. @throws forbidden (who reported), state_conflict (no photos) */
export const acceptNode = async (
  context: Context,
  id: string,
  nodeId: string,
  acceptance: Draft<typeof NodeAccept>,
): Promise<void> => {
  await fireEvent(context, (await findNode(context, id, nodeId)).caseId, 'accept', { data: acceptance })
}

export const returnNode = async (context: Context, id: string, nodeId: string, reason: string): Promise<void> => {
  await fireEvent(context, (await findNode(context, id, nodeId)).caseId, 'return', { reason })
}

export const addPhoto = async (context: Context, id: string, nodeId: string, fileId: string): Promise<void> => {
  const { no } = await findNode(context, id, nodeId)
  await addSitePhoto(context, { projectId: id, no }, fileId)
}

/** The project under a lock of its books: two payments at once must not spend the same money. @throws not_found */
const openBooks = async (context: Context, id: string): Promise<ProjectFacts> => {
  await context.tx.execute(
    sql`SELECT pg_advisory_xact_lock(hashtext(${`project_books ${context.actor.county} ${id}`}))`,
  )
  const [facts] = await loadProjects(context, { id })
  if (facts === undefined) throw new Problem('not_found', '没有这个项目')
  return facts
}

const requireFund = (facts: ProjectFacts, fundId: string) => {
  const fund = facts.funds.find((each) => each.id === fundId)
  if (fund === undefined) throw Problem.field('/fundId', 'unknown_fund', '项目没有这笔资金来源')
  return fund
}

/** A source of money as approved. @throws duplicate when the project has it already */
export const addFund = async (context: Context, id: string, draft: Draft<typeof FundDraft>): Promise<void> => {
  await openBooks(context, id)
  await context.tx.insert(projectFund).values({
    county: context.actor.county,
    id: randomUUID(),
    projectId: id,
    source: draft.source,
    approvedFen: fenFromNumber(draft.approvedFen, '/approvedFen'),
  })
}

/** Money that arrived. @throws not_computable `received_over_approved` */
export const addReceipt = async (context: Context, id: string, draft: Draft<typeof ReceiptDraft>): Promise<void> => {
  notLater(context, draft.receivedOn, '/receivedOn')
  const facts = await openBooks(context, id)
  const fund = requireFund(facts, draft.fundId)
  const fen = fenFromNumber(draft.fen, '/fen')
  const received = facts.receipts.reduce((sum, each) => (each.fundId === fund.id ? sum + each.fen : sum), fen)
  const [problem] = checkFunds({ approvedFen: fund.approvedFen, receivedFen: received, payments: [] })
  if (problem !== undefined) {
    throw Problem.field(
      '/fen',
      problem.code,
      `${problem.message}：“${fund.source}”批复 ${formatYuan(fund.approvedFen)} 元`,
    )
  }
  await context.tx.insert(projectReceipt).values({ county: context.actor.county, id: randomUUID(), ...draft, fen })
}

/** A payment with its voucher. @throws not_computable `paid_over_received`, also for a day before the money was there */
export const addPayment = async (context: Context, id: string, draft: Draft<typeof PaymentDraft>): Promise<void> => {
  notLater(context, draft.paidOn, '/paidOn')
  const facts = await openBooks(context, id)
  const fund = requireFund(facts, draft.fundId)
  const fen = fenFromNumber(draft.fen, '/fen')
  const of = <T extends { fundId: string }>(movements: readonly T[]) =>
    movements.filter(({ fundId }) => fundId === fund.id)
  const overdrawn = firstOverdrawn(of(facts.receipts), [
    ...of(facts.payments),
    // Validated as a real date by the schema.
    { on: draft.paidOn as (typeof facts.payments)[number]['on'], fen },
  ])
  if (overdrawn !== null) {
    throw Problem.field('/fen', 'paid_over_received', `截至 ${overdrawn}，“${fund.source}”的支付超过到账资金`)
  }
  await context.tx.insert(projectPayment).values({ county: context.actor.county, id: randomUUID(), ...draft, fen })
}

/** 结算审核. A settlement more than 10 % off the budget is taken in and flagged, not refused. */
export const recordSettlement = async (
  context: Context,
  id: string,
  ifMatch: string | null,
  draft: Draft<typeof SettlementDraft>,
): Promise<void> => {
  notLater(context, draft.auditedOn, '/auditedOn')
  const facts = await openBooks(context, id)
  requireVersion(ifMatch, facts.version)
  const values = {
    ...draft,
    submittedFen: fenFromNumber(draft.submittedFen, '/submittedFen'),
    settledFen: fenFromNumber(draft.settledFen, '/settledFen'),
  }
  await context.tx
    .insert(settlementAudit)
    .values({ county: context.actor.county, projectId: id, ...values })
    .onConflictDoUpdate({ target: [settlementAudit.county, settlementAudit.projectId], set: values })
  await context.tx
    .update(project)
    .set({ version: facts.version + 1 })
    .where(and(eq(project.county, facts.county), eq(project.id, id)))
}
