import { and, desc, eq, isNull } from 'drizzle-orm'
import type { App, Context } from '../context.ts'
import { Problem } from '../errors/problem.ts'
import { findAccount } from './accounts.ts'
import { deputisedRoles } from './model/role-separation.ts'
import type { Role } from './roles.ts'
import { deputy } from './tables.ts'

const shown = ({
  county: _county,
  revokedAt,
  createdAt: _made,
  updatedAt: _changed,
  ...row
}: typeof deputy.$inferSelect) => ({
  ...row,
  revoked: revokedAt !== null,
})

/** Appointments that the actor made or received; all of them for who may read accounts. */
export const listDeputies = async (context: Context) =>
  (
    await context.tx
      .select()
      .from(deputy)
      .where(eq(deputy.county, context.actor.county))
      .orderBy(desc(deputy.from), desc(deputy.id))
  ).map(shown)

export type NewDeputy = {
  readonly toUsername: string
  readonly from: string
  readonly until: string
  readonly roles: readonly Role[]
  readonly reason: string
}

/**
 * Lets another account act in the actor's roles for some days. Throws for roles that he does not hold himself, and
 * for those of an administrator, which nobody can pass on.
 */
export const appointDeputy = async (app: App & Pick<Context, 'actor'>, wanted: NewDeputy) => {
  const { actor } = app
  if (actor.deputyFor !== null) throw new Problem('forbidden', '代理人不能再委托他人')
  if (wanted.until < wanted.from) throw Problem.field('/until', 'before_from', '截止日不能早于起始日')
  const allowed = deputisedRoles(actor.roles, wanted.roles)
  const refused = wanted.roles.findIndex((role) => !allowed.includes(role))
  if (refused >= 0) throw Problem.field(`/roles/${refused}`, 'not_held', '只能委托本人现有的、非管理员的角色')
  const toAccount = await findAccount(app, actor.county, wanted.toUsername)
  if (toAccount === null) throw Problem.field('/toUsername', 'unknown_account', '没有这个账号')
  if (toAccount === actor.id) throw Problem.field('/toUsername', 'self', '不能委托给自己')
  const { from, until, reason } = wanted
  return app.database.scoped(actor, async (tx) => {
    const [row] = await tx
      .insert(deputy)
      .values({ county: actor.county, fromAccount: actor.id, toAccount, from, until, reason, roles: [...wanted.roles] })
      .returning()
    if (row === undefined) throw new Error('an insert returned no row')
    return shown(row)
  })
}

/** Ends an appointment at once; only who made it can. */
export const revokeDeputy = async (context: Context, id: string): Promise<void> => {
  const revoked = await context.tx
    .update(deputy)
    .set({ revokedAt: context.clock.now() })
    .where(and(eq(deputy.county, context.actor.county), eq(deputy.id, id), isNull(deputy.revokedAt)))
    .returning({ id: deputy.id })
  if (revoked.length === 0) throw new Problem('not_found', '没有可撤销的代理')
}
