import { type CivilDate, diffDays } from '../../platform/dates.ts'
import { Rational, sumExact } from '../../platform/rational.ts'

export const coverageSource = '养殖塘数据覆盖率口径（共富渔塘指标说明 4.2）'

/** What a pond must have to count as covered; the names of what fails. */
export const coverageConditions = ['identity', 'right', 'operator', 'cycle', 'activity'] as const
export type CoverageCondition = (typeof coverageConditions)[number]

export type CoveragePond = {
  readonly id: string
  readonly areaMu: Rational
  readonly failing: readonly CoverageCondition[]
}

/** A survey base older than this cannot carry a green light. */
export const surveyBaseDays = 365

/** Three decimals, rounded down: 0.9499 of a target of 0.95 is not reached. */
const down = (numerator: Rational, denominator: Rational): number =>
  Number(numerator.dividedBy(denominator).toFixed(3, 'DOWN'))

/** Coverage by area and by count; the target uses the lower. `ponds` is not empty and has some area. */
export const coverageOf = (ponds: readonly CoveragePond[]) => {
  const covered = ponds.filter(({ failing }) => failing.length === 0)
  const area = (some: readonly CoveragePond[]) => sumExact(some.map(({ areaMu }) => areaMu))
  const coverageArea = down(area(covered), area(ponds))
  const coverageCount = down(Rational.of(covered.length), Rational.of(ponds.length))
  return { coverageArea, coverageCount, coverage: Math.min(coverageArea, coverageCount) }
}

export const surveyBaseIsFresh = (surveyBaseOn: CivilDate, asOf: CivilDate): boolean =>
  diffDays(surveyBaseOn, asOf) <= surveyBaseDays

export type PondFacts = {
  /** Code and valid polygon, verified by another person than the declarer. */
  readonly identityVerified: boolean
  /** Ownership village with a contract in force, or the statement that the pond is not let. */
  readonly rightKnown: boolean
  readonly useState: 'in_use' | 'fallow' | 'drained'
  readonly operatorKnown: boolean
  /** Day of the statement that the pond lies fallow or is drained. */
  readonly idleStatementOn: CivilDate | null
  /** Species and stocking of the cycle are recorded. */
  readonly cycleKnown: boolean
  readonly lastActivityOn: CivilDate | null
}

/** A statement that a pond lies idle holds for this long. */
const idleStatementDays = 365

/** The conditions of 4.2 that a pond fails, in their order; empty: it is covered. */
export const failingConditions = (facts: PondFacts, asOf: CivilDate): CoverageCondition[] => {
  const within = (day: CivilDate | null, days: number): boolean =>
    day !== null && day <= asOf && diffDays(day, asOf) <= days
  const inUse = facts.useState === 'in_use'
  const met: Readonly<Record<CoverageCondition, boolean>> = {
    identity: facts.identityVerified,
    right: facts.rightKnown,
    operator: inUse ? facts.operatorKnown : facts.operatorKnown || within(facts.idleStatementOn, idleStatementDays),
    cycle: !inUse || facts.cycleKnown,
    activity: within(facts.lastActivityOn, freshDays(asOf)),
  }
  return coverageConditions.filter((condition) => !met[condition])
}

/** Days within which a pond must show a sign of life: 30 in the season (1 Apr–30 Nov), 90 else (POND_FRESH_DAYS). */
export const freshDays = (asOf: CivilDate): number => (asOf.slice(5) >= '04-01' && asOf.slice(5) <= '11-30' ? 30 : 90)
