import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { target } from '../tables.ts'

/** Id of the target of a reform by its words. @throws Error when the table has none: the demo and the table differ */
export const targetLike = async ({ tx, actor }: Context, reformNo: number, match: RegExp): Promise<string> => {
  const rows = await tx
    .select({ id: target.id, text: target.text })
    .from(target)
    .where(and(eq(target.county, actor.county), eq(target.reformNo, reformNo), isNull(target.withdrawnOn)))
    .orderBy(target.no)
  const found = rows.find(({ text }) => match.test(text))
  if (found === undefined) throw new Error(`reform ${reformNo} has no target like ${match.source}`)
  return found.id
}

/** Id of an organisation by its code in the register. */
export const organisationId = async ({ tx, actor }: Context, code: string): Promise<string> => {
  const [found] = await tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(and(eq(organisation.county, actor.county), eq(organisation.code, code)))
  if (found === undefined) throw new Error(`the register has no organisation ${code}`)
  return found.id
}
