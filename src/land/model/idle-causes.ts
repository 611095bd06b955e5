import { type CivilDate, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'

/** Order 53 article 8: items 1 to 6 are acts of the government, the last paragraph is force majeure. */
export const causeCodes = [
  'handoverFailed',
  'planChanged',
  'policyChanged',
  'petitions',
  'militaryOrRelics',
  'otherGovernment',
  'forceMajeure',
] as const
export type CauseCode = (typeof causeCodes)[number]

export type CauseKind = 'government' | 'forceMajeure'

export type GovernmentCause = {
  readonly code: CauseCode
  /** Null: from before the period, or to this day. Both days included. */
  readonly from: CivilDate | null
  readonly to: CivilDate | null
  /** Only what the authority has verified counts. */
  readonly verified: boolean
}

export type DaysByCause = { readonly government: number; readonly forceMajeure: number; readonly owner: number }

export const causeTitles = { owner: '权利人自身原因', government: '政府原因', forceMajeure: '不可抗力' } as const

const articleOf = (code: CauseCode): string =>
  code === 'forceMajeure' ? '8 last paragraph' : `8(${causeCodes.indexOf(code) + 1})`

const kindOf = (code: CauseCode): CauseKind => (code === 'forceMajeure' ? 'forceMajeure' : 'government')

/**
 * Days of the period (both ends included) by cause; a day with several causes is the government's first.
 * @throws Problem not_computable `period` when a cause ends before it begins
 */
export const daysByCause = (causes: readonly GovernmentCause[], first: CivilDate, last: CivilDate): DaysByCause => {
  const length = Math.max(0, diffDays(first, last) + 1)
  const days: ('owner' | CauseKind)[] = Array.from({ length }, () => 'owner')
  causes.forEach(({ code, from, to, verified }, index) => {
    if (from !== null && to !== null && to < from) {
      throw Problem.field(`/governmentCauses/${index}/to`, 'period', '原因的结束日期早于开始日期')
    }
    if (!verified) return
    const begin = from === null ? 0 : Math.max(0, diffDays(first, from))
    const end = to === null ? length - 1 : Math.min(length - 1, diffDays(first, to))
    for (let day = begin; day <= end; day++) {
      if (days[day] !== 'government') days[day] = kindOf(code)
    }
  })
  const count = (kind: 'owner' | CauseKind) => days.filter((day) => day === kind).length
  return { government: count('government'), forceMajeure: count('forceMajeure'), owner: count('owner') }
}

/** The cause under which land is treated: the government's if any day is its, else force majeure; null: the owner's. */
export const leadingCause = (
  causes: readonly GovernmentCause[],
  days: DaysByCause,
): { readonly kind: CauseKind; readonly article: string } | null => {
  const kind = days.government > 0 ? 'government' : days.forceMajeure > 0 ? 'forceMajeure' : null
  const cause = causes.find(({ code, verified }) => verified && kindOf(code) === kind)
  return kind === null || cause === undefined ? null : { kind, article: articleOf(cause.code) }
}
