/** Who is told of a warning (sea 4.7): the members of every group whose area meets it and whose filter names its hazard. */
import { boxesMeet, commonArea } from '../../platform/geo/overlay.ts'
import { type Area, boxOfArea } from '../../platform/geo/shapes.ts'
import type { Hazard } from './cap-alert.ts'

export type RecipientGroup = {
  readonly id: string
  /** Empty: every hazard. */
  readonly hazards: readonly Hazard[]
  readonly area: Area
  readonly recipientIds: readonly string[]
}

export type Recipient = { readonly recipientId: string; readonly groupIds: readonly string[] }

/** Each person once, with the groups that named him, in the order in which they come. Areas that only touch do not meet. */
export const recipientsOf = (hazard: Hazard, area: Area, groups: readonly RecipientGroup[]): Recipient[] => {
  const found = new Map<string, string[]>()
  const box = boxOfArea(area)
  for (const group of groups) {
    if (group.hazards.length > 0 && !group.hazards.includes(hazard)) continue
    if (!boxesMeet(box, boxOfArea(group.area)) || commonArea(area, group.area) <= 0) continue
    for (const id of group.recipientIds) found.set(id, [...(found.get(id) ?? []), group.id])
  }
  return [...found].map(([recipientId, groupIds]) => ({ recipientId, groupIds }))
}
