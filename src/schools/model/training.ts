import { addYears, type CivilDate, diffDays, parseDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'

/** Training of teachers (教师培训): hours in any five years, and in the year. */
export const source = '教师〔2011〕1号；教督〔2017〕6号第七条（五年 360 学时）'

export type TrainingDuty = { readonly hours: number; readonly years: number; readonly hoursAYear: number }

export type TrainedTeacher = {
  readonly id: string
  readonly hiredOn: CivilDate
  readonly rural: boolean
  readonly courses: readonly { readonly endedOn: CivilDate; readonly hours: number }[]
}

export type TrainingState = {
  /** Teachers who reached their hours ÷ teachers; null without teachers. */
  readonly share: number | null
  readonly teachers: readonly {
    readonly id: string
    readonly hours: number
    /** Pro rata since hiring where that is less than the whole period. */
    readonly required: number
    readonly reached: boolean
    readonly hoursThisYear: number
    readonly yearReached: boolean
  }[]
}

/**
 * Hours of courses that ended in the period up to `asOf` (both days included). Rural teachers stand first, then those
 * who lack most: the order in which places are given.
 * @throws Problem not_computable: `negative_quantity`, `duplicate_teacher`
 */
export const trainingState = (
  asOf: CivilDate,
  teachers: readonly TrainedTeacher[],
  duty: TrainingDuty,
  working: Working,
): TrainingState => {
  const seen = new Set<string>()
  const [periodStart, yearStart] = [addYears(asOf, -duty.years), addYears(asOf, -1)]
  const periodDays = diffDays(parseDate(periodStart), parseDate(asOf))
  const lines = teachers.map(({ id, hiredOn, rural, courses }, index) => {
    if (seen.has(id)) throw Problem.field(`/teachers/${index}/id`, 'duplicate_teacher', `教师“${id}”重复`)
    seen.add(id)
    const sum = (after: string): number =>
      courses.reduce((total, { endedOn, hours }, at) => {
        if (hours < 0)
          throw Problem.field(`/teachers/${index}/courses/${at}/hours`, 'negative_quantity', '学时不能为负')
        return endedOn > after && endedOn <= asOf ? total + hours : total
      }, 0)
    const served = Math.max(0, diffDays(parseDate(hiredOn), parseDate(asOf)))
    const required = duty.hours * Math.min(1, served / periodDays)
    const [hours, hoursThisYear] = [sum(periodStart), sum(yearStart)]
    return {
      rural,
      line: {
        id,
        hours,
        required,
        reached: hours >= required - 1e-9,
        hoursThisYear,
        yearReached: hoursThisYear >= duty.hoursAYear,
      },
    }
  })
  const reached = lines.filter(({ line }) => line.reached).length
  const share = working.step({
    label: '培训学时达标比例',
    formula: '达到学时的教师 ÷ 教师；不满周期的按任职日数折算',
    inputs: { 达到学时: reached, 教师: teachers.length, 周期学时: duty.hours, 周期年数: duty.years },
    result: teachers.length === 0 ? null : reached / teachers.length,
    source,
  })
  const lack = ({ line }: (typeof lines)[number]): number => line.required - line.hours
  return {
    share,
    teachers: lines
      .toSorted((a, b) => Number(b.rural) - Number(a.rural) || lack(b) - lack(a) || (a.line.id < b.line.id ? -1 : 1))
      .map(({ line }) => line),
  }
}
