import { randomUUID } from 'node:crypto'
import type { CaseType } from '../../platform/cases/case-type.ts'
import { advance, isFinal, openingPosition, type Position } from '../../platform/cases/life-cycle.ts'
import { caseEvent, caseTable } from '../../platform/cases/tables.ts'
import { readersOf } from '../../platform/cases/turns.ts'
import type { Actor, Context } from '../../platform/context.ts'
import { insertAll } from './insert-all.ts'

export type PastEvent = {
  readonly event: string
  readonly on: string
  readonly by: Actor
  readonly reason?: string
  readonly data?: Record<string, unknown>
}

export type PastCase = {
  readonly type: CaseType
  readonly title: string
  readonly subject: { readonly table: string; readonly id: string }
  readonly data: Record<string, unknown>
  readonly organisationId: string | null
  readonly areaCode: string | null
  readonly openedOn: string
  readonly openedBy: Actor
  readonly events: readonly PastEvent[]
}

const at = (day: string): Date => new Date(`${day}T10:00:00+08:00`)

/**
 * Enters cases that went through all their events in the past, as their machines say: what does not fit is an error.
 * Their history replays to their state; no clock runs, no turn waits and nobody is told, so that hundreds are made at
 * once. Gives the ids in the order of the drafts.
 */
export const enterPastCases = async (context: Context, drafts: readonly PastCase[]): Promise<string[]> => {
  const { county } = context.actor
  const made = drafts.map((draft) => {
    const caseId = randomUUID()
    let position: Position = openingPosition(draft.type, draft.data)
    const history: (typeof caseEvent.$inferInsert)[] = [
      {
        county,
        caseId,
        number: 1,
        event: '@opened',
        from: null,
        to: position.state,
        actor: draft.openedBy.id,
        actorName: draft.openedBy.name,
        deputyFor: null,
        reason: null,
        data: draft.data,
        at: at(draft.openedOn),
      },
    ]
    for (const step of draft.events) {
      const next = advance(draft.type, position, {
        type: step.event,
        ...(step.reason === undefined ? {} : { reason: step.reason }),
        ...(step.data === undefined ? {} : { data: step.data }),
      })
      if (next === null) throw new Error(`the demo's ${draft.type.name} cannot ${step.event} in ${position.state}`)
      history.push({
        county,
        caseId,
        number: history.length + 1,
        event: step.event,
        from: position.state,
        to: next.state,
        actor: step.by.id,
        actorName: step.by.name,
        deputyFor: null,
        reason: step.reason ?? null,
        data: step.data ?? {},
        at: at(step.on),
      })
      position = next
    }
    const last = draft.events.at(-1)?.on ?? draft.openedOn
    if (!isFinal(draft.type, position)) throw new Error(`the demo's ${draft.type.name} has not come to its end`)
    return {
      row: {
        county,
        id: caseId,
        type: draft.type.name,
        state: position.state,
        title: draft.title,
        subjectTable: draft.subject.table,
        subjectId: draft.subject.id,
        data: { ...position.data },
        organisationId: draft.organisationId,
        householdId: null,
        areaCode: draft.areaCode,
        readers: readersOf(context.modules, draft.type),
        openedBy: draft.openedBy.id,
        openedAt: at(draft.openedOn),
        closedAt: at(last),
        dueOn: null,
        calendarProvisional: false,
        version: history.length,
      },
      history,
    }
  })
  await insertAll(
    context,
    caseTable,
    made.map(({ row }) => row),
  )
  await insertAll(
    context,
    caseEvent,
    made.flatMap(({ history }) => history),
  )
  return made.map(({ row }) => row.id)
}
