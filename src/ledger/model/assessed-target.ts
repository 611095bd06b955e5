import { type CivilDate, fullMonthsBetween, addMonths } from '../../platform/dates.ts'
import type { AssessedTarget } from './assessment.ts'

export type JudgedTarget = {
  readonly kind: 'figure' | 'deliverable'
  readonly due: CivilDate
  readonly met: boolean
  readonly metOn: CivilDate | null
  /** 0…1, how far a figure came from its baseline to its threshold; null without a figure. */
  readonly completion: number | null
}

/** Months that have begun after the due day: one day late is one month, 0 when in time (ledger 4.5). */
export const startedMonthsLate = (due: CivilDate, metOn: CivilDate): number => {
  if (metOn <= due) return 0
  const whole = fullMonthsBetween(due, metOn)
  return addMonths(due, whole) < metOn ? whole + 1 : whole
}

/** A judged target as the assessment counts it. Its own due date counts, also where a later one was granted. */
export const assessedTarget = ({ kind, due, met, metOn, completion }: JudgedTarget): AssessedTarget =>
  kind === 'deliverable'
    ? { deliverable: { verified: met, startedMonthsLate: metOn === null ? 0 : startedMonthsLate(due, metOn) } }
    : { figure: { value: completion ?? 0, baseline: 0, threshold: 1 } }
