import { and, eq, exists, lt, sql } from 'drizzle-orm'
import { defineJob } from '../jobs/job.ts'
import { absoluteMs } from './model/session-terms.ts'
import { authSession, authUser, authVerification } from './tables.ts'

/** Deletes sessions past their absolute end and codes that nobody entered; the sign-in log stays. */
export const forgetSessions = defineJob({
  name: 'platform.forget_sessions',
  title: '清理过期的登录会话',
  schedule: '27 3 * * *',
  run: async (app, { county }) => {
    const now = app.clock.now()
    await app.database.asOwner(async (tx) => {
      const ofCounty = tx
        .select({ one: sql`1` })
        .from(authUser)
        .where(and(eq(authUser.id, authSession.userId), eq(authUser.county, county)))
      await tx
        .delete(authSession)
        .where(and(lt(authSession.createdAt, new Date(now.getTime() - absoluteMs)), exists(ofCounty)))
      await tx.delete(authVerification).where(lt(authVerification.expiresAt, now))
    })
  },
})
