import type { Context } from '../../platform/context.ts'
import { addDays, addMonths, addYears, partsOf } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { civilDateOf } from '../../platform/instants.ts'
import { giveConsent } from '../../platform/registers/consents.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { assessFamily } from '../assessments/assess.ts'
import { computeAssetValue } from '../assets/compute.ts'
import type { AssetClass, EvidenceLevel } from '../model/asset-classes.ts'
import { consentCategories, consentText, creditPurpose } from '../model/consent-terms.ts'
import {
  assetEvidence,
  assetValuation,
  familyAsset,
  familyHonour,
  familyIncome,
  familyLiability,
  familyMember,
} from '../tables.ts'
import { seededUuid } from '../bulk.ts'
import type { DemoFamily } from './families.ts'
import type { Random } from '../../platform/stats/random.ts'

type Holding = readonly [
  AssetClass,
  string,
  EvidenceLevel,
  'certificate' | 'register_reply' | 'invoice',
  Record<string, unknown>,
]

/**
 * The family of the demo's farmer in full: what it owns, owes and earns, what proves it, and the assessment that its bank
 * really computed from that (the worked example of finance 4.1).
 */
export const makeFirstFamily = async (context: Context, family: DemoFamily, random: Random): Promise<void> => {
  const { tx, actor } = context
  const { county } = actor
  const today = civilDateOf(context.clock.now())
  const { householdId, headId: personId, villageCode } = family
  await giveConsent(context, {
    personId,
    controllerId: family.bankId,
    purposes: [creditPurpose],
    dataCategories: consentCategories,
    text: consentText('三门农村商业银行', consentCategories),
    validUntil: new Date(`${addMonths(today, 12)}T00:00:00+08:00`),
  })
  await tx.insert(familyMember).values({
    county,
    householdId,
    personId,
    villageCode,
    category: 'fishing',
    works: true,
    insured: true,
    residentSince: addYears(today, -20),
    inTradeSince: addYears(today, -9),
  })
  const holdings: readonly Holding[] = [
    [
      'house_rural',
      '房屋和宅基地',
      'E1',
      'certificate',
      {
        floorM2: '240',
        basePriceFenPerM2: 160_000,
        structure: 'brick_concrete',
        ageYears: '15',
        homesteadM2: '120',
        homesteadPriceFenPerM2: 50_000,
      },
    ],
    [
      'pond_right',
      '海塘经营权 12 亩',
      'E1',
      'register_reply',
      {
        areaMu: '12',
        marketRentFenPerMu: 320_000,
        contractRentFenPerMu: 150_000,
        remainingYears: '8.5',
        registered: true,
      },
    ],
    ['collective_dividend', '集体分红', 'E1', 'certificate', { dividendsFen: [240_000, 240_000, 240_000] }],
    ['deposit', '定期存款', 'E1', 'certificate', { balanceFen: 6_000_000 }],
    ['facility', '增氧机', 'E1', 'certificate', { priceFen: 3_000_000, kind: 'aerator', ageYears: '2' }],
  ]
  for (const [assetClass, title, evidence, kind, input] of holdings) {
    const id = seededUuid(random)
    const facts = { class: assetClass, input, evidence, insured: false, encumbranceFen: 0 }
    const working = new Working()
    const value = computeAssetValue(RuleBook.defaults, assetClass, { ...facts, asOf: today }, working)
    const needsSecond = value.marketFen > 20_000_000
    const recordedAt = context.clock.now()
    await tx.insert(familyAsset).values({
      county,
      id,
      householdId,
      personId,
      villageCode,
      class: assetClass,
      title,
      category: assetClass === 'deposit' ? 'deposits' : 'assets',
      facts,
      evidence,
      registerKey: null,
      state: 'in_pool',
      declaredOn: addDays(today, -20),
    })
    await tx
      .insert(assetEvidence)
      .values({ county, assetId: id, kind, documentNo: `示例 ${title}`, recordedBy: 'system:demo', recordedAt })
    await tx.insert(assetValuation).values({
      county,
      assetId: id,
      no: 1,
      asOf: today,
      marketFen: BigInt(value.marketFen),
      haircut: value.haircut,
      countedFen: BigInt(value.countedFen),
      validUntil: value.validUntil,
      explained: working.explain(value),
      request: { ...facts, asOf: today },
      rules: value.rules,
      valuedBy: 'system:demo',
      needsSecond,
      secondBy: needsSecond ? 'system:demo-second' : null,
      recordedAt,
    })
  }
  await tx.insert(familyLiability).values([
    {
      county,
      householdId,
      personId,
      kind: 'informal',
      counterparty: '亲友',
      balanceFen: 2_000_000n,
      monthlyFen: 0n,
      asOf: today,
    },
    {
      county,
      householdId,
      personId,
      kind: 'guarantee_given',
      counterparty: '同村养殖户',
      balanceFen: 5_000_000n,
      monthlyFen: 0n,
      asOf: today,
    },
  ])
  const { year } = partsOf(today)
  await tx.insert(familyIncome).values(
    ([16_800_000n, 12_000_000n, 10_000_000n] as const).map((netFen, index) => ({
      county,
      householdId,
      personId,
      year: year - 1 - index,
      source: '青蟹养殖',
      netFen,
      evidence: 'E2' as const,
    })),
  )
  const issuedOn = addDays(today, -200)
  await tx.insert(familyHonour).values({
    county,
    householdId,
    personId,
    villageCode,
    kind: 'honour',
    level: 'county',
    title: '文明家庭',
    issuer: '三门县精神文明建设指导中心',
    issuedOn,
    endsOn: addYears(issuedOn, 5),
    state: 'confirmed',
    confirmedBy: 'system:demo',
  })
  const bank = { ...context, actor: { ...actor, organisationId: family.bankId } }
  await assessFamily(bank, { householdId, mode: 'credit' })
}
