import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import type { Area } from '../../platform/geo/shapes.ts'
import { Rational } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { efficiencyRules } from '../rules/efficiency.ts'
import { efficiencyIndicators, efficiencyScore, hardRulesHit } from './efficiency-score.ts'
import { fromAreas, hausdorff, judgeReclamation, overlayReclamation } from './reclamation.ts'
import { penaltyRange, seaUseFee } from './sea-use-fee.ts'
import { type TermUse, approvingAuthority, authorities, seaUseTerm, termUses } from './sea-use-right.ts'

const silent = Working.silent

describe('term', () => {
  it('ends a day before the anniversary; renewal is asked for two months before', () => {
    const term = seaUseTerm('port_shipyard_construction', 50, '/years', parseDate('2022-06-30'), silent)
    expect(term).toEqual({ maxYears: 50, expiresOn: '2072-06-29', renewalLatest: '2072-04-29' })
    const leap = seaUseTerm('aquaculture', 3, '/years', parseDate('2020-03-01'), silent)
    expect(leap).toMatchObject({ expiresOn: '2023-02-28', renewalLatest: '2022-12-28' })
  })
  it('refuses a year above the maximum', () => {
    expect(() => seaUseTerm('aquaculture', 16, '/requestedYears', null, silent)).toThrow('最高期限为 15 年')
    expect(
      Object.fromEntries(
        Object.keys(termUses).map((use) => [use, seaUseTerm(use as TermUse, null, '/years', null, silent).maxYears]),
      ),
    ).toEqual({
      aquaculture: 15,
      ship_breaking: 20,
      tourism: 25,
      salt_mining: 30,
      public_welfare: 40,
      port_shipyard_construction: 50,
    })
    expect(seaUseTerm('ship_breaking', 20, '/years', null, silent).maxYears).toBe(20)
  })
})

describe('authority', () => {
  const of = (...parts: ['reclamation' | 'enclosure' | 'open', number][]) =>
    approvingAuthority(
      parts.map(([mode, areaHa]) => ({ mode, areaHa })),
      silent,
    ).authority
  it('counts a threshold as reached', () => {
    expect([of(['reclamation', 50]), of(['reclamation', 49.9999])]).toEqual(['state_council', 'province'])
    expect([of(['enclosure', 100]), of(['enclosure', 99.9]), of(['enclosure', 49.9])]).toEqual([
      'state_council',
      'province',
      'city',
    ])
    expect([of(['open', 700]), of(['open', 500]), of(['open', 200]), of(['open', 199.9])]).toEqual([
      'state_council',
      'province',
      'city',
      'county',
    ])
  })
  it('names the first of the modes that need the highest authority, and warns of new reclamation only', () => {
    const ask = (...modes: ['reclamation' | 'enclosure' | 'open', number][]) => {
      const working = new Working()
      const { because } = approvingAuthority(
        modes.map(([mode, areaHa]) => ({ mode, areaHa })),
        working,
      )
      return [because.slice(0, 2), working.explain(null).warnings.length]
    }
    expect(ask(['open', 500], ['reclamation', 10])).toEqual(['填海', 1])
    expect(ask(['open', 500], ['enclosure', 10])).toEqual(['不改', 0])
  })
  it('does not change when a part is split, and never falls when a part is added', () => {
    const part = fc.tuple(
      fc.constantFrom('reclamation' as const, 'enclosure' as const, 'open' as const),
      fc.integer({ min: 1, max: 8_000_000 }).map((value) => value / 10_000),
    )
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), part, (parts, [mode, area]) => {
        const whole = of(...parts, [mode, area])
        expect(of(...parts, [mode, area / 2], [mode, area / 2])).toBe(whole)
        expect(authorities.indexOf(whole)).toBeGreaterThanOrEqual(authorities.indexOf(of(...parts)))
      }),
    )
  })
})

