/**
 * The day's verdict by the fishery water standard. Source: GB 11607-1989 渔业水质标准, table 1: dissolved oxygen above
 * 5 mg/L for 16 of any 24 hours and never below 3; sea water pH 7.0–8.5; un-ionised ammonia ≤ 0.02 mg/L; sulphide
 * ≤ 0.2 mg/L.
 */
export const complianceSource = 'GB 11607-1989 渔业水质标准 表1'

export type WaterProperty = 'do' | 'ph' | 'nh3' | 'sulphide'
/** Good readings (flag 1) only, ascending. */
export type GoodReading = { readonly ms: number; readonly value: number }

export type DayVerdict = {
  readonly verdict: 'pass' | 'fail' | 'undecidable'
  readonly observedShare: number
  /** Hours with DO above 5 mg/L within 24; null for the others. */
  readonly hoursAbove5: number | null
}

const hour = 3_600_000
const dayMs = 24 * hour
/** Below this share of the 24 hours nothing is said (ponds 4.5). */
export const leastObserved = 0.8

const limits: Readonly<Record<Exclude<WaterProperty, 'do'>, readonly [low: number, high: number]>> = {
  ph: [7, 8.5],
  nh3: [0, 0.02],
  sulphide: [0, 0.2],
}

/**
 * Judges the 24 hours from `startMs`. A reading stands for one interval of `rateS`, so that what was not observed
 * counts neither for nor against.
 */
export const judgeDay = (
  property: WaterProperty,
  readings: readonly GoodReading[],
  startMs: number,
  rateS: number,
): DayVerdict => {
  const inDay = readings.filter(({ ms }) => ms >= startMs && ms < startMs + dayMs)
  const step = rateS * 1000
  const lengthOf = (index: number): number => {
    const end = Math.min(startMs + dayMs, inDay[index + 1]?.ms ?? Infinity)
    return Math.min(step, end - (inDay[index]?.ms ?? end))
  }
  const observed = inDay.reduce((sum, _, index) => sum + lengthOf(index), 0)
  const above = inDay.reduce((sum, { value }, index) => sum + (value > 5 ? lengthOf(index) : 0), 0)
  const observedShare = observed / dayMs
  const hoursAbove5 = property === 'do' ? above / hour : null
  // With too little seen nothing is said, also when something was bad: the alarm has told of that already.
  const broken =
    property === 'do'
      ? inDay.some(({ value }) => value < 3)
      : inDay.some(({ value }) => value < limits[property][0] || value > limits[property][1])
  if (observedShare < leastObserved) return { verdict: 'undecidable', observedShare, hoursAbove5 }
  if (broken || (hoursAbove5 !== null && hoursAbove5 < 16)) return { verdict: 'fail', observedShare, hoursAbove5 }
  return { verdict: 'pass', observedShare, hoursAbove5 }
}
