import { diffDays, parseDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
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
  /** With a partner outside the county (温岭, 南浔). */
  readonly crossRegion?: boolean | undefined
}

export type CommunityCoverage = {
  readonly coverage: number | null
  readonly covered: number
  readonly total: number
  readonly byType: Record<CommunityType, number>
  readonly uncovered: string[]
  /** Distinct local schools with a membership across regions that counts on the day. */
  readonly crossRegionSchools: number
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

/**
 * Coverage of active public campuses on a day; null when there are none.
 * @throws Problem not_computable: `duplicate_campus`, `date_order`
 */
export const communityCoverage = (
  asOf: string,
  campuses: readonly {
    readonly id: string
    readonly school?: string | undefined
    readonly memberships: readonly CampusMembership[]
  }[],
  activityWithinDays: number,
  working: Working,
): CommunityCoverage => {
  const byType: Record<CommunityType, number> = { integrated: 0, coBuilt: 0, collaborative: 0 }
  const uncovered: string[] = []
  const crossRegion = new Set<string>()
  const seen = new Set<string>()
  for (const [index, campus] of campuses.entries()) {
    if (seen.has(campus.id)) throw Problem.field(`/campuses/${index}/id`, 'duplicate_campus', `校区“${campus.id}”重复`)
    seen.add(campus.id)
    campus.memberships.forEach(({ from, to }, at) => {
      if (to !== null && to < from)
        throw Problem.field(`/campuses/${index}/memberships/${at}/to`, 'date_order', '结束日期早于开始日期')
    })
    const active = campus.memberships.filter((membership) => counts(membership, asOf, activityWithinDays))
    const types = active.map(({ type }) => type)
    if (active.some((membership) => membership.crossRegion === true)) crossRegion.add(campus.school ?? campus.id)
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
  return { coverage, covered, total, byType, uncovered, crossRegionSchools: crossRegion.size }
}
