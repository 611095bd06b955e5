import { type AnyMachineSnapshot, getNextTransitions, initialTransition, transition } from 'xstate'
import type { CaseType } from './case-type.ts'

/** Where a case stands: `state` as stored, `data` = the machine's context. */
export type Position = { readonly state: string; readonly data: Readonly<Record<string, unknown>> }

export type MachineEvent = { readonly type: string; readonly reason?: string; readonly data?: Record<string, unknown> }

const stateText = (value: AnyMachineSnapshot['value']): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

const stateValue = (state: string): AnyMachineSnapshot['value'] =>
  state.startsWith('{') ? (JSON.parse(state) as AnyMachineSnapshot['value']) : state

const positionOf = (snapshot: AnyMachineSnapshot): Position => ({
  state: stateText(snapshot.value),
  data: { ...(snapshot.context as Record<string, unknown>) },
})

const resolve = (type: CaseType, at: Position): AnyMachineSnapshot =>
  type.machine.resolveState({ value: stateValue(at.state), context: at.data })

/** The first position of a new case: the machine's own initial context under the data it is opened with. */
export const openingPosition = (type: CaseType, data: Readonly<Record<string, unknown>>): Position => {
  const [snapshot] = initialTransition(type.machine) as [AnyMachineSnapshot, unknown]
  const at = positionOf(snapshot)
  return { state: at.state, data: { ...at.data, ...data } }
}

/** Events that the state offers, whatever their guards will say about the data that comes with them. */
export const offeredEvents = (type: CaseType, at: Position): string[] => [
  ...new Set(getNextTransitions(resolve(type, at)).map((each) => each.eventType as string)),
]

export const isInState = (type: CaseType, at: Position, state: string): boolean =>
  at.state === state || (at.state.startsWith('{') && resolve(type, at).matches(state))

/** True when nothing can happen any more. */
export const isFinal = (type: CaseType, at: Position): boolean => {
  const snapshot = resolve(type, at)
  return snapshot.status === 'done' || getNextTransitions(snapshot).length === 0
}

/** The position after `event`, or null when the machine does not take it here. Pure: the same events, the same end. */
export const advance = (type: CaseType, at: Position, event: MachineEvent): Position | null => {
  const snapshot = resolve(type, at)
  if (!snapshot.can(event)) return null
  const [next] = transition(type.machine, snapshot, event) as [AnyMachineSnapshot, unknown]
  return positionOf(next)
}

/** Chinese name of a state; nested states are joined. */
export const stateTitle = (type: CaseType, state: string): string => type.states[state] ?? state
