import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { type CivilDate, addMonths } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { fenToNumber } from '../../platform/money.ts'
import type { RuleBook } from '../../platform/rules/rule-book.ts'
import { noteAccess } from '../access/access.ts'
import type { Assessment, AssessmentDraft } from '../api/assessments/schema.ts'
import { makeOffer } from '../applications/offer.ts'
import { requireFamily } from '../households/households.ts'
import { type PooledAsset, liabilityKinds } from '../model/balance-sheet.ts'
import { isLiving } from '../model/asset-classes.ts'
import { type FamilyGrade, type HonourLevel, honourLevels } from '../model/family-facts.ts'
import { deductionsOf, factsOfFamily, lastIncome, vetoesOf } from '../model/family-standing.ts'
import { rateText } from '../model/rates.ts'
import { ruleBookOn } from '../rules/book-on.ts'
import { countyIncomeRules } from '../rules/county-income.ts'
import { limitRuleTables } from '../rules/limit.ts'
import { scoreRuleTables } from '../rules/score.ts'
import { valuationRuleTables } from '../rules/valuation.ts'
import { familyScoreResult, familySheet, whitelistEntry } from '../tables.ts'
import { computeLimit, computeScore, computeSheet } from './compute.ts'
import { type Gathered, gather } from './gather.ts'
import { findAssessment } from './views.ts'

/** A sheet, a score and a limit hold for a year (finance 4.6). */
const validMonths = 12
const product = '共富贷'
/** Rights, dividends and living stock: what the reform set out to make count. */
const reformClasses = ['land_right', 'pond_right', 'sea_use_right', 'collective_dividend'] as const

export const assessmentBook = (context: Context, asOf: CivilDate): Promise<RuleBook> =>
  ruleBookOn(context, [...valuationRuleTables, ...scoreRuleTables, ...limitRuleTables, countyIncomeRules], asOf)

const pooledOf = (assets: Gathered['assets']): readonly (PooledAsset & { readonly title: string })[] =>
  assets.map(({ id, title, class: assetClass, valuation }) => ({
    id,
    title,
    class: assetClass,
    marketFen: BigInt(valuation.marketFen),
    countedFen: BigInt(valuation.countedFen),
    validUntil: valuation.validUntil as CivilDate,
    excludes: [],
  }))

/** What the sheet keeps of its lines, so that it is computed again from itself. */
const linesOf = (assets: ReturnType<typeof pooledOf>, debts: Gathered['debts']) => ({
  assets: assets.map(({ id, title, class: assetClass, marketFen, countedFen, validUntil }) => ({
    id,
    title,
    class: assetClass,
    marketFen: fenToNumber(marketFen),
    countedFen: fenToNumber(countedFen),
    validUntil,
  })),
  debts: debts.map(({ id, kind, counterparty, balanceFen }) => ({
    id,
    kind,
    counterparty,
    balanceFen: fenToNumber(balanceFen),
  })),
})
export type SheetLines = ReturnType<typeof linesOf>

const bestHonour = (honours: readonly HonourLevel[]): HonourLevel | null =>
  honourLevels.find((level) => honours.includes(level)) ?? null

/** What stood before is replaced: one sheet, one score and one limit of a bank for a family. */
const replaceEarlier = async (context: Context, bankId: string, householdId: string, today: CivilDate) => {
  const { county } = context.actor
  for (const table of [familySheet, familyScoreResult]) {
    await context.tx
      .update(table)
      .set({ endedOn: today, endReason: 'replaced' })
      .where(
        and(
          eq(table.county, county),
          eq(table.bankId, bankId),
          eq(table.householdId, householdId),
          isNull(table.endedOn),
        ),
      )
  }
  await context.tx
    .update(whitelistEntry)
    .set({ state: 'expired', stateReason: 'replaced' })
    .where(
      and(
        eq(whitelistEntry.county, county),
        eq(whitelistEntry.bankId, bankId),
        eq(whitelistEntry.householdId, householdId),
        inArray(whitelistEntry.state, ['active', 'waiting', 'suspended']),
      ),
    )
}

/** The rate that the tables of today give; a grade that is not lent to has none. */
const rateOf = async (context: Context, today: CivilDate, grade: FamilyGrade, gathered: Gathered) => {
  const honour = bestHonour(gathered.record.honours)
  const wanted = { grantedFen: 1, months: validMonths, mode: 'credit' } as const
  const offer = await makeOffer(context, today, wanted, { grade, honour, lowIncome: gathered.lowIncome })
  return offer.value.annualRate
}

