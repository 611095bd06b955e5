/** Boats on a return-to-port order, and positions that cannot be true (sea 4.11). */
import { geodesicDistance } from '../../platform/geo/ellipsoid.ts'
import { placeInArea } from '../../platform/geo/inside.ts'
import type { Area, Position } from '../../platform/geo/shapes.ts'
import { distanceToOutline, localPlane } from './outline.ts'

const minute = 60_000
const metresPerNauticalMile = 1852

export type WatchedVessel = {
  readonly id: string
  readonly position: Position
  readonly positionAt: number
  /** Median speed of the last 30 minutes, kn. */
  readonly sogKn: number
  readonly cogDeg: number | null
  readonly serviceSpeedKn: number
}

export type Harbour = { readonly id: string; readonly position: Position; readonly radiusM: number }

export const returnStates = ['in_port', 'heading_in', 'late', 'not_moving', 'silent'] as const
export type ReturnState = (typeof returnStates)[number]

export type ReturnProgress = {
  readonly id: string
  readonly state: ReturnState
  readonly harbourId: string
  readonly distanceNm: number
  /** null: it does not move. */
  readonly etaAt: number | null
}

/** No fix for longer than this: 30 minutes under a typhoon order, else 60. */
export const silentAfterMs = (typhoonOrder: boolean): number => (typhoonOrder ? 30 : 60) * minute
const closingKn = 3

const bearing = (from: Position, to: Position): number => {
  const east = (to[0] - from[0]) * Math.cos((((from[1] + to[1]) / 2) * Math.PI) / 180)
  return Math.atan2(east, to[1] - from[1])
}

/**
 * State of one boat. ETA = distance to the nearest harbour ÷ min(speed of the last 30 min, service speed); who could
 * not make it at service speed is late however he steers. At least one harbour.
 */
export const returnProgress = (
  vessel: WatchedVessel,
  harbours: readonly Harbour[],
  order: { readonly now: number; readonly deadline: number; readonly typhoonOrder: boolean },
): ReturnProgress => {
  const [nearest] = harbours
    .map((harbour) => ({ harbour, metres: geodesicDistance(vessel.position, harbour.position) }))
    .toSorted((a, b) => a.metres - a.harbour.radiusM - (b.metres - b.harbour.radiusM))
  if (nearest === undefined) throw new RangeError('no harbour')
  const { harbour, metres } = nearest
  const miles = Math.max(0, metres - harbour.radiusM) / metresPerNauticalMile
  const speed = Math.min(vessel.sogKn, vessel.serviceSpeedKn)
  const etaAt = speed > 0 ? order.now + (miles / speed) * 60 * minute : null
  const best = order.now + (miles / vessel.serviceSpeedKn) * 60 * minute
  const towards =
    vessel.cogDeg === null
      ? 0
      : vessel.sogKn * Math.cos((vessel.cogDeg * Math.PI) / 180 - bearing(vessel.position, harbour.position))
  const state: ReturnState =
    metres <= harbour.radiusM
      ? 'in_port'
      : order.now - vessel.positionAt > silentAfterMs(order.typhoonOrder)
        ? 'silent'
        : best > order.deadline
          ? 'late'
          : towards <= closingKn
            ? 'not_moving'
            : etaAt === null || etaAt > order.deadline
              ? 'late'
              : 'heading_in'
  return { id: vessel.id, state, harbourId: harbour.id, distanceNm: miles, etaAt }
}

export type Fix = {
  readonly mmsi: string
  readonly time: number
  readonly position: Position
  readonly sogKn: number | null
}

export const fixFaults = ['implied_speed', 'reported_speed', 'clone', 'on_land'] as const
export type FixFault = (typeof fixFaults)[number]

/** Fastest that a fishing boat is believed to be, kn. */
const fastestKn = 40
const cloneM = 5_000
/** So far inland no boat floats. */
const inlandM = 500

const inlandTest = (land: Area): ((position: Position) => boolean) => {
  const plane = localPlane(land[0]?.[0]?.[0] ?? [0, 0])
  const outline = land.map((part) => part.map((ring) => ring.map(plane)))
  return (position) => placeInArea(position, land) === 'inside' && distanceToOutline(plane(position), outline) > inlandM
}

/**
 * Positions that cannot be true, flagged and never deleted: over 40 kn reported, over 40 kn implied since the last
 * fix of the same number, two places over 5 km apart within a minute (a copied number), over 500 m inland where the
 * `land` is given. In order of the list.
 */
export const implausibleFixes = (
  fixes: readonly Fix[],
  land: Area | null = null,
): { readonly index: number; readonly fault: FixFault }[] => {
  const last = new Map<string, Fix>()
  const order = fixes.map((fix, index) => ({ fix, index })).toSorted((a, b) => a.fix.time - b.fix.time)
  const faults: { index: number; fault: FixFault }[] = []
  const isInland = land === null ? () => false : inlandTest(land)
  for (const { fix, index } of order) {
    const before = last.get(fix.mmsi)
    last.set(fix.mmsi, fix)
    if (fix.sogKn !== null && fix.sogKn > fastestKn) faults.push({ index, fault: 'reported_speed' })
    if (isInland(fix.position)) faults.push({ index, fault: 'on_land' })
    if (before === undefined) continue
    const metres = geodesicDistance(before.position, fix.position)
    const elapsed = fix.time - before.time
    if (elapsed <= minute && metres > cloneM) faults.push({ index, fault: 'clone' })
    else if (elapsed > 0 && metres / metresPerNauticalMile / (elapsed / (60 * minute)) > fastestKn && metres > 500) {
      // Within half a kilometre a jump is the receiver's clock or its noise.
      faults.push({ index, fault: 'implied_speed' })
    }
  }
  return faults.toSorted((a, b) => a.index - b.index)
}
