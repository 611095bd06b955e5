import { and, eq } from 'drizzle-orm'
import { systemActor } from '../platform/database/system-context.ts'
import { makeDate, parseDate } from '../platform/dates.ts'
import { accountProfile } from '../platform/identity/tables.ts'
import { civilDateOf } from '../platform/instants.ts'
import type { Demo } from '../platform/module.ts'
import { organisation } from '../platform/registers/tables.ts'
import { seededRandom } from '../platform/stats/random.ts'
import { makeAssets } from './demo/assets.ts'
import { insertMany, seededUuid } from './bulk.ts'
import { makeApplications, makeEnrolments, makeSheets } from './demo/decisions.ts'
import { makeFamilies } from './demo/families.ts'
import { makeFirstFamily } from './demo/first-family.ts'
import { openApplications } from './demo/open-applications.ts'
import { LoanBook } from './demo/loan-book.ts'
import {
  assetValuation,
  familyAsset,
  familyScoreResult,
  familySheet,
  loanApplication,
  loanContract,
  loanEvent,
  policyPool,
  serviceEnrolment,
  serviceNeed,
  whitelistEntry,
} from './tables.ts'

/** Its loans come a month late in the autumn of 2022: 横渡镇. */
const lateTown = '331022106'
const begins = makeDate(2020, 10, 1)

/**
 * The pool as it grew: families, loans that are repaid, renewed and lost, and the decisions behind them. The small county
 * has 6 000 households with loans as large as those that a bank published (mean line 533 800 yuan); the full one has
 * 130 000 with smaller ones. The pool is the same, and so are the days on which it passes 15 and 20 亿.
 */
export const financeDemo: Demo = {
  title: '农户家庭资产池',
  run: async (app, county, report, scale) => {
    const random = seededRandom(`finance ${county}`)
    const today = civilDateOf(app.clock.now())
    const full = scale > 1
    const steps = 9
    await app.database.asSystem(county, 'demo', async (tx) => {
      const banks = (
        await tx
          .select({ id: organisation.id })
          .from(organisation)
          .where(and(eq(organisation.county, county), eq(organisation.kind, 'bank')))
          .orderBy(organisation.code)
      ).map(({ id }) => id)
      const families = await makeFamilies(app, tx, county, { count: full ? 130_000 : 6_000, banks, random })
      const [first] = families
      await tx
        .update(accountProfile)
        .set({ householdId: first?.householdId ?? null, personId: first?.headId ?? null })
        .where(and(eq(accountProfile.county, county), eq(accountProfile.username, 'nonghu')))
      report(1, steps)
      const book = new LoanBook(county, families, { random, medianFen: full ? 14_000_000 : 47_000_000, today })
      book.run(begins, ({ villageCode }) => villageCode.startsWith(lateTown))
      report(2, steps)
      await insertMany(
        tx,
        policyPool,
        banks.flatMap((bankId) =>
          (['on_lending', 'relending'] as const).map((kind) => ({
            county,
            bankId,
            kind,
            id: seededUuid(random),
            lender: kind === 'relending' ? '中国人民银行三门支行' : '国家开发银行浙江省分行',
            amountFen: 30_000_000_000n,
            annualRate: kind === 'relending' ? '0.0200' : '0.0250',
            marginBp: 300,
            from: '2020-07-01',
            to: '2028-12-31',
          })),
        ),
      )
      await insertMany(tx, loanContract, book.contracts)
      report(3, steps)
      await insertMany(tx, loanEvent, book.events)
      report(5, steps)
      const { applications, entries, needs } = makeApplications(county, book.contracts, random, today)
      await insertMany(tx, whitelistEntry, entries)
      await insertMany(tx, loanApplication, applications)
      await insertMany(tx, serviceNeed, needs)
      report(7, steps)
      const { sheets, scores } = makeSheets(county, families, random, { from: parseDate('2021-07-01'), today })
      await insertMany(tx, familySheet, sheets)
      await insertMany(tx, familyScoreResult, scores)
      report(8, steps)
      await insertMany(tx, serviceEnrolment, makeEnrolments(county, families, random, { from: begins, today }))
      const { assets, valuations } = makeAssets(county, families, random, { from: begins, today })
      await insertMany(tx, familyAsset, assets)
      await insertMany(tx, assetValuation, valuations)
      if (first !== undefined) {
        await makeFirstFamily({ ...app, tx, actor: systemActor(county, 'demo') }, first, random)
      }
      // Of families that owe nothing today: what they ask does not pass a limit.
      const owing = new Set(book.contracts.flatMap((one) => (one.maturityOn >= today ? [one.householdId] : [])))
      const asking = families.filter(({ householdId }) => !owing.has(householdId)).slice(0, 15)
      await openApplications({ ...app, tx, actor: systemActor(county, 'demo') }, asking)
      report(steps, steps)
    })
  },
}
