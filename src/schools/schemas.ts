/** The fields that school requests share. */
import { z } from 'zod'
import { type CivilDate, isCivilDate } from '../platform/dates.ts'
import { resourceIndicators } from './model/resource-indicators.ts'
import { schoolKinds } from './model/scope.ts'

/** An identifier that the caller gives and finds again in the answer. */
export const Id = z.string().min(1).max(64)

/** Beyond this no quantity of a county lies; sums and squares stay finite. Signs are judged by the models. */
export const Count = z.number().min(-1e12).max(1e12)

/** Fewer than a hundredth of a pupil is a slip of the pen: per pupil it would give numbers beyond all bounds. */
export const Pupils = Count.refine((pupils) => pupils === 0 || Math.abs(pupils) >= 0.01, {
  params: { code: 'out_of_range' },
  error: '学生数过小',
})

export const Kind = z.enum(schoolKinds)
export const Indicator = z.enum(resourceIndicators)

/** An object with one entry for each of the seven indicators. */
export const perIndicator = <Value extends z.ZodType>(value: Value) =>
  z.strictObject(
    // Object.fromEntries forgets the names of its keys; they are those of the list.
    Object.fromEntries(resourceIndicators.map((indicator) => [indicator, value])) as Record<
      (typeof resourceIndicators)[number],
      Value
    >,
  )

export const maxSchools = 20_000

/** A civil date of Asia/Shanghai, 1900 to 2200. */
export const Day = z.iso
  .date()
  .refine((text): boolean => isCivilDate(text) && text >= '1900-01-01' && text <= '2200-12-31', {
    params: { code: 'date_range' },
    error: '日期须在 1900 年至 2200 年之间',
  })
  // Checked just above: the brand says so to the models.
  .transform((text) => text as CivilDate)
