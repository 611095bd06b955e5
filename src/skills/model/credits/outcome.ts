/** Learning outcomes and the rules that turn them into credits (skills 3, 4.1). Credits go in steps of 0.5. */
import type { CivilDate } from '../../../platform/dates.ts'

export const outcomeTypes = ['course', 'certificate', 'diploma', 'competition', 'work'] as const
export const targetKinds = ['course', 'module', 'electivePool'] as const
export const recognitionModes = ['full', 'proportion', 'exemptExam'] as const
export const courseCategories = [
  'publicBasic',
  'professional',
  'practice',
  'corePractice',
  'ideological',
  'physical',
  'elective',
] as const

/** Each scale from low to high; levels of different scales do not compare. */
export const levelScales = [
  ['L5', 'L4', 'L3', 'L2', 'L1', '特级', '首席'],
  ['初级', '中级', '高级'],
  ['三等奖', '二等奖', '一等奖'],
] as const

export const levels = levelScales.flat()

export type OutcomeType = (typeof outcomeTypes)[number]
export type Level = (typeof levels)[number]

export type LearningOutcome = {
  readonly id: string
  readonly type: OutcomeType
  readonly code: string
  readonly version?: string | undefined
  readonly level?: Level | undefined
  /** 0–100 */
  readonly grade?: number | undefined
  readonly body: string
  readonly issuedOn: CivilDate
  readonly expiresOn?: CivilDate | null | undefined
  readonly revoked?: boolean | undefined
  /** Programmes to which it was booked before. */
  readonly bookedTo?: readonly string[] | undefined
}

export type RuleTarget = {
  readonly kind: (typeof targetKinds)[number]
  readonly id: string
  /** Default: the credits of the course. */
  readonly credits?: number | null | undefined
  readonly mode: (typeof recognitionModes)[number]
}

export type RecognitionRule = {
  readonly id: string
  readonly source: {
    readonly type: OutcomeType
    readonly code: string
    readonly minLevel?: Level | null | undefined
    /** Empty: any. */
    readonly bodies: readonly string[]
    readonly versions: readonly string[]
  }
  readonly targets: readonly RuleTarget[]
  readonly proportion: number
  readonly maxCredits?: number | null | undefined
  readonly minGrade?: number | null | undefined
  readonly validityMonths?: number | null | undefined
  /** Booked only after an examination of its own. */
  readonly freshExam: boolean
  /** The same outcome may be used under this rule beside others. */
  readonly multi: boolean
  readonly effectiveFrom?: CivilDate | undefined
  readonly effectiveUntil?: CivilDate | null | undefined
  readonly authority?: string | undefined
}

export type ProgrammeCourse = {
  readonly id: string
  readonly kind: (typeof targetKinds)[number]
  readonly credits: number
  readonly category: (typeof courseCategories)[number]
  readonly passed: boolean
}

export type Programme = { readonly id: string; readonly credits: number; readonly courses: readonly ProgrammeCourse[] }

/** Whether a level reaches another on the same scale; null asks for none. */
export const reaches = (level: Level | undefined, least: Level | null | undefined): boolean => {
  if (least == null) return true
  const scale: readonly Level[] | undefined = levelScales.find((one) => (one as readonly Level[]).includes(least))
  return scale !== undefined && level !== undefined && scale.indexOf(level) >= scale.indexOf(least)
}
