import { and, eq, ne, or, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { fireEvent } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { file } from '../../platform/files/tables.ts'
import { crsRegistry, transformer } from '../../platform/geo/crs.ts'
import { type Area, partsOfGeometry } from '../../platform/geo/shapes.ts'
import { civilDateOf } from '../../platform/instants.ts'
import type { PhotoDraft, ProgressDraft } from '../api/tasks/schema.ts'
import { registerPlane, transformArea } from '../model/area.ts'
import { refusalOf, sameWithin } from '../model/task-photos.ts'
import { landParcel, landProgress, landTask, landTaskPhoto } from '../tables.ts'
import { findTask } from './agreements.ts'

/** A phone's position may be this far off (assumption). */
const toleranceM = 30

/**
 * The firm or its town reports how far the works are. Progress does not run back without a word: a smaller share than
 * reported needs its reason in the text.
 * @throws Problem not_found, forbidden, state_conflict; not_computable `share_fell`
 */
export const reportProgress = async (
  context: Context,
  taskId: string,
  report: z.output<typeof ProgressDraft>,
): Promise<void> => {
  const { tx, actor } = context
  const task = await findTask(context, taskId)
  if (report.share < task.progress && !report.text.includes('更正')) {
    throw Problem.field(
      '/share',
      'share_fell',
      `进度低于上次报送的 ${Math.round(task.progress * 100)}%，请在说明中写明“更正”及原因`,
    )
  }
  const byFirm = actor.organisationId === task.organisationId
  await fireEvent(context, task.caseId, byFirm ? 'progressByFirm' : 'progress')
  await tx.insert(landProgress).values({
    county: actor.county,
    taskId,
    on: civilDateOf(context.clock.now()),
    share: report.share,
    investedFen: BigInt(report.investedFen),
    text: report.text,
    reportedBy: actor.id,
    reporterName: actor.name,
  })
  await tx
    .update(landTask)
    .set({ progress: report.share })
    .where(and(eq(landTask.county, actor.county), eq(landTask.id, taskId)))
}

/** The boundary of a parcel in the plane of the register; null while none is known. */
const parcelInPlane = (context: Context, parcelId: string): Promise<Area | null> =>
  asCounty(context, 'task-photo', async ({ tx, actor }) => {
    const [row] = await tx
      .select({ boundary: asGeoJSON(landParcel.boundary) })
      .from(landParcel)
      .where(and(eq(landParcel.county, actor.county), eq(landParcel.id, parcelId)))
    const parts = row?.boundary == null ? [] : partsOfGeometry(row.boundary)
    return parts.length === 0 ? null : transformArea(parts, crsRegistry['EPSG:4490'], crsRegistry[registerPlane], '')
  })

/** The same picture counts for another task or purpose of the county already. */
const seenElsewhere = (context: Context, taskId: string, purpose: string, hash: string): Promise<boolean> =>
  asCounty(context, 'task-photo', async ({ tx, actor }) => {
    const near = sql`bit_count(('x' || ${landTaskPhoto.perceptualHash})::bit(64) # ('x' || ${hash}::text)::bit(64)) <= ${sameWithin}`
    const rows = await tx
      .select({ id: landTaskPhoto.id })
      .from(landTaskPhoto)
      .where(
        and(
          eq(landTaskPhoto.county, actor.county),
          isNull(landTaskPhoto.refusal),
          or(ne(landTaskPhoto.taskId, taskId), ne(landTaskPhoto.purpose, purpose as 'before')),
          near,
        ),
      )
      .limit(1)
    return rows.length > 0
  })

/**
 * Adds a photo from the file store; its time and place are read from the picture itself. What does not count is kept
 * with its reason.
 * @throws Problem not_found, forbidden, state_conflict; not_computable at `/fileId`, `boundary_unknown`
 */
export const addTaskPhoto = async (
  context: Context,
  taskId: string,
  { fileId, purpose }: z.output<typeof PhotoDraft>,
): Promise<void> => {
  const { tx, actor } = context
  const task = await findTask(context, taskId)
  if (['listed', 'closed', 'excluded', 'transferred'].includes(task.state)) {
    throw new Problem('state_conflict', '任务不在办理中，不能增加照片')
  }
  const [photo] = await tx
    .select()
    .from(file)
    .where(and(eq(file.county, actor.county), eq(file.id, fileId)))
  if (photo === undefined) throw Problem.field('/fileId', 'unknown_file', '没有找到该文件')
  if (photo.perceptualHash === null) throw Problem.field('/fileId', 'not_a_photo', '须为现场照片')
  const parcel = await parcelInPlane(context, task.parcelId)
  if (parcel === null) throw Problem.field('/fileId', 'boundary_unknown', '宗地界线尚未登记，不能核对照片位置')
  // Uploads of one county take their turn: each is judged against those before it.
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`land_task_photo ${actor.county}`}))`)
  const toPlane = transformer(crsRegistry['EPSG:4490'], crsRegistry[registerPlane])
  // Cameras here write civil time of Asia/Shanghai, which has been +08:00 since 1991.
  const takenAt = photo.takenAt === null ? null : new Date(`${photo.takenAt}+08:00`)
  const today = civilDateOf(context.clock.now())
  const refusal = refusalOf(
    {
      position: photo.longitude === null || photo.latitude === null ? null : toPlane([photo.longitude, photo.latitude]),
      takenOn: takenAt === null ? null : civilDateOf(takenAt),
    },
    { parcel, toleranceM, today, seen: await seenElsewhere(context, taskId, purpose, photo.perceptualHash), purpose },
  )
  await tx.insert(landTaskPhoto).values({
    county: actor.county,
    taskId,
    purpose,
    fileId,
    takenAt,
    longitude: photo.longitude,
    latitude: photo.latitude,
    perceptualHash: photo.perceptualHash,
    refusal,
    addedBy: actor.id,
    addedOn: today,
  })
}
