import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountInCapitals } from './money-capitals.ts'
import {
  Rational,
  allocate,
  fenFromNumber,
  fenToNumber,
  formatYuan,
  interest,
  parseYuan,
  showMoney,
  timesRate,
} from './money.ts'

describe('reading and writing amounts', () => {
  test('yuan with at most two decimals', () => {
    expect(parseYuan('1234.5')).toBe(123_450n)
    expect(parseYuan('-0.01')).toBe(-1n)
    expect(() => parseYuan('0.001', '/price')).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/price', code: 'money' })] }),
    )
  })

  test('JSON integers only, and never beyond 2^53', () => {
    expect(fenFromNumber(12)).toBe(12n)
    expect(() => fenFromNumber(0.5)).toThrow()
    expect(() => fenFromNumber(2 ** 53)).toThrow()
    expect(fenToNumber(2n ** 53n - 1n)).toBe(9_007_199_254_740_991)
    expect(() => fenToNumber(2n ** 53n)).toThrow()
  })

  test('formatting inverts parsing', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (fen) => {
        expect(parseYuan(formatYuan(fen).replaceAll(',', '').replace('−', '-'))).toBe(fen)
      }),
    )
  })

  test.each([
    [0n, '0.00'],
    [-1n, '−0.01'],
    [99_999n, '999.99'],
    [100_000n, '1,000.00'],
    [123_456_780n, '1,234,567.80'],
  ])('%s fen is %s yuan', (fen, text) => {
    expect(formatYuan(fen)).toBe(text)
  })

  test.each([
    [999_999n, '9,999.99', '元'],
    [1_000_000n, '1.00', '万元'],
    [28_750_000_000n, '2.88', '亿元'],
    [9_999_994_999n, '9,999.99', '万元'],
    [9_999_995_000n, '1.00', '亿元'],
    [-150_000_000_000n, '−15.00', '亿元'],
  ])('%s fen is shown as %s %s', (fen, figure, unit) => {
    expect(showMoney(fen)).toEqual({ figure, unit })
  })
})

describe('products are rounded once', () => {
  test('finance 4.8: overdue 50 000 at 5.2 % × 1.5 for 56 days on 360', () => {
    expect(interest(5_000_000n, Rational.of('0.052').times('1.5'), 56, 360)).toBe(60_667n)
  })

  test('finance 4.8: 67 114.86 at 4.05 % for 16 days', () => {
    expect(interest(6_711_486n, '0.0405', 16, 360)).toBe(12_081n)
  })

  test('land 4.10: fee of 20 % of 8 000 000 yuan', () => {
    expect(timesRate(800_000_000n, '0.2')).toBe(160_000_000n)
  })

  test('ties', () => {
    expect(timesRate(5n, '0.1')).toBe(1n)
    expect(timesRate(5n, '0.1', 'HALF_EVEN')).toBe(0n)
    expect(timesRate(25n, '0.1', 'DOWN')).toBe(2n)
    expect(timesRate(-5n, '0.1')).toBe(-1n)
  })
})

describe('allocation by largest remainder', () => {
  test('one yuan in three, the earlier gets the cent', () => {
    expect(allocate(100n, [1, 1, 1])).toEqual([34n, 33n, 33n])
    expect(allocate(-100n, [1, 1, 1])).toEqual([-34n, -33n, -33n])
    expect(allocate(7n, ['0.5', '0.3', 0])).toEqual([4n, 3n, 0n])
  })

  test('refuses negative weights and a zero sum', () => {
    expect(() => allocate(1n, [1, -1, 2])).toThrow()
    expect(() => allocate(1n, [0, 0])).toThrow()
    expect(() => allocate(1n, [])).toThrow()
  })

  test('conserves the sum, each part within one fen of its share, zero weight gets nothing', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc
          .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 12 })
          .filter((w) => w.some((x) => x > 0n)),
        (total, weights) => {
          const parts = allocate(total, weights)
          const sum = weights.reduce((a, b) => a + b, 0n)
          expect(parts.reduce((a, b) => a + b, 0n)).toBe(total)
          parts.forEach((part, index) => {
            const share = Rational.ratio(total * (weights[index] ?? 0n), sum)
            expect(share.minus(part).absolute().compare(1)).toBe(-1)
          })
        },
      ),
    )
  })
})

describe('capitals, with the examples of 正确填写票据和结算凭证的基本规定', () => {
  test.each([
    ['1409.50', '人民币壹仟肆佰零玖元伍角整'],
    ['6007.14', '人民币陆仟零柒元壹角肆分'],
    ['1680.32', '人民币壹仟陆佰捌拾元叁角贰分'],
    ['107000.53', '人民币壹拾万零柒仟元伍角叁分'],
    ['16409.02', '人民币壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '人民币叁佰贰拾伍元零肆分'],
    ['0', '人民币零元整'],
    ['0.05', '人民币伍分'],
    ['0.50', '人民币伍角整'],
    ['10', '人民币壹拾元整'],
    ['10000', '人民币壹万元整'],
    ['10001', '人民币壹万零壹元整'],
    ['100000000', '人民币壹亿元整'],
    ['100010000', '人民币壹亿零壹万元整'],
    ['1000000000001', '人民币壹万亿零壹元整'],
    ['1234567890123.45', '人民币壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分'],
    ['-8', '人民币负捌元整'],
  ])('%s yuan', (yuan, text) => {
    expect(amountInCapitals(parseYuan(yuan))).toBe(text)
  })

  test('different amounts never read alike', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.bigInt({ min: 0n, max: 10n ** 17n }), (a, b) => {
        if (a !== b) expect(amountInCapitals(a)).not.toBe(amountInCapitals(b))
      }),
    )
  })

  test('refuses what has no name', () => {
    expect(() => amountInCapitals(10n ** 18n)).toThrow()
  })
})
