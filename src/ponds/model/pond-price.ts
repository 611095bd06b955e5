/** The county's price of the day (ponds 4.14). */
import { median } from '../../platform/stats/summary.ts'

export const priceSource = '水产品价格采集规则 4.14：当日加权中位数'

export type PriceObservation = {
  readonly price: number
  readonly unit: 'yuan_per_kg' | 'yuan_per_jin'
  readonly weightKg: number
}

export const leastObservations = 3
/** A price of an earlier day is carried this long. */
export const carryDays = 7
const reviewMads = 3

/** 1 斤 = 0.5 kg. */
export const perKg = ({ price, unit }: PriceObservation): number => (unit === 'yuan_per_jin' ? price * 2 : price)

/** The lowest price at which half of the weight is reached. Null below three observations. */
export const dayPrice = (observations: readonly PriceObservation[]): number | null => {
  if (observations.length < leastObservations) return null
  const sorted = observations
    .map((one) => ({ price: perKg(one), weight: one.weightKg }))
    .sort((a, b) => a.price - b.price)
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2
  let reached = 0
  for (const { price, weight } of sorted) {
    reached += weight
    if (reached >= half) return price
  }
  return null
}

/** Whether a price lies more than 3 median absolute deviations from the median of the last 14 days. */
export const needsReview = (price: number, lastDays: readonly number[]): boolean => {
  const centre = median(lastDays)
  if (centre === null) return false
  const spread = median(lastDays.map((value) => Math.abs(value - centre))) ?? 0
  return Math.abs(price - centre) > reviewMads * spread
}
