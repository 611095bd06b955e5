/** Who may sit on a panel of third-party evaluation, and whether two members score suspiciously alike (skills 4.7, 10). */
import { addYears, type CivilDate } from '../../platform/dates.ts'

export const tieKinds = ['employed', 'related', 'contract'] as const

export type Assessor = {
  readonly id: string
  readonly ties: readonly {
    readonly institution: string
    readonly kind: (typeof tieKinds)[number]
    /** Last day of the tie; null while it lasts. Kinship has no end. */
    readonly until?: CivilDate | null | undefined
  }[]
  /** One score an item, in the order of the items; null where none was given. */
  readonly scores?: readonly (number | null)[] | undefined
}

export type PanelSettings = {
  /** A tie that ended longer ago than this does no harm. */
  readonly coolingYears: number
  readonly leastAssessors: number
  /** Correlation from which a pair is reported, and the fewest common items for it. */
  readonly alikeFrom: number
  readonly leastItems: number
}

export type Panel = {
  readonly eligible: readonly string[]
  readonly excluded: readonly { readonly assessor: string; readonly kind: (typeof tieKinds)[number] }[]
  /** Enough members, and an odd number of them. */
  readonly quorate: boolean
  /** Reported for a second look, never as a proof: honest experts agree too. */
  readonly alike: readonly {
    readonly pair: readonly [string, string]
    readonly correlation: number
    readonly items: number
  }[]
}

/** The tie that bars an assessor from judging an institution on a day; null for none. */
export const conflictOf = (
  assessor: Assessor,
  institution: string,
  asOf: CivilDate,
  coolingYears: number,
): (typeof tieKinds)[number] | null => {
  const since = addYears(asOf, -coolingYears)
  const tie = assessor.ties.find(
    (one) => one.institution === institution && (one.kind === 'related' || one.until == null || one.until > since),
  )
  return tie?.kind ?? null
}

/** Pearson's r over the items that both scored; null with too few of them or no variation. */
export const scoreCorrelation = (
  a: readonly (number | null)[],
  b: readonly (number | null)[],
  leastItems: number,
): { readonly correlation: number; readonly items: number } | null => {
  const pairs = a.flatMap((x, at) => {
    const y = b[at]
    return x === null || y == null ? [] : [[x, y] as const]
  })
  if (pairs.length < leastItems) return null
  const mean = (of: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length
  const [meanA, meanB] = [mean(0), mean(1)]
  let [ab, aa, bb] = [0, 0, 0]
  for (const [x, y] of pairs) {
    ab += (x - meanA) * (y - meanB)
    aa += (x - meanA) ** 2
    bb += (y - meanB) ** 2
  }
  if (aa < 1e-12 || bb < 1e-12) return null
  return { correlation: Math.round((ab / Math.sqrt(aa * bb)) * 1e10) / 1e10, items: pairs.length }
}

/** Judges a panel for one institution on a day. */
export const judgePanel = (
  assessors: readonly Assessor[],
  institution: string,
  asOf: CivilDate,
  settings: PanelSettings,
): Panel => {
  const judged = assessors.map((assessor) => ({
    assessor,
    kind: conflictOf(assessor, institution, asOf, settings.coolingYears),
  }))
  const eligible = judged.filter(({ kind }) => kind === null).map(({ assessor }) => assessor)
  return {
    eligible: eligible.map(({ id }) => id),
    excluded: judged.flatMap(({ assessor, kind }) => (kind === null ? [] : [{ assessor: assessor.id, kind }])),
    quorate: eligible.length >= settings.leastAssessors && eligible.length % 2 === 1,
    alike: eligible.flatMap((one, at) =>
      eligible.slice(at + 1).flatMap((other) => {
        const found = scoreCorrelation(one.scores ?? [], other.scores ?? [], settings.leastItems)
        return found === null || found.correlation < settings.alikeFrom
          ? []
          : [{ pair: [one.id, other.id] as const, ...found }]
      }),
    ),
  }
}
