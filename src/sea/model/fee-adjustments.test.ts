import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { Rational } from '../../platform/money.ts'
import { changeOfUseFee, lateFee, relievedFee } from './fee-adjustments.ts'
import { renewalCheck, transferObstaclesOf } from './renewal.ts'
import type { SeaUseFee } from './sea-use-fee.ts'
import { longestTermEnd, partsOfSplitProject } from './sea-use-right.ts'

const silent = Working.silent
const fee = (wanYuan: string, basis: 'once' | 'year' = 'year'): SeaUseFee => ({
  wanYuan: Rational.of(wanYuan),
  feeFen: Rational.of(wanYuan).times(1_000_000).round(),
  basis,
  line: '港池',
})

describe('relief', () => {
  it('frees or reduces, and refuses both', () => {
    expect(relievedFee(fee('0.64'), 'military', null, silent).feeFen).toBe(0n)
    expect(relievedFee(fee('0.64'), null, { reason: 'aquaculture', share: 0.25 }, silent)).toMatchObject({
      feeFen: 480_000n,
      basis: 'year',
    })
    expect(relievedFee(fee('0.0000015'), null, { reason: 'public_facility', share: 0 }, silent).feeFen).toBe(2n)
    expect(relievedFee(fee('0.64'), null, null, silent).feeFen).toBe(640_000n)
    expect(() => relievedFee(fee('0.64'), 'military', { reason: 'aquaculture', share: 0.5 }, silent)).toThrow(
      '只能适用一种',
    )
  })
})

describe('late fee', () => {
  const late = (fen: bigint, due: string, paid: string, rate = '0.0005') =>
    lateFee(fen, parseDate(due), parseDate(paid), Rational.of(rate), '', silent)
  it('counts from the day after it fell due, over the leap day and the year’s end', () => {
    expect(late(1_000_000n, '2024-02-28', '2024-03-01')).toEqual({ overdueDays: 2, lateFeeFen: 1_000n })
    expect(late(1_000_000n, '2022-12-31', '2023-01-01')).toEqual({ overdueDays: 1, lateFeeFen: 500n })
    expect(late(1_000_000n, '2022-12-31', '2022-12-31')).toEqual({ overdueDays: 0, lateFeeFen: 0n })
    expect(late(1_000_000n, '2022-12-31', '2022-12-01')).toEqual({ overdueDays: 0, lateFeeFen: 0n })
  })
  it('is rounded once, half up', () => {
    expect(late(1_000n, '2022-01-01', '2022-01-02')).toEqual({ overdueDays: 1, lateFeeFen: 1n })
    expect(late(999n, '2022-01-01', '2022-01-02').lateFeeFen).toBe(0n)
    expect(late(333n, '2022-01-01', '2022-01-10').lateFeeFen).toBe(1n)
  })
})

