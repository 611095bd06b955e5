import { z } from 'zod'
import { Rational, isDecimal } from '../../platform/money.ts'

/** A rate, factor or share in an output cell: a decimal string, so that no double comes near money. */
export const DecimalCell = (low: string, high: string) =>
  z
    .string()
    .refine((text) => isDecimal(text) && Rational.of(text).compare(low) >= 0 && Rational.of(text).compare(high) <= 0, {
      error: `须为 ${low} 至 ${high} 的十进制数`,
    })
