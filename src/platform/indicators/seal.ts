import { createHash } from 'node:crypto'
import type { IndicatorValue } from './indicator.ts'

export const sm3 = (text: string): string => createHash('sm3').update(text, 'utf8').digest('hex')

export type Key = {
  readonly scopeKind: string
  readonly scopeId: string
  readonly indicator: string
  readonly asOf: string
}
type Sealed = Pick<IndicatorValue, 'value' | 'numerator' | 'denominator' | 'sufficient' | 'reasons'>

/** The seal of one figure: of its key, of all that it says, and of when it was known. */
export const figureDigest = (county: string, key: Key, figure: Sealed, computedAt: Date): string =>
  sm3(
    JSON.stringify([
      county,
      key.scopeKind,
      key.scopeId,
      key.indicator,
      key.asOf,
      figure.value,
      figure.numerator,
      figure.denominator,
      figure.sufficient,
      figure.reasons,
      computedAt.toISOString(),
    ]),
  )

/** The head of the chain after one day's rows; `digests` in the order of indicator and scope. */
export const chainDigest = (before: string, asOf: string, digests: readonly string[]): string =>
  sm3(JSON.stringify([before, asOf, digests]))

export const genesis = '0'.repeat(64)
