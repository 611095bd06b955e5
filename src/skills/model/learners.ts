/** What became of learners: the broken ceiling, and workers who rose a level (skills 8). */
import { addYears, type CivilDate } from '../../platform/dates.ts'
import { type Level, levelScales } from './credits/outcome.ts'

export const progressionKinds = ['enteredHigherVocational', 'bookedToDiploma'] as const

export type Progression = {
  readonly learner: string
  readonly on: CivilDate
  readonly kind: (typeof progressionKinds)[number]
}

/** The reform counts from here on. */
export const progressionsSince = '2021-01-01'

export type Progressions = {
  /** Distinct learners: who entered and had credits booked counts once. */
  readonly learners: number
  readonly byKind: Readonly<Record<(typeof progressionKinds)[number], number>>
  readonly byYear: readonly { readonly year: number; readonly learners: number }[]
}

/** Distinct learners up to the end of a day; a learner counts in the year of the first step. */
export const progressionsOf = (events: readonly Progression[], asOf: CivilDate): Progressions => {
  const counted = events.filter(({ on }) => on >= progressionsSince && on <= asOf)
  const first = new Map<string, CivilDate>()
  for (const { learner, on } of counted) {
    const known = first.get(learner)
    if (known === undefined || on < known) first.set(learner, on)
  }
  const years = new Map<number, number>()
  for (const on of first.values()) years.set(Number(on.slice(0, 4)), (years.get(Number(on.slice(0, 4))) ?? 0) + 1)
  const distinct = (kind: Progression['kind']) =>
    new Set(counted.filter((one) => one.kind === kind).map(({ learner }) => learner)).size
  return {
    learners: first.size,
    byKind: {
      enteredHigherVocational: distinct('enteredHigherVocational'),
      bookedToDiploma: distinct('bookedToDiploma'),
    },
    byYear: [...years].toSorted(([a], [b]) => a - b).map(([year, learners]) => ({ year, learners })),
  }
}

export const skillLevels = levelScales[0]

export type WorkerCertificate = {
  readonly worker: string
  readonly level: (typeof skillLevels)[number]
  readonly issuedOn: CivilDate
  readonly revokedOn?: CivilDate | null | undefined
}

export type Upgrades = {
  /** Higher level than a year before, first certificates included. */
  readonly upgraded: number
  /** Of these, workers who had none a year before. */
  readonly first: number
  readonly workers: number
}

const rank = (level: Level): number => (skillLevels as readonly Level[]).indexOf(level)

/** Compares each worker's highest certificate on a day with that of the same day a year before. */
export const upgradesOf = (certificates: readonly WorkerCertificate[], asOf: CivilDate): Upgrades => {
  const highest = (day: CivilDate): ReadonlyMap<string, number> => {
    const best = new Map<string, number>()
    for (const { worker, level, issuedOn, revokedOn } of certificates) {
      if (issuedOn > day || (revokedOn != null && revokedOn <= day)) continue
      best.set(worker, Math.max(best.get(worker) ?? -1, rank(level)))
    }
    return best
  }
  const [now, before] = [highest(asOf), highest(addYears(asOf, -1))]
  let [upgraded, first] = [0, 0]
  for (const [worker, level] of now) {
    const earlier = before.get(worker)
    if (earlier === undefined) first += 1
    if (earlier === undefined || level > earlier) upgraded += 1
  }
  return { upgraded, first, workers: now.size }
}
