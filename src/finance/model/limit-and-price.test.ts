import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { limitRules, priceRules } from '../rules/limit-and-price.ts'
import { familyGrades, honourLevels } from './family-facts.ts'
import { lprPublications } from './lpr-history.ts'
import { type LimitFacts, limitModes, preLimit } from './pre-limit.ts'
import { type PriceFacts, policyFunds, priceLoan, priceModes } from './price.ts'

const limits = limitRules(RuleBook.defaults, Working.silent)
const prices = priceRules(RuleBook.defaults, Working.silent)
const chen: LimitFacts = {
  netCountedFen: 14_182_771n,
  netIncomeFen: 16_800_000n,
  unsecuredFen: 10_000_000n,
  grade: 'A',
  mode: 'credit',
  villageSuggestionFen: 15_000_000n,
  honour: 'county',
}
const limit = (change: Partial<LimitFacts> = {}) => preLimit({ ...chen, ...change }, limits, Working.silent)
const loan: PriceFacts = {
  asOf: parseDate('2022-09-15'),
  months: 12,
  tenor: null,
  grade: 'A',
  mode: 'credit',
  honour: 'county',
  policyFund: null,
  cleanRenewal: false,
  lowIncome: false,
}
const price = (change: Partial<PriceFacts> = {}) =>
  priceLoan({ ...loan, ...change }, prices, lprPublications, Working.silent)
const coded = (code: string, pointer: string) =>
  expect.objectContaining({ errors: [expect.objectContaining({ code, pointer })] })

describe('pre-credit limit', () => {
  it('the worked example of finance 4.6 and the ways up of finance 11', () => {
    expect(limit()).toMatchObject({ limitFen: 14_000_000n, binding: 'netCounted', upliftFen: 1_276_449n })
    expect(limit({ netCountedFen: 16_182_771n, unsecuredFen: 8_000_000n }).limitFen).toBe(16_000_000n)
    expect(limit({ grade: 'AA' }).limitFen).toBe(14_800_000n)
  })

  it.each<readonly [string, Partial<LimitFacts>, bigint, string]>([
    ['income binds', { netIncomeFen: 8_000_000n, honour: null }, 2_000_000n, 'netIncome'],
    [
      'the product binds',
      { netCountedFen: 90_000_000n, netIncomeFen: 90_000_000n, villageSuggestionFen: 90_000_000n },
      33_000_000n,
      'productCap',
    ],
    ['the village binds', { villageSuggestionFen: 5_000_000n, honour: null }, 6_000_000n, 'villageSuggestion'],
    ['no review: k × 0.8', { villageSuggestionFen: null, honour: null }, 10_200_000n, 'netCounted'],
    ['grade C has none', { grade: 'C', unsecuredFen: 0n }, 0n, 'netCounted'],
    ['debts above the assets', { netCountedFen: -1n }, 0n, 'netCounted'],
    ['below ten thousand yuan', { netCountedFen: 1_111_110n, honour: null }, 0n, 'netCounted'],
    ['ten thousand yuan exactly', { netCountedFen: 1_111_112n, honour: null }, 1_000_000n, 'netCounted'],
    [
      'the uplift is at most 100 000 yuan',
      {
        netCountedFen: 200_000_000n,
        netIncomeFen: 100_000_000n,
        unsecuredFen: 0n,
        mode: 'all',
        villageSuggestionFen: 100_000_000n,
        honour: 'nation',
      },
      110_000_000n,
      'productCap',
    ],
    ['a village honour lifts nothing', { honour: 'village' }, 12_700_000n, 'netCounted'],
  ])('%s', (_title, change, limitFen, binding) => {
    expect(limit(change)).toMatchObject({ limitFen, binding })
  })

  it('is whole thousands, at most the cap and its uplift, and never falls when something improves', () => {
    const fen = fc.bigInt({ min: -10_000_000n, max: 200_000_000n })
    const positive = fc.bigInt({ min: 0n, max: 200_000_000n })
    fc.assert(
      fc.property(
        fc.record({
          netCountedFen: fen,
          netIncomeFen: fen,
          unsecuredFen: positive,
          grade: fc.constantFrom(...familyGrades),
          mode: fc.constantFrom(...limitModes),
          villageSuggestionFen: positive,
          honour: fc.option(fc.constantFrom(...honourLevels)),
        }),
        (facts) => {
          const { limitFen, terms, binding } = limit(facts)
          expect(limitFen % 100_000n).toBe(0n)
          expect(limitFen === 0n || limitFen >= 1_000_000n).toBe(true)
          expect(limitFen <= limits.capFen(facts.mode) + 10_000_000n).toBe(true)
          const least = terms.reduce((low, { fen: term }) => (term < low ? term : low), terms[0]?.fen ?? 0n)
          expect(terms.find(({ name }) => name === binding)?.fen).toBe(least)
          const better = [
            limit({ ...facts, netCountedFen: facts.netCountedFen + 5_000_000n }),
            limit({ ...facts, netIncomeFen: facts.netIncomeFen + 5_000_000n }),
            limit({ ...facts, unsecuredFen: facts.unsecuredFen / 2n }),
            limit({ ...facts, grade: 'AAA' }),
            limit({ ...facts, honour: 'nation' }),
          ]
          for (const up of better) expect(up.limitFen >= limitFen).toBe(true)
        },
      ),
    )
  })
})

