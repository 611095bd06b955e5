import type { AnyStateMachine } from 'xstate'
import type { Context } from '../context.ts'

export type CaseDeadline = {
  /** State in which the clock runs. */
  readonly state: string
  readonly days: number
  readonly count: 'working' | 'calendar'
  /** Event fired by the timer when the deadline passes; none = the case is only shown as late. */
  readonly onExpiry?: string
  /** Further states through which the same clock runs on. */
  readonly alsoIn?: readonly string[]
  /** States that do not count (公示、听证、补正); the days left are kept and run on when the case comes back. */
  readonly pausedIn?: readonly string[]
  /** Law or rule that sets the term, with its article. */
  readonly source: string
}

/**
 * Whose turn an event is, beyond the permission. `own`: who opened the case, the household or the organisation of the
 * case; `organisation`: the organisation of the case; `area`: officials whose area holds the case's `areaCode`.
 * Without it: `own` where a role that is no office (household, firm) holds the permission by default, else anyone.
 */
export type EventHolder = 'anyone' | 'own' | 'organisation' | 'area'

export type CaseEventRule = {
  readonly event: string
  readonly title: string
  /** Permission that may fire it; the platform also checks `allow`. */
  readonly permission: string
  readonly by?: EventHolder
  /** The law asks for a reason. */
  readonly reasonRequired?: boolean
  readonly primary?: boolean
  /** Kinds of material without which the event is refused. */
  readonly materials?: readonly string[]
  /** Two signers: the actor must not be one who fired any of these events before. */
  readonly notBy?: readonly string[]
}

export type CaseRecord = {
  readonly id: string
  readonly type: string
  readonly state: string
  readonly title: string
  readonly subject: { readonly table: string; readonly id: string }
  readonly data: Readonly<Record<string, unknown>>
  readonly organisationId: string | null
  readonly householdId: string | null
  readonly areaCode: string | null
  readonly openedBy: string
  readonly openedAt: Date
  readonly dueOn: string | null
  readonly version: number
}

/** A life cycle (办件): a typed XState machine, who may fire what, materials, statutory deadlines. */
export type CaseType = {
  readonly name: string
  readonly title: string
  readonly machine: AnyStateMachine
  readonly states: Readonly<Record<string, string>>
  readonly events: readonly CaseEventRule[]
  /** Seen by its own organisation, its household and who opened it alone: another bank's officers hold the same posts. */
  readonly confidential?: true
  readonly deadlines: readonly CaseDeadline[]
  readonly materials: readonly { readonly kind: string; readonly title: string; readonly required: boolean }[]
  /** Finer than the permission: own organisation, own household … Returns why not, or null. */
  readonly allow?: (context: Context, record: CaseRecord, event: string) => string | null
  /** Effects in the same transaction after the event is stored. */
  readonly onTransition?: (
    context: Context,
    record: CaseRecord,
    event: { type: string; reason?: string; data?: Record<string, unknown> },
  ) => Promise<void>
  /** Page of the subject. */
  readonly href?: (record: CaseRecord) => string
}

export const defineCaseType = (type: CaseType): CaseType => type
