/** Failures that a person may make before the name is locked (GB/T 22239-2019 8.1.4.1 b). */
export const freeFailures = 5
const firstLockMs = 60_000
const longestLockMs = 30 * 60_000
/** Older failures are forgotten. */
export const memoryMs = 24 * 60 * 60_000

export type Guard = { readonly failures: number; readonly lockedUntil: Date | null; readonly lastFailureAt: Date }

/** How long a name stays locked after its n-th failure in a row: 0 up to the fourth, then 1, 2, 4 … 30 minutes. */
export const lockMs = (failures: number): number =>
  failures < freeFailures ? 0 : Math.min(longestLockMs, firstLockMs * 2 ** Math.min(failures - freeFailures, 10))

/** Milliseconds for which the name is still locked; 0 = it may be tried. */
export const lockedForMs = (guard: Guard | undefined, now: Date): number =>
  Math.max(0, (guard?.lockedUntil?.getTime() ?? 0) - now.getTime())

/** The guard after one more failure at `now`. */
export const afterFailure = (guard: Guard | undefined, now: Date): Guard => {
  const fresh = guard === undefined || now.getTime() - guard.lastFailureAt.getTime() > memoryMs
  const failures = fresh ? 1 : guard.failures + 1
  const lock = lockMs(failures)
  return { failures, lockedUntil: lock === 0 ? null : new Date(now.getTime() + lock), lastFailureAt: now }
}