describe('price', () => {
  it('the worked example of finance 4.7: 3.65 % + 180 − 40 − 20 = 4.85 %', () => {
    const { rate, spreadBp, publication, tenor } = price()
    expect([rate.toFixed(4), spreadBp, publication.publishedOn, tenor]).toEqual(['0.0485', 120, '2022-08-22', '1Y'])
    expect(price({ grade: 'AA' }).rate.toFixed(4)).toBe('0.0465')
  })

  it.each<readonly [string, Partial<PriceFacts>, number, string]>([
    ['a year and more', { months: 13 }, 135, '1Y'],
    ['three years', { months: 36 }, 135, '1Y'],
    ['three years and more', { months: 37 }, 160, '1Y'],
    ['59 months', { months: 59 }, 160, '1Y'],
    ['five years follow the 5-year rate', { months: 60 }, 160, '5Y'],
    ['the bank chooses between', { months: 24, tenor: '5Y' }, 135, '5Y'],
    [
      'discounts sum to 100 at most',
      { honour: 'nation', policyFund: 'on_lending', cleanRenewal: true, lowIncome: true },
      40,
      '1Y',
    ],
    ['relending', { policyFund: 'relending' }, 80, '1Y'],
    [
      'the floor',
      { grade: 'AAA', mode: 'mortgage', honour: 'nation', policyFund: 'on_lending', lowIncome: true },
      -40,
      '1Y',
    ],
    ['BB without a discount', { grade: 'BB', honour: null, months: 48 }, 280, '1Y'],
    ['insured stock pledged', { mode: 'pledge' }, 100, '1Y'],
  ])('%s', (_title, change, spreadBp, tenor) => {
    expect(price(change)).toMatchObject({ spreadBp, tenor })
  })

  it('names its parts, which sum to the spread, within floor and cap', () => {
    fc.assert(
      fc.property(
        fc.record({
          months: fc.integer({ min: 1, max: 360 }),
          grade: fc.constantFrom('AAA', 'AA', 'A', 'BBB', 'BB'),
          mode: fc.constantFrom(...priceModes),
          honour: fc.option(fc.constantFrom(...honourLevels)),
          policyFund: fc.option(fc.constantFrom(...policyFunds)),
          cleanRenewal: fc.boolean(),
          lowIncome: fc.boolean(),
        }),
        (facts) => {
          const { parts, spreadBp, rate, lpr } = price({ ...facts, tenor: null })
          expect(parts.reduce((sum, { bp }) => sum + bp, 0)).toBe(spreadBp)
          expect(spreadBp >= -50 && spreadBp <= 400).toBe(true)
          expect(rate.times(10_000n).round()).toBe(BigInt(Math.round(Number(lpr) * 100) + spreadBp))
          const better = price({ ...facts, tenor: null, lowIncome: true })
          expect(better.spreadBp).toBeLessThanOrEqual(spreadBp)
        },
      ),
    )
  })

  it('clamps at floor and cap of other tables', () => {
    const steep = { ...prices, grade: () => 900 }
    const { spreadBp, parts } = priceLoan(loan, steep, lprPublications, Working.silent)
    expect([spreadBp, parts.at(-1)]).toEqual([400, { name: 'cap', bp: 400 - 1_060 }])
    const free = { ...prices, grade: () => -900 }
    expect(priceLoan(loan, free, lprPublications, Working.silent).parts.at(-1)).toEqual({ name: 'floor', bp: 690 })
  })

  it.each<readonly [string, string, Partial<PriceFacts>]>([
    ['lpr_not_published', '/asOf', { asOf: parseDate('2019-08-19') }],
    ['grade_not_priced', '/grade', { grade: 'C' }],
    ['tenor_not_allowed', '/tenor', { months: 12, tenor: '5Y' }],
    ['tenor_not_allowed', '/tenor', { months: 60, tenor: '1Y' }],
  ])('refuses %s', (code, pointer, change) => {
    expect(() => price(change)).toThrow(coded(code, pointer))
  })
})
