import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { App } from '../src/platform/context.ts'
import { systemContext } from '../src/platform/database/system-context.ts'
import { type CivilDate, addDays, addMonths, addYears } from '../src/platform/dates.ts'
import { accountProfile } from '../src/platform/identity/tables.ts'
import { civilDateOf } from '../src/platform/instants.ts'
import { giveConsent } from '../src/platform/registers/consents.ts'
import { household, householdMember, organisation, person } from '../src/platform/registers/tables.ts'
import { disburse, recordDue, repay, signContract } from '../src/finance/index.ts'

const county = '331022'
/** 心湖社区, the village of the demo's village officer. */
const villageCode = '331022001001'

export type Chen = {
  readonly householdId: string
  readonly headId: string
  readonly memberIds: readonly string[]
  readonly bankId: string
  readonly centreId: string
  readonly today: CivilDate
}

/**
 * What the registers hold before the story begins: the Chen family in its village with the demo's farmer as its head, three
 * neighbours, a loan that the family once repaid, and the consents that the other members gave at the counter.
 */
export const seedChen = (app: App): Promise<Chen> =>
  systemContext(app, county, 'test', async (context) => {
    const { tx } = context
    const today = civilDateOf(app.clock.now())
    const idOf = async (name: string): Promise<string> => {
      const [row] = await tx
        .select({ id: organisation.id })
        .from(organisation)
        .where(and(eq(organisation.county, county), eq(organisation.name, name)))
      if (row === undefined) throw new Error(`no organisation ${name}`)
      return row.id
    }
    const bankId = await idOf('三门农村商业银行')
    const centreId = await idOf('三门县金融中心')
    const settle = async (
      number: string,
      members: readonly { name: string; relation: 'head' | 'spouse' | 'child' | 'parent'; age: number }[],
    ) => {
      const householdId = randomUUID()
      await tx
        .insert(household)
        .values({ county, id: householdId, number, areaCode: villageCode, address: '心湖路 8 号' })
      const ids: string[] = []
      for (const { name, relation, age } of members) {
        const id = randomUUID()
        ids.push(id)
        await tx
          .insert(person)
          .values({ county, id, name, areaCode: villageCode, birthDate: addDays(addYears(today, -age), -30) })
        await tx
          .insert(householdMember)
          .values({ county, householdId, personId: id, relation, since: addYears(today, -12), areaCode: villageCode })
      }
      return { householdId, ids }
    }
    const chen = await settle('NH-CHEN', [
      { name: '陈阿福', relation: 'head', age: 45 },
      { name: '林美娟', relation: 'spouse', age: 43 },
      { name: '陈小海', relation: 'child', age: 19 },
      { name: '陈根水', relation: 'parent', age: 70 },
    ])
    for (const name of ['叶国平', '郑海峰', '章秀英']) await settle(`NH-${name}`, [{ name, relation: 'head', age: 50 }])
    const headId = chen.ids[0] ?? ''
    await tx
      .update(accountProfile)
      .set({ householdId: chen.householdId, personId: headId })
      .where(and(eq(accountProfile.county, county), eq(accountProfile.username, 'nonghu')))
    for (const personId of chen.ids.slice(1)) {
      await giveConsent(context, {
        personId,
        controllerId: bankId,
        purposes: ['credit'],
        dataCategories: ['family', 'assets', 'honours', 'deposits', 'income', 'liabilities'],
        text: '在柜面当面同意',
        validUntil: new Date(`${addMonths(today, 12)}T00:00:00+08:00`),
      })
    }
    const paidBack = addDays(today, -60)
    const old = await signContract(context, {
      contractNo: 'OLD-0001',
      bankId,
      householdId: chen.householdId,
      villageCode,
      mode: 'credit',
      method: 'bullet',
      pool: false,
      purpose: '增氧机',
      agreedFen: 5_000_000n,
      annualRate: '0.0450',
      signedOn: addDays(today, -400),
      maturityOn: paidBack,
    })
    await disburse(context, old, { effectiveOn: addDays(today, -400), amountFen: 5_000_000n })
    await recordDue(context, old, { effectiveOn: paidBack, principalFen: 5_000_000n, interestFen: 212_500n })
    await repay(context, old, { effectiveOn: paidBack, amountFen: 5_212_500n })
    return { householdId: chen.householdId, headId, memberIds: chen.ids, bankId, centreId, today }
  })
