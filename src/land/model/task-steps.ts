/** Steps of a task of the yearly list and its state on any day (land 5). */

export const taskKinds = ['idle', 'inefficient'] as const
export type TaskKind = (typeof taskKinds)[number]

export const taskStates = [
  'listed',
  'assigned',
  'agreementSigned',
  'rectifying',
  'acceptanceAsked',
  'inspected',
  'returned',
  'closedConditionally',
  'reopened',
  'closed',
  'excluded',
  'transferred',
] as const
export type TaskState = (typeof taskStates)[number]

/** The days on which a task took its steps; null while it has not. */
export type TaskSteps = {
  readonly listedOn: string
  readonly assignedOn: string | null
  readonly signedOn: string | null
  readonly beganOn: string | null
  readonly askedOn: string | null
  readonly inspectedOn: string | null
  readonly returnedOn: string | null
  readonly conditionalOn: string | null
  readonly reopenedOn: string | null
  readonly closedOn: string | null
  readonly excludedOn: string | null
  readonly transferredOn: string | null
}

/** In the order in which they follow each other on one day. */
const steps: readonly (readonly [keyof TaskSteps, TaskState])[] = [
  ['listedOn', 'listed'],
  ['assignedOn', 'assigned'],
  ['signedOn', 'agreementSigned'],
  ['beganOn', 'rectifying'],
  ['askedOn', 'acceptanceAsked'],
  ['inspectedOn', 'inspected'],
  ['returnedOn', 'returned'],
  ['conditionalOn', 'closedConditionally'],
  ['reopenedOn', 'reopened'],
  ['closedOn', 'closed'],
  ['excludedOn', 'excluded'],
  ['transferredOn', 'transferred'],
]

/**
 * The state at the end of a day: that of the latest step taken by then; null before the task was listed. `now` is the
 * present state, given back for a day on which nothing was still to come: a task that was sent back and works on has no
 * date of its own for that.
 */
export const stateOn = (task: TaskSteps & { readonly state: TaskState }, day: string): TaskState | null => {
  if (task.listedOn > day) return null
  const taken = steps.flatMap(([key, state]) => {
    const on = task[key]
    return on === null ? [] : [{ on, state }]
  })
  if (taken.every(({ on }) => on <= day)) return task.state
  return (
    taken.reduce<{ on: string; state: TaskState } | null>(
      (latest, step) => (step.on <= day && (latest === null || step.on >= latest.on) ? step : latest),
      null,
    )?.state ?? 'listed'
  )
}

/** Closed for the yearly figures: conditional closings count and are shown apart (land 8). */
export const isClosed = (state: TaskState | null): boolean => state === 'closed' || state === 'closedConditionally'

/** Left the list: no longer counted among the tasks listed. */
export const hasLeft = (state: TaskState | null): boolean => state === 'excluded' || state === 'transferred'
