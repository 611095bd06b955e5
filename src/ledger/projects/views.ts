import { and, asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { type CivilDate, diffDays, monthEnd, monthEndsBetween, parseDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { isVisitor } from '../../platform/http/authenticator.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { fenToNumber } from '../../platform/money.ts'
import { organisation } from '../../platform/registers/tables.ts'
import type { ProjectMark, ProjectReply, ProjectRow, ProjectsReply, SitePhoto } from '../api/projects/schema.ts'
import { checkFunds } from '../model/project-progress.ts'
import { settlementAudit, sitePhoto } from '../tables.ts'
import {
  acceptedBy,
  loadProjects,
  type NodeFacts,
  type ProjectFacts,
  type ProjectFilter,
  progressOn,
  stageOn,
  sumUntil,
} from './facts.ts'

const day = (context: Context, asOf: string | undefined): CivilDate =>
  asOf === undefined ? civilDateOf(context.clock.now()) : parseDate(asOf, '/query/asOf')

/** Sums and progress count every record of the county, also for a visitor, who is shown no single voucher or photo. */
const countyFacts = (context: Context, filter: ProjectFilter) =>
  asCounty(context, 'projects', (whole) => loadProjects(whole, filter))

const ownersOf = async (context: Context): Promise<ReadonlyMap<string, string>> => {
  const rows = await context.tx
    .select({ id: organisation.id, name: organisation.shortName })
    .from(organisation)
    .where(eq(organisation.county, context.actor.county))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const markOf = (facts: ProjectFacts, asOf: CivilDate): ProjectMark => ({
  id: facts.id,
  reformNo: facts.reformNo,
  name: facts.name,
  longitude: facts.longitude,
  latitude: facts.latitude,
  progress: progressOn(facts, asOf).progress,
  done: facts.nodes.some((node) => node.kind === 'completed' && acceptedBy(node, asOf)),
})

const rowOf = (facts: ProjectFacts, asOf: CivilDate, owner: string): ProjectRow => ({
  ...markOf(facts, asOf),
  code: facts.id,
  place: facts.place,
  owner,
  state: stageOn(facts, asOf),
  scheduleVarianceDays: progressOn(facts, asOf).varianceDays,
  approvedFen: fenToNumber(facts.funds.reduce((sum, { approvedFen }) => sum + approvedFen, 0n)),
  receivedFen: fenToNumber(sumUntil(facts.receipts, asOf)),
  paidFen: fenToNumber(sumUntil(facts.payments, asOf)),
  version: facts.version,
})

/** Construction projects as pins of the map. */
export const projectMarks = async (context: Context, asOf: CivilDate): Promise<ProjectMark[]> =>
  (await countyFacts(context, {})).map((facts) => markOf(facts, asOf))

/** Projects of the county, or of one reform, as they stood on `asOf`. */
export const listProjects = async (
  context: Context,
  query: { readonly asOf?: string | undefined; readonly reform?: number | undefined },
): Promise<z.input<typeof ProjectsReply>> => {
  const asOf = day(context, query.asOf)
  const owners = await ownersOf(context)
  const all = await countyFacts(context, { reformNo: query.reform })
  return { asOf, rows: all.map((facts) => rowOf(facts, asOf, owners.get(facts.organisationId) ?? '')) }
}

const nodeVariance = (node: NodeFacts, asOf: CivilDate): number | null => {
  const planned = node.plannedOn as CivilDate
  if (acceptedBy(node, asOf)) return diffDays(planned, (node.acceptedOn ?? asOf) as CivilDate)
  return planned < asOf ? diffDays(planned, asOf) : null
}

/** What of the node was known on `asOf`. */
const nodeStateOn = (node: NodeFacts, asOf: CivilDate): NodeFacts['state'] => {
  if (node.acceptedOn !== null) {
    if (node.acceptedOn <= asOf) return 'accepted'
    return node.reportedOn !== null && node.reportedOn <= asOf ? 'reported' : 'planned'
  }
  return node.reportedOn !== null && node.reportedOn > asOf ? 'planned' : node.state
}

/** Planned and accepted share at each month end of the project's life; what lies after `asOf` is not known yet. */
const curveOf = (facts: ProjectFacts, asOf: CivilDate): ProjectReply['curve'] => {
  const dates = facts.nodes.flatMap((node) => [node.plannedFrom, node.plannedOn, node.acceptedOn ?? node.plannedOn])
  const [from = asOf, to = asOf] = [dates.toSorted()[0], dates.toSorted().at(-1)] as (CivilDate | undefined)[]
  const total = facts.nodes.reduce((sum, { weight }) => sum + weight, 0)
  return monthEndsBetween(from, monthEnd(to)).map((date) => ({
    date,
    planned: facts.nodes.reduce((sum, { weight, plannedOn }) => (plannedOn <= date ? sum + weight : sum), 0) / total,
    actual: date <= asOf ? progressOn(facts, date).acceptedShare : null,
  }))
}

const problemWords = {
  date_off: '拍摄日期不在节点日期前后 3 天内',
  too_far: '拍摄地点距项目超过 300 米',
  duplicate: '与已有照片重复',
}

const photosOf = async (context: Context, id: string, asOf: CivilDate): Promise<z.input<typeof SitePhoto>[]> => {
  const rows = await context.tx
    .select()
    .from(sitePhoto)
    .where(and(eq(sitePhoto.county, context.actor.county), eq(sitePhoto.projectId, id)))
    .orderBy(asc(sitePhoto.nodeNo), asc(sitePhoto.no))
  return rows
    .filter(({ takenAt }) => takenAt === null || civilDateOf(takenAt) <= asOf)
    .map((photo) => ({
      id: photo.id,
      nodeId: String(photo.nodeNo),
      fileId: photo.fileId,
      takenAt: photo.takenAt?.toISOString() ?? null,
      distanceM: photo.metresFromSite,
      accepted: photo.refusal === null,
      problems: photo.refusal === null ? [] : [problemWords[photo.refusal]],
    }))
}

const settlementOf = async (
  context: Context,
  facts: ProjectFacts,
  asOf: CivilDate,
): Promise<ProjectReply['settlement']> => {
  const [row] = await context.tx
    .select()
    .from(settlementAudit)
    .where(and(eq(settlementAudit.county, context.actor.county), eq(settlementAudit.projectId, facts.id)))
  if (row === undefined || row.auditedOn > asOf) return null
  const problems = checkFunds({
    approvedFen: 0n,
    receivedFen: 0n,
    payments: [],
    budgetFen: facts.budgetFen,
    settlementFen: row.settledFen,
  })
  return {
    auditedOn: row.auditedOn,
    auditor: row.auditor,
    submittedFen: fenToNumber(row.submittedFen),
    settledFen: fenToNumber(row.settledFen),
    deviation: Number(row.settledFen - facts.budgetFen) / Number(facts.budgetFen),
    flagged: problems.some(({ code }) => code === 'settlement_deviates'),
    document: row.document,
  }
}

/** One project on a day with everything behind it. A visitor sees the sums, not the vouchers. @throws not_found */
export const viewProject = async (
  context: Context,
  id: string,
  query: { readonly asOf?: string | undefined } = {},
): Promise<ProjectReply> => {
  const asOf = day(context, query.asOf)
  const [facts] = await countyFacts(context, { id })
  if (facts === undefined) throw new Problem('not_found', '没有这个项目')
  const owners = await ownersOf(context)
  const visitor = isVisitor(context.actor)
  const until = <T extends { on: CivilDate }>(movements: readonly T[]) => movements.filter(({ on }) => on <= asOf)
  const acceptance = facts.nodes.find((node) => node.kind === 'accepted' && acceptedBy(node, asOf))
  return {
    ...rowOf(facts, asOf, owners.get(facts.organisationId) ?? ''),
    asOf,
    description: facts.description,
    budgetFen: fenToNumber(facts.budgetFen),
    nodes: facts.nodes.map((node) => ({
      id: String(node.no),
      kind: node.kind,
      no: node.no,
      name: node.name,
      level: node.level,
      weight: node.weight,
      plannedFrom: node.plannedFrom,
      plannedOn: node.plannedOn,
      reportedOn: node.reportedOn !== null && node.reportedOn <= asOf ? node.reportedOn : null,
      reportedProgress: node.reportedOn !== null && node.reportedOn <= asOf ? node.reportedProgress : 0,
      acceptedOn: acceptedBy(node, asOf) ? node.acceptedOn : null,
      state: nodeStateOn(node, asOf),
      varianceDays: nodeVariance(node, asOf),
      reason: visitor ? null : node.reason,
    })),
    funds: facts.funds.map((fund) => {
      const received = until(facts.receipts).filter(({ fundId }) => fundId === fund.id)
      return {
        id: fund.id,
        source: fund.source,
        approvedFen: fenToNumber(fund.approvedFen),
        receivedFen: fenToNumber(sumUntil(received, asOf)),
        receipts: visitor
          ? []
          : received.map(({ id: receipt, on, fen, voucher }) => ({
              id: receipt,
              receivedOn: on,
              fen: fenToNumber(fen),
              voucher,
            })),
      }
    }),
    payments: visitor
      ? []
      : until(facts.payments).map(({ id: payment, on, payee, purpose, fen, voucher, fundId }) => ({
          id: payment,
          paidOn: on,
          payee,
          purpose,
          fen: fenToNumber(fen),
          voucher,
          fundId,
        })),
    photos: await photosOf(context, id, asOf),
    acceptance:
      acceptance === undefined
        ? null
        : {
            acceptedOn: acceptance.acceptedOn ?? asOf,
            conclusion: acceptance.reason === null || acceptance.reason === '' ? '验收通过' : acceptance.reason,
            document: acceptance.document ?? '',
          },
    settlement: await settlementOf(context, facts, asOf),
    curve: curveOf(facts, asOf),
  }
}
