import type { CivilDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import type { RuleBook } from '../../platform/rules/rule-book.ts'
import { type BalanceSheet, type Liability, type PooledAsset, balanceSheet } from '../model/balance-sheet.ts'
import type { DeductionKind, FamilyFacts, Veto } from '../model/family-facts.ts'
import { familyScore, scoreCounterfactuals, scoreReasons } from '../model/family-score.ts'
import { type LimitFacts, preLimit } from '../model/pre-limit.ts'
import { valuationParameter } from '../rules/books.ts'
import { limitRules } from '../rules/limit-and-price.ts'
import { scoreCard } from '../rules/score-card.ts'

/** The balance sheet by the rules of `book`. */
export const computeSheet = (
  book: RuleBook,
  asOf: CivilDate,
  assets: readonly PooledAsset[],
  debts: readonly Liability[],
  working: Working,
): BalanceSheet =>
  balanceSheet(
    asOf,
    assets,
    debts,
    {
      guaranteeCounted: valuationParameter(book, 'guarantee_counted', working),
      livingCap: valuationParameter(book, 'living_pool_cap', working),
      singleCap: valuationParameter(book, 'single_asset_cap', working),
    },
    false,
    working,
  )

export type ScoreInput = {
  readonly items: FamilyFacts
  readonly deductions: readonly DeductionKind[]
  readonly veto: readonly Veto[]
}

/** The score with its reasons and what would raise it, by the rules of `book`. */
export const computeScore = (book: RuleBook, { items, deductions, veto }: ScoreInput, working: Working) => {
  const score = familyScore(items, deductions, veto, scoreCard(book, working), working)
  const quiet = scoreCard(book, Working.silent)
  return {
    total: score.total,
    grade: score.grade,
    items: score.items,
    deducted: score.deducted,
    veto: score.veto,
    reasons: scoreReasons(score.items),
    counterfactuals: scoreCounterfactuals(items, deductions, score, quiet, Working.silent),
  }
}

export const computeLimit = (book: RuleBook, facts: LimitFacts, working: Working) =>
  preLimit(facts, limitRules(book, working), working)
