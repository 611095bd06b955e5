/** One alarm of one pond with hysteresis (ponds 4.8). */
import { Problem } from '../../platform/errors/problem.ts'

export const alarmSource = '报警回差与延时规则（规则表 ponds.alarm-rules）'

export const alarmStates = ['normal', 'pending', 'active', 'clearing'] as const
export type AlarmState = (typeof alarmStates)[number]

export type AlarmRule = {
  readonly direction: 'below' | 'above'
  /** Past this value the alarm begins. */
  readonly raise: number
  /** Past this value, on the safe side of `raise`, it ends. */
  readonly clear: number
  readonly holdOnS: number
  readonly holdOffS: number
}

/** Where an alarm stands; `sinceMs`: since when it is pending or clearing. */
export type AlarmMemory = { readonly state: AlarmState; readonly sinceMs: number }

export const quiet: AlarmMemory = { state: 'normal', sinceMs: 0 }

/** @throws Problem not_computable `threshold_order` when `clear` lies on the wrong side. */
export const checkAlarmRule = ({ direction, raise, clear }: AlarmRule, pointer = '/rule'): void => {
  if (direction === 'below' ? clear < raise : clear > raise) {
    throw Problem.field(`${pointer}/clear`, 'threshold_order', '解除值须在报警值的安全一侧')
  }
}

const begin = (state: 'pending' | 'clearing', ms: number): AlarmMemory => ({ state, sinceMs: ms })

/**
 * The state after one good value (flag 1). Between the two thresholds nothing changes, except that a pending alarm goes
 * back to normal and a clearing one back to active.
 */
export const nextAlarm = (rule: AlarmRule, memory: AlarmMemory, ms: number, value: number): AlarmMemory => {
  const below = rule.direction === 'below'
  const pastRaise = below ? value < rule.raise : value > rule.raise
  const pastClear = below ? value > rule.clear : value < rule.clear
  const state = memory.state
  if (state === 'normal' || state === 'pending') {
    if (!pastRaise) return state === 'normal' ? memory : { state: 'normal', sinceMs: ms }
    const pending = state === 'pending' ? memory : begin('pending', ms)
    return ms - pending.sinceMs >= rule.holdOnS * 1000 ? { state: 'active', sinceMs: ms } : pending
  }
  if (!pastClear) return state === 'active' ? memory : { state: 'active', sinceMs: ms }
  const clearing = state === 'clearing' ? memory : begin('clearing', ms)
  return ms - clearing.sinceMs >= rule.holdOffS * 1000 ? { state: 'normal', sinceMs: ms } : clearing
}

/** More than this many intervals without a value opens the alarm `no_data` beside the first. */
export const silentIntervals = 3
/** Data later than this never raise an alarm or move a device (LATE_MAX). */
export const lateLimitMs = 15 * 60_000

export const isTooLate = (measuredMs: number, receivedMs: number): boolean => receivedMs - measuredMs > lateLimitMs

/** Who is called how long after an alarm became active; the ladder stops once somebody has taken note. */
export const escalation = [
  { afterS: 0, to: 'operator', channels: ['push', 'sms'] },
  { afterS: 300, to: 'operator', channels: ['voice'] },
  { afterS: 600, to: 'neighbour', channels: ['push', 'voice'] },
  { afterS: 1_200, to: 'town_duty', channels: ['voice'] },
] as const

/** The rungs that are due; none once acknowledged, unless the alarm has since become worse by a level. */
export const dueEscalation = (
  activeMs: number,
  nowMs: number,
  { acknowledgedMs, worsenedMs }: { readonly acknowledgedMs: number | null; readonly worsenedMs: number | null },
): readonly (typeof escalation)[number][] => {
  const restarted = worsenedMs !== null && (acknowledgedMs === null || worsenedMs > acknowledgedMs)
  if (acknowledgedMs !== null && !restarted) return []
  const from = restarted ? worsenedMs : activeMs
  return escalation.filter(({ afterS }) => nowMs - from >= afterS * 1000)
}
