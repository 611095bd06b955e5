/** The fields that requests of this module share. */
import { z } from 'zod'
import { type CivilDate, isCivilDate } from '../platform/dates.ts'

/** An identifier that the caller gives and finds again in the answer. */
export const Id = z.string().min(1).max(64)

/** A civil date of Asia/Shanghai, 1900 to 2200. */
export const Day = z.iso
  .date()
  .refine((text): boolean => isCivilDate(text) && text >= '1900-01-01' && text <= '2200-12-31', {
    params: { code: 'date_range' },
    error: '日期须在 1900 年至 2200 年之间',
  })
  // Checked just above: the brand says so to the models.
  .transform((text) => text as CivilDate)

/** A whole number of people, seats or beds. */
export const Count = z.int().min(0).max(10_000_000)
