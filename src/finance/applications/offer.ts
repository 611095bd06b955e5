import { createHash } from 'node:crypto'
import type { Context } from '../../platform/context.ts'
import { type CivilDate, addMonths } from '../../platform/dates.ts'
import { type Explained, Working } from '../../platform/explain.ts'
import type { FamilyGrade, HonourLevel } from '../model/family-facts.ts'
import { lprPublications } from '../model/lpr-history.ts'
import { type PriceMode, priceLoan } from '../model/price.ts'
import { rateText } from '../model/rates.ts'
import { ruleBookOn } from '../rules/book-on.ts'
import { priceRules } from '../rules/limit-and-price.ts'
import { priceRuleTables } from '../rules/price.ts'

export type Offer = {
  readonly grantedFen: number
  readonly months: number
  readonly annualRate: string
  readonly lpr: string
  readonly spreadBp: number
  readonly maturityOn: string
}

/** The bank's offer on a day: amount and term, and the price of the tables published then. */
export const makeOffer = async (
  context: Context,
  asOf: CivilDate,
  wanted: { readonly grantedFen: number; readonly months: number; readonly mode: PriceMode },
  family: { readonly grade: FamilyGrade; readonly honour: HonourLevel | null; readonly lowIncome: boolean },
): Promise<Explained<Offer>> => {
  const working = new Working()
  const book = await ruleBookOn(context, priceRuleTables, asOf)
  const { lpr, spreadBp, rate } = priceLoan(
    { asOf, months: wanted.months, mode: wanted.mode, tenor: null, policyFund: null, cleanRenewal: false, ...family },
    priceRules(book, working),
    lprPublications,
    working,
  )
  return working.explain({
    grantedFen: wanted.grantedFen,
    months: wanted.months,
    annualRate: rateText(rate),
    lpr,
    spreadBp,
    maturityOn: addMonths(asOf, wanted.months),
  })
}

/** SM3 of what the family signs: an offer changed after it was shown has another one. */
export const offerDigest = (applicationId: string, { value }: Explained<Offer>): string =>
  createHash('sm3')
    .update(
      JSON.stringify([
        applicationId,
        value.grantedFen,
        value.months,
        value.annualRate,
        value.lpr,
        value.spreadBp,
        value.maturityOn,
      ]),
    )
    .digest('hex')
