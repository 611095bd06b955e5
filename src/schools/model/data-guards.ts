import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { indicatorRules, type ResourceIndicator } from './resource-indicators.ts'

/** Values per pupil beyond which a unit was probably mistaken (亩 for m², 元 for 万元), and a person must confirm. */
export type UnitGuards = { readonly areaPerPupil: number; readonly equipmentYuanPerPupil: number }

const guardOf = (indicator: ResourceIndicator, guards: UnitGuards): number =>
  indicator === 'teachingAreaPerPupil' || indicator === 'sportsAreaPerPupil'
    ? guards.areaPerPupil
    : indicator === 'equipmentValuePerPupil'
      ? guards.equipmentYuanPerPupil
      : Number.POSITIVE_INFINITY

/** Warns `unit_suspect` where a value per pupil is beyond belief; the figure is still computed. */
export const warnOfUnits = (
  school: string,
  indicator: ResourceIndicator,
  value: number,
  guards: UnitGuards,
  working: Working,
): void => {
  const limit = guardOf(indicator, guards)
  if (value <= limit) return
  const { title, unit } = indicatorRules[indicator]
  working.warn('unit_suspect', `${school}${title}为 ${value}${unit}，超过 ${limit}${unit}，请核实计量单位并确认`)
}

const ofTeachers: readonly ResourceIndicator[] = [
  'advancedDegreeTeachersPer100',
  'backboneTeachersPer100',
  'peArtTeachersPer100',
]

/**
 * A part of the teachers cannot be more than all full-time teachers.
 * @throws Problem not_computable (`subcount_exceeds_total`)
 */
export const checkSubcount = (
  indicator: ResourceIndicator,
  quantity: number,
  fullTimeTeachers: number | undefined,
  pointer: string,
): void => {
  if (fullTimeTeachers === undefined || !ofTeachers.includes(indicator) || quantity <= fullTimeTeachers) return
  throw Problem.field(
    pointer,
    'subcount_exceeds_total',
    `“${indicatorRules[indicator].title}”的 ${quantity} 人超过专任教师 ${fullTimeTeachers} 人`,
  )
}
