import { type CivilDate, addDays, diffDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import type { TitleLevel } from './posts.ts'

/** Who may be appointed to a teaching title, and on which post (职称评聘, schools 4.8). */
export const source = '人社部发〔2015〕79号：中小学教师职称制度改革；岗位结构比例与农村任教年限为省、县规定'

/** Service in a rural or weak school; the last day counts. Open service runs to the day of the check. */
export type RuralService = { readonly from: CivilDate; readonly to: CivilDate | null }

export type TitleCase = {
  readonly level: TitleLevel
  readonly asOf: CivilDate
  readonly service: readonly RuralService[]
  /** Teacher posts of the county pool, the share of them for this title, and how many hold it. */
  readonly pool: { readonly posts: number; readonly ratio: number; readonly used: number }
  /** Posts of 定向评价 outside the ratio, open to teachers who now serve in a rural school. */
  readonly ruralQuota: { readonly posts: number; readonly used: number } | null
  readonly servesRural: boolean
}

export type TitleAnswer = {
  readonly allowed: boolean
  /** Whose post it would be; null where there is none. */
  readonly post: 'county' | 'ruralDirected' | null
  readonly serviceDays: number
  readonly requiredDays: number
  readonly serviceMet: boolean
  readonly cap: number
  readonly free: number
  readonly reasons: readonly ('service_short' | 'no_free_post')[]
}

/** A year of service is 365 days: from any day to the eve of its anniversary there are as many or one more. */
const daysAYear = 365

/** Days covered by any of the periods up to `asOf`, each once. */
const coveredDays = (service: readonly RuralService[], asOf: CivilDate): number => {
  const periods = service
    .map(({ from, to }) => ({ from, to: to === null || to > asOf ? asOf : to }))
    .filter(({ from, to }) => from <= to)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  let [days, counted] = [0, null as CivilDate | null]
  for (const { from, to } of periods) {
    const start = counted !== null && counted >= from ? addDays(counted, 1) : from
    if (start > to) continue
    days += diffDays(start, to) + 1
    counted = to
  }
  return days
}

/**
 * Appointment is allowed when the rural service is there and a post is free: used + 1 ≤ floor(ratio × posts) in the
 * county pool, else a directed post for those who serve in a rural school.
 * @throws Problem not_computable: `negative_quantity`, `out_of_range`, `dates_order`
 */
export const titleAppointment = (input: TitleCase, ruralYears: number, working: Working): TitleAnswer => {
  const { asOf, service, pool, ruralQuota, servesRural } = input
  const counts: readonly (readonly [string, number])[] = [
    ['/pool/posts', pool.posts],
    ['/pool/used', pool.used],
    ...(ruralQuota === null
      ? []
      : ([
          ['/ruralQuota/posts', ruralQuota.posts],
          ['/ruralQuota/used', ruralQuota.used],
        ] as const)),
  ]
  for (const [pointer, count] of counts) {
    if (count < 0) throw Problem.field(pointer, 'negative_quantity', '岗位数不能为负')
  }
  if (pool.ratio < 0 || pool.ratio > 1) throw Problem.field('/pool/ratio', 'out_of_range', '岗位比例应在 0 与 1 之间')
  service.forEach(({ from, to }, index) => {
    if (to !== null && to < from) throw Problem.field(`/service/${index}/to`, 'dates_order', '止日早于起日')
  })
  const requiredDays = Math.ceil(ruralYears * daysAYear)
  const serviceDays = working.step({
    label: '农村或薄弱学校任教',
    formula: '各段任教日数之和，重叠只计一次，计至核查日',
    inputs: { 段数: service.length, 核查日: asOf, 要求: { value: requiredDays, unit: '日' } },
    result: coveredDays(service, asOf),
    unit: '日',
    source,
  })
  const cap = working.step({
    label: '岗位上限',
    formula: '⌊岗位比例 × 编制数⌋',
    inputs: { 岗位比例: pool.ratio, 编制数: pool.posts, 已聘: pool.used },
    result: Math.floor(pool.ratio * pool.posts + 1e-9),
    unit: '个',
    source,
  })
  const serviceMet = serviceDays >= requiredDays
  const directed = ruralQuota !== null && servesRural && ruralQuota.used + 1 <= ruralQuota.posts
  const post = pool.used + 1 <= cap ? 'county' : directed ? 'ruralDirected' : null
  const reasons = [
    ...(serviceMet ? [] : (['service_short'] as const)),
    ...(post === null ? (['no_free_post'] as const) : []),
  ]
  const allowed = working.step({
    label: '可否聘任',
    formula: '任教年限达到，且已聘 + 1 ≤ 上限（或有定向岗位）',
    inputs: { 年限达到: serviceMet, 可用岗位: post },
    result: reasons.length === 0,
    source,
  })
  return { allowed, post, serviceDays, requiredDays, serviceMet, cap, free: Math.max(0, cap - pool.used), reasons }
}
