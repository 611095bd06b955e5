/** The fields that sea requests share, with the refusals of sea 10. */
import { z } from 'zod'
import { type CivilDate, isCivilDate } from '../platform/dates.ts'
import { Problem } from '../platform/errors/problem.ts'
import type { RuleTable } from '../platform/rules/rule-table.ts'

/** A plain figure within bounds, both included. */
export const Figure = (low: number, high: number) => z.number().min(low).max(high)

/** A figure above 0. */
export const Positive = (high: number) => z.number().gt(0).max(high)

export const Latitude = Figure(-90, 90).meta({ unit: '°' })
export const Longitude = Figure(-180, 180).meta({ unit: '°' })
export const Place = z.strictObject({ lat: Latitude, lon: Longitude })

/** Direction clockwise from north. */
export const Bearing = Figure(0, 360).meta({ unit: '°' })

/** Water level in metres: no sea of ours leaves these bounds, whatever the datum. */
export const Level = Figure(-50, 50).meta({ unit: 'm' })
export const LevelCm = Figure(-5_000, 5_000).meta({ unit: 'cm' })

const [firstInstant, lastInstant] = [Date.UTC(1900, 0, 1), Date.UTC(2200, 0, 1)]

/** An instant with its offset (RFC 3339), 1900 to 2200, as milliseconds since 1970. */
export const Instant = z.iso
  .datetime({ offset: true })
  .refine((text) => Date.parse(text) >= firstInstant && Date.parse(text) < lastInstant, {
    params: { code: 'instant_range' },
    error: '时间须在 1900 年至 2200 年之间',
  })
  .transform((text) => Date.parse(text))

/** A civil date of Asia/Shanghai, 1900 to 2200. */
export const Day = z.iso
  .date()
  .refine((text): boolean => isCivilDate(text) && text >= '1900-01-01' && text <= '2200-12-31', {
    params: { code: 'date_range' },
    error: '日期须在 1900 年至 2200 年之间',
  })
  // Checked just above: the brand says so to the models.
  .transform((text) => text as CivilDate)

/** The date of which the rules hold (sea 4): the version in force on it decides. */
export const AsOf = Day.optional()

/**
 * Public calculators know the rules that ship with the program.
 * @throws Problem not_computable `no_version_in_force` for a date before a table took effect: nothing is guessed.
 */
export const requireInForce = (asOf: CivilDate | undefined, ...tables: readonly RuleTable[]): void => {
  const later = asOf === undefined ? undefined : tables.find(({ effectiveFrom }) => asOf < effectiveFrom)
  if (later === undefined) return
  const message = `规则表“${later.title}”自 ${later.effectiveFrom} 起施行，${asOf} 没有可用的版本`
  throw Problem.field('/asOf', 'no_version_in_force', message)
}

/** An identifier that the caller gives and finds again in the answer. */
export const Id = z.string().min(1).max(64)
