/** 校办企业: how far it has come, and whether its interns work as the law allows (skills 4.10). */
import { addYears, type CivilDate } from '../../platform/dates.ts'

export const enterpriseSteps = ['registered', 'staffed', 'premises', 'licensed', 'producing'] as const
export type EnterpriseStep = (typeof enterpriseSteps)[number]

export type EnterpriseFacts = {
  /** Day on which each step was reached. */
  readonly steps: Partial<Record<EnterpriseStep, CivilDate | undefined>>
  readonly orders: readonly {
    readonly id: string
    readonly kind: 'production' | 'sample'
    readonly completedOn?: CivilDate | null | undefined
  }[]
}

export type EnterpriseStatus = {
  readonly done: readonly EnterpriseStep[]
  readonly missing: readonly EnterpriseStep[]
  readonly launched: boolean
  /** Day of the first completed production order; a sample does not count. */
  readonly launchedOn: CivilDate | null
}

/** The state at the end of a day. */
export const enterpriseStatus = ({ steps, orders }: EnterpriseFacts, asOf: CivilDate): EnterpriseStatus => {
  const reached = (step: EnterpriseStep): boolean => {
    const day = steps[step]
    return day !== undefined && day <= asOf
  }
  const completed = orders
    .flatMap(({ kind, completedOn }) =>
      kind === 'production' && completedOn != null && completedOn <= asOf ? [completedOn] : [],
    )
    .toSorted()
  return {
    done: enterpriseSteps.filter(reached),
    missing: enterpriseSteps.filter((step) => !reached(step)),
    launched: completed.length > 0,
    launchedOn: completed[0] ?? null,
  }
}

export const internshipFaults = [
  'major_not_related',
  'no_agreement',
  'unpaid',
  'over_eight_hours',
  'night_of_minor',
] as const
export type InternshipFault = (typeof internshipFaults)[number]

export type InternshipDay = {
  readonly learner: string
  readonly birthDate: CivilDate
  readonly on: CivilDate
  readonly majorRelated: boolean
  readonly agreement: boolean
  readonly paid: boolean
  readonly hours: number
  /** Of these, hours between 22:00 and 06:00. */
  readonly nightHours: number
}

/**
 * Which rules a day of internship breaks: related major, agreement, pay, at most eight hours, no night work of minors
 * (职业教育法 2022 第五十条；职业学校学生实习管理规定, 教职成〔2021〕4号).
 */
export const internshipFaultsOf = (day: InternshipDay): readonly InternshipFault[] => {
  const minor = day.on < addYears(day.birthDate, 18)
  const broken: Record<InternshipFault, boolean> = {
    major_not_related: !day.majorRelated,
    no_agreement: !day.agreement,
    unpaid: !day.paid,
    over_eight_hours: day.hours > 8,
    night_of_minor: minor && day.nightHours > 0,
  }
  return internshipFaults.filter((fault) => broken[fault])
}

export type InternshipSummary = {
  /** Hours of days without a fault: what the enterprise may report. */
  readonly countedHours: number
  readonly hours: number
  readonly faults: readonly {
    readonly learner: string
    readonly on: CivilDate
    readonly faults: readonly InternshipFault[]
  }[]
}

export const internshipSummary = (days: readonly InternshipDay[]): InternshipSummary => {
  const judged = days.map((day) => ({ day, faults: internshipFaultsOf(day) }))
  const hours = (of: typeof judged) => of.reduce((sum, { day }) => sum + day.hours, 0)
  return {
    countedHours: hours(judged.filter(({ faults }) => faults.length === 0)),
    hours: hours(judged),
    faults: judged.flatMap(({ day, faults }) =>
      faults.length === 0 ? [] : [{ learner: day.learner, on: day.on, faults }],
    ),
  }
}
