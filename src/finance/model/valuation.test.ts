import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { Rational } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { countingRules, marketRules, valuationParameter } from '../rules/books.ts'
import { annuityFactor } from './annuity-factor.ts'
import { assetClasses, evidenceLevels, isLiving } from './asset-classes.ts'
import { type PooledAsset, balanceSheet } from './balance-sheet.ts'
import { type AssetFacts, marketValue } from './market-value.ts'
import { type Holding, countedValue } from './valuation.ts'

const silent = Working.silent
const book = RuleBook.defaults
const market = (facts: AssetFacts, working = silent) => marketValue(facts, marketRules(book, working), working)
const exact = (value: string | number) => Rational.of(value)
const asOf = parseDate('2022-09-15')
const holding: Holding = {
  class: 'pond_right',
  asOf,
  marketFen: 12_243_214n,
  evidence: 'E1',
  insured: false,
  outdoorPond: false,
  registered: true,
  group: 'none',
  encumbranceFen: 0n,
  endsOn: null,
}
const count = (change: Partial<Holding> = {}) =>
  countedValue({ ...holding, ...change }, countingRules(book, silent), silent)

describe('annuity factor', () => {
  it('the factors of finance 4.1: a(8 %, 8.5) and a(8 %, 5)', () => {
    expect(annuityFactor(exact('0.08'), exact('8.5')).toFixed(7)).toBe('6.0015753')
    expect(annuityFactor(exact('0.08'), exact(5)).toFixed(7)).toBe('3.9927100')
    expect(annuityFactor(exact(0), exact('8.5')).equals('8.5')).toBe(true)
  })

  it('is the sum of discounted years, and grows with them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 60 }), (basis, years) => {
        const rate = Rational.of(basis, 10_000)
        let sum = Rational.zero
        for (let year = 1; year <= years; year++) sum = sum.plus(rate.plus(1n).power(-year))
        expect(annuityFactor(rate, exact(years)).toFixed(20)).toBe(sum.toFixed(20))
        const between = annuityFactor(rate, Rational.of(2 * years + 1, 2))
        expect(between.compare(sum)).toBe(1)
        expect(between.compare(annuityFactor(rate, exact(years + 1)))).toBe(-1)
      }),
      { numRuns: 40 },
    )
  })
})

