import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { Working } from '../../platform/explain.ts'
import {
  type Indicator,
  type IndicatorValue,
  type Scope,
  defineIndicator,
} from '../../platform/indicators/indicator.ts'
import { leastHouseholds } from '../model/cells.ts'
import { type DayChange, sumsOn } from '../model/day-changes.ts'

type Row = DayChange & { readonly town: string }

/** A share has a denominator; an amount or a number has none. */
type Kind = 'share' | 'amount'

type Definition = Omit<Indicator, 'value' | 'records' | 'series' | 'scopes' | 'period'> & {
  readonly kind: Kind
  /**
   * Rows `town, household, "on", numerator, denominator`: by how much the sums change on that day. Facts that lapse
   * change them back on the day after their last.
   */
  readonly changes: (county: string) => SQL
  readonly whyEmpty: string
  readonly source: string
}

/** Changes up to each of the dates: a row a town and date, however many days and facts there are. */
const read = async (
  context: Context,
  { changes }: Definition,
  dates: readonly string[],
  scope: Scope | undefined,
): Promise<readonly Row[]> => {
  const asked = sql`${sql.param(dates.toSorted())}::date[]`
  const { rows } = await context.tx.execute<{ town: string; on: string; numerator: unknown; denominator: unknown }>(sql`
    SELECT town, "on"::text AS "on", sum(numerator)::float8 AS numerator, sum(denominator)::float8 AS denominator
    FROM (
      SELECT town, (${asked})[width_bucket("on" - 1, ${asked}) + 1] AS "on", numerator, denominator
      FROM (${changes(context.actor.county)}) AS c
      WHERE "on" <= ${dates.toSorted().at(-1) ?? ''} ${scope === undefined ? sql`` : sql`AND town = ${scope.id}`}
    ) AS asked
    GROUP BY 1, 2`)
  return rows.map(({ town, on, numerator, denominator }) => ({
    town,
    on,
    numerator: Number(numerator),
    denominator: Number(denominator),
  }))
}

/** How many households a town's sum is about on the day; towns in the order of their codes. */
const householdsBy = async (context: Context, { changes }: Definition, asOf: string) => {
  const { county } = context.actor
  const { rows } = await context.tx.execute<{ town: string; name: string; households: number }>(sql`
    SELECT t.code AS town, t.name, count(DISTINCT c.household)::int AS households
    FROM (${changes(county)}) AS c JOIN town t ON t.county = ${county} AND t.code = c.town
    WHERE c."on" <= ${asOf} AND c.numerator > 0 GROUP BY 1, 2 ORDER BY 1`)
  return rows
}

const tooFew = ({ unit }: Definition): IndicatorValue => ({
  value: null,
  unit,
  numerator: null,
  denominator: null,
  sufficient: false,
  reasons: ['fewer_than_10_households'],
})

const figureOf = (
  { kind, unit, whyEmpty }: Definition,
  { numerator, denominator }: { readonly numerator: number; readonly denominator: number },
  any: boolean,
): IndicatorValue => {
  if (kind === 'amount') {
    const value = any ? numerator : null
    return { value, unit, numerator: value, denominator: null, sufficient: any, reasons: any ? [] : [whyEmpty] }
  }
  return denominator > 0
    ? { value: numerator / denominator, unit, numerator, denominator, sufficient: true, reasons: [] }
    : { value: null, unit, numerator, denominator, sufficient: false, reasons: [whyEmpty] }
}

/** An indicator over facts that become true and lapse on days: one query serves any number of days, by county or town. */
export const dayIndicator = (definition: Definition): Indicator => {
  const { kind, changes: _, whyEmpty: __, source, ...rest } = definition
  const values = (rows: readonly Row[], dates: readonly string[]): readonly IndicatorValue[] => {
    const first = rows.reduce((least, { on }) => (on < least ? on : least), '9999-12-31')
    return sumsOn(rows, dates).map((sums, index) => figureOf(definition, sums, first <= (dates[index] ?? '')))
  }
  return defineIndicator({
    ...rest,
    period: 'daily',
    scopes: ['town'],
    value: async (context, asOf, scope) => {
      const working = new Working()
      if (scope !== undefined) {
        const cell = (await householdsBy(context, definition, asOf)).find(({ town }) => town === scope.id)
        if (cell !== undefined && cell.households < leastHouseholds) return working.explain(tooFew(definition))
      }
      const [value = figureOf(definition, { numerator: 0, denominator: 0 }, false)] = values(
        await read(context, definition, [asOf], scope),
        [asOf],
      )
      working.step({
        label: rest.title,
        formula: kind === 'share' ? '分子 ÷ 分母' : '截至当日合计',
        inputs: { 分子: value.numerator, ...(kind === 'share' ? { 分母: value.denominator } : {}), 截至: asOf },
        result: value.value,
        unit: rest.unit,
        source,
      })
      return working.explain(value)
    },
    series: async (context, dates, scope) => {
      const series = values(await read(context, definition, dates, scope), dates)
      if (scope === undefined) return series
      const shown: IndicatorValue[] = []
      for (const [index, value] of series.entries()) {
        const towns = await householdsBy(context, definition, dates[index] ?? '')
        const few = towns.some(({ town, households }) => town === scope.id && households < leastHouseholds)
        shown.push(few ? tooFew(definition) : value)
      }
      return shown
    },
    // Sums by town and never single families: the same for everybody who may open the figure.
    records: async (context, asOf, scope) => {
      const [rows, towns] = await asCounty(context, 'indicators', async (whole) => [
        await read(whole, definition, [asOf], scope),
        await householdsBy(whole, definition, asOf),
      ])
      const listed = towns
        .filter(({ town, households }) => households >= leastHouseholds && (scope === undefined || scope.id === town))
        .map(({ town, name }) => {
          const [value] = values(
            rows.filter((row) => row.town === town),
            [asOf],
          )
          return {
            id: town,
            town: name,
            numerator: value?.numerator ?? null,
            denominator: value?.denominator ?? null,
            value: value?.value ?? null,
          }
        })
      const part = rest.unit === 'fraction' ? {} : { unit: rest.unit }
      return {
        columns: [
          { key: 'town', title: '乡镇（街道）' },
          { key: 'numerator', title: kind === 'share' ? '分子' : '合计', ...part, align: 'right' },
          ...(kind === 'share'
            ? [
                { key: 'denominator', title: '分母', align: 'right' as const },
                { key: 'value', title: '比例', unit: 'fraction', align: 'right' as const },
              ]
            : []),
        ],
        rows: listed,
        nextCursor: null,
        total: listed.length,
      }
    },
  })
}
