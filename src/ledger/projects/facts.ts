import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { type NodeKind, type ProjectProgress, projectProgress, projectStage } from '../model/project-progress.ts'
import { project, projectFund, projectNode, projectPayment, projectReceipt, sitePhoto } from '../tables.ts'

// DATE columns hold civil dates by construction.
const civil = (date: string): CivilDate => date as CivilDate

export type NodeFacts = typeof projectNode.$inferSelect & {
  /** Days on which the photos that count were taken. */
  readonly photoDays: readonly CivilDate[]
}
export type Movement = {
  readonly id: string
  readonly fundId: string
  readonly source: string
  readonly on: CivilDate
  readonly fen: bigint
  readonly voucher: string
}
export type ProjectFacts = typeof project.$inferSelect & {
  readonly nodes: readonly NodeFacts[]
  readonly funds: readonly (typeof projectFund.$inferSelect)[]
  readonly receipts: readonly Movement[]
  readonly payments: readonly (Movement & { readonly payee: string; readonly purpose: string })[]
}

export type ProjectFilter = { readonly id?: string | undefined; readonly reformNo?: number | undefined }

/** Projects with all that happened to them, whatever the day: six queries however many projects there are. */
export const loadProjects = async (context: Context, filter: ProjectFilter = {}): Promise<readonly ProjectFacts[]> => {
  const { county } = context.actor
  const { tx } = context
  const projects = await tx
    .select()
    .from(project)
    .where(
      and(
        eq(project.county, county),
        filter.id === undefined ? undefined : eq(project.id, filter.id),
        filter.reformNo === undefined ? undefined : eq(project.reformNo, filter.reformNo),
      ),
    )
    .orderBy(asc(project.reformNo), asc(project.id))
  if (projects.length === 0) return []
  const one = filter.id
  const nodes = await tx
    .select()
    .from(projectNode)
    .where(and(eq(projectNode.county, county), one === undefined ? undefined : eq(projectNode.projectId, one)))
    .orderBy(asc(projectNode.projectId), asc(projectNode.no))
  const photos = await tx
    .select({
      projectId: sitePhoto.projectId,
      nodeNo: sitePhoto.nodeNo,
      takenAt: sitePhoto.takenAt,
      refusal: sitePhoto.refusal,
    })
    .from(sitePhoto)
    .where(and(eq(sitePhoto.county, county), one === undefined ? undefined : eq(sitePhoto.projectId, one)))
  const funds = await tx
    .select()
    .from(projectFund)
    .where(and(eq(projectFund.county, county), one === undefined ? undefined : eq(projectFund.projectId, one)))
    .orderBy(asc(projectFund.projectId), asc(projectFund.source))
  const receipts = await tx
    .select()
    .from(projectReceipt)
    .where(eq(projectReceipt.county, county))
    .orderBy(asc(projectReceipt.receivedOn), asc(projectReceipt.id))
  const payments = await tx
    .select()
    .from(projectPayment)
    .where(eq(projectPayment.county, county))
    .orderBy(asc(projectPayment.paidOn), asc(projectPayment.id))
  const fundsById = new Map(funds.map((fund) => [fund.id, fund]))
  const photosByNode = Map.groupBy(photos, ({ projectId, nodeNo }) => `${projectId}/${nodeNo}`)
  const nodesOf = Map.groupBy(nodes, ({ projectId }) => projectId)
  const fundsOf = Map.groupBy(funds, ({ projectId }) => projectId)
  const receiptsOf = Map.groupBy(receipts, ({ fundId }) => fundsById.get(fundId)?.projectId)
  const paymentsOf = Map.groupBy(payments, ({ fundId }) => fundsById.get(fundId)?.projectId)
  const sourceOf = (fundId: string): string => fundsById.get(fundId)?.source ?? ''
  return projects.map((each) => ({
    ...each,
    nodes: (nodesOf.get(each.id) ?? []).map((node) => ({
      ...node,
      photoDays: (photosByNode.get(`${each.id}/${node.no}`) ?? []).flatMap(({ takenAt, refusal }) =>
        takenAt !== null && refusal === null ? [civilDateOf(takenAt)] : [],
      ),
    })),
    funds: fundsOf.get(each.id) ?? [],
    receipts: (receiptsOf.get(each.id) ?? []).map((row) => ({
      ...row,
      source: sourceOf(row.fundId),
      on: civil(row.receivedOn),
    })),
    payments: (paymentsOf.get(each.id) ?? []).map((row) => ({
      ...row,
      source: sourceOf(row.fundId),
      on: civil(row.paidOn),
    })),
  }))
}

const onOrBefore = (date: string | null, asOf: CivilDate): boolean => date !== null && date <= asOf

export const acceptedBy = (node: NodeFacts, asOf: CivilDate): boolean => onOrBefore(node.acceptedOn, asOf)

/** Progress as it was known on `asOf`: a report counts from its day, with three photos taken by then (ledger 4.6). */
export const progressOn = (
  facts: Pick<ProjectFacts, 'nodes'>,
  asOf: CivilDate,
  working: Working = Working.silent,
): ProjectProgress =>
  projectProgress(
    facts.nodes.map((node) => ({
      kind: node.kind,
      weight: node.weight,
      planned: civil(node.plannedOn),
      acceptedOn: node.acceptedOn === null ? null : civil(node.acceptedOn),
      reported: onOrBefore(node.reportedOn, asOf) ? node.reportedProgress : 0,
      photosValid: node.photoDays.filter((day) => day <= asOf).length >= 3,
    })),
    asOf,
    working,
  )

export const stageOn = (facts: Pick<ProjectFacts, 'nodes'>, asOf: CivilDate): NodeKind | 'planned' =>
  projectStage(facts.nodes.filter((node) => acceptedBy(node, asOf)).map(({ kind }) => kind))

export const sumUntil = (movements: readonly Movement[], asOf: CivilDate): bigint =>
  movements.reduce((sum, { on, fen }) => (on <= asOf ? sum + fen : sum), 0n)