describe('fee', () => {
  const question = {
    mode: 'construction_reclamation_industry',
    grade: 5,
    areaHa: Rational.of('3.2'),
    naturalCoastline: true,
    offshore: false,
    reef: false,
    days: null,
  } as const
  it('the worked example is 384 万元', () => {
    const { wanYuan, feeFen } = seaUseFee(question, { wanYuanPerHa: '100', basis: 'once', source: '标准' }, silent)
    expect([wanYuan.toFixed(2), feeFen]).toEqual(['384.00', 384_000_000n])
  })
  it('says that days do not divide a fee paid once, and only then', () => {
    const codes = (basis: 'once' | 'year', days: number | null) => {
      const working = new Working()
      seaUseFee({ ...question, naturalCoastline: false, days }, { wanYuanPerHa: '1', basis, source: '标准' }, working)
      return working.explain(null).warnings.map(({ code }) => code)
    }
    expect([codes('once', 100), codes('once', null), codes('year', 100)]).toEqual([['days_ignored'], [], []])
  })
  it('refuses factors that do not belong to the mode', () => {
    const standard = { wanYuanPerHa: '0.32', basis: 'year', source: '标准' } as const
    expect(() => seaUseFee({ ...question, mode: 'basin' }, standard, silent)).toThrow('只适用于填海造地')
    expect(() => seaUseFee({ ...question, offshore: true }, standard, silent)).toThrow('离岸式')
    expect(() => seaUseFee({ ...question, naturalCoastline: false, reef: true }, standard, silent)).toThrow('人工鱼礁')
  })
  it('is additive in area and in the days of a year, to a fen', () => {
    const basin = { ...question, mode: 'basin', naturalCoastline: false } as const
    const standard = { wanYuanPerHa: '0.32', basis: 'year', source: '标准' } as const
    const fen = (areaHa: Rational, days: number | null) =>
      seaUseFee({ ...basin, areaHa, days }, standard, silent).feeFen
    const area = fc.integer({ min: 1, max: 10_000_000 }).map((value) => Rational.of(value).dividedBy(10_000))
    fc.assert(
      fc.property(area, area, fc.integer({ min: 1, max: 364 }), (a, b, days) => {
        expect(Number(fen(a.plus(b), null) - fen(a, null) - fen(b, null))).toBeLessThanOrEqual(1)
        const whole = fen(a, days) + fen(a, 365 - days) - fen(a, null)
        expect(whole >= -1n && whole <= 1n).toBe(true)
      }),
    )
  })
  it('fines by the law’s multiples', () => {
    expect(penaltyRange('illegal_occupation', 100n, 'zhejiang', silent)).toEqual({ minFen: 500n, maxFen: 1_500n })
    expect(penaltyRange('structures_not_removed', null, 'zhejiang', silent)).toEqual({
      minFen: 2_000_000n,
      maxFen: 5_000_000n,
    })
    expect(penaltyRange('structures_not_removed', null, 'national', silent).minFen).toBe(0n)
    expect(() => penaltyRange('illegal_reclamation', null, 'zhejiang', silent)).toThrow('海域使用金')
  })
})

