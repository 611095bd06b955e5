/** A desk that nobody touches is signed out (GB/T 22239-2019 8.1.4.1 b). */
export const idleMs = 30 * 60_000
/** No session outlives a working day. */
export const absoluteMs = 12 * 60 * 60_000
/** The last touch is written at most this often, so that reading pages does not write. */
export const touchEveryMs = 60_000

export type SessionTimes = { readonly createdAt: Date; readonly lastSeenAt: Date | null }

export const sessionState = (session: SessionTimes, now: Date): 'ended' | 'touch' | 'live' => {
  const seen = (session.lastSeenAt ?? session.createdAt).getTime()
  if (now.getTime() - seen >= idleMs || now.getTime() - session.createdAt.getTime() >= absoluteMs) return 'ended'
  return now.getTime() - seen >= touchEveryMs ? 'touch' : 'live'
}
