import type { Working } from '../../platform/explain.ts'
import { validate } from '../../platform/http/validate.ts'
import { fenToNumber } from '../../platform/money.ts'
import type { RuleBook } from '../../platform/rules/rule-book.ts'
import { AssetRequest, factsOf, holdingOf } from '../calculators/asset-inputs.ts'
import { LivingStockRequest, livingStock } from '../calculators/living-stock.ts'
import type { AssetClass } from '../model/asset-classes.ts'
import { marketValue } from '../model/market-value.ts'
import { countedValue } from '../model/valuation.ts'
import { countingRules, marketRules } from '../rules/books.ts'
import { haircutRules } from '../rules/valuation.ts'

export type AssetValue = {
  readonly marketFen: number
  readonly haircut: string
  readonly countedFen: number
  readonly validUntil: string
  readonly rules: Readonly<Record<string, string>>
}

/**
 * One asset by the published standard: the same request as the calculators `value-asset` and, for aquatic stock,
 * `value-living-stock`, by the rules of `book`.
 * @throws Problem malformed, not_computable
 */
export const computeAssetValue = (
  book: RuleBook,
  assetClass: AssetClass,
  request: Readonly<Record<string, unknown>>,
  working: Working,
): AssetValue => {
  const rules = { [haircutRules.name]: book.version(haircutRules) }
  if (assetClass === 'living_aquatic') {
    const stock = livingStock(book, validate(LivingStockRequest, request), working)
    return {
      marketFen: fenToNumber(stock.value.marketFen),
      haircut: stock.haircut.toFixed(2),
      countedFen: fenToNumber(stock.countedFen),
      validUntil: stock.validUntil,
      rules,
    }
  }
  const asked = validate(AssetRequest, request)
  const marketFen = marketValue(factsOf(asked), marketRules(book, working), working)
  const { haircut, countedFen, validUntil } = countedValue(
    holdingOf(asked, marketFen),
    countingRules(book, working),
    working,
  )
  return {
    marketFen: fenToNumber(marketFen),
    haircut: haircut.toFixed(2),
    countedFen: fenToNumber(countedFen),
    validUntil,
    rules,
  }
}