describe('efficiency score', () => {
  const table = (indicator: string) => RuleBook.defaults.decide(efficiencyRules, { indicator }, silent)
  const yard = {
    outputPerHa: 420,
    taxPerHa: 12,
    berthUse: 0.28,
    dockUse: 0.35,
    idleMonths24: 9,
    unbuiltShare: 0.4,
    compliancePts: 100,
  }
  it('the worked example is 44.0', () => expect(efficiencyScore(yard, table, silent).score).toBe(44))
  it('redistributes up to 0.30 and assesses no more', () => {
    const without = (...missing: (keyof typeof yard)[]) =>
      efficiencyScore({ ...yard, ...Object.fromEntries(missing.map((key) => [key, null])) }, table, silent)
    const partial = without('berthUse', 'dockUse')
    expect(partial.parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 5)
    expect(partial.score).toBeCloseTo((7 + 4 + 6.25 + 6 + 5) / 0.7, 1)
    expect(without('berthUse', 'dockUse', 'compliancePts').score).toBeNull()
  })
  it('lies in 0–100 and does not fall when a yard does better', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.tuple(share, share, share, share, share, share, share), share, ([a, b, c, d, e, f, g], more) => {
        const facts = {
          outputPerHa: a * 2000,
          taxPerHa: b * 80,
          berthUse: c,
          dockUse: d,
          idleMonths24: e * 24,
          unbuiltShare: f,
          compliancePts: g * 100,
        }
        const before = efficiencyScore(facts, table, silent).score ?? -1
        const after =
          efficiencyScore({ ...facts, taxPerHa: facts.taxPerHa + more * 20, idleMonths24: 0 }, table, silent).score ??
          -1
        expect(before).toBeGreaterThanOrEqual(0)
        expect(after).toBeLessThanOrEqual(100)
        expect(after).toBeGreaterThanOrEqual(before)
      }),
    )
  })
  it('refuses weights that do not sum to 1', () => {
    const heavier = (indicator: string) => ({ ...table(indicator), weight: 0.2 })
    expect(() => efficiencyScore(yard, heavier, silent)).toThrow('须为 1')
    expect(efficiencyIndicators).toHaveLength(7)
  })
  it('hard rules need their facts', () => {
    const none = {
      idleMonthsRunning: null,
      yearsSinceReclaimed: null,
      unbuiltShare: 0.9,
      taxPerHa: 1,
      countyMedianTaxPerHa: null,
    }
    expect(hardRulesHit(none, silent)).toEqual([])
    expect(
      hardRulesHit({ ...none, idleMonthsRunning: 24, yearsSinceReclaimed: 2, countyMedianTaxPerHa: 3.4 }, silent),
    ).toEqual(['idle_24_months', 'unbuilt_after_2_years', 'tax_below_30_percent_of_median'])
  })
})

describe('reclamation', () => {
  const tolerance = { toleranceWidthM: 0.1, feeShare: 0.01, hausdorffM: 2 }
  const outcome = (measured: number, matches = true, perimeter: number | null = 800) =>
    judgeReclamation(fromAreas(3.2, measured, perimeter, matches), tolerance, silent).outcome
  it('passes within 0.1 m along the outline, asks the fee up to 1 %, else refers', () => {
    expect(outcome(3.208)).toBe('pass')
    expect(outcome(3.2081)).toBe('pass_with_fee')
    expect(outcome(3.232)).toBe('pass_with_fee')
    expect(outcome(3.2321)).toBe('refer_to_enforcement')
    expect(outcome(3.21, false)).toBe('refer_to_enforcement')
    expect(outcome(3.2001, true, null)).toBe('pass_with_fee')
    expect(outcome(3.0)).toBe('pass')
  })
  const square = (west: number, east: number): Area => [
    [
      [
        [west, 29.1],
        [east, 29.1],
        [east, 29.102],
        [west, 29.102],
        [west, 29.1],
      ],
    ],
  ]
  it('measures what lies outside on the ellipsoid: overfill − underfill = measured − approved', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), (shiftWest, shiftEast) => {
        const measured = square(121.5 + shiftWest * 1e-5, 121.502 + shiftEast * 1e-5)
        const found = overlayReclamation(square(121.5, 121.502), measured, 2)
        expect(found.overfillHa - found.underfillHa).toBeCloseTo(found.measuredHa - found.approvedHa, 3)
        const stripHa = (degrees: number) => (Math.max(0, degrees) * found.approvedHa) / 200
        expect(found.overfillHa).toBeCloseTo(stripHa(shiftEast) + stripHa(-shiftWest), 2)
      }),
      { numRuns: 40 },
    )
  })
  it('Hausdorff distance is that of the moved side', () => {
    const plane = (x: number): Area => [
      [
        [
          [0, 0],
          [x, 0],
          [x, 50],
          [0, 50],
          [0, 0],
        ],
      ],
    ]
    expect(hausdorff(plane(100), plane(103))).toBeCloseTo(3, 9)
    expect(hausdorff(plane(100), plane(100))).toBeCloseTo(0, 9)
  })
})
