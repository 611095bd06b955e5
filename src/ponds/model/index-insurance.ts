/** Index insurance by official daily weather (ponds 4.14): no loss adjuster, the days decide. */
import { type Fen, Rational } from '../../platform/money.ts'

export const insuranceSource = '水产养殖气象指数保险条款（参照常熟大闸蟹高温指数保险）；政策性保险以保单为准'

export const weatherVariables = ['tmax', 'tmin', 'rain24', 'rain72', 'wind', 'surge'] as const
export type WeatherVariable = (typeof weatherVariables)[number]
export const operators = ['>=', '>', '<=', '<'] as const

export type IndexRule = {
  readonly op: (typeof operators)[number]
  readonly value: number
  /** Days in a row, or days altogether, that trigger; null: not agreed. */
  readonly consecutiveDays: number | null
  readonly cumulativeDays: number | null
}

const qualifies = ({ op, value }: IndexRule, day: number): boolean => {
  switch (op) {
    case '>=':
      return day >= value
    case '>':
      return day > value
    case '<=':
      return day <= value
    case '<':
      return day < value
  }
}

/** A missing day (null) neither counts nor carries a row on: the policy names a substitute station for it. */
export const indexTrigger = (rule: IndexRule, daily: readonly (number | null)[]) => {
  let [qualifyingDays, row, longestRow] = [0, 0, 0]
  for (const day of daily) {
    const counts = day !== null && qualifies(rule, day)
    row = counts ? row + 1 : 0
    if (counts) qualifyingDays++
    longestRow = Math.max(longestRow, row)
  }
  const triggered =
    (rule.consecutiveDays !== null && longestRow >= rule.consecutiveDays) ||
    (rule.cumulativeDays !== null && qualifyingDays >= rule.cumulativeDays)
  return { triggered, qualifyingDays, longestRow }
}

export type PayoutStep = { readonly days: number; readonly share: Rational }

/** Highest step reached × sum insured; 0 below the first. */
export const payoutPerMu = (steps: readonly PayoutStep[], days: number, sumInsuredFenPerMu: Fen): Fen => {
  const reached = steps.filter((step) => days >= step.days).map(({ share }) => share)
  const best = reached.reduce((most, share) => (share.compare(most) > 0 ? share : most), Rational.zero)
  return best.times(sumInsuredFenPerMu).round()
}
