/** The fields that pond requests share, with the refusals of ponds 10. */
import { z } from 'zod'
import { type CivilDate, isCivilDate } from '../platform/dates.ts'
import { Problem } from '../platform/errors/problem.ts'
import { Decimal, Rational, isDecimal } from '../platform/money.ts'

/** A refinement with its own code: answered 422 with that code (house contract of errors). */
export const refusal = (code: string, error: string) => ({ params: { code }, error })

/** A plain figure within bounds, both included. */
export const Figure = (low: number, high: number) => z.number().min(low).max(high)

export const Temperature = Figure(-2, 50).meta({ unit: '°C' })
export const Salinity = Figure(0, 42).meta({ unit: 'PSU' })
/** Dissolved oxygen; what lies above is a slip of units. */
export const Oxygen = Figure(0, 40).meta({ unit: 'mg/L' })
export const AreaMu = z.number().gt(0).max(1_000_000).meta({ unit: '亩' })

/** 10^13 fen, a hundred thousand million yuan: beyond it lies a slip of the keyboard. */
const maxFen = 10_000_000_000_000

const wholeFen = z.number().refine(Number.isInteger, refusal('money', '金额须为整数分'))

/** An amount that may be negative, such as the benefit of a bad year. */
export const SignedFen = wholeFen
  .refine((fen) => Math.abs(fen) <= maxFen, refusal('amount_range', '金额须在 ±10^13 分之内'))
  .meta({ unit: '分', multipleOf: 1, minimum: -maxFen, maximum: maxFen })

/** An amount of at least 0. */
export const Fen = wholeFen
  .refine((fen) => fen >= 0 && fen <= maxFen, refusal('amount_range', '金额须在 0 至 10^13 分之间'))
  .meta({ unit: '分', multipleOf: 1, minimum: 0, maximum: maxFen })

/**
 * An exact quantity in [low, high] that is not money: areas, shares, rates. A decimal string, or a JSON number, which
 * is then taken by its shortest decimal form.
 */
export const Quantity = (low: string, high: string) =>
  z
    .union([z.string().max(62), z.number()])
    .transform((value) => (typeof value === 'number' ? new Decimal(value).toFixed() : value))
    .refine(isDecimal, refusal('decimal', '须为十进制数，例如 "0.06"'))
    .refine(
      (text) => !isDecimal(text) || (Rational.of(text).compare(low) >= 0 && Rational.of(text).compare(high) <= 0),
      refusal('out_of_range', `须在 ${low} 至 ${high} 之间`),
    )
    .transform((text) => (isDecimal(text) ? Rational.of(text) : Rational.zero))
    .meta({ minimum: Number(low), maximum: Number(high) })

/** A share or rate as a fraction, 0 to 1. */
export const Share = Quantity('0', '1')

/** A civil date of Asia/Shanghai, 1900 to 2200. */
export const Day = z
  .string()
  .refine(
    (text) => isCivilDate(text) && text >= '1900-01-01' && text <= '2200-12-31',
    refusal('date', '日期须为 1900 年至 2200 年之间的 YYYY-MM-DD'),
  )
  .meta({ format: 'date' })
  // Checked just above: the brand says so to the models.
  .transform((text) => text as CivilDate)

const instantForm = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/
const [firstInstant, lastInstant] = [Date.UTC(1900, 0, 1), Date.UTC(2200, 0, 1)]

const instantOf = (text: string): number =>
  instantForm.test(text) && isCivilDate(text.slice(0, 10)) ? Date.parse(text) : Number.NaN

/** An instant with its offset (RFC 3339; seconds may be left out), as milliseconds since 1970. */
export const Instant = z
  .string()
  .refine(
    (text) => instantOf(text) >= firstInstant && instantOf(text) < lastInstant,
    refusal('instant', '时间须带时区，例如 2025-08-01T20:00+08:00，且在 1900 年至 2200 年之间'),
  )
  .meta({ format: 'date-time' })
  .transform(instantOf)

/** As devices send it (ponds 4.7): an instant, or seconds since 1970. `written` is what came, `ms` what it means. */
export const Moment = z.union([
  z
    .string()
    .refine(
      (text) => instantOf(text) >= firstInstant && instantOf(text) < lastInstant,
      refusal('instant', '时间须带时区'),
    )
    .transform((written) => ({ written: written as string | number, ms: instantOf(written) })),
  z
    .number()
    .min(firstInstant / 1000)
    .max(lastInstant / 1000)
    .transform((written) => ({ written: written as string | number, ms: Math.round(written * 1000) })),
])

/** An identifier that the caller gives and finds again in the answer. */
export const Id = z.string().min(1).max(64)

/** Refuses points whose times do not strictly rise. @throws Problem not_computable `not_ascending`. */
export const ascending = (points: readonly (readonly [{ readonly ms: number }, ...unknown[]])[]): void => {
  points.forEach(([{ ms }], index) => {
    if (index > 0 && ms <= (points[index - 1]?.[0].ms ?? 0)) {
      throw Problem.field(`/points/${index}/0`, 'not_ascending', '时间须严格递增')
    }
  })
}
