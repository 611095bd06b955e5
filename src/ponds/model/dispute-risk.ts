/** Signals that come before a quarrel (ponds 4.13). Nothing is decided about a person from a score. */
import { type CivilDate, addDays } from '../../platform/dates.ts'
import { rounded } from './rounding.ts'

export const disputeSource = '涉渔纠纷前端预防规则 4.13（规则表 ponds.dispute-signals、ponds.dispute-colours）'

export const signalIds = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'D11'] as const
export type SignalId = (typeof signalIds)[number]

export type WeightedSignal = { readonly id: SignalId; readonly weight: number; readonly ageDays: number }

/** A signal loses half of its weight in this many days. */
export const halfLifeDays = 60

export type DisputeRisk = {
  readonly score: number
  readonly contributions: readonly (WeightedSignal & { readonly points: number })[]
}

/** Σ weight · 0.5^(age/60) over the signals between two parties; two decimals. */
export const disputeRisk = (signals: readonly WeightedSignal[]): DisputeRisk => {
  const exact = signals.map(({ weight, ageDays }) => weight * 0.5 ** (ageDays / halfLifeDays))
  return {
    score: rounded(
      exact.reduce((sum, points) => sum + points, 0),
      2,
    ),
    contributions: signals.map((signal, index) => ({ ...signal, points: rounded(exact[index] ?? 0, 2) })),
  }
}

/** An order counts as prevention only when no dispute of the same parties is filed for this long after the signals cleared. */
export const preventionDays = 90
export type PreventionOutcome = {
  readonly outcome: 'prevented' | 'pending' | 'not_prevented'
  readonly decidedOn: CivilDate | null
}

/**
 * Prevented: the signals cleared and no dispute of the same parties was filed for 90 days, the last one included. A
 * dispute before they cleared was not prevented either. `clearedOn` null: they still stand.
 */
export const preventionOutcome = (
  clearedOn: CivilDate | null,
  disputesFiledOn: readonly CivilDate[],
  asOf: CivilDate,
): PreventionOutcome => {
  const until = clearedOn === null ? null : addDays(clearedOn, preventionDays)
  const [first] = disputesFiledOn.filter((day) => day <= asOf && (until === null || day <= until)).toSorted()
  if (first !== undefined) return { outcome: 'not_prevented', decidedOn: first }
  return until !== null && until < asOf
    ? { outcome: 'prevented', decidedOn: until }
    : { outcome: 'pending', decidedOn: null }
}

/** A signal predicted a dispute when it was there this many days before. */
export const leadDays = 7

export type Forewarning = { readonly pair: string; readonly day: number }

/**
 * How good the signals were: precision = orders that became disputes or were confirmed ÷ orders; recall = disputes with
 * a signal of the same parties at least 7 days before ÷ disputes. Null without any.
 */
export const forewarningQuality = (
  orders: readonly (Forewarning & { readonly confirmed: boolean })[],
  signals: readonly Forewarning[],
  disputes: readonly Forewarning[],
): { readonly precision: number | null; readonly recall: number | null } => {
  const became = ({ pair, day }: Forewarning) => disputes.some((one) => one.pair === pair && one.day >= day)
  const right = orders.filter((order) => order.confirmed || became(order)).length
  const foreseen = disputes.filter(({ pair, day }) =>
    signals.some((signal) => signal.pair === pair && signal.day <= day - leadDays),
  ).length
  return {
    precision: orders.length === 0 ? null : right / orders.length,
    recall: disputes.length === 0 ? null : foreseen / disputes.length,
  }
}
