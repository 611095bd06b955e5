/** The fields that finance requests share, with the refusals of finance 10. */
import { z } from 'zod'
import { type CivilDate, isCivilDate } from '../platform/dates.ts'
import { civilDateOf } from '../platform/instants.ts'
import { Decimal, Rational, isDecimal } from '../platform/money.ts'

/** 10^13 fen, a hundred thousand million yuan: no household loan comes near; what does is a slip of the keyboard. */
export const maxFen = 10_000_000_000_000

const wholeFen = z
  .number()
  .refine(Number.isInteger, { params: { code: 'money' }, error: '金额须为整数分' })
  .meta({ multipleOf: 1 })

const inRange = (low: number) => (value: number) => value >= low && value <= maxFen

/** An amount, 0 to 10^13 fen. */
export const Fen = wholeFen
  .refine(inRange(0), { params: { code: 'amount_range' }, error: '金额须在 0 至 10^13 分之间' })
  .meta({ unit: '分', minimum: 0, maximum: maxFen })

/** An amount above 0. */
export const PositiveFen = wholeFen
  .refine(inRange(1), { params: { code: 'amount_range' }, error: '金额须大于 0 且不超过 10^13 分' })
  .meta({ unit: '分', minimum: 1, maximum: maxFen })

/** A balance that may be negative, such as a net worth. */
export const SignedFen = wholeFen
  .refine(inRange(-maxFen), { params: { code: 'amount_range' }, error: '金额须在 ±10^13 分之内' })
  .meta({ unit: '分', minimum: -maxFen, maximum: maxFen })

/** A decimal number as a string: `"12"`, `"0.0405"`. */
export const DecimalText = z
  .string()
  .max(62)
  .refine(isDecimal, { params: { code: 'decimal' }, error: '须为十进制数文字，例如 "0.0405"' })
  .meta({ pattern: '^-?(0|[1-9][0-9]{0,29})([.][0-9]{1,30})?$' })

const decimalWithin = (low: string, high: string, code: string, message: string) =>
  DecimalText.refine(
    (text) => !isDecimal(text) || (Rational.of(text).compare(low) >= 0 && Rational.of(text).compare(high) <= 0),
    { params: { code }, error: message },
  )

/** A yearly interest rate as a fraction, 0 to 0.36. */
export const Rate = decimalWithin('0', '0.36', 'rate_range', '年利率须在 0 至 0.36 之间')

/** A decimal in [low, high]. */
export const DecimalIn = (low: string, high: string) =>
  decimalWithin(low, high, 'out_of_range', `须在 ${low} 至 ${high} 之间`)

const withinYears = (text: string): boolean => text >= '1900-01-01' && text <= '2200-12-31'

/** A civil date of Asia/Shanghai, 1900 to 2200. */
export const Day = z.iso
  .date()
  .refine((text): boolean => isCivilDate(text) && withinYears(text), {
    params: { code: 'date_range' },
    error: '日期须在 1900 年至 2200 年之间',
  })
  // Checked just above: the brand says so to the models.
  .transform((text) => text as CivilDate)

/** The day as of which something is judged: not in the future, today's date being that of Asia/Shanghai. */
export const AsOf = Day.refine((date) => date <= civilDateOf(new Date()), {
  params: { code: 'future_date' },
  error: '日期不能晚于今天',
})

const outside = (low: string, high: string) => ({
  params: { code: 'out_of_range' },
  error: `须在 ${low} 至 ${high} 之间`,
})

/**
 * An exact quantity in [low, high] that is not money: years, areas, shares. A decimal string, or a JSON number, which
 * is then taken by its shortest decimal form.
 */
export const Quantity = (low: string, high: string) =>
  z
    .union([DecimalText, z.number()])
    .transform((value) => (typeof value === 'number' ? new Decimal(value).toFixed() : value))
    .refine((text) => isDecimal(text) && Rational.of(text).compare(low) >= 0 && Rational.of(text).compare(high) <= 0, {
      ...outside(low, high),
    })
    .transform((text) => (isDecimal(text) ? Rational.of(text) : Rational.zero))
    .meta({ minimum: Number(low), maximum: Number(high) })
