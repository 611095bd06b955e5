/** The ten optimised business links (业务环节优化, ponds 4.16): counted when measured, not when declared. */
import { median } from '../../platform/stats/summary.ts'

export const linkIds = [
  'survey_register',
  'permit',
  'tender',
  'rent_publication',
  'input_record',
  'harvest_release',
  'tail_water',
  'loan_data',
  'insurance_claim',
  'dispute',
] as const
export type LinkId = (typeof linkIds)[number]

/** Completed cases from which a median is believed. */
export const leastCases = 10

export type LinkFigure = { readonly cases: number; readonly medianDays: number | null; readonly optimised: boolean }

/** Optimised: ten completed cases or more, and their median below the recorded baseline. */
export const linkFigure = (days: readonly number[], baselineDays: number): LinkFigure => {
  const medianDays = median(days)
  return {
    cases: days.length,
    medianDays,
    optimised: days.length >= leastCases && medianDays !== null && medianDays < baselineDays,
  }
}