describe('change of use', () => {
  const term = {
    grantedOn: parseDate('2013-01-01'),
    expiresOn: parseDate('2032-12-31'),
    changedOn: parseDate('2023-01-01'),
  }
  it('a yearly fee counts by days of 365, one paid once by the share of days left', () => {
    expect(changeOfUseFee(fee('1'), fee('3'), term, silent)).toEqual({
      remainingDays: 3_653,
      oldFen: 10_008_219n,
      newFen: 30_024_658n,
      differenceFen: 20_016_439n,
    })
    expect(changeOfUseFee(fee('100', 'once'), fee('300', 'once'), term, silent)).toMatchObject({
      oldFen: 50_006_845n,
      newFen: 150_020_534n,
    })
  })
  it('shows the years that are left', () => {
    const working = new Working()
    changeOfUseFee(fee('1'), fee('3'), term, working)
    expect(working.explain(null).working.at(-1)?.inputs).toMatchObject({ 剩余年限: { value: 10.0082, unit: '年' } })
  })
  it('pays nothing back, and the whole once-fee on the first day', () => {
    expect(changeOfUseFee(fee('3'), fee('1'), term, silent).differenceFen).toBe(0n)
    expect(changeOfUseFee(fee('1'), fee('1'), term, silent).differenceFen).toBe(0n)
    const first = changeOfUseFee(fee('1', 'once'), fee('2', 'once'), { ...term, changedOn: term.grantedOn }, silent)
    expect([first.remainingDays, first.oldFen, first.differenceFen]).toEqual([7_305, 1_000_000n, 1_000_000n])
    const last = changeOfUseFee(fee('365'), fee('730'), { ...term, changedOn: term.expiresOn }, silent)
    expect([last.remainingDays, last.differenceFen]).toEqual([1, 1_000_000n])
  })
  it('refuses days outside the term', () => {
    const on = (changedOn: string) => () =>
      changeOfUseFee(fee('1'), fee('2'), { ...term, changedOn: parseDate(changedOn) }, silent)
    expect(on('2012-12-31')).toThrow('期限之内')
    expect(on('2033-01-01')).toThrow('期限之内')
    const turned = { ...term, expiresOn: parseDate('2012-12-31'), changedOn: parseDate('2012-12-31') }
    expect(() => changeOfUseFee(fee('1'), fee('2'), turned, silent)).toThrow('不得早于批准')
  })
  it('never costs more the later it comes', () => {
    const day = fc.integer({ min: 0, max: 7_304 })
    const on = (offset: number) =>
      changeOfUseFee(
        fee('0.32'),
        fee('1.84'),
        { ...term, changedOn: parseDate(new Date(Date.UTC(2013, 0, 1 + offset)).toISOString().slice(0, 10)) },
        silent,
      ).differenceFen
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(on(Math.max(a, b)) <= on(Math.min(a, b))).toBe(true)
      }),
    )
  })
  it('the longest term counts from the first grant', () => {
    expect(longestTermEnd('aquaculture', parseDate('2013-01-01'))).toBe('2027-12-31')
    expect(longestTermEnd('tourism', parseDate('2000-03-01'))).toBe('2025-02-28')
  })
})

describe('transfer', () => {
  const facts = {
    registered: true,
    feesPaid: true,
    seized: false,
    grantedOn: parseDate('2022-01-01'),
    asOf: parseDate('2023-01-01'),
    plannedInvestmentFen: 1_000n,
    investedFen: 200n,
  }
  const limits = { leastYears: 1, leastInvestmentShare: '0.20' }
  it('needs a year of use and a fifth invested, both reached exactly', () => {
    expect(transferObstaclesOf('sale', facts, limits)).toEqual([])
    const short = { ...facts, asOf: parseDate('2022-12-31'), investedFen: 199n }
    expect(transferObstaclesOf('sale', short, limits)).toEqual(['used_too_short', 'investment_too_low'])
    for (const kind of ['lease', 'mortgage', 'inheritance'] as const) {
      expect(transferObstaclesOf(kind, short, limits)).toEqual([])
    }
  })
  it('names every obstacle', () => {
    const bad = { ...facts, registered: false, feesPaid: false, seized: true }
    expect(transferObstaclesOf('mortgage', bad, limits)).toEqual(['not_registered', 'fees_unpaid', 'seized'])
  })
})

describe('renewal', () => {
  const check = (before: number, after: number, completed: 'change_of_use' | 'transfer' | null = null) =>
    renewalCheck(before, after, completed, { leastScore: 50, leastGain: 15 }, '', silent)
  it('needs 50 points and 15 more than before', () => {
    expect([check(35, 50).renewed, check(34.9, 49.9).renewed, check(35.1, 50).renewed]).toEqual([true, false, false])
    expect(check(35.1, 50)).toEqual({ renewed: false, gain: 14.9, because: '只提高 14.9 分，未达 15 分' })
    expect(check(20, 49.9).because).toBe('复评 49.9 分，未达 50 分')
  })
  it('or a change or transfer that is completed', () => {
    expect(check(44, 44, 'transfer')).toEqual({ renewed: true, gain: 0, because: '海域使用权流转已登记' })
    expect(check(44, 40, 'change_of_use')).toMatchObject({
      renewed: true,
      gain: -4,
      because: '变更海域用途已批准并完成',
    })
  })
})

it('other cases count within 12 months and 500 m', () => {
  const parts = [{ mode: 'open' as const, areaHa: 150 }]
  const near = (monthsApart: number, distanceM: number) =>
    partsOfSplitProject([{ monthsApart, distanceM, parts }]).length
  expect([near(12, 500), near(12.1, 500), near(12, 500.1), near(0, 0)]).toEqual([1, 0, 0, 1])
})
