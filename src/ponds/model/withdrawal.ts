/** When a pond treated with a drug may be harvested (休药期, ponds 4.11). */
import { type CivilDate, addDays } from '../../platform/dates.ts'

export const withdrawalSource = '农业部公告第278号（休药期）；度日累计规则 4.11'

/** A day without data counts as the last known mean, but never more than this (WD_TEMP_FALLBACK). */
export const fallbackC = 15

export type Withdrawal = {
  readonly accumulated: number
  /** Null: not reached with the temperatures given. */
  readonly releaseOn: CivilDate | null
  readonly missingDays: number
}

/** A period in days: full days after the last dose, released on the day after. */
export const dayWithdrawal = (days: number, lastDoseOn: CivilDate): CivilDate => addDays(lastDoseOn, days + 1)

/**
 * Adds up daily means from the day after the last dose; release is the day after the sum reaches `degreeDays`. Before
 * the first known mean a missing day adds nothing: colder water than 15 °C must not be credited.
 */
export const degreeDayWithdrawal = (
  degreeDays: number,
  lastDoseOn: CivilDate,
  dailyMeanC: readonly (number | null)[],
): Withdrawal => {
  // Nothing to wait for: the day after the dose.
  if (degreeDays <= 0) return { accumulated: 0, releaseOn: dayWithdrawal(0, lastDoseOn), missingDays: 0 }
  let [accumulated, known, missingDays] = [0, 0, 0]
  for (const [index, mean] of dailyMeanC.entries()) {
    if (mean === null) missingDays++
    else known = Math.max(0, mean)
    accumulated += mean === null ? Math.min(known, fallbackC) : known
    // 25 × 20.0 may come out as 499.99999999999994.
    if (accumulated >= degreeDays - 1e-9) return { accumulated, releaseOn: addDays(lastDoseOn, index + 2), missingDays }
  }
  return { accumulated, releaseOn: null, missingDays }
}

/** Of several drugs and merged ponds the latest date rules; one that is not reached holds all back. */
export const latestRelease = (dates: readonly (CivilDate | null)[]): CivilDate | null =>
  dates.reduce<CivilDate | null>((latest, date) => {
    if (latest === null || date === null) return null
    return date > latest ? date : latest
  }, dates[0] ?? null)
