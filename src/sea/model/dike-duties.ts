/** What the law asks of a dike beside its crest: strips, one standard for a ring, inspections (sea 4.9). Source: 浙江省海塘建设管理条例. */
import { type CivilDate, addDays, addYears } from '../../platform/dates.ts'
import type { Working } from '../../platform/explain.ts'

/** Widths in metres from the toes: the dike's own land, and the zone beyond it on the landward side (art. 27). */
export type ProtectionStrip = {
  readonly managementSeawardM: number
  readonly managementLandwardM: number
  readonly protectionLandwardM: number
}

const stripSource = '浙江省海塘建设管理条例第二十七条'

/** Grades 1–3: 70 m seaward, 30 m landward; 4–5: 60 and 20; 20 m of protection zone beyond, landward. */
export const protectionStrip = (grade: number, working: Working): ProtectionStrip => {
  const [managementSeawardM, managementLandwardM] = grade <= 3 ? [70, 30] : [60, 20]
  const protectionLandwardM = 20
  working.step({
    label: '海塘管理范围和保护范围',
    formula: '1–3 级：塘脚外 70 m、内 30 m；4–5 级：60 m、20 m；管理范围以内再 20 m 为保护范围',
    inputs: { 级别: { value: grade, unit: '级' } },
    result: managementSeawardM + managementLandwardM + protectionLandwardM,
    unit: 'm',
    source: stripSource,
  })
  return { managementSeawardM, managementLandwardM, protectionLandwardM }
}

export type StripZone = 'management' | 'protection' | 'outside'

/** Where a point lies that is `metres` from the toe on the side given. */
export const stripZone = (strip: ProtectionStrip, side: 'seaward' | 'landward', metres: number): StripZone => {
  const own = side === 'seaward' ? strip.managementSeawardM : strip.managementLandwardM
  if (metres <= own) return 'management'
  return side === 'landward' && metres <= own + strip.protectionLandwardM ? 'protection' : 'outside'
}

export type RingSection = {
  readonly id: string
  readonly kind: 'dike' | 'sluice'
  /** Actual standard, years; null: beyond the fitted curve. */
  readonly returnPeriod: number | null
  readonly lengthKm: number
}

export type RingStandard = {
  /** Of the weakest part; null when every part lies beyond the curve. */
  readonly returnPeriod: number | null
  readonly weakest: readonly string[]
  readonly belowRequired: readonly string[]
  /** Sluices weaker than the weakest dike of the ring. */
  readonly sluicesBelowDike: readonly string[]
  /** Share of the length of dikes that reaches the required standard. */
  readonly toStandardShare: number
}

const years = ({ returnPeriod }: RingSection): number => returnPeriod ?? Infinity

/** A closed ring is as strong as its weakest part; its parts share one standard, sluices not below the dike (art. 15). */
export const ringStandard = (
  sections: readonly RingSection[],
  requiredReturnPeriod: number,
  working: Working,
): RingStandard => {
  const lowest = Math.min(...sections.map(years))
  const dikes = sections.filter(({ kind }) => kind === 'dike')
  const weakestDike = Math.min(...dikes.map(years))
  const lengthKm = dikes.reduce((sum, section) => sum + section.lengthKm, 0)
  const goodKm = dikes.reduce(
    (sum, section) => sum + (years(section) >= requiredReturnPeriod ? section.lengthKm : 0),
    0,
  )
  const idsOf = (those: readonly RingSection[]) => those.map(({ id }) => id)
  const returnPeriod = working.step({
    label: '封闭区防潮标准',
    formula: '最弱塘段或水闸的实际标准',
    inputs: {
      塘段与水闸: { value: sections.length, unit: '处' },
      要求: { value: requiredReturnPeriod, unit: '年' },
    },
    result: Number.isFinite(lowest) ? lowest : null,
    unit: '年',
    source: '浙江省海塘建设管理条例第十五条',
  })
  return {
    returnPeriod,
    weakest: returnPeriod === null ? [] : idsOf(sections.filter((section) => years(section) === lowest)),
    belowRequired: idsOf(sections.filter((section) => years(section) < requiredReturnPeriod)),
    sluicesBelowDike: idsOf(sections.filter((section) => section.kind === 'sluice' && years(section) < weakestDike)),
    toStandardShare: lengthKm === 0 ? 0 : goodKm / lengthKm,
  }
}

export const dikeDuties = ['before_flood_season', 'after_flood_season', 'after_surge', 'design_recheck'] as const
export type DikeDuty = {
  readonly duty: (typeof dikeDuties)[number]
  readonly dueOn: CivilDate
  readonly doneOn: CivilDate | null
  readonly overdue: boolean
}

export type InspectionRecord = {
  /** First and last day of this year's flood season. */
  readonly seasonFrom: CivilDate
  readonly seasonTo: CivilDate
  readonly surges: readonly CivilDate[]
  readonly inspections: readonly CivilDate[]
  /** When design tide and waves were last checked. */
  readonly designCheckedOn: CivilDate | null
  readonly extremeSurgeOn: CivilDate | null
}

/** Days that an inspection may take to begin; the law says only "before" and "after". */
export type InspectionDelays = {
  readonly beforeSeasonDays: number
  readonly afterSeasonDays: number
  readonly afterSurgeDays: number
}

const recheckYears = 10

/**
 * Inspection before the flood season, after it, and after each storm surge; design tide and waves again every ten years
 * or after an extreme surge (art. 36). Only what is due by then or already begun is listed, in order of the due date.
 */
export const inspectionDuties = (record: InspectionRecord, delays: InspectionDelays, asOf: CivilDate): DikeDuty[] => {
  const { seasonFrom, seasonTo, surges, inspections, designCheckedOn, extremeSurgeOn } = record
  const sorted = inspections.toSorted()
  const duty = (name: DikeDuty['duty'], from: CivilDate, dueOn: CivilDate): DikeDuty => {
    const doneOn = sorted.find((day) => day >= from && day <= asOf) ?? null
    return { duty: name, dueOn, doneOn, overdue: doneOn === null ? dueOn < asOf : doneOn > dueOn }
  }
  const opening = addDays(seasonFrom, -delays.beforeSeasonDays)
  const recheckDue =
    designCheckedOn === null
      ? null
      : extremeSurgeOn !== null && extremeSurgeOn > designCheckedOn
        ? extremeSurgeOn
        : addYears(designCheckedOn, recheckYears)
  const found: DikeDuty[] = [
    ...(asOf >= opening ? [duty('before_flood_season', opening, addDays(seasonFrom, -1))] : []),
    ...(asOf > seasonTo
      ? [duty('after_flood_season', addDays(seasonTo, 1), addDays(seasonTo, delays.afterSeasonDays))]
      : []),
    ...surges
      .filter((surge) => surge <= asOf)
      .map((surge) => duty('after_surge', surge, addDays(surge, delays.afterSurgeDays))),
    ...(recheckDue === null
      ? []
      : [{ duty: 'design_recheck' as const, dueOn: recheckDue, doneOn: null, overdue: recheckDue < asOf }]),
  ]
  return found.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
}
