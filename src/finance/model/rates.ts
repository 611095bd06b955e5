import { Rational } from '../../platform/money.ts'

/**
 * A rate or share as a decimal string with at least `least` and at most `most` decimals: `0.0405`, `0.0370`,
 * `0.1598671201`. Zeros beyond `least` are dropped.
 */
export const rateText = (rate: Rational, least = 4, most = 10): string => {
  const text = rate.toFixed(most)
  const [whole = '0', fraction = ''] = text.split('.')
  const kept = fraction.replace(/0+$/, '').padEnd(least, '0')
  return kept === '' ? whole : `${whole}.${kept}`
}

/** `0.0485` → `4.85%`, for workings. */
export const percentText = (rate: Rational): string => `${rateText(rate.times(100n), 2)}%`
