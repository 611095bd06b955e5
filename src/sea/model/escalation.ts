/** What happens when a warning is not acknowledged (sea 4.7). */

export const escalationSteps = ['resend_next_channel', 'deputy', 'town_duty_leader', 'county_duty_room'] as const
export type EscalationAction = (typeof escalationSteps)[number]

export type EscalationStep = { readonly step: number; readonly action: EscalationAction; readonly dueAt: number }

/**
 * Step 1 when the deadline is missed, each further one half a deadline later: deputy, town duty leader, county duty room.
 * One escalation per delivery and step: the plan follows from `sentAt` alone, so that making it again changes nothing.
 */
export const escalationPlan = (sentAt: number, deadlineMinutes: number): EscalationStep[] =>
  escalationSteps.map((action, index) => ({
    step: index + 1,
    action,
    dueAt: sentAt + deadlineMinutes * (1 + index / 2) * 60_000,
  }))

export type Delivery = {
  readonly recipientId: string
  /** The unit that is reached when its named officer or deputy acknowledges. */
  readonly unitId: string
  readonly sentAt: number
  readonly acknowledgedAt: number | null
}

export type DeliveryState = {
  readonly recipientId: string
  readonly state: 'acknowledged' | 'waiting' | 'escalated'
  /** Steps that are due by now; 0 when none. */
  readonly step: number
  readonly late: boolean
}

/** Where each delivery stands at `now`; anybody of a unit acknowledges for the unit. */
export const deliveryStates = (
  deliveries: readonly Delivery[],
  deadlineMinutes: number,
  now: number,
): { readonly states: readonly DeliveryState[]; readonly unreachedUnits: readonly string[] } => {
  const known = deliveries.filter(({ acknowledgedAt }) => acknowledgedAt !== null && acknowledgedAt <= now)
  const firstOfUnit = new Map<string, number>()
  for (const { unitId, acknowledgedAt } of known) {
    firstOfUnit.set(unitId, Math.min(acknowledgedAt ?? Infinity, firstOfUnit.get(unitId) ?? Infinity))
  }
  const states = deliveries.map(({ recipientId, unitId, sentAt }): DeliveryState => {
    const plan = escalationPlan(sentAt, deadlineMinutes)
    const ended = firstOfUnit.get(unitId)
    const until = Math.min(now, ended ?? now)
    const step = plan.filter(({ dueAt }) => dueAt <= until).length
    if (ended !== undefined) return { recipientId, state: 'acknowledged', step, late: step > 0 }
    return { recipientId, state: step > 0 ? 'escalated' : 'waiting', step, late: step > 0 }
  })
  const units = [...new Set(deliveries.map(({ unitId }) => unitId))]
  return { states, unreachedUnits: units.filter((unit) => !firstOfUnit.has(unit)) }
}
