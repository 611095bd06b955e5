/** The rule tables as the models take them: read from a rule book, noted in the working. */
import type { Working } from '../../platform/explain.ts'
import { Rational } from '../../platform/money.ts'
import type { RuleBook } from '../../platform/rules/rule-book.ts'
import type { StockSpecies } from '../model/living-standard.ts'
import type { StockRules } from '../model/living-stock.ts'
import type { MarketRules } from '../model/market-value.ts'
import type { CountingRules } from '../model/valuation.ts'
import { stockPointRules, stockPriceRules, stockSpeciesRules } from './living-stock.ts'
import {
  dividendStabilityRules,
  evidenceRules,
  haircutRules,
  insuranceRules,
  orchardAgeRules,
  usefulLifeRules,
  type valuationParameters,
  valuationParameterRules,
} from './valuation.ts'

export const valuationParameter = (
  book: RuleBook,
  name: (typeof valuationParameters)[number],
  working: Working,
): Rational => Rational.of(book.decide(valuationParameterRules, { name }, working).value)

export const marketRules = (book: RuleBook, working: Working): MarketRules => ({
  usefulLife: (thing) => {
    const { years, least } = book.decide(usefulLifeRules, { thing }, working)
    return { years, least: Rational.of(least) }
  },
  orchardAge: (ageYears) =>
    Rational.of(book.decide(orchardAgeRules, { ageYears }, working, { ageYears: '/input/treeAgeYears' }).factor),
  dividendStability: (cv) => Rational.of(book.decide(dividendStabilityRules, { cv }, working).factor),
  parameter: (name) => valuationParameter(book, name, working),
})

export const countingRules = (book: RuleBook, working: Working): CountingRules => ({
  haircut: (assetClass, registered, group) => {
    const row = book.decide(haircutRules, { class: assetClass, registered, group }, working)
    return { ...row, haircut: Rational.of(row.haircut) }
  },
  evidence: (level) => Rational.of(book.decide(evidenceRules, { level }, working).factor),
  insurance: (insured, typhoonSeason, outdoorPond) =>
    Rational.of(book.decide(insuranceRules, { insured, typhoonSeason, outdoorPond }, working).factor),
})

/** `roe`: crabs in roe fetch their own price. `quoteFenPerKg`: a price of the day in place of the published grades. */
export const stockRules = (
  book: RuleBook,
  species: StockSpecies,
  { roe, quoteFenPerKg }: { readonly roe: boolean; readonly quoteFenPerKg: bigint | null },
  working: Working,
): StockRules => {
  const { group, maxPerMu, harvestDay } = book.decide(stockSpeciesRules, { species }, working)
  const points = book
    .collect(stockPointRules, { species }, working)
    .map(({ day, survival, grams }) => ({ day, survival: Rational.of(survival), grams: Rational.of(grams) }))
    .toSorted((a, b) => a.day - b.day)
  return {
    standard: { group, maxPerMu: BigInt(maxPerMu), harvestDay, points },
    priceFenPerKg: (grams) =>
      quoteFenPerKg ??
      BigInt(book.decide(stockPriceRules, { species, grams: grams.toNumber(), roe }, working).fenPerKg),
    sellingCost: valuationParameter(book, 'aquatic_selling_cost', working),
    discountRate: valuationParameter(book, 'capitalisation_rate', working),
  }
}