/**
 * The actor's bank compiles a family's balance sheet from what its members let it see, scores it, and computes the
 * pre-credit limit; each with its working, its inputs and rule versions. The look is noted for the family.
 * @throws Problem not_found without a consent
 */
export const assessFamily = async (
  context: Context,
  { householdId, mode }: z.output<typeof AssessmentDraft>,
): Promise<Assessment> => {
  const { county, organisationId: bankId } = context.actor
  if (bankId === null) throw new Problem('forbidden', '该账号没有所属银行')
  await requireFamily(context, householdId)
  await noteAccess(context, householdId, '授信评估', [
    'family',
    'assets',
    'honours',
    'deposits',
    'income',
    'liabilities',
  ])
  const today = civilDateOf(context.clock.now())
  const book = await assessmentBook(context, today)
  const gathered = await gather(context, householdId, today, book)
  const assets = pooledOf(gathered.assets)
  const sheetWorking = new Working()
  const sheet = computeSheet(book, today, assets, gathered.debts, sheetWorking)
  const input = {
    items: factsOfFamily(gathered.record, sheet),
    deductions: deductionsOf(gathered.negatives, today),
    veto: vetoesOf(gathered.negatives, gathered.daysPastDue, today),
  }
  const scoreWorking = new Working()
  const score = computeScore(book, input, scoreWorking)
  await replaceEarlier(context, bankId, householdId, today)
  const sheetId = randomUUID()
  const recordedAt = context.clock.now()
  const validUntil = addMonths(today, validMonths)
  await context.tx.insert(familySheet).values({
    county,
    id: sheetId,
    bankId,
    householdId,
    villageCode: gathered.villageCode,
    asOf: today,
    validUntil,
    marketFen: sheet.marketFen,
    countedFen: sheet.countedFen,
    livingFen: assets
      .filter((asset) => isLiving(asset.class) || reformClasses.some((each) => each === asset.class))
      .reduce((total, { countedFen }) => total + countedFen, 0n),
    netMarketFen: sheet.netMarketFen,
    netCountedFen: sheet.netCountedFen,
    leverage: sheet.leverage === null ? null : rateText(sheet.leverage),
    complete: assets.length > 0 && (gathered.record.honours.length > 0 || gathered.record.reviewMean !== null),
    explained: sheetWorking.explain(linesOf(assets, gathered.debts)),
    recordedAt,
  })
  const scoreId = randomUUID()
  await context.tx.insert(familyScoreResult).values({
    county,
    id: scoreId,
    bankId,
    householdId,
    sheetId,
    asOf: today,
    total: score.total,
    grade: score.grade,
    input,
    explained: scoreWorking.explain(score),
    recordedAt,
  })
  const facts = {
    netCountedFen: sheet.netCountedFen,
    netIncomeFen: lastIncome(gathered.record).netFen,
    unsecuredFen: gathered.debts
      .filter(({ kind }) => kind === liabilityKinds[0] || kind === 'informal')
      .reduce((total, { balanceFen }) => total + balanceFen, 0n),
    grade: score.grade,
    mode,
    villageSuggestionFen: gathered.suggestedFen,
    honour: bestHonour(gathered.record.honours),
  }
  const limitWorking = new Working()
  const limit = computeLimit(book, facts, limitWorking)
  if (limit.limitFen > 0n && score.veto === null) {
    await context.tx.insert(whitelistEntry).values({
      county,
      bankId,
      scoreId,
      householdId,
      limitFen: limit.limitFen,
      annualRate: await rateOf(context, today, score.grade, gathered),
      mode,
      product,
      validFrom: today,
      validTo: validUntil,
      state: 'active',
      explained: limitWorking.explain({
        terms: limit.terms.map(({ name, fen }) => ({ name, fen: fenToNumber(fen) })),
        binding: limit.binding,
        upliftFen: fenToNumber(limit.upliftFen),
        input: {
          ...facts,
          netCountedFen: fenToNumber(facts.netCountedFen),
          netIncomeFen: fenToNumber(facts.netIncomeFen),
          unsecuredFen: fenToNumber(facts.unsecuredFen),
          villageSuggestionFen: facts.villageSuggestionFen === null ? null : fenToNumber(facts.villageSuggestionFen),
        },
      }),
    })
  }
  return findAssessment(context, sheetId)
}
