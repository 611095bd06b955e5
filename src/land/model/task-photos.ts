/** Whether a photo of a task proves anything: where, when, and that it is no other one again (land 4.12, 10). */
import { placeInArea } from '../../platform/geo/inside.ts'
import type { Area, Position } from '../../platform/geo/shapes.ts'

export const photoRefusals = ['noPosition', 'outsideParcel', 'reused', 'noTime', 'tooOld', 'laterThanToday'] as const
export type PhotoRefusal = (typeof photoRefusals)[number]

/** A photo may be this old when it is added (assumption). */
const freshDays = 30
/** Two difference hashes that differ in at most so many of 64 bits are the same picture (as the ledger's). */
export const sameWithin = 6

export type PhotoFacts = {
  readonly position: Position | null
  readonly takenOn: string | null
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/**
 * Why a photo does not count; null when it does. A phone's position wanders by tens of metres: a photo within
 * `toleranceM` of the boundary counts as inside.
 * @param parcel in the same plane as the position, metres
 */
export const refusalOf = (
  { position, takenOn }: PhotoFacts,
  against: {
    readonly parcel: Area
    readonly toleranceM: number
    readonly today: string
    /** The same picture counts elsewhere already. */
    readonly seen: boolean
    /** A photo of before the works may be older. */
    readonly purpose: 'before' | 'progress' | 'after'
  },
): PhotoRefusal | null => {
  if (against.seen) return 'reused'
  if (position === null) return 'noPosition'
  if (
    placeInArea(position, against.parcel) === 'outside' &&
    distanceTo(position, against.parcel) > against.toleranceM
  ) {
    return 'outsideParcel'
  }
  if (takenOn === null) return 'noTime'
  if (takenOn > against.today) return 'laterThanToday'
  return against.purpose !== 'before' && daysBetween(takenOn, against.today) > freshDays ? 'tooOld' : null
}

const toSegment = ([x, y]: Position, [ax, ay]: Position, [bx, by]: Position): number => {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const at = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length))
  return Math.hypot(x - ax - at * dx, y - ay - at * dy)
}

/** Metres from a plane position to the nearest boundary of the area. */
export const distanceTo = (position: Position, area: Area): number =>
  area
    .flat()
    .flatMap((ring) => ring.slice(1).map((point, index) => toSegment(position, ring[index] ?? point, point)))
    .reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY)
