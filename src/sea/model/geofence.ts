/** Crossing of a fence at sea, and boats that are silent or overdue (sea 4.11). */
import { geodesicDistance } from '../../platform/geo/ellipsoid.ts'
import { placeInArea } from '../../platform/geo/inside.ts'
import type { Area, Position } from '../../platform/geo/shapes.ts'
import { distanceToOutline, localPlane } from './outline.ts'
import { type Harbour, silentAfterMs } from './vessel-watch.ts'

const minute = 60_000

export type FenceFix = { readonly time: number; readonly position: Position }
export type Crossing = { readonly time: number; readonly kind: 'enter' | 'leave' }

/** A boat that rocks on the line crosses it once: it must be 100 m beyond, or two minutes. */
const [clearM, clearMs] = [100, 2 * minute]

/**
 * Crossings in order of time; each is told once and dated by the first fix on the new side. The side of the first fix is
 * where the boat was. On the line counts as inside.
 */
export const fenceCrossings = (fence: Area, fixes: readonly FenceFix[]): Crossing[] => {
  const corner = fence[0]?.[0]?.[0]
  if (corner === undefined) return []
  const plane = localPlane(corner)
  const outline = fence.map((part) => part.map((ring) => ring.map(plane)))
  const crossings: Crossing[] = []
  let inside: boolean | null = null
  let since: number | null = null
  for (const { time, position } of fixes.toSorted((a, b) => a.time - b.time)) {
    const now = placeInArea(position, fence) !== 'outside'
    inside ??= now
    if (now === inside) {
      since = null
      continue
    }
    since ??= time
    if (time - since < clearMs && distanceToOutline(plane(position), outline) <= clearM) continue
    crossings.push({ time: since, kind: now ? 'enter' : 'leave' })
    inside = now
    since = null
  }
  return crossings
}

export const voyageStates = ['in_harbour', 'at_sea', 'silent', 'overdue'] as const
export type VoyageState = (typeof voyageStates)[number]

export type Voyage = {
  readonly lastFix: { readonly time: number; readonly position: Position } | null
  readonly expectedReturnAt: number | null
}

/** Over two hours late and in no harbour. */
const overdueMs = 120 * minute

/** State of a boat at sea; overdue opens a check, not an incident. */
export const voyageState = (
  { lastFix, expectedReturnAt }: Voyage,
  harbours: readonly Harbour[],
  now: number,
  typhoonOrder: boolean,
): VoyageState => {
  const moored =
    lastFix !== null &&
    harbours.some(({ position, radiusM }) => geodesicDistance(lastFix.position, position) <= radiusM)
  if (moored) return 'in_harbour'
  if (expectedReturnAt !== null && now > expectedReturnAt + overdueMs) return 'overdue'
  return lastFix === null || now - lastFix.time > silentAfterMs(typhoonOrder) ? 'silent' : 'at_sea'
}
