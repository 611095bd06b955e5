import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { parseDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { type Explained, Working } from '../../platform/explain.ts'
import { assetValuation } from '../tables.ts'
import { bookOf, findAsset } from './assets.ts'
import { computeAssetValue } from './compute.ts'

/**
 * 计算书 of the last valuation. One that was made in bulk is computed again from its own request with the rules of its day.
 * @throws Problem not_found
 */
export const valuationWorking = async (context: Context, assetId: string): Promise<Explained<unknown>> => {
  const asset = await findAsset(context, assetId)
  const [row] = await context.tx
    .select()
    .from(assetValuation)
    .where(and(eq(assetValuation.county, context.actor.county), eq(assetValuation.assetId, assetId)))
    .orderBy(desc(assetValuation.no))
    .limit(1)
  if (row === undefined) throw new Problem('not_found', '该资产还没有估值')
  if (row.explained !== null) return row.explained
  const working = new Working()
  const asOf = parseDate(row.asOf)
  const value = computeAssetValue(await bookOf(context, asOf), asset.class, { ...row.request, asOf }, working)
  return working.explain(value)
}
