import { randomUUID } from 'node:crypto'
import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm'
import { fireEvent } from '../../platform/cases/cases.ts'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { file } from '../../platform/files/tables.ts'
import { geodesicDistance } from '../../platform/geo/ellipsoid.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { checkPhotos } from '../model/project-progress.ts'
import { project, projectNode, sitePhoto } from '../tables.ts'
import type { NodeKey } from './node-case.ts'

const ofNode = (context: Context, { projectId, no }: NodeKey) =>
  and(eq(sitePhoto.county, context.actor.county), eq(sitePhoto.projectId, projectId), eq(sitePhoto.nodeNo, no))

const photosOf = (context: Context, key: NodeKey) =>
  context.tx.select().from(sitePhoto).where(ofNode(context, key)).orderBy(asc(sitePhoto.no))

/** How many photos of the node count (ledger 4.6). */
export const acceptedPhotos = async (context: Context, key: NodeKey): Promise<number> =>
  (await photosOf(context, key)).filter(({ refusal }) => refusal === null).length

/** Hashes of photos that count elsewhere in the county and look like one of these (Hamming ≤ 6), found in the database. */
const lookAlikes = async (context: Context, key: NodeKey, hashes: readonly string[]): Promise<readonly string[]> => {
  if (hashes.length === 0) return []
  const near = hashes.map(
    (hash) => sql`bit_count(('x' || ${sitePhoto.perceptualHash})::bit(64) # ('x' || ${hash}::text)::bit(64)) <= 6`,
  )
  const rows = await context.tx
    .select({ hash: sitePhoto.perceptualHash })
    .from(sitePhoto)
    .where(
      and(
        eq(sitePhoto.county, context.actor.county),
        or(ne(sitePhoto.projectId, key.projectId), ne(sitePhoto.nodeNo, key.no)),
        isNull(sitePhoto.refusal),
        or(...near),
      ),
    )
  return rows.map(({ hash }) => hash)
}

/** Judges all photos of a node anew, against the day of its last report or, before any, today. */
export const judgePhotos = async (context: Context, key: NodeKey): Promise<void> => {
  const [node] = await context.tx
    .select({ reportedOn: projectNode.reportedOn })
    .from(projectNode)
    .where(
      and(
        eq(projectNode.county, context.actor.county),
        eq(projectNode.projectId, key.projectId),
        eq(projectNode.no, key.no),
      ),
    )
  const photos = await photosOf(context, key)
  const day = (node?.reportedOn ?? civilDateOf(context.clock.now())) as CivilDate
  const { refused } = checkPhotos(
    photos.map((photo) => ({
      takenOn: photo.takenAt === null ? null : civilDateOf(photo.takenAt),
      metresFromSite: photo.metresFromSite,
      perceptualHash: photo.perceptualHash,
    })),
    day,
    await lookAlikes(
      context,
      key,
      photos.map(({ perceptualHash }) => perceptualHash),
    ),
  )
  const verdicts = new Map(refused.map(({ index, code }) => [index, code]))
  for (const [index, photo] of photos.entries()) {
    const refusal = verdicts.get(index) ?? null
    if (refusal === photo.refusal) continue
    await context.tx
      .update(sitePhoto)
      .set({ refusal: refusal })
      .where(and(eq(sitePhoto.county, photo.county), eq(sitePhoto.id, photo.id)))
  }
}

/**
 * Adds a photo from the file store to a node of the own project; what it proves is read from its EXIF data. With the
 * third photo that counts the node's case moves on to `evidenced`.
 * @throws Problem not_found; state_conflict (accepted); not_computable at `/fileId`
 */
export const addSitePhoto = async (context: Context, key: NodeKey, fileId: string): Promise<void> => {
  const { county } = context.actor
  const [node] = await context.tx
    .select({
      state: projectNode.state,
      caseId: projectNode.caseId,
      longitude: project.longitude,
      latitude: project.latitude,
      organisationId: project.organisationId,
    })
    .from(projectNode)
    .innerJoin(project, and(eq(project.county, projectNode.county), eq(project.id, projectNode.projectId)))
    .where(and(eq(projectNode.county, county), eq(projectNode.projectId, key.projectId), eq(projectNode.no, key.no)))
  if (node === undefined) throw new Problem('not_found', '没有这个节点')
  if (node.organisationId !== context.actor.organisationId) throw new Problem('forbidden', '只能为本部门的项目上传照片')
  if (node.state === 'accepted') throw new Problem('state_conflict', '节点已验收，不能再增加照片')
  const [photo] = await context.tx
    .select()
    .from(file)
    .where(and(eq(file.county, county), eq(file.id, fileId)))
  if (photo === undefined) throw Problem.field('/fileId', 'unknown_file', '没有找到该文件')
  if (photo.perceptualHash === null) throw Problem.field('/fileId', 'not_a_photo', '须为现场照片')
  const { longitude, latitude } = photo
  // Uploads of one node take their turn: each is judged against those before it.
  await context.tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`site_photo ${county} ${node.caseId}`}))`)
  const earlier = await photosOf(context, key)
  await context.tx.insert(sitePhoto).values({
    county,
    id: randomUUID(),
    projectId: key.projectId,
    nodeNo: key.no,
    no: (earlier.at(-1)?.no ?? 0) + 1,
    fileId,
    // Cameras here write civil time of Asia/Shanghai, which has been +08:00 since 1991.
    takenAt: photo.takenAt === null ? null : new Date(`${photo.takenAt}+08:00`),
    metresFromSite:
      longitude === null || latitude === null
        ? null
        : geodesicDistance([node.longitude, node.latitude], [longitude, latitude]),
    perceptualHash: photo.perceptualHash,
  })
  await judgePhotos(context, key)
  if (node.state === 'reported' && (await acceptedPhotos(context, key)) >= 3) {
    await fireEvent(context, node.caseId, 'evidence')
  }
}
