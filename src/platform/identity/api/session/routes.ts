import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../../context.ts'
import { isVisitor } from '../../../http/authenticator.ts'
import { route } from '../../../http/route.ts'
import { civilDateOf } from '../../../instants.ts'
import { readStanding } from '../../actor.ts'
import { countyNames } from '../../county-names.ts'
import { demoAccounts } from '../../demo-accounts.ts'
import type { Post } from '../../model/posts.ts'
import { providersOf, startPath } from '../../single-sign-on/providers.ts'
import { isOfficial, isRole, roles, roleTitle } from '../../roles.ts'
import { DemoAccountsReply, SessionReply } from './schema.ts'

const titled = (role: string) => ({
  id: role,
  title: roleTitle(role),
  titleEn: isRole(role) ? roles[role].titleEn : role,
})
const shown = (post: Post) => ({
  id: post.id,
  organisationId: post.organisationId,
  area: post.area,
  roles: post.roles.map(titled),
})

const readAccount = async (context: Context): Promise<z.input<typeof SessionReply>['account']> => {
  const { actor, config } = context
  if (isVisitor(actor)) return null
  const today = civilDateOf(context.clock.now())
  // As the system: the absent person's posts are not his deputy's to read, but he may know what he may choose.
  const { profile, posts, deputising, secondFactor } = await context.database.asSystem(
    actor.county,
    'identity',
    async (tx) => {
      const { rows } = await tx.execute<{ enabled: boolean }>(
        sql`SELECT gongfu.has_second_factor(${actor.id}) AS enabled`,
      )
      return {
        ...(await readStanding(tx, actor.county, actor.id, today)),
        secondFactor: rows[0]?.enabled === true,
      }
    },
  )
  if (profile === undefined) return null
  return {
    id: actor.id,
    username: profile.username,
    name: profile.name,
    organisationId: actor.organisationId,
    area: actor.area,
    roles: actor.roles.map(titled),
    mustChangePassword: profile.mustChangePassword,
    secondFactor: {
      enabled: secondFactor,
      required: config.secondFactor === 'officials' && isOfficial(posts.flatMap((post) => post.roles)),
    },
    posts: posts.map(shown),
    deputising: deputising.map(({ id, from, until, reason, posts: open }) => ({
      id,
      from,
      until,
      reason,
      posts: open.map(shown),
    })),
    deputyFor: actor.deputyFor,
  }
}

export const sessionRoutes = [
  route({
    method: 'GET',
    path: '/session',
    summary: '当前登录的账号、权限和本县名称',
    access: 'public',
    transaction: 'own',
    reply: SessionReply,
    handle: async (context) => ({
      account: await readAccount(context),
      permissions: [...context.actor.permissions].toSorted(),
      county: countyNames(context.actor.county),
      today: civilDateOf(context.clock.now()),
      demo: context.config.demo,
      singleSignOn: providersOf(context.config).map((provider) => ({
        title: provider.title,
        href: startPath(provider),
      })),
    }),
  }),
  route({
    method: 'GET',
    path: '/demo-accounts',
    summary: '演示账号（仅演示模式）',
    access: 'public',
    reply: DemoAccountsReply,
    handle: async (context) => ({ accounts: context.config.demo ? demoAccounts() : [] }),
  }),
]
