import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { readOrganisation } from '../registers/organisations.ts'
import { organisation } from '../registers/tables.ts'
import { requireAccount } from './accounts.ts'
import { conflictingRole } from './model/role-separation.ts'
import { type Role, roleTitle } from './roles.ts'
import { membership } from './tables.ts'

export const membershipsOf = async (context: Context, account: string) => {
  const rows = await context.tx
    .select({ ...getTableColumns(membership), organisationName: organisation.name })
    .from(membership)
    .leftJoin(
      organisation,
      and(eq(organisation.county, membership.county), eq(sql`${organisation.id}::text`, membership.organisationId)),
    )
    .where(and(eq(membership.county, context.actor.county), eq(membership.account, account)))
    .orderBy(asc(membership.from), asc(membership.id))
  return rows.map((row) => ({
    id: row.id,
    account: row.account,
    organisationId: row.organisationId,
    organisationName: row.organisationName,
    role: row.role,
    area: row.areaCode,
    from: row.from,
    until: row.until,
  }))
}

export type NewMembership = {
  readonly organisationId: string | null
  readonly role: Role
  readonly area: string
  readonly from: string
  readonly until: string | null
}

/** Grants a role. Nobody grants to himself, and an administrator gets no second role (GB/T 22239-2019 8.1.5). */
export const grantRole = async (context: Context, account: string, wanted: NewMembership) => {
  if (account === context.actor.id) throw new Problem('forbidden', '不能给自己授予角色')
  if (wanted.until !== null && wanted.until < wanted.from) {
    throw Problem.field('/until', 'before_from', '截止日不能早于起始日')
  }
  if (!wanted.area.startsWith(context.actor.county))
    throw Problem.field('/area', 'outside_county', '区划代码不属于本县')
  await requireAccount(context, account)
  const employer =
    wanted.organisationId === null
      ? null
      : await readOrganisation(context, wanted.organisationId).catch(() => {
          throw Problem.field('/organisationId', 'unknown_organisation', '没有这个机构')
        })
  const conflict = conflictingRole(await membershipsOf(context, account), wanted)
  if (conflict !== null) {
    throw Problem.field(
      '/role',
      'separation_of_duties',
      `已有角色“${roleTitle(conflict)}”，系统、安全、审计管理员须由不同的人担任且不兼任其他角色`,
    )
  }
  const { area, ...rest } = wanted
  const [row] = await context.tx
    .insert(membership)
    .values({ county: context.actor.county, account, areaCode: area, ...rest })
    .returning({ id: membership.id })
  if (row === undefined) throw new Error('an insert returned no row')
  return { id: row.id, account, organisationName: employer?.name ?? null, ...wanted }
}

/** Ends a membership on a day; it stays on record. */
export const endMembership = async (context: Context, id: string, until: string): Promise<void> => {
  const mine = and(eq(membership.county, context.actor.county), eq(membership.id, id))
  const [row] = await context.tx.select().from(membership).where(mine)
  if (row === undefined) throw new Problem('not_found')
  if (row.account === context.actor.id) throw new Problem('forbidden', '不能修改自己的角色')
  if (until < row.from) throw Problem.field('/until', 'before_from', '截止日不能早于起始日')
  await context.tx.update(membership).set({ until }).where(mine)
}
