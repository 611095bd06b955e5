import type { PlannedTarget } from './target-plan.ts'

/** A stored target as far as a re-import looks at it. */
export type StandingTarget = Pick<PlannedTarget, 'column' | 'itemNo' | 'text' | 'due' | 'kind'> & {
  readonly id: string
  readonly boundBy: 'proposal' | 'hand'
  readonly indicatorId: string | null
  readonly scope: PlannedTarget['scope']
}

export type TargetChange<T extends StandingTarget> = {
  /** Same words, same date: the record and its binding stay; only its place in the text may move. */
  readonly kept: readonly { readonly planned: PlannedTarget; readonly standing: T }[]
  readonly added: readonly PlannedTarget[]
  readonly withdrawn: readonly T[]
}

const words = (text: string): string => text.replace(/[\s,，;；。.:：]/g, '')
const keyOf = (target: Pick<PlannedTarget, 'column' | 'text' | 'due'>): string =>
  `${target.column}|${words(target.text)}|${target.due}`

/**
 * What a re-import does to the targets of one reform. Targets are known again by column, words and due date; a changed
 * date or wording makes a new target and withdraws the old one. A statement that the office bound by hand hands its
 * indicator on to the new wording of the same item (ledger 5: a re-import keeps bindings).
 */
export const changeTargets = <T extends StandingTarget>(
  planned: readonly PlannedTarget[],
  standing: readonly T[],
): TargetChange<T> => {
  const known = Map.groupBy(standing, keyOf)
  const places = Map.groupBy(planned, keyOf)
  const kept = [...known].flatMap(([key, targets]) => {
    const place = places.get(key)?.[0]
    return place === undefined ? [] : targets.map((target) => ({ planned: place, standing: target }))
  })
  const withdrawn = standing.filter((target) => !places.has(keyOf(target)))
  const added = planned
    .filter((target) => !known.has(keyOf(target)))
    .map((target) => {
      if (target.indicatorId !== null) return target
      const before = withdrawn.find(
        (old) =>
          old.boundBy === 'hand' &&
          old.column === target.column &&
          old.itemNo === target.itemNo &&
          old.kind === target.kind,
      )
      return before === undefined ? target : { ...target, indicatorId: before.indicatorId, scope: before.scope }
    })
  return { kept, added, withdrawn }
}
