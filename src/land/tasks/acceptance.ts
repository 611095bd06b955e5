import { and, desc, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { InspectionDraft, ReviewDraft } from '../api/tasks/schema.ts'
import { requireDuty } from '../duties.ts'
import { acceptance, type AcceptanceTarget } from '../model/acceptance.ts'
import {
  type AgreementTargets,
  landAcceptance,
  landAgreement,
  landProgress,
  landTask,
  landTaskPhoto,
} from '../tables.ts'
import { findAgreement, findTask } from './agreements.ts'
import { landUses } from './land-uses.ts'

type Measured = { readonly far: number | null; readonly taxPerMu: number | null }

/** Differences of the ratio above this are told (assumption). */
const farTolerance = 0.005

const targetsOf = (
  agreed: AgreementTargets,
  measured: Measured,
  { jointOpinion, commitment }: { readonly jointOpinion: boolean; readonly commitment: boolean },
): AcceptanceTarget[] =>
  (['far', 'taxPerMu'] as const).flatMap((item) => {
    const target = agreed[item]
    return target === null ? [] : [{ item, target, measured: measured[item], jointOpinion, commitment }]
  })

/** The town asks for the inspection. @throws Problem not_found, forbidden, state_conflict */
export const askAcceptance = async (context: Context, taskId: string): Promise<void> => {
  const task = await findTask(context, taskId)
  await fireEvent(context, task.caseId, 'askAcceptance')
}

const lastRound = async ({ tx, actor }: Context, taskId: string) => {
  const [row] = await tx
    .select()
    .from(landAcceptance)
    .where(and(eq(landAcceptance.county, actor.county), eq(landAcceptance.taskId, taskId)))
    .orderBy(desc(landAcceptance.round))
    .limit(1)
  return row
}

const townReporters = async ({ tx, actor }: Context, taskId: string): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .selectDistinct({ id: landProgress.reportedBy })
    .from(landProgress)
    .where(and(eq(landProgress.county, actor.county), eq(landProgress.taskId, taskId)))
  return new Set(rows.map(({ id }) => id))
}

/** @throws Problem forbidden `inspector_reported` for who reported the task himself (land 10) */
const requireOtherThanReporter = async (context: Context, taskId: string): Promise<void> => {
  if (!(await townReporters(context, taskId)).has(context.actor.id)) return
  const message = '报送进度的人不能验收同一任务'
  throw new Problem('forbidden', message, [{ pointer: '', code: 'inspector_reported', message }])
}

/**
 * The first inspector records what was found on the site: every target measured anew.
 * @throws Problem not_found, forbidden, state_conflict
 */
export const recordInspection = async (
  context: Context,
  taskId: string,
  draft: z.output<typeof InspectionDraft>,
): Promise<void> => {
  const { tx, actor } = context
  await requireDuty(context, 'economy')
  const task = await findTask(context, taskId)
  await requireOtherThanReporter(context, taskId)
  const agreement = await findAgreement(context, taskId)
  await fireEvent(context, task.caseId, 'record')
  const last = await lastRound(context, taskId)
  await tx.insert(landAcceptance).values({
    county: actor.county,
    taskId,
    round: (last?.round ?? 0) + 1,
    inspectedOn: civilDateOf(context.clock.now()),
    record: draft.record,
    targets: targetsOf(agreement.targets, draft.measured, draft),
    firstInspector: actor.id,
    firstInspectorName: actor.name,
  })
}

/** What the register of buildings says of the firm's ratio on the day; null where it is not measured. */
const registeredFar = async (context: Context, organisationId: string): Promise<number | null> => {
  const today = civilDateOf(context.clock.now())
  const found = (await landUses(context, today)).find((firm) => firm.organisationId === organisationId)
  const floor = found?.use.countedFloorAreaM2 ?? null
  return found === undefined || floor === null ? null : floor / found.use.landM2
}

const countingPhotos = async ({ tx, actor }: Context, taskId: string) => {
  const rows = await tx
    .select({ purpose: landTaskPhoto.purpose })
    .from(landTaskPhoto)
    .where(and(eq(landTaskPhoto.county, actor.county), eq(landTaskPhoto.taskId, taskId), isNull(landTaskPhoto.refusal)))
  return new Set(rows.map(({ purpose }) => purpose))
}

const events = { closed: 'close', closedConditionally: 'closeConditionally', returned: 'return' } as const
const lacking: Readonly<Record<string, string>> = {
  siteRecordSigned: '现场记录未签字',
  twoInspectors: '不足两名验收人',
  photosBefore: '缺整改前照片',
  photosAfter: '缺整改后照片',
  photosInsideParcel: '照片位置不在宗地内',
}

