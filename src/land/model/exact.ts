import { Decimal } from '../../platform/rational.ts'

/**
 * A JSON number as the decimal that was written: 0.7 is seven tenths, not its nearest double. Thresholds (a third, 25 %)
 * and shares are compared on it, so that a figure exactly on the limit is on the limit.
 */
export const exact = (value: number): Decimal => new Decimal(value)

/** Rounds half up to `places` decimals, as registers show figures (land 4.4, 4.5). */
export const rounded = (value: Decimal | number, places: number): number =>
  new Decimal(value).toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toNumber()
