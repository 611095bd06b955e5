import { type CivilDate, addDays, makeDate, partsOf } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'

import type { Random } from '../../platform/stats/random.ts'
import { computeAssetValue } from '../assets/compute.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import type { assetValuation, familyAsset } from '../tables.ts'
import { seededUuid } from '../bulk.ts'
import type { DemoFamily } from './families.ts'

type AssetRow = typeof familyAsset.$inferInsert & { readonly id: string }
type ValuationRow = typeof assetValuation.$inferInsert

/** Above this a second person signs (finance 3, [A]). */
const secondAboveFen = 20_000_000n

/**
 * Pond rights, valued every year, and crabs, stocked in May, valued through the summer, harvested in November: by the
 * published standard itself.
 */
export const makeAssets = (
  county: string,
  families: readonly DemoFamily[],
  random: Random,
  { from, today }: { readonly from: CivilDate; readonly today: CivilDate },
) => {
  const assets: AssetRow[] = []
  const valuations: ValuationRow[] = []
  const value = (asset: AssetRow, no: number, asOf: CivilDate, request: Readonly<Record<string, unknown>>): void => {
    const counted = computeAssetValue(RuleBook.defaults, asset.class, { ...request, asOf }, Working.silent)
    const needsSecond = BigInt(counted.marketFen) > secondAboveFen
    valuations.push({
      county,
      assetId: asset.id,
      no,
      asOf,
      marketFen: BigInt(counted.marketFen),
      haircut: counted.haircut,
      countedFen: BigInt(counted.countedFen),
      validUntil: counted.validUntil,
      request,
      rules: counted.rules,
      valuedBy: 'system:demo',
      needsSecond,
      secondBy: needsSecond ? 'system:demo-second' : null,
      recordedAt: new Date(`${asOf}T10:00:00+08:00`),
    })
  }
  const asset = (family: DemoFamily, draft: Pick<AssetRow, 'class' | 'title' | 'facts' | 'declaredOn' | 'endedOn'>) => {
    const row: AssetRow = {
      county,
      id: seededUuid(random),
      householdId: family.householdId,
      personId: family.headId,
      villageCode: family.villageCode,
      category: 'assets',
      evidence: 'E1',
      registerKey: null,
      state: draft.endedOn == null ? 'in_pool' : 'released',
      endReason: draft.endedOn == null ? null : '起捕',
      ...draft,
    }
    assets.push(row)
    return row
  }
  const farmers = random.shuffle(families).slice(0, Math.round(families.length * 0.08))
  const firstYear = partsOf(from).year
  for (const [index, family] of farmers.entries()) {
    const areaMu = 5 + random.integer(20)
    const began = makeDate(firstYear + (index % 4), 1 + random.integer(12), 1 + random.integer(28))
    if (began > today) continue
    const facts = (remainingYears: number) => ({
      class: 'pond_right',
      input: {
        areaMu: String(areaMu),
        marketRentFenPerMu: 280_000 + random.integer(10) * 10_000,
        contractRentFenPerMu: 150_000,
        remainingYears: String(remainingYears),
        registered: true,
      },
      evidence: 'E1',
      insured: false,
      encumbranceFen: 0,
    })
    const right = asset(family, {
      class: 'pond_right',
      title: `养殖塘经营权 ${areaMu} 亩`,
      facts: facts(12),
      declaredOn: began,
      endedOn: null,
    })
    let no = 0
    for (let asOf = began; asOf <= today; asOf = addDays(asOf, 350)) value(right, ++no, asOf, facts(12 - no))
    if (index % 3 !== 0) continue
    for (let year = partsOf(began).year; year <= partsOf(today).year; year++) {
      const stockedOn = makeDate(year, 5, 1 + random.integer(28))
      const harvestedOn = makeDate(year, 11, 1 + random.integer(28))
      if (stockedOn < began || stockedOn > today) continue
      const request = {
        species: 'scylla',
        areaMu: String(areaMu),
        stocked: areaMu * (700 + random.integer(300)),
        stockedOn,
        costFenPer30d: 75_000 * areaMu,
        evidence: 'E2',
        insured: random.next() < 0.7,
      }
      const crabs = asset(family, {
        class: 'living_aquatic',
        title: `青蟹 ${areaMu} 亩`,
        facts: request,
        declaredOn: stockedOn,
        endedOn: harvestedOn <= today ? harvestedOn : null,
      })
      let visit = 0
      for (let asOf = addDays(stockedOn, 40); asOf < harvestedOn && asOf <= today; asOf = addDays(asOf, 45))
        value(crabs, ++visit, asOf, request)
    }
  }
  return { assets, valuations }
}
