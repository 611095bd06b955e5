import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal, Rational, isDecimal, parseDecimal } from './rational.ts'

const rational = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 20n }))
  .map(([top, bottom]) => Rational.ratio(top, bottom))

describe('Rational', () => {
  test('reads decimals exactly: one tenth is one tenth', () => {
    expect(Rational.of('0.1').plus('0.2').equals('0.3')).toBe(true)
    expect(parseDecimal('-12.50').toString()).toBe('-25/2')
  })

  test.each(['', '.5', '5.', '+1', '01', '1e3', ' 1', '1,000', '１', 'NaN', '--1', '1'.repeat(31)])(
    'refuses %j as a decimal',
    (text) => {
      expect(isDecimal(text)).toBe(false)
      expect(() => parseDecimal(text, '/rate')).toThrow(expect.objectContaining({ code: 'not_computable' }))
    },
  )

  test('refuses a float and a zero divisor', () => {
    expect(() => Rational.of(0.1)).toThrow()
    expect(() => Rational.of(1).dividedBy(0)).toThrow()
    expect(() => Rational.zero.power(-1)).toThrow()
  })

  test.each([
    ['2.5', 3n, 2n, 2n],
    ['3.5', 4n, 4n, 3n],
    ['-2.5', -3n, -2n, -2n],
    ['2.4999', 2n, 2n, 2n],
    ['-0.5', -1n, 0n, 0n],
    ['0', 0n, 0n, 0n],
  ])('rounds %s half up, half even and down', (text, halfUp, halfEven, down) => {
    expect(Rational.of(text).round('HALF_UP')).toBe(halfUp)
    expect(Rational.of(text).round('HALF_EVEN')).toBe(halfEven)
    expect(Rational.of(text).round('DOWN')).toBe(down)
  })

  test('fixed decimals carry no negative zero', () => {
    expect(Rational.of('-0.004').toFixed(2)).toBe('0.00')
    expect(Rational.of(2, 3).toFixed(4)).toBe('0.6667')
    expect(Rational.of('-1.005').toFixed(2)).toBe('-1.01')
    expect(Rational.of('7.5').toFixed(0)).toBe('8')
  })

  test('addition and multiplication invert', () => {
    fc.assert(
      fc.property(rational, rational, (a, b) => {
        expect(a.plus(b).minus(b).equals(a)).toBe(true)
        expect(a.plus(b).equals(b.plus(a))).toBe(true)
        if (b.sign !== 0) expect(a.times(b).dividedBy(b).equals(a)).toBe(true)
      }),
    )
  })

  test('a rounded value is within half a unit, and rounding is monotone', () => {
    fc.assert(
      fc.property(rational, rational, (a, b) => {
        for (const rounding of ['HALF_UP', 'HALF_EVEN'] as const) {
          expect(a.minus(a.round(rounding)).absolute().compare('0.5')).toBeLessThanOrEqual(0)
          if (a.compare(b) <= 0) expect(a.round(rounding) <= b.round(rounding)).toBe(true)
        }
      }),
    )
  })

  test('the double is the nearest one', () => {
    expect(Rational.of(1, 3).toNumber()).toBe(1 / 3)
    expect(Rational.ratio(10n ** 40n, 3n * 10n ** 40n).toNumber()).toBe(1 / 3)
    expect(Rational.ratio(10n ** 40n + 1n, 10n ** 20n).toNumber()).toBe(1e20)
  })

  test('the annuity factor of finance 4.1: a(0.08, 8.5)', () => {
    const factor = new Decimal(1).minus(new Decimal('1.08').pow('-8.5')).dividedBy('0.08')
    expect(factor.toFixed(7)).toBe('6.0015753')
  })
})
