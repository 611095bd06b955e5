import type { CivilDate } from '../../../platform/dates.ts'
import type { Context } from '../../../platform/context.ts'
import { Problem } from '../../../platform/errors/problem.ts'
import { choiceTitle } from '../../../platform/field-titles/titled-schema.ts'
import { type Route, route } from '../../../platform/http/route.ts'
import { civilDateOf } from '../../../platform/instants.ts'
import type { RuleColumn } from '../../../platform/rules/rule-table.ts'
import { ruleAt } from '../../../platform/rules/rules.ts'
import { assetClassTitle } from '../../model/asset-classes.ts'
import { lprPublications } from '../../model/lpr-history.ts'
import { livingStockRuleTables } from '../../rules/living-stock.ts'
import { valuationRuleTables } from '../../rules/valuation.ts'
import * as schema from './schema.ts'

const lpr = (asOf: CivilDate | undefined) => {
  if (asOf === undefined) return { rows: lprPublications }
  const found = lprPublications.findLast(({ publishedOn }) => publishedOn <= asOf)
  if (found === undefined) {
    throw Problem.field('/query/asOf', 'lpr_not_published', '2019-08-20 起才有贷款市场报价利率', 'not_found')
  }
  return found
}

const titles: Readonly<Record<string, string>> = assetClassTitle

const columnOf = (column: RuleColumn, output: boolean) => ({
  key: column.key,
  title: column.title,
  unit: column.unit ?? null,
  output,
  // Decimal cells are text, so that no float touches them.
  numeric: column.type === 'number' || (output && column.type === 'string' && column.key !== 'meaning'),
  words: Object.fromEntries(
    (column.options ?? []).map((code) => [code, titles[code] ?? choiceTitle(column.key, code) ?? code]),
  ),
})

/** The valuation standards of a day, table by table (行业参考标准). */
const standards = async (context: Context, asOf: CivilDate) => {
  const tables = []
  for (const table of [...valuationRuleTables, ...livingStockRuleTables]) {
    const { name, title, description, source, inputs, outputs } = table
    const { version, rows } = await ruleAt(context, table, asOf)
    const columns = [
      ...inputs.map((column) => columnOf(column, false)),
      ...outputs.map((column) => columnOf(column, true)),
    ]
    tables.push({ name, title, description, source, version, columns, rows: rows.map((row) => [...row]) })
  }
  return { asOf, tables }
}

/** Under /api/finance, open to everybody. */
export const publishedRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/lpr',
    summary: '贷款市场报价利率',
    access: 'public',
    query: schema.LprQuery,
    reply: schema.LprReply,
    handle: async ({ query }) => lpr(query.asOf),
  }),
  route({
    method: 'GET',
    path: '/standards',
    summary: '当日施行的资产评估标准',
    access: 'public',
    query: schema.StandardsQuery,
    reply: schema.StandardsReply,
    handle: (context) => standards(context, context.query.asOf ?? civilDateOf(context.clock.now())),
  }),
]
