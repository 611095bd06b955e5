import { randomUUID } from 'node:crypto'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { readFile, type ReceivedFile, storeFile } from '../../platform/files/files.ts'
import { geodesicDistance } from '../../platform/geo/ellipsoid.ts'
import type { Download } from '../../platform/http/route.ts'
import type { EvidenceDraft, EvidenceRow } from '../api/assets/schema.ts'
import { familyEvidence, photoReachM, supportedLevel } from '../model/evidence-kinds.ts'
import { assetEvidence, familyAsset } from '../tables.ts'
import { findAsset } from './assets.ts'

const rowOf = (row: typeof assetEvidence.$inferSelect): EvidenceRow => ({
  id: row.id,
  kind: row.kind,
  documentNo: row.documentNo,
  hasFile: row.fileId !== null,
  takenAt: row.takenAt,
  distanceM: row.distanceM,
  recordedAt: row.recordedAt.toISOString(),
})

const ofAsset = (context: Context, assetId: string) =>
  context.tx
    .select()
    .from(assetEvidence)
    .where(and(eq(assetEvidence.county, context.actor.county), eq(assetEvidence.assetId, assetId)))
    .orderBy(asc(assetEvidence.recordedAt), asc(assetEvidence.id))

/** What proves an asset, and the level that it supports. @throws Problem not_found */
export const listEvidence = async (context: Context, assetId: string) => {
  await findAsset(context, assetId)
  const rows = await ofAsset(context, assetId)
  return { level: supportedLevel(rows.map(({ kind }) => kind)), rows: rows.map(rowOf) }
}

type Place = { readonly longitude: number; readonly latitude: number }

const placeOf = (row: { readonly longitude: number | null; readonly latitude: number | null }): Place | null =>
  row.longitude === null || row.latitude === null ? null : { longitude: row.longitude, latitude: row.latitude }

/**
 * How far from the asset a photo was taken, in metres; null where the asset has no place yet.
 * @throws Problem not_computable `photo_without_position`, `photo_too_far`
 */
const photoDistance = (photo: Place | null, asset: Place | null): number | null => {
  if (photo === null) throw Problem.field('/file', 'photo_without_position', '照片没有位置信息，请打开手机定位后重拍')
  if (asset === null) return null
  const metres = Math.round(geodesicDistance([photo.longitude, photo.latitude], [asset.longitude, asset.latitude]))
  if (metres > photoReachM) {
    throw Problem.field('/file', 'photo_too_far', `照片拍摄于 ${metres} 米之外，须在资产 ${photoReachM} 米之内拍摄`)
  }
  return metres
}

/**
 * Adds a paper or a photo to an asset. The family hands in certificates, invoices and policies; what needs presence is
 * recorded by a valuer or the bank. The first photo gives the asset its place.
 * @throws Problem forbidden, malformed, not_computable, duplicate `invoice_reused`
 */
export const addEvidence = async (
  context: Context,
  assetId: string,
  { kind, documentNo }: z.output<typeof EvidenceDraft>,
  received: ReceivedFile | null,
): Promise<EvidenceRow> => {
  const { county } = context.actor
  const asset = await findAsset(context, assetId)
  if (asset.endedOn !== null) throw new Problem('state_conflict', '该资产已移出资产池')
  const isFamily = asset.householdId === context.actor.householdId
  if (isFamily && !familyEvidence.includes(kind)) {
    throw Problem.field('/kind', 'needs_presence', '该类证据须由评估员或银行现场记录', 'forbidden')
  }
  if (!isFamily && !context.actor.permissions.has('finance.asset.value')) throw new Problem('forbidden')
  if (kind === 'photo' && received === null) throw Problem.field('/file', 'required', '请拍摄照片', 'malformed')
  if (received === null && documentNo === undefined) {
    throw Problem.field('/documentNo', 'required', '请填写编号或上传文件', 'malformed')
  }
  if (kind === 'invoice' && documentNo === undefined) {
    throw Problem.field('/documentNo', 'required', '请填写发票号码', 'malformed')
  }
  const stored = received === null ? null : await storeFile(context, received, 'organisation')
  const place = stored === null ? null : placeOf(stored)
  const distanceM = kind === 'photo' ? photoDistance(place, placeOf(asset)) : null
  const row = {
    county,
    id: randomUUID(),
    assetId,
    kind,
    documentNo: documentNo ?? null,
    fileId: stored?.id ?? null,
    takenAt: stored?.takenAt ?? null,
    longitude: place?.longitude ?? null,
    latitude: place?.latitude ?? null,
    distanceM,
    recordedBy: context.actor.id,
    recordedAt: context.clock.now(),
  }
  await context.tx.insert(assetEvidence).values(row)
  if (kind === 'photo' && place !== null) {
    await context.tx
      .update(familyAsset)
      .set(place)
      .where(and(eq(familyAsset.county, county), eq(familyAsset.id, assetId), isNull(familyAsset.longitude)))
  }
  return rowOf(row)
}

/** The file of a piece of evidence, for whoever sees the asset. @throws Problem not_found */
export const openEvidence = async (context: Context, assetId: string, id: string): Promise<Download> => {
  const fileId = (await ofAsset(context, assetId)).find((row) => row.id === id)?.fileId
  if (fileId === undefined || fileId === null) throw new Problem('not_found', '没有这个文件')
  // The row policies of the evidence decided; the file itself is kept for its makers' organisation.
  return asCounty(context, 'finance.evidence', (whole) => readFile(whole, fileId))
}
