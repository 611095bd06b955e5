import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, parseDate } from '../../platform/dates.ts'
import { type Need, needShares, productLift, seasonality, unmetDemand, wilson, yearlyShift } from './demand.ts'

const need = (household: number, change: Partial<Need> = {}): Need => ({
  household: `h${household}`,
  askedOn: parseDate('2022-03-10'),
  kind: 'loan',
  purpose: 'seed',
  channel: 'online',
  amountFen: 10_000_000n,
  grantedFen: 7_500_000n,
  tenorMonths: 12,
  segment: null,
  product: null,
  ...change,
})
const many = (count: number, change: Partial<Need> = {}, from = 0) =>
  Array.from({ length: count }, (_, index) => need(from + index, change))

describe('shares', () => {
  it('hides cells of fewer than ten households and one more, so that nothing can be subtracted', () => {
    const needs = [...many(30), ...many(12, { purpose: 'feed' }), ...many(9, { purpose: 'rent' })]
    expect(needShares(needs, 'purpose')).toEqual([
      { value: 'feed', needs: null, share: null },
      { value: 'rent', needs: null, share: null },
      { value: 'seed', needs: 30, share: 30 / 51 },
    ])
    // Ten households are enough.
    expect(needShares(many(10), 'purpose')).toEqual([{ value: 'seed', needs: 10, share: 1 }])
    // Ten needs of one household are one household.
    expect(
      needShares(
        Array.from({ length: 10 }, () => need(1)),
        'kind',
      ),
    ).toEqual([{ value: 'loan', needs: null, share: null }])
  })

  it('puts amounts and tenors into bands', () => {
    const values = (dimension: 'amount' | 'tenor', change: Partial<Need>) =>
      needShares(many(10, change), dimension)[0]?.value
    expect(values('amount', { amountFen: 5_000_000n })).toBe('<= 5 万元')
    expect(values('amount', { amountFen: 5_000_001n })).toBe('(5..10] 万元')
    expect(values('amount', { amountFen: 99_000_000n })).toBe('> 50 万元')
    expect(values('tenor', { tenorMonths: 36 })).toBe('(12..36] 月')
  })
})

it('unmet demand is what was asked and not granted, of decided loans', () => {
  expect(unmetDemand(many(10))?.toFixed(4)).toBe('0.2500')
  expect(unmetDemand(many(9))).toBeNull()
  expect(
    unmetDemand([
      ...many(10),
      ...many(20, { grantedFen: null }),
      ...many(20, { kind: 'wealth', grantedFen: 0n }),
    ])?.toFixed(4),
  ).toBe('0.2500')
  // More than asked does not make up for others.
  expect(unmetDemand([...many(10), ...many(10, { grantedFen: 90_000_000n })])?.toFixed(4)).toBe('0.1250')
})

describe('seasonality', () => {
  /** n needs in each month of three years, twice as many in March. */
  const years = Array.from({ length: 36 }, (_, index) => addMonths(parseDate('2020-01-10'), index)).flatMap((askedOn) =>
    many(askedOn.slice(5, 7) === '03' ? 20 : 10, { askedOn }),
  )

  it('finds the month that stands out, by the moving average, blind to growth', () => {
    const found = seasonality(years)
    expect(found?.method).toBe('ratio_to_moving_average')
    expect(found?.index[2]).toBeCloseTo(20 / (130 / 12), 10)
    expect(found?.index[7]).toBeCloseTo(10 / (130 / 12), 10)
  })

  it('within two years takes the month over the mean month', () => {
    const found = seasonality(years.filter(({ askedOn }) => askedOn < '2021-01-01'))
    expect(found?.method).toBe('month_to_mean')
    expect(found?.index[2]).toBeCloseTo(20 / (130 / 12), 10)
  })

  it('has mean 1 over the months it knows', () => {
    const anyNeeds = fc.array(fc.integer({ min: 0, max: 47 }), { minLength: 10, maxLength: 120 })
    fc.assert(
      fc.property(anyNeeds, (months) => {
        const needs = months.map((month, index) => need(index, { askedOn: addMonths(parseDate('2019-01-31'), month) }))
        const index = (seasonality(needs)?.index ?? []).filter((value) => value !== null)
        if (index.length > 0) expect(index.reduce((sum, value) => sum + value, 0) / index.length).toBeCloseTo(1, 9)
      }),
    )
  })
})

it('the shift of purposes by χ²: a 2 × 2 table by hand', () => {
  const old = parseDate('2021-05-01')
  const needs = [
    ...many(30, { askedOn: old }),
    ...many(20, { askedOn: old, purpose: 'feed' }),
    ...many(20),
    ...many(30, { purpose: 'feed' }),
  ]
  const shift = yearlyShift(needs)
  expect(shift).toMatchObject({ years: [2021, 2022], degrees: 1 })
  expect(shift?.chiSquare).toBeCloseTo(4, 12)
  expect(shift?.p).toBeCloseTo(0.04550026389635842, 12)
  expect(shift?.cramersV).toBeCloseTo(0.2, 12)
  expect(yearlyShift(many(50))).toBeNull()
})

it('lift of a product in a segment, with its interval about it', () => {
  const needs = [
    ...many(20, { segment: 'ponds', product: 'crab' }),
    ...many(20, { segment: 'ponds' }),
    ...many(60, { segment: 'fields' }),
    ...many(9, { segment: 'few' }),
  ]
  const [fields, ponds, ...others] = productLift(needs)
  expect(others).toEqual([])
  expect(fields).toMatchObject({ product: 'crab', segment: 'fields', lift: 0 })
  expect(ponds?.lift).toBeCloseTo(0.5 / (20 / 109), 12)
  expect((ponds?.low ?? 9) < (ponds?.lift ?? 0) && (ponds?.lift ?? 9) < (ponds?.high ?? 0)).toBe(true)
})

it('Wilson’s interval of 8 in 10: 0.4902 to 0.9433', () => {
  const [low, high] = wilson(8, 10)
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.4902', '0.9433'])
  expect(wilson(0, 10)[0]).toBe(0)
})
