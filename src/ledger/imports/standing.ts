import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { departmentName } from '../model/departments.ts'
import { reform, target } from '../tables.ts'

export type TargetRecord = typeof target.$inferSelect
export type ReformRecord = typeof reform.$inferSelect

/** A stored target with its scope as one value. */
export const withScope = (
  row: TargetRecord,
): TargetRecord & { readonly scope: { kind: string; id: string } | null } => ({
  ...row,
  scope: row.scopeKind === null || row.scopeId === null ? null : { kind: row.scopeKind, id: row.scopeId },
})

/** What the ledger holds of a year: reforms with their targets that have not left the table. */
export const standingTable = async (context: Context, year: number) => {
  const { county } = context.actor
  const [reforms, targets] = [
    await context.tx
      .select()
      .from(reform)
      .where(and(eq(reform.county, county), eq(reform.year, year)))
      .orderBy(asc(reform.no)),
    await context.tx
      .select()
      .from(target)
      .where(and(eq(target.county, county), eq(target.year, year), isNull(target.withdrawnOn)))
      .orderBy(asc(target.reformNo), asc(target.no)),
  ]
  return { reforms, targets: targets.map(withScope) }
}

/** Organisation id by the department's name as the table writes it. */
export const organisationsByName = async (context: Context): Promise<ReadonlyMap<string, string>> => {
  const rows = await context.tx
    .select({ id: organisation.id, name: organisation.name, shortName: organisation.shortName })
    .from(organisation)
    .where(and(eq(organisation.county, context.actor.county), isNull(organisation.closedOn)))
  return new Map(
    rows.flatMap(({ id, name, shortName }) => [
      [departmentName(name), id],
      [departmentName(shortName), id],
    ]),
  )
}
