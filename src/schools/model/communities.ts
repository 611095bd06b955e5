import { diffDays, parseDate } from '../../platform/dates.ts'
import type { Working } from '../../platform/explain.ts'

/** Education communities (城乡义务教育共同体), 浙教基〔2020〕70号. Strongest type first: a campus in two counts once. */
export const source = '《关于新时代城乡义务教育共同体建设的指导意见》（浙教基〔2020〕70号）'

export const communityTypes = ['integrated', 'coBuilt', 'collaborative'] as const
export type CommunityType = (typeof communityTypes)[number]

export type CampusMembership = {
  readonly type: CommunityType
  readonly from: string
  readonly to: string | null
  readonly agreementSigned: boolean
  readonly firstTermEndsOn: string
  readonly lastActivityOn: string | null
}

export type CommunityCoverage = {
  readonly coverage: number | null
  readonly covered: number
  readonly total: number
  readonly byType: Record<CommunityType, number>
  readonly uncovered: string[]
}

/**
 * A membership counts when it is in force with a signed agreement and, after the first term, something happened
 * within `activityWithinDays` days up to `asOf`. `to` is the last day of membership.
 */
const counts = (membership: CampusMembership, asOf: string, activityWithinDays: number): boolean => {
  const { from, to, agreementSigned, firstTermEndsOn, lastActivityOn } = membership
  if (!agreementSigned || from > asOf || (to !== null && to < asOf)) return false
  if (asOf <= firstTermEndsOn) return true
  return (
    lastActivityOn !== null &&
    lastActivityOn <= asOf &&
    diffDays(parseDate(lastActivityOn), parseDate(asOf)) <= activityWithinDays
  )
}

/** Coverage of active public campuses on a day; null when there are none. */
export const communityCoverage = (
  asOf: string,
  campuses: readonly { readonly id: string; readonly memberships: readonly CampusMembership[] }[],
  activityWithinDays: number,
  working: Working,
): CommunityCoverage => {
  const byType: Record<CommunityType, number> = { integrated: 0, coBuilt: 0, collaborative: 0 }
  const uncovered: string[] = []
  for (const campus of campuses) {
    const types = campus.memberships
      .filter((membership) => counts(membership, asOf, activityWithinDays))
      .map(({ type }) => type)
    const strongest = communityTypes.find((type) => types.includes(type))
    if (strongest) byType[strongest] += 1
    else uncovered.push(campus.id)
  }
  const total = campuses.length
  const covered = total - uncovered.length
  const coverage = working.step({
    label: '教共体覆盖率',
    formula: '已纳入校区 ÷ 在办公办校区',
    inputs: { 已纳入校区: covered, 在办公办校区: total, 活动期限: { value: activityWithinDays, unit: '天' } },
    result: total === 0 ? null : covered / total,
    source,
  })
  return { coverage, covered, total, byType, uncovered }
}
