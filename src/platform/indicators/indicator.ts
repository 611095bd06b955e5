import type { Context } from '../context.ts'
import type { Explained } from '../explain.ts'

/**
 * Where a figure is asked for: the county by default, else one `kind` of thing with its id or code
 * (`town`, `village`, `reform`, `project`, `department`, `milestone` …). An indicator names the kinds it can answer.
 */
export type Scope = { readonly kind: string; readonly id: string }

/** A value always comes with what it was made of. Percentages are fractions; money is fen. */
export type IndicatorValue = {
  readonly value: number | null
  /** `fen`, `fraction`, `count`, `yuan/mu`, `km`, `person`, … */
  readonly unit: string
  readonly numerator: number | null
  readonly denominator: number | null
  /** false = the figure cannot turn a light green; `reasons` say why, and the light is grey. */
  readonly sufficient: boolean
  readonly reasons: readonly string[]
}

/** A page of the records behind a figure. `href` opens the record. */
export type IndicatorRecords = {
  readonly columns: readonly {
    readonly key: string
    readonly title: string
    readonly unit?: string
    readonly align?: 'left' | 'right'
  }[]
  readonly rows: readonly (Readonly<Record<string, string | number | null>> & {
    readonly id: string
    readonly href?: string
  })[]
  readonly nextCursor: string | null
  readonly total: number
}

export type Indicator = {
  /** `<module>.<snake_case>`, fixed by section 8 of the module's spec. */
  readonly id: string
  readonly title: string
  readonly unit: string
  /** Which way is better; decides how a chart and a forecast read. */
  readonly better: 'higher' | 'lower'
  /** `yearly` figures are forecast by seasonal naive, all others by Theil–Sen on month ends. */
  readonly period: 'daily' | 'monthly' | 'yearly'
  readonly scopes: readonly string[]
  /** Period and tolerance of the comparator `rises` (ledger 4.3); default month, 0. */
  readonly rises?: { readonly period: 'month' | 'quarter' | 'year'; readonly tolerance: number }
  /** Made of other figures: computed after them when a day is sealed, so that it reads them from their seals. */
  readonly derived?: true
  /** One sentence: how it is counted, in official Chinese. */
  readonly definition: string
  /** `asOf` is a civil date (YYYY-MM-DD) of Asia/Shanghai and means the end of that day. Facts dated later are not seen. */
  readonly value: (context: Context, asOf: string, scope?: Scope) => Promise<Explained<IndicatorValue>>
  readonly records: (
    context: Context,
    asOf: string,
    scope: Scope | undefined,
    page: { cursor: string | null; limit: number },
  ) => Promise<IndicatorRecords>
  /**
   * Many dates at once (trend, snapshots), where one query beats one per date. Without it the platform asks `value`
   * date by date.
   */
  readonly series?: (context: Context, dates: readonly string[], scope?: Scope) => Promise<readonly IndicatorValue[]>
}

export const defineIndicator = (indicator: Indicator): Indicator => indicator
