/** Kept apart by GB/T 22239-2019 8.1.5.1–8.1.5.3 (三权分立). */
export const administratorRoles = ['system_admin', 'audit_admin', 'security_admin'] as const

const isAdministrator = (role: string): boolean => (administratorRoles as readonly string[]).includes(role)

export type HeldRole = { readonly role: string; readonly from: string; readonly until: string | null }

const overlap = (a: HeldRole, b: HeldRole): boolean =>
  (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until)

/**
 * The held role that forbids `wanted`, or null. An administrator holds his one role and nothing else on the same
 * days: who runs the system must not also decide in it.
 */
export const conflictingRole = (held: readonly HeldRole[], wanted: HeldRole): string | null =>
  held.find(
    (present) =>
      present.role !== wanted.role &&
      (isAdministrator(present.role) || isAdministrator(wanted.role)) &&
      overlap(present, wanted),
  )?.role ?? null

/** What of somebody's roles a deputy may exercise: those named in the appointment, never an administrator's. */
export const deputisedRoles = (held: readonly string[], appointed: readonly string[]): readonly string[] =>
  held.filter((role) => appointed.includes(role) && !isAdministrator(role))
