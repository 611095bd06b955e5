import { randomUUID } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { file } from '../files/tables.ts'
import type { CaseType } from './case-type.ts'
import { offeredEvents } from './life-cycle.ts'
import { caseType, loadCase } from './records.ts'
import { caseMaterial } from './tables.ts'
import { isHolder } from './turns.ts'

export type NewMaterial = { readonly kind: string; readonly fileId: string }
export type CaseMaterial = typeof caseMaterial.$inferSelect

/** Stores materials of kinds that the life cycle names. @throws Problem not_computable, pointing at the material. */
export const addMaterials = async (
  context: Context,
  type: CaseType,
  caseId: string,
  materials: readonly NewMaterial[],
): Promise<void> => {
  for (const [index, { kind, fileId }] of materials.entries()) {
    if (!type.materials.some((each) => each.kind === kind)) {
      throw Problem.field(`/materials/${index}/kind`, 'unknown_kind', `本办件不收“${kind}”类材料`)
    }
    const [found] = await context.tx
      .select({ id: file.id })
      .from(file)
      .where(and(eq(file.county, context.actor.county), eq(file.id, fileId)))
    if (found === undefined) throw Problem.field(`/materials/${index}/fileId`, 'unknown_file', '没有找到该文件')
  }
  if (materials.length === 0) return
  await context.tx.insert(caseMaterial).values(
    materials.map(({ kind, fileId }) => ({
      county: context.actor.county,
      caseId,
      id: randomUUID(),
      kind,
      fileId,
      verdict: 'pending' as const,
      addedBy: context.actor.id,
      addedAt: context.clock.now(),
    })),
  )
}

export const listMaterials = (context: Context, caseId: string): Promise<CaseMaterial[]> =>
  context.tx
    .select()
    .from(caseMaterial)
    .where(and(eq(caseMaterial.county, context.actor.county), eq(caseMaterial.caseId, caseId)))
    .orderBy(asc(caseMaterial.addedAt), asc(caseMaterial.id))

/** True when the actor may fire something in the present state: only he hands in and judges materials. */
const mayAct = async (context: Context, caseId: string): Promise<CaseType> => {
  const record = await loadCase(context, caseId)
  const type = caseType(context, record.type)
  const offered = new Set(offeredEvents(type, record))
  const acting = type.events.some(
    (rule) =>
      offered.has(rule.event) &&
      context.actor.permissions.has(rule.permission) &&
      isHolder(context.modules, rule, record, context.actor),
  )
  if (!acting) throw new Problem('forbidden', '现在不由您办理，不能增加或审查材料')
  return type
}

export const addCaseMaterial = async (context: Context, caseId: string, material: NewMaterial): Promise<void> =>
  addMaterials(context, await mayAct(context, caseId), caseId, [material])

/** Judges a material. The one who handed it in cannot; a returned one needs its reason. */
export const judgeMaterial = async (
  context: Context,
  caseId: string,
  id: string,
  judgement: { verdict: 'accepted' | 'returned'; reason?: string | undefined },
): Promise<void> => {
  await mayAct(context, caseId)
  if (judgement.verdict === 'returned' && (judgement.reason ?? '').trim() === '') {
    throw Problem.field('/reason', 'required', '退回材料须填写理由')
  }
  const where = and(
    eq(caseMaterial.county, context.actor.county),
    eq(caseMaterial.caseId, caseId),
    eq(caseMaterial.id, id),
  )
  const [material] = await context.tx.select().from(caseMaterial).where(where)
  if (material === undefined) throw new Problem('not_found', '没有找到该材料')
  if (material.addedBy === context.actor.id) throw new Problem('forbidden', '不能审查自己提交的材料')
  await context.tx
    .update(caseMaterial)
    .set({ ...judgement, reason: judgement.reason ?? null, judgedBy: context.actor.id, judgedAt: context.clock.now() })
    .where(where)
}
