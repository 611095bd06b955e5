/**
 * What the machines of a pond should do (ponds 4.9). A rule proposes, the interlocks decide, the gateway executes, a
 * sensor verifies. The operator decides per pond; the county cannot move a private device.
 */

export const automationSource = '塘口自动控制规则 4.9（规则表 ponds.automation；联锁不可调）'

const [second, minute, hour] = [1_000, 60_000, 3_600_000]

export const modes = ['off', 'manual', 'auto', 'local'] as const
export type Mode = (typeof modes)[number]
export const aeratorRuleNames = ['R-AER-1', 'R-AER-2', 'R-AER-3'] as const
export type AeratorRule = (typeof aeratorRuleNames)[number]
export type Switch = 'on' | 'off'

export type AeratorThresholds = {
  readonly onBelowMgL: number
  readonly onHoldS: number
  readonly offAboveMgL: number
  readonly offHoldS: number
  readonly leastRunS: number
  readonly dawnBelowMgL: number
  readonly unknownS: number
}

/** What is known of an aerator and its water at `nowMs`. */
export type AeratorState = {
  readonly nowMs: number
  /** Hour of the day in Shanghai, 0 ≤ hour < 24. */
  readonly hourOfDay: number
  readonly mode: Mode
  /** The owner lets R-AER-3 act also in manual and local mode. */
  readonly failSafe: boolean
  readonly running: boolean
  readonly runningSinceMs: number | null
  /** Starts of the last hour, ascending. */
  readonly startsMs: readonly number[]
  /** Since when good readings have been below the on, or above the off threshold without a break; null: they are not. */
  readonly lowSinceMs: number | null
  readonly highSinceMs: number | null
  /** When oxygen was last known by a good reading. */
  readonly knownMs: number | null
  readonly dawn: { readonly doMgL: number; readonly crossingMs: number | null; readonly sunriseMs: number } | null
}

export type Proposal = { readonly to: Switch; readonly rule: AeratorRule }

const isNight = (hourOfDay: number): boolean => hourOfDay >= 21 || hourOfDay < 7

/** What the rules want, before the interlocks; null: leave it. A rule that wants it on outweighs one that wants it off. */
export const proposeAeration = (state: AeratorState, limits: AeratorThresholds): Proposal | null => {
  const { nowMs, dawn } = state
  const lasted = (since: number | null, seconds: number) => since !== null && nowMs - since >= seconds * second
  if (isNight(state.hourOfDay) && (state.knownMs === null || nowMs - state.knownMs > limits.unknownS * second)) {
    return { to: 'on', rule: 'R-AER-3' }
  }
  if (lasted(state.lowSinceMs, limits.onHoldS)) return { to: 'on', rule: 'R-AER-1' }
  if (dawn !== null && dawn.doMgL < limits.dawnBelowMgL) {
    const from = (dawn.crossingMs ?? nowMs) - hour
    if (nowMs >= from && nowMs <= dawn.sunriseMs + hour) return { to: 'on', rule: 'R-AER-2' }
  }
  const ranLongEnough = state.runningSinceMs !== null && nowMs - state.runningSinceMs >= limits.leastRunS * second
  return ranLongEnough && lasted(state.highSinceMs, limits.offHoldS) ? { to: 'off', rule: 'R-AER-1' } : null
}

export const interlocks = {
  leastBetweenStartsMs: 10 * minute,
  startsPerHour: 6,
  longestRunMs: 12 * hour,
  /** State feedback or motor current must confirm within this time, else the actuation failed. */
  confirmMs: 60 * second,
  commandLifeMs: 60 * second,
  longestOverrideMs: 12 * hour,
} as const

export const refusals = [
  'mode',
  'already',
  'too_soon',
  'too_many_starts',
  'both_gates',
  'tail_water',
  'withdrawal_active',
  'storm_surge',
  'aerator_fault',
] as const
export type Refusal = (typeof refusals)[number]

/** Why a proposal is not carried out; null: it is. */
export const refuseAeration = (state: AeratorState, { to, rule }: Proposal): Refusal | null => {
  if (state.mode === 'off') return 'mode'
  if (state.mode !== 'auto' && !(rule === 'R-AER-3' && state.failSafe)) return 'mode'
  if (state.running === (to === 'on')) return 'already'
  if (to === 'off') return null
  const last = state.startsMs.at(-1)
  if (last !== undefined && state.nowMs - last < interlocks.leastBetweenStartsMs) return 'too_soon'
  const inHour = state.startsMs.filter((at) => state.nowMs - at < hour).length
  return inHour >= interlocks.startsPerHour ? 'too_many_starts' : null
}

/** A run of twelve hours ends whatever the rules say. */
export const mustRest = ({ running, runningSinceMs, nowMs }: AeratorState): boolean =>
  running && runningSinceMs !== null && nowMs - runningSinceMs >= interlocks.longestRunMs

export type GateState = {
  readonly inletOpen: boolean
  readonly outletOpen: boolean
  /** An approved flushing, in which both gates may stand open. */
  readonly flush: boolean
  readonly tailWaterReleased: boolean
  readonly drugWithheld: boolean
  /** A red or orange storm-surge warning is in force at the place (module sea). */
  readonly stormSurge: boolean
}

/** Gates: only closing is always allowed. The interlocks are law of the house, not a rule table. */
export const refuseGate = (gate: 'inlet' | 'outlet', to: 'open' | 'close', state: GateState): Refusal | null => {
  if (to === 'close') return null
  if (state.stormSurge) return 'storm_surge'
  if (gate === 'outlet' && !state.tailWaterReleased) return 'tail_water'
  if (gate === 'outlet' && state.drugWithheld) return 'withdrawal_active'
  return !state.flush && (gate === 'inlet' ? state.outletOpen : state.inletOpen) ? 'both_gates' : null
}

/** No feed while the aerator is broken and oxygen below 5 mg/L: what is not eaten takes the rest. */
export const refuseFeeder = (aeratorFault: boolean, doMgL: number | null): Refusal | null =>
  aeratorFault && (doMgL === null || doMgL < 5) ? 'aerator_fault' : null

export type Command = { readonly counter: number; readonly issuedMs: number }

/** A gateway carries out a command once, in order, and within a minute; anything else is ignored and noted. */
export const isStale = ({ counter, issuedMs }: Command, lastCounter: number, nowMs: number): boolean =>
  counter <= lastCounter || nowMs - issuedMs > interlocks.commandLifeMs || issuedMs > nowMs + interlocks.commandLifeMs
