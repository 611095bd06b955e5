import type { StatusLight } from './status-light.ts'

export type Light = StatusLight['state']
export type LightCounts = Record<Light, number>

export const countLights = (targets: readonly { readonly light: Light }[]): LightCounts => {
  const counts: LightCounts = { met: 0, on_track: 0, at_risk: 0, overdue: 0, no_data: 0 }
  for (const { light } of targets) counts[light] += 1
  return counts
}

type Dated = {
  readonly due: string
  readonly no: number
  readonly kind: 'figure' | 'deliverable'
  readonly column: 'measures' | 'milestones' | 'landmarks'
  readonly value: number | null
  readonly indicatorId: string | null
}

/** Among targets due the same day the card shows a dated figure with a value before a paper, else the table's order. */
const weight = (target: Dated): number =>
  (target.kind === 'figure' ? 0 : 4) + (target.value === null ? 2 : 0) + (target.column === 'milestones' ? 0 : 1)

const byDue = (a: Dated, b: Dated): number =>
  a.due < b.due ? -1 : a.due > b.due ? 1 : weight(a) - weight(b) || a.no - b.no

/** The target that stands for a reform: the one due next, or the last one when all are past; and the one after it. */
export const headlineOf = <T extends Dated>(
  targets: readonly T[],
  asOf: string,
): { readonly headline: T | null; readonly following: T | null } => {
  const ordered = targets.toSorted(byDue)
  const lastDue = ordered.at(-1)?.due
  const headline = ordered.find(({ due }) => due >= asOf) ?? ordered.find(({ due }) => due === lastDue) ?? null
  if (headline === null) return { headline, following: null }
  const later = ordered.filter(({ due }) => due > headline.due && headline.due >= asOf)
  const same = later.find(({ indicatorId }) => indicatorId !== null && indicatorId === headline.indicatorId)
  return { headline, following: same ?? later[0] ?? null }
}
