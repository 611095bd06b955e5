import type { CivilDate } from '../../../platform/dates.ts'
import type { Context } from '../../../platform/context.ts'
import { Problem } from '../../../platform/errors/problem.ts'
import { type Route, route } from '../../../platform/http/route.ts'
import { civilDateOf } from '../../../platform/instants.ts'
import { ruleAt } from '../../../platform/rules/rules.ts'
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

/** The valuation standards of a day, table by table (行业参考标准). */
const standards = async (context: Context, asOf: CivilDate) => {
  const tables = []
  for (const table of [...valuationRuleTables, ...livingStockRuleTables]) {
    const { name, title, description, source, inputs, outputs } = table
    const { version, rows } = await ruleAt(context, table, asOf)
    const columns = [...inputs, ...outputs].map((column) => ({ key: column.key, title: column.title }))
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
