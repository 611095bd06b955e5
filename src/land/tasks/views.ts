import { and, asc, desc, eq, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { DeepReadonly } from '../../platform/read-only.ts'
import { organisation, town } from '../../platform/registers/tables.ts'
import type { FindingsReply, ListsReply, TaskReply, TasksQuery, TasksReply } from '../api/tasks/schema.ts'
import { stateOn } from '../model/task-steps.ts'
import {
  landAcceptance,
  landAgreement,
  landFinding,
  landParcel,
  landProgress,
  landTask,
  landTaskList,
  landTaskPhoto,
} from '../tables.ts'

/** Lists of all years with how many tasks each has that the actor sees. */
export const listLists = async ({ tx, actor }: Context): Promise<DeepReadonly<z.input<typeof ListsReply>>> => {
  const lists = await tx
    .select()
    .from(landTaskList)
    .where(eq(landTaskList.county, actor.county))
    .orderBy(desc(landTaskList.year))
  const tasks = await tx.select({ year: landTask.year }).from(landTask).where(eq(landTask.county, actor.county))
  return {
    rows: lists.map(({ year, drawnOn, frozenOn, frozenBy, rules }) => ({
      year,
      drawnOn,
      frozenOn,
      frozenBy,
      rules,
      tasks: tasks.filter((task) => task.year === year).length,
    })),
  }
}

/** The findings of a year that the actor sees, those on the list first. */
export const listFindings = async (
  { tx, actor }: Context,
  year: number,
): Promise<DeepReadonly<z.input<typeof FindingsReply>>> => {
  const rows = await tx
    .select({ finding: landFinding, name: organisation.name })
    .from(landFinding)
    .innerJoin(
      organisation,
      and(eq(organisation.county, landFinding.county), eq(organisation.id, landFinding.organisationId)),
    )
    .where(and(eq(landFinding.county, actor.county), eq(landFinding.year, year)))
    .orderBy(desc(landFinding.chosen), asc(landFinding.townCode), asc(organisation.name))
  return {
    rows: rows.map(({ finding, name }) => ({
      organisationId: finding.organisationId,
      name,
      townCode: finding.townCode,
      landM2: finding.facts.landM2,
      band: finding.verdict.value.band,
      excluded: finding.verdict.value.excluded,
      findings: finding.verdict.value.findings,
      chosen: finding.chosen,
      exclusion: finding.exclusion,
      parcelId: finding.parcelId,
    })),
  }
}

const select = ({ tx, actor }: Context, where: SQL | undefined) =>
  tx
    .select({
      task: landTask,
      firm: organisation.name,
      parcelCode: landParcel.code,
      location: landParcel.location,
      town: town.name,
    })
    .from(landTask)
    .innerJoin(
      organisation,
      and(eq(organisation.county, landTask.county), eq(organisation.id, landTask.organisationId)),
    )
    .innerJoin(landParcel, and(eq(landParcel.county, landTask.county), eq(landParcel.id, landTask.parcelId)))
    .leftJoin(town, and(eq(town.county, landTask.county), eq(town.code, landTask.townCode)))
    .where(and(eq(landTask.county, actor.county), where))
    .orderBy(asc(landTask.no))

type Selected = Awaited<ReturnType<typeof select>>[number]
/** Written by the judgement of the rule table, or IDLE. */
type Rule = z.input<typeof TasksReply>['rows'][number]['rules'][number]

const rowOf = ({ task, firm, parcelCode, town: townName }: Selected) => ({
  id: task.id,
  year: task.year,
  no: task.no,
  kind: task.kind,
  organisationId: task.organisationId,
  firm,
  parcelId: task.parcelId,
  parcelCode,
  townCode: task.townCode,
  town: townName ?? '',
  areaM2: task.areaM2,
  rules: task.rules as Rule[],
  measure: task.measure,
  supplement: task.supplement,
  state: task.state,
  progress: task.progress,
  progressOn: task.progressOn,
  dueOn: task.dueOn,
  closedOn: task.closedOn,
  caseId: task.caseId,
})

/** The tasks of a year, by default the latest listed by the day, as they stood at its end. */
export const listTasks = async (
  context: Context,
  query: z.output<typeof TasksQuery>,
): Promise<DeepReadonly<z.input<typeof TasksReply>>> => {
  const asOf = query.asOf ?? civilDateOf(context.clock.now())
  const lists = await context.tx
    .select({ year: landTaskList.year, frozenOn: landTaskList.frozenOn })
    .from(landTaskList)
    .where(eq(landTaskList.county, context.actor.county))
    .orderBy(desc(landTaskList.year))
  const years = lists.filter(({ frozenOn }) => frozenOn !== null && frozenOn <= asOf).map(({ year }) => year)
  const year = query.year ?? years[0] ?? null
  if (year === null) return { asOf, year, years, rows: [] }
  const found = await select(
    context,
    and(eq(landTask.year, year), query.town === undefined ? undefined : eq(landTask.townCode, query.town)),
  )
  const words = query.q ?? ''
  return {
    asOf,
    year,
    years,
    rows: found
      .flatMap((row) => {
        const state = stateOn(row.task, asOf)
        return state === null ? [] : [{ ...rowOf(row), state }]
      })
      .filter(({ state }) => query.state === undefined || state === query.state)
      .filter(({ firm, parcelCode }) => firm.includes(words) || parcelCode.includes(words)),
  }
}

/** Everything about a task that the actor may see. @throws Problem not_found */
export const viewTask = async (context: Context, id: string): Promise<DeepReadonly<z.input<typeof TaskReply>>> => {
  const { tx, actor } = context
  const [row] = await select(context, eq(landTask.id, id))
  if (row === undefined) throw new Problem('not_found', '没有这项任务')
  const { task } = row
  const [parcel] = await tx
    .select({ boundary: asGeoJSON(landParcel.boundary) })
    .from(landParcel)
    .where(and(eq(landParcel.county, actor.county), eq(landParcel.id, task.parcelId)))
  const [finding] = await tx
    .select()
    .from(landFinding)
    .where(
      and(
        eq(landFinding.county, actor.county),
        eq(landFinding.year, task.year),
        eq(landFinding.organisationId, task.organisationId),
      ),
    )
  const [agreement] = await tx
    .select()
    .from(landAgreement)
    .where(and(eq(landAgreement.county, actor.county), eq(landAgreement.taskId, id)))
  return {
    ...rowOf(row),
    location: row.location,
    listedOn: task.listedOn,
    assignedOn: task.assignedOn,
    signedOn: task.signedOn,
    beganOn: task.beganOn,
    askedOn: task.askedOn,
    inspectedOn: task.inspectedOn,
    returnedOn: task.returnedOn,
    conditionalOn: task.conditionalOn,
    reviewDue: task.reviewDue,
    reopenedOn: task.reopenedOn,
    idleCaseId: task.idleCaseId,
    boundary: parcel?.boundary ?? null,
    finding:
      finding === undefined
        ? null
        : {
            findings: finding.verdict.value.findings,
            band: finding.verdict.value.band,
            working: finding.verdict.working,
            rules: finding.verdict.rules,
            judgedOn: finding.judgedOn,
          },
    agreement: agreement === undefined ? null : agreementReply(agreement),
    progressReports: (await reportsOf(context, id)).map((report) => ({
      ...report,
      investedFen: Number(report.investedFen),
    })),
    photos: (await photosOf(context, id)).map((photo) => ({ ...photo, takenAt: photo.takenAt?.toISOString() ?? null })),
    acceptances: await acceptancesOf(context, id),
  }
}

const agreementReply = ({
  county: _c,
  taskId: _t,
  createdAt: _a,
  updatedAt: _u,
  findings,
  investmentFen,
  securityFen,
  ...rest
}: typeof landAgreement.$inferSelect) => ({
  ...rest,
  rules: findings,
  investmentFen: Number(investmentFen),
  securityFen: Number(securityFen),
})

const reportsOf = ({ tx, actor }: Context, taskId: string) =>
  tx
    .select({
      id: landProgress.id,
      on: landProgress.on,
      share: landProgress.share,
      investedFen: landProgress.investedFen,
      text: landProgress.text,
      reporterName: landProgress.reporterName,
    })
    .from(landProgress)
    .where(and(eq(landProgress.county, actor.county), eq(landProgress.taskId, taskId)))
    .orderBy(desc(landProgress.on), desc(landProgress.createdAt))

const photosOf = ({ tx, actor }: Context, taskId: string) =>
  tx
    .select({
      id: landTaskPhoto.id,
      purpose: landTaskPhoto.purpose,
      fileId: landTaskPhoto.fileId,
      takenAt: landTaskPhoto.takenAt,
      longitude: landTaskPhoto.longitude,
      latitude: landTaskPhoto.latitude,
      refusal: landTaskPhoto.refusal,
      addedOn: landTaskPhoto.addedOn,
    })
    .from(landTaskPhoto)
    .where(and(eq(landTaskPhoto.county, actor.county), eq(landTaskPhoto.taskId, taskId)))
    .orderBy(asc(landTaskPhoto.createdAt))

const acceptancesOf = ({ tx, actor }: Context, taskId: string) =>
  tx
    .select({
      id: landAcceptance.id,
      round: landAcceptance.round,
      review: landAcceptance.review,
      inspectedOn: landAcceptance.inspectedOn,
      record: landAcceptance.record,
      targets: landAcceptance.targets,
      firstInspectorName: landAcceptance.firstInspectorName,
      secondInspectorName: landAcceptance.secondInspectorName,
      decidedOn: landAcceptance.decidedOn,
      result: landAcceptance.result,
    })
    .from(landAcceptance)
    .where(and(eq(landAcceptance.county, actor.county), eq(landAcceptance.taskId, taskId)))
    .orderBy(desc(landAcceptance.round))