describe('market value', () => {
  it.each<readonly [string, AssetFacts, bigint]>([
    [
      'a house never falls below 30 % of new',
      {
        kind: 'rural_house',
        floorM2: exact(100),
        basePriceFenPerM2: 100_000n,
        structure: 'stone_wood',
        ageYears: exact(90),
        homesteadM2: exact(0),
        homesteadPriceFenPerM2: 0n,
      },
      3_000_000n,
    ],
    [
      'a right whose rent is above the market is worth nothing',
      {
        kind: 'right',
        areaMu: exact(12),
        marketRentFenPerMu: 100_000n,
        contractRentFenPerMu: 150_000n,
        remainingYears: exact(5),
      },
      0n,
    ],
    [
      'pigs: 100 × 0.95 × 90 kg × 16 × 0.96',
      { kind: 'herd', heads: 100n, survival: exact('0.95'), weightKg: exact(90), priceFenPerKg: 1_600n },
      13_132_800n,
    ],
    [
      'breeding stock falls straight to the cull value and stays',
      {
        kind: 'breeding',
        heads: 10n,
        purchaseFenPerHead: 500_000n,
        cullFenPerHead: 200_000n,
        ageMonths: exact(90),
        lifeMonths: exact(60),
      },
      2_000_000n,
    ],
    [
      'an orchard bears no longer than its right',
      {
        kind: 'orchard',
        areaMu: exact(10),
        netIncomeFenPerMu: 300_000n,
        treeAgeYears: exact(10),
        productiveYearsLeft: exact(20),
        rightYearsLeft: exact(5),
        costFen: 1n,
      },
      11_978_130n,
    ],
    [
      'young trees are worth their cost',
      {
        kind: 'orchard',
        areaMu: exact(10),
        netIncomeFenPerMu: 300_000n,
        treeAgeYears: exact(3),
        productiveYearsLeft: exact(20),
        rightYearsLeft: exact(5),
        costFen: 1_234_500n,
      },
      1_234_500n,
    ],
    ['dividends of two years only', { kind: 'dividends', dividendsFen: [240_000n, 240_000n] }, 670_775n],
    ['dividends that swing', { kind: 'dividends', dividendsFen: [9n, 100_000n, 240_000n, 380_000n] }, 670_775n],
    [
      'a tractor past its life',
      { kind: 'worn', thing: 'tractor', priceFen: 10_000_000n, ageYears: exact(30) },
      500_000n,
    ],
    ['a car of three years', { kind: 'vehicle', priceFen: 10_000_000n, ageYears: exact(3) }, 6_141_250n],
    ['shares', { kind: 'security', quantity: exact('100'), lowestPriceFen: 1_234n }, 123_400n],
    [
      'an order of an unlisted buyer',
      { kind: 'receivable', faceFen: 100n, monthsToPay: exact(0), buyerApproved: false },
      0n,
    ],
    [
      'an order in 3 months',
      { kind: 'receivable', faceFen: 10_000n, monthsToPay: exact(3), buyerApproved: true },
      9_700n,
    ],
    ['a share of a firm', { kind: 'share', netAssetsFen: 1_000_001n, share: exact('0.25') }, 250_000n],
    ['a homestay for a year', { kind: 'income', yearlyFen: exact(1_080_000), remainingYears: exact(1) }, 1_000_000n],
  ])('%s', (_title, facts, fen) => {
    expect(market(facts)).toBe(fen)
  })

  const vessel = {
    kind: 'vessel',
    hull: 'wood',
    priceFen: 30_000_000n,
    ageYears: exact(3),
    registered: true,
    inspected: true,
    licensed: true,
    scrapAgeYears: exact(20),
  } as const

  it.each([
    [{}, 24_000_000n, []],
    [{ registered: false }, 0n, ['vessel_without_papers']],
    [{ inspected: false }, 0n, ['vessel_without_papers']],
    [{ licensed: false }, 0n, ['vessel_without_papers']],
    [{ ageYears: exact(21) }, 0n, ['vessel_past_scrapping']],
    [{ ageYears: exact(20) }, 1_500_000n, []],
  ])('a vessel counts only with its papers and below the scrapping age (case %#)', (change, fen, warned) => {
    const working = new Working()
    expect(market({ ...vessel, ...change }, working)).toBe(fen)
    expect(working.explain(null).warnings.map(({ code }) => code)).toEqual(warned)
  })
})

describe('counted value', () => {
  it('pond right of the worked example', () => {
    expect(count()).toMatchObject({ countedFen: 6_121_607n, validUntil: '2023-09-15' })
    expect(count({ registered: false }).countedFen).toBe(3_672_964n)
    expect(count({ encumbranceFen: 6_121_600n }).countedFen).toBe(7n)
    expect(count({ encumbranceFen: 99_999_999n }).countedFen).toBe(0n)
    expect(count({ endsOn: parseDate('2023-01-31') }).validUntil).toBe('2023-01-31')
  })

  it.each([
    ['2022-06-30', '0.85'],
    ['2022-07-01', '0.75'],
    ['2022-10-31', '0.75'],
    ['2022-11-01', '0.85'],
  ])('an uninsured open pond on %s counts × %s', (date, factor) => {
    const open: Partial<Holding> = { class: 'living_aquatic', group: 'fish', asOf: parseDate(date), outdoorPond: true }
    expect(count(open).insuranceFactor.equals(factor)).toBe(true)
    expect(count({ ...open, outdoorPond: false }).insuranceFactor.equals('0.85')).toBe(true)
    expect(count({ ...open, insured: true }).insuranceFactor.equals(1n)).toBe(true)
  })

  it('never exceeds the market value, never rises with burdens or weaker proof, ignores insurance where nothing lives', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...assetClasses),
        fc.bigInt({ min: 0n, max: 10_000_000_000_000n }),
        fc.bigInt({ min: 0n, max: 1_000_000_000n }),
        fc.boolean(),
        (assetClass, marketFen, encumbranceFen, registered) => {
          const asset: Partial<Holding> = { class: assetClass, marketFen, encumbranceFen, registered }
          const byEvidence = evidenceLevels.map((evidence) => count({ ...asset, evidence }).countedFen)
          byEvidence.forEach((fen, index) => {
            expect(fen >= 0n && fen <= marketFen).toBe(true)
            if (index > 0) expect(fen <= (byEvidence[index - 1] ?? 0n)).toBe(true)
          })
          expect(byEvidence[3]).toBe(0n)
          expect(count({ ...asset, encumbranceFen: encumbranceFen + 1n }).countedFen <= (byEvidence[0] ?? 0n)).toBe(
            true,
          )
          const insured = count({ ...asset, insured: true }).countedFen
          if (!isLiving(assetClass)) expect(insured).toBe(byEvidence[0])
        },
      ),
    )
  })
})

