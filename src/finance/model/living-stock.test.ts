import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CivilDate, addDays, parseDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { Rational } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { stockRules } from '../rules/books.ts'
import { type StockSpecies, speciesNames, standardOn, stockSpecies } from './living-standard.ts'
import { type LivingStock, livingValue } from './living-stock.ts'

const rulesOf = (species: StockSpecies, quoteFenPerKg: bigint | null = null) =>
  stockRules(RuleBook.defaults, species, { roe: false, quoteFenPerKg }, Working.silent)
const stockedOn = parseDate('2022-05-10')
const crabs: LivingStock = {
  areaMu: Rational.of(12),
  stocked: 9_600n,
  stockedOn,
  asOf: parseDate('2022-08-18'),
  sample: null,
  deaths: 0n,
  harvested: 0n,
  costFenPer30d: 900_000n,
  costIncurredFen: null,
}
const value = (change: Partial<LivingStock> = {}, species: StockSpecies = 'scylla') =>
  livingValue({ ...crabs, ...change }, rulesOf(species), Working.silent)
const onDay = (day: number): { readonly asOf: CivilDate } => ({ asOf: addDays(stockedOn, day) })

it('the worked example of finance 4.2: day 100 of 9 600 crabs', () => {
  const { survival, meanGrams, count, biomassKg, marketNowFen, harvestBasedFen, marketFen, flags } = value()
  expect([survival.toFixed(6), meanGrams.toFixed(2), count.toString(), biomassKg.toFixed(2)]).toEqual([
    '0.426667',
    '183.33',
    '4096',
    '750.93',
  ])
  expect([marketNowFen, harvestBasedFen, marketFen, flags]).toEqual([8_470_528n, 12_184_025n, 8_470_528n, []])
})

it('can be valued from the day of stocking on, and not before', () => {
  expect(value(onDay(0))).toMatchObject({ count: Rational.of(9_600), marketFen: 0n })
  expect(() => value(onDay(-1))).toThrow(
    expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/asOf', code: 'dates_order' })] }),
  )
})

it.each(stockSpecies)('the standard of %s begins at day 0 and reaches its harvest', (species) => {
  const { standard } = rulesOf(species)
  expect(standard.points[0]).toMatchObject({ day: 0, survival: Rational.one })
  expect(standard.points.at(-1)?.day).toBeGreaterThanOrEqual(standard.harvestDay)
  standard.points.forEach((point, index) => {
    const before = standard.points[index - 1]
    if (before === undefined) return
    expect(point.day).toBeGreaterThan(before.day)
    expect(point.survival.compare(before.survival)).toBe(-1)
    expect(point.grams.compare(before.grams)).toBe(1)
    expect(standardOn(standard.points, point.day).grams).toEqual(point.grams)
  })
  expect(standardOn(standard.points, 9_999).beyond).toBe(true)
})

it('knows a species by genus and by full name', () => {
  expect(speciesNames['scylla_paramamosain']).toBe('scylla')
  expect(speciesNames['tegillarca_granosa']).toBe('tegillarca')
  expect(new Set(Object.values(speciesNames))).toEqual(new Set(stockSpecies))
})

describe('records weigh more than the standard', () => {
  it('a fresh sample replaces the weight in proportion', () => {
    const sample = { on: addDays(stockedOn, 90), meanGrams: Rational.of(176), animals: 30 }
    // 176 × 183.33 ÷ 160: 201.67 g fetch the next grade.
    expect(value({ sample }).meanGrams.toFixed(2)).toBe('201.67')
    const old = { ...sample, on: addDays(stockedOn, 69) }
    expect(value({ sample: old })).toMatchObject({ flags: ['sample_stale'] })
    expect(value({ sample: old }).meanGrams.toFixed(2)).toBe('183.33')
    expect(value({ sample: { ...sample, on: addDays(stockedOn, 70) } }).flags).toEqual([])
  })

  it('recorded deaths beyond the standard and the harvest come off', () => {
    expect(value({ deaths: 5_504n, harvested: 96n }).count.toString()).toBe('4000')
    const worse = value({ deaths: 9_000n, harvested: 100n })
    expect(worse.count.toString()).toBe('500')
    expect(worse.flags).toEqual(['deaths_above_standard'])
    expect(value({ deaths: 9_600n }).marketFen).toBe(0n)
    expect(value({ harvested: 9_600n }).marketFen).toBe(0n)
  })

  it('stock above the standard density counts at the standard and is flagged', () => {
    const dense = value({ stocked: 36_000n })
    expect(dense.flags).toEqual(['density_above_standard'])
    expect(dense.count.toString()).toBe(value({ stocked: 18_000n }).count.toString())
    expect(value({ stocked: 18_000n }).flags).toEqual([])
  })
})

it('before 30 days the stock is worth what was spent', () => {
  expect(value(onDay(29))).toMatchObject({ marketFen: 870_000n })
  expect(value({ ...onDay(29), costIncurredFen: 1_234_567n })).toMatchObject({ marketFen: 1_234_567n })
  const thirty = value(onDay(30))
  expect(thirty.marketFen).toBe(thirty.marketNowFen)
})

it('past the table the last point stands and is flagged', () => {
  expect(value(onDay(181)).flags).toEqual(['beyond_standard'])
  expect(value(onDay(181)).marketNowFen).toBe(value(onDay(180)).marketNowFen)
})

it('costs above the harvest leave nothing', () => {
  expect(value({ costFenPer30d: 90_000_000n })).toMatchObject({ marketFen: 0n })
})

it('a price of the day replaces the grades', () => {
  const quoted = livingValue(crabs, rulesOf('scylla', 6_000n), Working.silent)
  expect(quoted.marketNowFen).toBe(4_235_264n)
})

it.each([
  ['/asOf', 'dates_order', onDay(-1)],
  ['/deaths', 'out_of_range', { deaths: 9_601n }],
  ['/harvested', 'out_of_range', { harvested: 9_601n }],
  ['/sample/on', 'dates_order', { sample: { on: addDays(stockedOn, 101), meanGrams: Rational.one, animals: null } }],
  ['/sample/on', 'dates_order', { sample: { on: addDays(stockedOn, -1), meanGrams: Rational.one, animals: null } }],
  ['/sample/animals', 'sample_too_small', { sample: { on: stockedOn, meanGrams: Rational.one, animals: 29 } }],
] as const)('refuses at %s: %s', (pointer, code, change) => {
  expect(() => value(change)).toThrow(expect.objectContaining({ errors: [expect.objectContaining({ pointer, code })] }))
})

it('never values more than it would fetch now or at harvest, and more deaths never raise it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...stockSpecies),
      fc.integer({ min: 30, max: 900 }),
      fc.bigInt({ min: 0n, max: 2_000_000n }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (species, day, stocked, share) => {
        const some = value({ ...onDay(day), stocked }, species)
        expect(some.marketFen <= some.marketNowFen || some.marketFen === 0n).toBe(true)
        expect(some.marketFen <= some.harvestBasedFen || some.marketFen === 0n).toBe(true)
        const deaths = BigInt(Math.floor(Number(stocked) * share))
        const fewer = value({ ...onDay(day), stocked, deaths }, species)
        expect(fewer.marketFen <= some.marketFen).toBe(true)
        expect(fewer.count.compare(stocked - deaths)).toBeLessThanOrEqual(0)
      },
    ),
    { numRuns: 150 },
  )
})
