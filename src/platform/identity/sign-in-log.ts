import { createHmac } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import type { App } from '../context.ts'
import { secretOf } from './auth.ts'
import { afterFailure, lockedForMs, memoryMs } from './model/lock-out.ts'
import { signInEvent, signInGuard } from './tables.ts'

export type SignInKind =
  | 'signed_in'
  | 'refused'
  | 'locked'
  | 'second_factor_asked'
  | 'second_factor_refused'
  | 'second_factor_set_up'
  | 'second_factor_removed'
  | 'signed_out'
  | 'session_expired'
  | 'password_changed'
  | 'single_sign_on'
  | 'single_sign_on_refused'
  | 'first_administrator'

export const signInKindTitles: Readonly<Record<SignInKind, string>> = {
  signed_in: '登录成功',
  refused: '登录失败',
  locked: '登录被锁定',
  second_factor_asked: '等待二次验证',
  second_factor_refused: '二次验证失败',
  second_factor_set_up: '设置二次验证',
  second_factor_removed: '取消二次验证',
  signed_out: '退出登录',
  session_expired: '会话超时',
  password_changed: '修改口令',
  single_sign_on: '单点登录成功',
  single_sign_on_refused: '单点登录被拒绝',
  first_administrator: '建立首个管理员',
}

/** What a typed name is kept as: people type their password into the wrong field, so never the text itself. */
export const nameDigest = (app: Pick<App, 'config'>, username: string): string =>
  createHmac('sm3', `sign-in:${secretOf(app)}`)
    .update(username.trim().toLowerCase())
    .digest('hex')

export type Visit = { readonly ip: string; readonly userAgent: string | undefined }

/** Adds a line to the sign-in log; the audit triggers seal it. */
export const logSignIn = (
  app: App,
  kind: SignInKind,
  visit: Visit,
  who: { readonly account?: string | null; readonly nameDigest?: string },
): Promise<void> =>
  app.database.asSystem(app.config.county, 'identity', async (tx) => {
    await tx.insert(signInEvent).values({
      county: app.config.county,
      at: app.clock.now(),
      kind,
      account: who.account ?? null,
      nameDigest: who.nameDigest ?? null,
      ipAddress: visit.ip,
      userAgent: visit.userAgent?.slice(0, 300) ?? null,
    })
  })

/**
 * Takes one attempt for a name. It is counted as a failure before the password is looked at and forgiven by success,
 * so that attempts at the same moment cannot all pass. Returns the milliseconds for which the name is locked; 0 = try.
 */
export const takeAttempt = (app: App, digest: string): Promise<number> =>
  app.database.asSystem(app.config.county, 'identity', async (tx) => {
    const { county } = app.config
    const now = app.clock.now()
    await tx
      .delete(signInGuard)
      .where(and(eq(signInGuard.county, county), lt(signInGuard.lastFailureAt, new Date(now.getTime() - memoryMs))))
    // The row must exist before it can be locked, or two first attempts would count as one.
    await tx
      .insert(signInGuard)
      .values({ county, nameDigest: digest, failures: 0, lockedUntil: null, lastFailureAt: now })
      .onConflictDoNothing()
    const mine = and(eq(signInGuard.county, county), eq(signInGuard.nameDigest, digest))
    const [guard] = await tx.select().from(signInGuard).where(mine).for('update')
    const locked = lockedForMs(guard, now)
    if (locked === 0) await tx.update(signInGuard).set(afterFailure(guard, now)).where(mine)
    return locked
  })

/** Success, or the security administrator: the name may be tried again at once. */
export const forgetFailures = (app: App, digest: string): Promise<void> =>
  app.database.asSystem(app.config.county, 'identity', async (tx) => {
    await tx
      .delete(signInGuard)
      .where(and(eq(signInGuard.county, app.config.county), eq(signInGuard.nameDigest, digest)))
  })
