import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { reform, reformDepartment, target } from '../tables.ts'

export type Target = typeof target.$inferSelect

/** @throws Problem not_computable at `pointer` when there is no such target or it left the official table. */
export const requireTarget = async (context: Context, id: string, pointer = '/targetId'): Promise<Target> => {
  const [found] = await context.tx
    .select()
    .from(target)
    .where(and(eq(target.county, context.actor.county), eq(target.id, id)))
  if (found === undefined) throw Problem.field(pointer, 'unknown_target', '没有这个目标')
  if (found.withdrawnOn !== null) throw Problem.field(pointer, 'withdrawn', '该目标已从附表中撤下')
  return found
}

/**
 * The organisation for which the actor answers a target: one of the reform's departments.
 * @throws Problem forbidden for everybody else
 */
export const requireResponsible = async (context: Context, of: Pick<Target, 'year' | 'reformNo'>): Promise<string> => {
  const { county, organisationId } = context.actor
  const departments = await context.tx
    .select({ organisationId: reformDepartment.organisationId, name: reformDepartment.name })
    .from(reformDepartment)
    .where(
      and(
        eq(reformDepartment.county, county),
        eq(reformDepartment.year, of.year),
        eq(reformDepartment.reformNo, of.reformNo),
      ),
    )
    .orderBy(reformDepartment.no)
  if (organisationId !== null && departments.some((each) => each.organisationId === organisationId)) {
    return organisationId
  }
  throw new Problem(
    'forbidden',
    `只有本项改革的责任部门可以办理：${departments.map(({ name }) => name).join('、') || '尚未确定'}`,
  )
}

/** As `requireResponsible` for a reform of the latest table. @throws Problem not_computable at `/reformNo` */
export const requireReformDepartment = async (context: Context, reformNo: number): Promise<string> => {
  const [latest] = await context.tx
    .select({ year: reform.year, reformNo: reform.no })
    .from(reform)
    .where(and(eq(reform.county, context.actor.county), eq(reform.no, reformNo)))
    .orderBy(desc(reform.year))
    .limit(1)
  if (latest === undefined) throw Problem.field('/reformNo', 'unknown_reform', '没有这项改革')
  return requireResponsible(context, latest)
}