/**
 * The second inspector signs: the outcome follows from the measured targets and the record, nobody chooses it. Closing
 * fulfils the agreement.
 * @throws Problem not_found, forbidden (also the first inspector), state_conflict
 */
export const decideInspection = async (context: Context, taskId: string, remark: string): Promise<void> => {
  const { tx, actor } = context
  await requireDuty(context, 'economy')
  const task = await findTask(context, taskId)
  const last = await lastRound(context, taskId)
  if (task.state !== 'inspected' || last === undefined || last.result !== null) {
    throw new Problem('state_conflict', '没有待第二名验收人签字的现场记录')
  }
  if (last.firstInspector === actor.id) {
    const message = '现场记录须由另一名验收人签字'
    throw new Problem('forbidden', message, [{ pointer: '', code: 'second_person_required', message }])
  }
  await requireOtherThanReporter(context, taskId)
  const photos = await countingPhotos(context, taskId)
  const working = new Working()
  const far = await registeredFar(context, task.organisationId)
  const measuredFar = last.targets.find(({ item }) => item === 'far')?.measured ?? null
  if (far !== null && measuredFar !== null && Math.abs(far - measuredFar) > farTolerance) {
    working.warn('far_differs', `实测容积率 ${measuredFar} 与建筑登记计算的 ${far.toFixed(4)} 不一致，请更新建筑测量`)
  }
  const result = acceptance(
    last.targets,
    {
      inspectors: [last.firstInspector, actor.id],
      reporter: '',
      siteRecordSigned: last.record.trim() !== '',
      photosBefore: photos.has('before'),
      photosAfter: photos.has('after'),
      // Only photos inside the parcel count at all.
      photosInsideParcel: photos.size > 0,
    },
    working,
  )
  const today = civilDateOf(context.clock.now())
  await tx
    .update(landAcceptance)
    .set({
      secondInspector: actor.id,
      secondInspectorName: actor.name,
      decidedOn: today,
      result: working.explain(result),
    })
    .where(and(eq(landAcceptance.county, actor.county), eq(landAcceptance.id, last.id)))
  const why = [
    ...result.missing.map((name) => lacking[name] ?? name),
    ...result.items.flatMap(({ item, outcome }) =>
      outcome === 'notMet' ? [`${item === 'far' ? '容积率' : '亩均税收'}未达目标`] : [],
    ),
    ...(remark === '' ? [] : [remark]),
  ].join('；')
  await fireEvent(context, task.caseId, events[result.outcome], why === '' ? {} : { reason: why })
  if (result.outcome === 'closed') await fulfil(context, taskId, today)
}

const fulfil = async ({ tx, actor }: Context, taskId: string, today: string): Promise<void> => {
  await tx
    .update(landAgreement)
    .set({ state: 'fulfilled', fulfilledOn: today })
    .where(and(eq(landAgreement.county, actor.county), eq(landAgreement.taskId, taskId)))
}

/**
 * A year after a conditional closing the promised tax is measured: closed for good, or taken up again.
 * @throws Problem not_found, forbidden, state_conflict
 */
export const reviewTask = async (
  context: Context,
  taskId: string,
  draft: z.output<typeof ReviewDraft>,
): Promise<void> => {
  const { tx, actor } = context
  await requireDuty(context, 'economy')
  const task = await findTask(context, taskId)
  if (task.state !== 'closedConditionally') throw new Problem('state_conflict', '任务未附条件销号')
  const last = await lastRound(context, taskId)
  const agreement = await findAgreement(context, taskId)
  const working = new Working()
  const targets = targetsOf(agreement.targets, draft.measured, { jointOpinion: false, commitment: false })
  const items = acceptance(
    targets,
    {
      inspectors: [last?.firstInspector ?? '', last?.secondInspector ?? ''],
      reporter: '',
      siteRecordSigned: true,
      photosBefore: true,
      photosAfter: true,
      photosInsideParcel: true,
    },
    working,
  )
  const today = civilDateOf(context.clock.now())
  await tx.insert(landAcceptance).values({
    county: actor.county,
    taskId,
    round: (last?.round ?? 0) + 1,
    review: true,
    inspectedOn: today,
    record: draft.record,
    targets,
    firstInspector: actor.id,
    firstInspectorName: actor.name,
    decidedOn: today,
    result: working.explain(items),
  })
  if (items.outcome === 'closed') {
    await fireEvent(context, task.caseId, 'confirm')
    await fulfil(context, taskId, today)
    return
  }
  await fireEvent(context, task.caseId, 'reopen', { reason: '复核未达承诺目标' })
  await tx
    .update(landTask)
    .set({ progress: 0 })
    .where(and(eq(landTask.county, actor.county), eq(landTask.id, taskId)))
}