describe('balance sheet', () => {
  const rules = {
    guaranteeCounted: valuationParameter(book, 'guarantee_counted', silent),
    livingCap: valuationParameter(book, 'living_pool_cap', silent),
    singleCap: valuationParameter(book, 'single_asset_cap', silent),
  }
  const asset = (change: Partial<PooledAsset>): PooledAsset => ({
    id: null,
    class: 'deposit',
    marketFen: 100n,
    countedFen: 95n,
    validUntil: null,
    excludes: [],
    ...change,
  })

  it('leaves expired valuations out of what counts and names them', () => {
    const working = new Working()
    const assets = [asset({ id: 'a', validUntil: parseDate('2022-09-14') }), asset({ id: 'b', validUntil: asOf })]
    const sheet = balanceSheet(asOf, assets, [], rules, false, working)
    expect([sheet.marketFen, sheet.countedFen]).toEqual([200n, 95n])
    expect(working.explain(null).warnings[0]?.message).toMatch(/：a$/)
  })

  it('caps living stock at 40 % and one asset at 60 %', () => {
    const assets = [
      asset({ class: 'living_aquatic', countedFen: 30n }),
      asset({ class: 'livestock', countedFen: 20n }),
      asset({ class: 'deposit', countedFen: 50n }),
    ]
    expect(balanceSheet(asOf, assets, [], rules, true, silent)).toMatchObject({ countedFen: 90n, overCapFen: 10n })
    expect(balanceSheet(asOf, assets, [], rules, false, silent)).toMatchObject({ countedFen: 100n, overCapFen: 10n })
    const single = [asset({ countedFen: 70n }), asset({ class: 'vehicle', countedFen: 30n })]
    expect(balanceSheet(asOf, single, [], rules, true, silent).countedFen).toBe(90n)
  })

  it('refuses the same asset twice, and what another asset includes', () => {
    const of =
      (...assets: PooledAsset[]) =>
      () =>
        balanceSheet(asOf, assets, [], rules, false, silent)
    const coded = (code: string, pointer: string) =>
      expect.objectContaining({ errors: [expect.objectContaining({ code, pointer })] })
    expect(of(asset({ id: 'pond' }), asset({ id: 'pond' }))).toThrow(coded('asset_already_pooled', '/assets/1/id'))
    expect(of(asset({ id: 'land' }), asset({ id: 'orchard', excludes: ['x', 'land'] }))).toThrow(
      coded('double_counted', '/assets/1/excludes/1'),
    )
  })

  it('adds up whatever the order, and has no leverage without assets', () => {
    const anyAsset = fc.record({
      class: fc.constantFrom(...assetClasses),
      countedFen: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    })
    fc.assert(
      fc.property(fc.array(anyAsset, { maxLength: 12 }), fc.bigInt({ min: 0n, max: 10n ** 12n }), (list, debt) => {
        const assets = list.map((one) => asset({ ...one, marketFen: one.countedFen * 2n }))
        const debts = [
          { kind: 'bank_loan', balanceFen: debt },
          { kind: 'guarantee_given', balanceFen: 2n * debt },
        ] as const
        const sheet = balanceSheet(asOf, assets, debts, rules, true, silent)
        const mirrored = balanceSheet(asOf, assets.toReversed(), debts.toReversed(), rules, true, silent)
        expect(mirrored).toEqual(sheet)
        expect(sheet.netMarketFen).toBe(sheet.marketFen - debt)
        expect(sheet.netCountedFen).toBe(sheet.countedFen - 2n * debt)
        if (sheet.marketFen === 0n) expect(sheet.leverage).toEqual(debt === 0n ? Rational.zero : null)
      }),
    )
  })
})
