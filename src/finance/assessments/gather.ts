import { and, desc, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import { listAssets } from '../assets/assets.ts'
import type { AssetRow } from '../api/assets/schema.ts'
import type { Context } from '../../platform/context.ts'
import { asCounty } from '../../platform/database/system-context.ts'
import { type CivilDate, addDays, addMonths, parseDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { startOfDay } from '../../platform/instants.ts'
import { organisation, person } from '../../platform/registers/tables.ts'
import type { RuleBook } from '../../platform/rules/rule-book.ts'
import { readContract } from '../contracts/contracts.ts'
import { isLiving } from '../model/asset-classes.ts'
import { accountOn } from '../model/contract-account.ts'
import type { Debt, FamilyRecord, Negative } from '../model/family-standing.ts'
import { reviewMean, suggestedLimit } from '../model/village-review.ts'
import { countyIncomeRules } from '../rules/county-income.ts'
import {
  assetEvidence,
  familyAccess,
  familyHonour,
  familyIncome,
  familyLiability,
  familyMember,
  loanContract,
  negativeRecord,
  reviewRound,
  villageReview,
} from '../tables.ts'

/** All that the actor's bank may know of a family today; every row came through the row policies. */
export type Gathered = {
  readonly record: FamilyRecord
  readonly villageCode: string
  readonly lowIncome: boolean
  /** Assets with a signed valuation. */
  readonly assets: readonly (AssetRow & { readonly valuation: NonNullable<AssetRow['valuation']> })[]
  readonly debts: readonly (Debt & { readonly id: string; readonly counterparty: string })[]
  readonly negatives: readonly Negative[]
  readonly suggestedFen: bigint | null
  readonly daysPastDue: number
}

/** Birth dates of members who consented, for the age bands of the card. */
const birthDates = (context: Context, ids: readonly string[]) =>
  asCounty(context, 'finance.assessment', async ({ tx }) => {
    const rows = await tx
      .select({ id: person.id, birthDate: person.birthDate })
      .from(person)
      .where(and(eq(person.county, context.actor.county), inArray(person.id, [...ids])))
    return new Map(rows.map(({ id, birthDate }) => [id, birthDate === null ? null : parseDate(birthDate)]))
  })

/** Points of the last closed round within two years. */
const reviewOf = async (context: Context, householdId: string, asOf: CivilDate) => {
  const { county } = context.actor
  const rows = await context.tx
    .select({
      round: villageReview.round,
      points: villageReview.points,
      suggestedFen: villageReview.suggestedFen,
      closedOn: reviewRound.closedOn,
    })
    .from(villageReview)
    .innerJoin(
      reviewRound,
      and(eq(reviewRound.county, villageReview.county), sql`${reviewRound.id}::text = ${villageReview.round}`),
    )
    .where(
      and(
        eq(villageReview.county, county),
        eq(villageReview.householdId, householdId),
        eq(reviewRound.state, 'closed'),
        gte(reviewRound.closedOn, addMonths(asOf, -24)),
      ),
    )
    .orderBy(desc(reviewRound.closedOn))
  const last = rows.filter(({ round }) => round === rows[0]?.round)
  return {
    mean: reviewMean(last.flatMap(({ points }) => (points === null ? [] : [points]))),
    suggestedFen: suggestedLimit(last.flatMap(({ suggestedFen }) => (suggestedFen === null ? [] : [suggestedFen]))),
  }
}

/** How the family kept its loans at the actor's bank: from the contracts' events alone. */
const booksOf = async (context: Context, householdId: string, asOf: CivilDate) => {
  const contracts = await context.tx
    .select({ id: loanContract.id })
    .from(loanContract)
    .where(and(eq(loanContract.county, context.actor.county), eq(loanContract.householdId, householdId)))
  const since = addMonths(asOf, -24)
  let worst: number | null = null
  let repaid = 0
  let now = 0
  let balanceFen = 0n
  for (const { id } of contracts) {
    const { events } = await readContract(context, id)
    const on = (day: CivilDate) => accountOn(events, { asOf: day, knownOn: asOf })
    const today = on(asOf)
    // Days past due are most on the eve of a payment, and today.
    const eves = events.map(({ effectiveOn }) => addDays(effectiveOn, -1)).filter((day) => day >= since && day < asOf)
    const days = [asOf, ...eves].map((day) => on(day).daysPastDue)
    if (events.some(({ effectiveOn }) => effectiveOn <= asOf) && (!today.closed || eves.length > 0)) {
      worst = Math.max(worst ?? 0, ...days)
    }
    const isRenewed = events.some(({ type, principalFen }) => type === 'renew' && principalFen < 0n)
    if (today.closed && !isRenewed && today.writtenOffFen === 0n) repaid += 1
    now = Math.max(now, today.daysPastDue)
    balanceFen += today.principalFen
  }
  return { worst, repaid, now, balanceFen }
}

/** How often banks looked at the family in three months: a count, whoever they were; one a bank and day. */
const enquiriesOf = (context: Context, householdId: string, asOf: CivilDate): Promise<number> =>
  asCounty(context, 'finance.assessment', async ({ tx }) => {
    const [row] = await tx
      .select({ count: sql<number>`count(DISTINCT (${familyAccess.organisationId}, ${familyAccess.at}::date))::int` })
      .from(familyAccess)
      .where(
        and(
          eq(familyAccess.county, context.actor.county),
          eq(familyAccess.householdId, householdId),
          gte(familyAccess.at, startOfDay(addMonths(asOf, -3))),
          eq(familyAccess.purpose, '授信评估'),
        ),
      )
    return row?.count ?? 0
  })

/** A probe reports from the family's production: monitoring stands among the papers of one of its assets. */
const isMonitored = async (context: Context, ids: readonly string[]): Promise<boolean> => {
  if (ids.length === 0) return false
  const rows = await context.tx
    .select({ id: assetEvidence.assetId })
    .from(assetEvidence)
    .where(
      and(
        eq(assetEvidence.county, context.actor.county),
        inArray(assetEvidence.assetId, [...ids]),
        eq(assetEvidence.kind, 'iot_series'),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Reads a family as the actor's bank may; the rules of `book` give the yardsticks. */
export const gather = async (
  context: Context,
  householdId: string,
  asOf: CivilDate,
  book: RuleBook,
): Promise<Gathered> => {
  const { county, organisationId } = context.actor
  const { tx } = context
  const members = await tx
    .select()
    .from(familyMember)
    .where(and(eq(familyMember.county, county), eq(familyMember.householdId, householdId)))
  const births = await birthDates(
    context,
    members.map(({ personId }) => personId),
  )
  const assets = (await listAssets(context, householdId)).rows.flatMap((asset) =>
    asset.endedOn === null &&
    asset.valuation !== null &&
    asset.valuation.signed &&
    asset.valuation.endReason === null &&
    asset.state === 'in_pool'
      ? [{ ...asset, valuation: asset.valuation }]
      : [],
  )
  const incomes = await tx
    .select()
    .from(familyIncome)
    .where(and(eq(familyIncome.county, county), eq(familyIncome.householdId, householdId)))
  const declared = await tx
    .select()
    .from(familyLiability)
    .where(
      and(
        eq(familyLiability.county, county),
        eq(familyLiability.householdId, householdId),
        isNull(familyLiability.endedOn),
      ),
    )
  const [bank] = await tx
    .select({ name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.county, county), eq(organisation.id, organisationId ?? county)))
  const books = await booksOf(context, householdId, asOf)
  // The bank's own books say what it is owed; what the family said of the same loans would count twice.
  const debts = [
    ...declared
      .filter(({ kind, counterparty }) => kind !== 'bank_loan' || counterparty !== bank?.name)
      .map(({ id, kind, counterparty, balanceFen, monthlyFen }) => ({
        id,
        kind,
        counterparty,
        balanceFen,
        monthlyFen,
      })),
    ...(books.balanceFen === 0n
      ? []
      : [
          {
            id: 'own-books',
            kind: 'bank_loan' as const,
            counterparty: bank?.name ?? '',
            balanceFen: books.balanceFen,
            monthlyFen: declared
              .filter(({ kind, counterparty }) => kind === 'bank_loan' && counterparty === bank?.name)
              .reduce((total, { monthlyFen }) => total + monthlyFen, 0n),
          },
        ]),
  ]
  const honours = await tx
    .select()
    .from(familyHonour)
    .where(
      and(
        eq(familyHonour.county, county),
        eq(familyHonour.householdId, householdId),
        eq(familyHonour.state, 'confirmed'),
        gte(familyHonour.endsOn, asOf),
      ),
    )
  const negatives = await tx
    .select()
    .from(negativeRecord)
    .where(and(eq(negativeRecord.county, county), eq(negativeRecord.householdId, householdId)))
  const review = await reviewOf(context, householdId, asOf)
  const living = assets.filter((asset) => isLiving(asset.class))
  return {
    villageCode: members[0]?.villageCode ?? '',
    lowIncome: members.some(({ category }) => category === 'low_income'),
    assets,
    debts,
    negatives: negatives.map(({ kind, decidedOn, endedOn }) => ({
      kind,
      decidedOn: parseDate(decidedOn),
      endedOn: endedOn === null ? null : parseDate(endedOn),
    })),
    suggestedFen: review.suggestedFen,
    daysPastDue: books.now,
    record: {
      asOf,
      members: members.map((member) => ({
        personId: member.personId,
        bornOn: births.get(member.personId) ?? null,
        works: member.works,
        insured: member.insured,
        residentSince: parseDate(member.residentSince),
        inTradeSince: member.inTradeSince === null ? null : parseDate(member.inTradeSince),
      })),
      incomes,
      debts,
      depositsFen: assets
        .filter((asset) => asset.class === 'deposit')
        .reduce((total, asset) => total + BigInt(asset.valuation.marketFen), 0n),
      livingInsured: living.length > 0 && living.every(({ facts }) => facts['insured'] === true),
      monitored: await isMonitored(
        context,
        assets.map(({ id }) => id),
      ),
      honours: honours.filter(({ kind }) => kind === 'honour').map(({ level }) => level),
      publicService: honours.some(({ kind }) => kind === 'public_service'),
      reviewMean: review.mean,
      worstDaysPastDue24m: books.worst,
      loansRepaid: books.repaid,
      enquiries3m: await enquiriesOf(context, householdId, asOf),
      countyIncomeFen: (year) => BigInt(book.decide(countyIncomeRules, { year }, Working.silent).fen),
    },
  }
}
