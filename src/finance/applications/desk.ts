import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { addMonths } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { fenToNumber } from '../../platform/money.ts'
import type { Quote } from '../api/desk/schema.ts'
import { exposureOf } from '../limits/exposure.ts'
import { annualisedRate } from '../model/annualised-rate.ts'
import { dueDatesOf } from '../model/instalment-plan.ts'
import { rateText } from '../model/rates.ts'
import { schedule } from '../model/schedule.ts'
import { familyScoreResult, familySheet, whitelistEntry } from '../tables.ts'
import { findApplication } from './applications.ts'
import { makeOffer } from './offer.ts'
import { interestTermsOf } from './offer-terms.ts'

/** What the bank knows of the family today, from its own records: the last score, the last sheet, the pre-limit. */
const standingOf = async (context: Context, bankId: string, householdId: string) => {
  const { county } = context.actor
  const [score] = await context.tx
    .select()
    .from(familyScoreResult)
    .where(
      and(
        eq(familyScoreResult.county, county),
        eq(familyScoreResult.bankId, bankId),
        eq(familyScoreResult.householdId, householdId),
        isNull(familyScoreResult.endedOn),
      ),
    )
    .orderBy(desc(familyScoreResult.asOf))
    .limit(1)
  const [sheet] = await context.tx
    .select()
    .from(familySheet)
    .where(
      and(
        eq(familySheet.county, county),
        eq(familySheet.bankId, bankId),
        eq(familySheet.householdId, householdId),
        isNull(familySheet.endedOn),
      ),
    )
    .orderBy(desc(familySheet.asOf))
    .limit(1)
  const [entry] = await context.tx
    .select()
    .from(whitelistEntry)
    .where(
      and(
        eq(whitelistEntry.county, county),
        eq(whitelistEntry.bankId, bankId),
        eq(whitelistEntry.householdId, householdId),
        inArray(whitelistEntry.state, ['active', 'suspended']),
      ),
    )
    .orderBy(sql`${whitelistEntry.state} = 'active' DESC`, desc(whitelistEntry.validFrom))
    .limit(1)
  return {
    score: score === undefined ? null : { asOf: score.asOf, total: score.total, grade: score.grade },
    sheet:
      sheet === undefined
        ? null
        : {
            asOf: sheet.asOf,
            validUntil: sheet.validUntil,
            marketFen: fenToNumber(sheet.marketFen),
            countedFen: fenToNumber(sheet.countedFen),
            netCountedFen: fenToNumber(sheet.netCountedFen),
            leverage: sheet.leverage,
          },
    line:
      entry === undefined
        ? null
        : {
            id: entry.id,
            limitFen: fenToNumber(entry.limitFen),
            annualRate: entry.annualRate,
            validTo: entry.validTo,
            state: entry.state,
            stateReason: entry.stateReason,
          },
  }
}

/** All that stands on the desk of who decides: the application, what the bank knows, and the limits after this loan. */
export const applicationDesk = async (context: Context, id: string) => {
  const application = await findApplication(context, id)
  const { bankId, householdId, villageCode } = application
  const proposedFen = application.state === 'disbursed' ? 0 : (application.grantedFen ?? application.askedFen)
  const { value: exposure } = await exposureOf(
    context,
    { bankId, householdId, villageCode, fen: BigInt(proposedFen) },
    civilDateOf(context.clock.now()),
  )
  return {
    application,
    ...(await standingOf(context, bankId, householdId)),
    exposure: {
      result: exposure.result,
      checks: exposure.checks.map(({ name, unit, result, before, after, limit }) => ({
        name,
        unit,
        result,
        before: before.toNumber(),
        after: after.toNumber(),
        limit: limit.toNumber(),
      })),
    },
  }
}

/** What an approval would offer: the price of today's tables with its working, the instalments and the yearly cost. */
export const quoteApplication = async (context: Context, id: string, wanted: Quote) => {
  const application = await findApplication(context, id)
  const today = civilDateOf(context.clock.now())
  const { grantedFen, months, ...family } = wanted
  const offer = await makeOffer(context, today, { grantedFen, months, mode: application.mode }, family)
  const terms = { method: application.method, periodMonths: 1, maturityOn: addMonths(today, months) }
  const { rows, totals, installmentFen } = schedule(
    interestTermsOf({
      principalFen: BigInt(grantedFen),
      annualRate: offer.value.annualRate,
      method: application.method,
      start: today,
      dueDates: dueDatesOf(today, terms),
    }),
    Working.silent,
  )
  const yearly = annualisedRate(
    [{ on: today, fen: BigInt(grantedFen) }, ...rows.map(({ due, totalFen }) => ({ on: due, fen: -totalFen }))],
    Working.silent,
  )
  return {
    offer,
    installmentFen: installmentFen === null ? null : fenToNumber(installmentFen),
    interestFen: fenToNumber(totals.interestFen),
    annualised: rateText(yearly.compound, 4),
    rows: rows.map(({ due, principalFen, interestFen, totalFen, closingFen }) => ({
      due,
      principalFen: fenToNumber(principalFen),
      interestFen: fenToNumber(interestFen),
      totalFen: fenToNumber(totalFen),
      closingFen: fenToNumber(closingFen),
    })),
  }
}
