import { and, asc, eq, ilike, inArray, or } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import { after, decodeCursor, toPage } from '../../../http/page.ts'
import { route } from '../../../http/route.ts'
import { civilDateOf } from '../../../instants.ts'
import { createAccount, removeSecondFactor, resetPassword, setDisabled, unlockAccount } from '../../accounts.ts'
import { maskedName } from '../../model/masked-name.ts'
import { postsOn } from '../../model/posts.ts'
import { accountProfile, membership } from '../../tables.ts'
import { AccountParams, AccountQuery, AccountsReply, InitialPassword, NewAccountBody } from './schema.ts'

type Query = { readonly cursor?: string | undefined; readonly limit: number; readonly search?: string | undefined }

const rolesToday = async (context: Context, accounts: readonly string[]) => {
  const today = civilDateOf(context.clock.now())
  const rows = await context.tx
    .select()
    .from(membership)
    .where(and(eq(membership.county, context.actor.county), inArray(membership.account, [...accounts])))
  const byAccount = Map.groupBy(rows, (row) => row.account)
  return (account: string): string[] => {
    const held = (byAccount.get(account) ?? []).map((row) => ({ ...row, area: row.areaCode }))
    return [...new Set(postsOn(held, today).flatMap((post) => post.roles))]
  }
}

const listAccounts = async (context: Context, query: Query) => {
  const { actor, config, tx } = context
  const pattern = query.search === undefined ? undefined : `%${query.search.replace(/[\\%_]/g, '\\$&')}%`
  const whole = actor.permissions.has('identity.name.read')
  const rows = await tx
    .select()
    .from(accountProfile)
    .where(
      and(
        eq(accountProfile.county, actor.county),
        query.cursor === undefined
          ? undefined
          : after([{ column: accountProfile.username, direction: 'asc' }], decodeCursor(config, query.cursor)),
        // A search by name would unmask it letter by letter.
        pattern === undefined
          ? undefined
          : or(ilike(accountProfile.username, pattern), whole ? ilike(accountProfile.name, pattern) : undefined),
      ),
    )
    .orderBy(asc(accountProfile.username))
    .limit(query.limit + 1)
  const page = toPage(config, rows, query.limit, (row) => [row.username])
  const rolesOf = await rolesToday(
    context,
    page.rows.map((row) => row.account),
  )
  return {
    rows: page.rows.map((row) => ({
      id: row.account,
      username: row.username,
      name: whole ? row.name : maskedName(row.name),
      disabled: row.disabledAt !== null,
      mustChangePassword: row.mustChangePassword,
      roles: rolesOf(row.account),
    })),
    nextCursor: page.nextCursor,
  }
}

const change = (
  verb: string,
  summary: string,
  access: string,
  work: (context: Context, account: string) => Promise<void>,
) =>
  route({
    method: 'POST',
    path: `/accounts/:account/${verb}`,
    summary,
    access,
    params: AccountParams,
    handle: (context) => work(context, context.params.account),
  })

export const accountRoutes = [
  route({
    method: 'GET',
    path: '/accounts',
    summary: '账号清单',
    access: 'identity.account.read',
    query: AccountQuery,
    reply: AccountsReply,
    handle: (context) => listAccounts(context, context.query),
  }),
  route({
    method: 'POST',
    path: '/accounts',
    summary: '建立账号，返回一次性初始口令',
    access: 'identity.account.manage',
    // The initial password must not lie in the store of idempotent replies, nor hashing hold a transaction.
    transaction: 'own',
    body: NewAccountBody,
    reply: InitialPassword,
    status: 201,
    handle: (context) => createAccount(context, context.body),
  }),
  route({
    method: 'POST',
    path: '/accounts/:account/reset-password',
    summary: '重置口令，返回一次性初始口令',
    access: 'identity.account.manage',
    transaction: 'own',
    params: AccountParams,
    reply: InitialPassword,
    handle: (context) => resetPassword(context, context.params.account),
  }),
  change('disable', '停用账号并结束其会话', 'identity.account.manage', (context, account) =>
    setDisabled(context, account, true),
  ),
  change('enable', '恢复账号', 'identity.account.manage', (context, account) => setDisabled(context, account, false)),
  change('unlock', '解除登录锁定', 'identity.account.unlock', unlockAccount),
  change('remove-second-factor', '取消遗失的二次验证', 'identity.account.unlock', removeSecondFactor),
]
