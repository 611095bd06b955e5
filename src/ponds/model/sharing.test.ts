import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { type Fen, Rational } from '../../platform/money.ts'
import { benefitLift, incomePanel } from './benefit.ts'
import { distribute, liquidate, splitPool } from './distribution.ts'

const fen = (most: bigint) => fc.bigInt({ min: 0n, max: most })
const standard = {
  guaranteedRate: Rational.of('0.06'),
  reserve: Rational.of('0.10'),
  operator: Rational.of('0.20'),
  host: Rational.of('0.10'),
}
const three = [
  { village: 'A', investedFen: 100_000_000n, days: 365 },
  { village: 'B', investedFen: 60_000_000n, days: 365 },
  { village: 'C', investedFen: 40_000_000n, days: 365 },
]
const total = (amounts: ReadonlyMap<string, Fen>): Fen => [...amounts.values()].reduce((sum, one) => sum + one, 0n)

describe('distribution of a flying pond', () => {
  it('claims what is missing from the guarantor', () => {
    const found = distribute(three, 8_000_000n, standard, Working.silent)
    expect(found).toMatchObject({ guaranteedFen: 12_000_000n, guarantorClaimFen: 4_000_000n, surplusFen: 0n })
    expect(found.amounts.get('A')).toBe(6_000_000n)
  })

  it('claims no more than the guaranteed return in a year of loss', () => {
    expect(distribute(three, -50_000_000n, standard, Working.silent).guarantorClaimFen).toBe(12_000_000n)
  })

  it('counts days, and adds up what a village paid in twice', () => {
    const twice = [
      { village: 'A', investedFen: 100n, days: 365 },
      { village: 'A', investedFen: 100n, days: 365 },
      { village: 'B', investedFen: 400n, days: 73 },
    ]
    const found = distribute(twice, 0n, standard, Working.silent)
    expect([...found.amounts]).toEqual([
      ['A', 12n],
      ['B', 5n],
    ])
  })

  it('takes whole fen of the surplus, and leaves the rest of a fen with the investors', () => {
    const found = distribute(
      [{ village: 'A', investedFen: 0n, days: 365 }, ...three],
      12_000_015n,
      standard,
      Working.silent,
    )
    // 10 % of 15 fen is 1.5, 20 % is 3.
    expect(found).toMatchObject({ surplusFen: 15n, reserveFen: 1n, operatorFen: 3n, hostFen: 1n, floatingFen: 10n })
  })

  it('may give away the whole surplus, but no more', () => {
    const shares = (reserve: string, operator: string, host: string) => () =>
      distribute(
        three,
        20_000_000n,
        {
          guaranteedRate: standard.guaranteedRate,
          reserve: Rational.of(reserve),
          operator: Rational.of(operator),
          host: Rational.of(host),
        },
        Working.silent,
      )
    expect(shares('0.4', '0.4', '0.2')().floatingFen).toBe(0n)
    expect(shares('0.4', '0.4', '0.200001')).toThrow('不得超过 1')
    expect(shares('0.1', '0.2', '0.9')).toThrow('不得超过 1')
    expect(shares('0.1', '0.9', '0.1')).toThrow('不得超过 1')
  })

  it('gives every fen to somebody, and the larger investor never less', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            village: fc.string({ minLength: 1, maxLength: 4 }),
            investedFen: fen(10n ** 11n),
            days: fc.integer({ min: 1, max: 366 }),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }),
        (investors, profit) => {
          fc.pre(investors.some(({ investedFen }) => investedFen > 0n))
          const found = distribute(investors, profit, standard, Working.silent)
          expect(total(found.amounts)).toBe(found.guaranteedFen + found.floatingFen)
          const available = profit > 0n ? profit : 0n
          expect(total(found.amounts) + found.reserveFen + found.operatorFen + found.hostFen).toBe(
            available + found.guarantorClaimFen,
          )
          expect(found.guarantorClaimFen === 0n || found.surplusFen === 0n).toBe(true)
        },
      ),
    )
  })

  it('refuses shares beyond the whole, and investors without money', () => {
    const greedy = { ...standard, reserve: Rational.one }
    expect(() => distribute(three, 1n, greedy, Working.silent)).toThrow('不得超过 1')
    expect(() => distribute([{ village: 'A', investedFen: 0n, days: 1 }], 1n, standard, Working.silent)).toThrow(
      '不得全为 0',
    )
  })

  it('splits by the largest remainder, ties by code', () => {
    const equal = new Map(['C', 'A', 'B'].map((village) => [village, Rational.one]))
    expect([...splitPool(10_000n, equal)]).toEqual([
      ['A', 3_334n],
      ['B', 3_333n],
      ['C', 3_333n],
    ])
  })

  it('pays wages and taxes before principal when a project ends', () => {
    const claims = { wages: 30n, taxes: 20n, debts: 40n, guaranteedArrears: 10n, principal: 100n }
    expect(liquidate(95n, claims)).toEqual({
      wages: 30n,
      taxes: 20n,
      debts: 40n,
      guaranteedArrears: 5n,
      principal: 0n,
      surplus: 0n,
    })
    expect(liquidate(250n, claims).surplus).toBe(50n)
  })
})

describe('panels', () => {
  it('weighs benefit by area', () => {
    const rows = [
      { areaMu: Rational.of(22), beforeFenPerMu: 1_420_000n, afterFenPerMu: 2_680_000n },
      { areaMu: Rational.of(15), beforeFenPerMu: 900_000n, afterFenPerMu: 1_750_000n },
      { areaMu: Rational.of(8), beforeFenPerMu: -250_000n, afterFenPerMu: 1_100_000n },
    ]
    expect(benefitLift(rows)).toMatchObject({
      beforeFenPerMu: 949_778n,
      afterFenPerMu: 2_089_111n,
      gainFenPerMu: 1_139_333n,
    })
  })

  it('gives the gain of one pond as it is, whatever its area', () => {
    fc.assert(
      fc.property(fen(10n ** 8n), fen(10n ** 8n), fc.integer({ min: 1, max: 5_000 }), (before, after, mu) => {
        const row = { areaMu: Rational.of(mu), beforeFenPerMu: before, afterFenPerMu: after }
        expect(benefitLift([row, row]).gainFenPerMu).toBe(after - before)
      }),
    )
  })

  it('takes the mean over heads and the median over households', () => {
    const found = incomePanel([
      { members: 1, beforeFen: 100n, afterFen: 200n },
      { members: 3, beforeFen: 300n, afterFen: 300n },
      { members: 2, beforeFen: 200n, afterFen: 1_000n },
      { members: 2, beforeFen: 200n, afterFen: 500n },
    ])
    expect(found).toMatchObject({ beforeFenPerHead: 100n, afterFenPerHead: 250n, medianFenPerHead: 225n })
    expect(found?.growthPercent.toFixed(2)).toBe('150.00')
    expect(incomePanel([{ members: 1, beforeFen: 0n, afterFen: 5n }])).toBeNull()
  })
})
