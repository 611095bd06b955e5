import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { maskName } from '../../platform/identifiers/mask.ts'

/** As a bank's desk shows a family: enough to tell two apart, not enough to know who they are. */
export type HouseholdName = { readonly head: string; readonly village: string }

const unnamed: HouseholdName = { head: '', village: '' }

/**
 * Heads and villages of households that the actor has before him in a record of his own; the register of persons itself
 * stays closed to him. Names are masked.
 */
export const householdNames = async (
  context: Context,
  householdIds: readonly string[],
): Promise<(id: string) => HouseholdName> => {
  const ids = [...new Set(householdIds)]
  if (ids.length === 0) return () => unnamed
  const { rows } = await asCounty(context, 'finance.names', ({ tx }) =>
    tx.execute<{ id: string; head: string | null; village: string | null }>(sql`
      SELECT h.id::text AS id, p.name AS head, v.name AS village
      FROM household h
      LEFT JOIN household_member m ON m.county = h.county AND m.household_id = h.id AND m.relation = 'head'
        AND m.until IS NULL
      LEFT JOIN person p ON p.county = m.county AND p.id = m.person_id
      LEFT JOIN village v ON v.county = h.county AND v.code = h.area_code
      WHERE h.county = ${context.actor.county} AND h.id = ANY (${sql.param(ids)}::uuid[])`),
  )
  const names = new Map(
    rows.map(({ id, head, village }) => [id, { head: maskName(head ?? ''), village: village ?? '' }]),
  )
  return (id) => names.get(id) ?? unnamed
}
