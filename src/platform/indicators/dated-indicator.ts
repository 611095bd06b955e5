import type { Context } from '../context.ts'
import type { CivilDate } from '../dates.ts'
import { Working } from '../explain.ts'
import { decodeCursor, encodeCursor } from '../http/page.ts'
import { defineIndicator, type Indicator, type IndicatorRecords, type IndicatorValue, type Scope } from './indicator.ts'

type Row = IndicatorRecords['rows'][number]
type Figure = Omit<IndicatorValue, 'unit'>

/** One page of the rows behind a figure; a forged cursor is refused. */
export const cutRows = (
  context: Pick<Context, 'config'>,
  all: readonly Row[],
  page: { readonly cursor: string | null; readonly limit: number },
): Omit<IndicatorRecords, 'columns'> => {
  const start = page.cursor === null ? 0 : Number(decodeCursor(context.config, page.cursor)[0])
  const end = start + page.limit
  return {
    rows: all.slice(start, end),
    nextCursor: end < all.length ? encodeCursor(context.config, [end]) : null,
    total: all.length,
  }
}

/**
 * An indicator over facts that carry their dates: they are read once, and the figure of any day is a pure function of
 * them. A trend of fifty dates costs the queries of one.
 */
export const datedIndicator = <Facts>(
  definition: Omit<Indicator, 'value' | 'records' | 'series'> & {
    /** All facts of the scope, whatever the day. */
    readonly load: (context: Context, scope: Scope | undefined) => Promise<Facts>
    readonly figure: (facts: Facts, asOf: CivilDate, working: Working) => Figure
    readonly columns: IndicatorRecords['columns']
    readonly rows: (facts: Facts, asOf: CivilDate) => readonly Row[]
  },
): Indicator => {
  const { load, figure, columns, rows, ...rest } = definition
  // The platform has parsed the dates that it hands on.
  const civil = (date: string): CivilDate => date as CivilDate
  return defineIndicator({
    ...rest,
    value: async (context, asOf, scope) => {
      const working = new Working()
      const facts = await load(context, scope)
      return working.explain({ ...figure(facts, civil(asOf), working), unit: rest.unit })
    },
    series: async (context, dates, scope) => {
      const facts = await load(context, scope)
      return dates.map((date) => ({ ...figure(facts, civil(date), Working.silent), unit: rest.unit }))
    },
    records: async (context, asOf, scope, page) => ({
      columns,
      ...cutRows(context, rows(await load(context, scope), civil(asOf)), page),
    }),
  })
}

/** A share with its parts; without anything to divide by there is no figure, and the light stays grey. */
export const share = (numerator: number, denominator: number, whyEmpty: string): Figure =>
  denominator === 0
    ? { value: null, numerator, denominator, sufficient: false, reasons: [whyEmpty] }
    : { value: numerator / denominator, numerator, denominator, sufficient: true, reasons: [] }
