/** Term and approving authority of a sea-use right (sea 4.13). What the law fixes stands here. */
import { type CivilDate, addDays, addMonths, addYears } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { rounded } from './rounding.ts'

/** 海域使用管理法 art. 25: the longest terms, years. */
export const termUses = {
  aquaculture: ['养殖用海', 15],
  ship_breaking: ['拆船用海', 20],
  tourism: ['旅游、娱乐用海', 25],
  salt_mining: ['盐业、矿业用海', 30],
  public_welfare: ['公益事业用海', 40],
  port_shipyard_construction: ['港口、修造船厂等建设工程用海', 50],
} as const
export type TermUse = keyof typeof termUses

export type Term = {
  readonly maxYears: number
  readonly expiresOn: CivilDate | null
  readonly renewalLatest: CivilDate | null
}

/** The last day of the longest term that a use may have, counted from its grant. */
export const longestTermEnd = (use: TermUse, grantDate: CivilDate): CivilDate =>
  addDays(addYears(grantDate, termUses[use][1]), -1)

/**
 * The longest term, the last day, and the last day to apply for renewal: two months before (art. 26).
 * @throws Problem not_computable `term_above_maximum`.
 */
export const seaUseTerm = (
  use: TermUse,
  years: number | null,
  pointer: string,
  grantDate: CivilDate | null,
  working: Working,
): Term => {
  const [label, maxYears] = termUses[use]
  if (years !== null && years > maxYears) {
    throw Problem.field(pointer, 'term_above_maximum', `${label}最高期限为 ${maxYears} 年（海域使用管理法第二十五条）`)
  }
  working.step({
    label: '最高期限',
    formula: label,
    inputs: {},
    result: maxYears,
    unit: '年',
    source: '海域使用管理法第二十五条',
  })
  if (grantDate === null) return { maxYears, expiresOn: null, renewalLatest: null }
  const term = years ?? maxYears
  const expiresOn = working.step({
    label: '到期日',
    formula: '批准之日 + 年限 − 1 日',
    inputs: { 批准之日: grantDate, 年限: { value: term, unit: '年' } },
    result: addDays(addYears(grantDate, term), -1),
    source: 'sea 4.13',
  })
  const renewalLatest = working.step({
    label: '申请续期的最后一天',
    formula: '到期日前二个月',
    inputs: { 到期日: expiresOn },
    result: addMonths(expiresOn, -2),
    source: '海域使用管理法第二十六条',
  })
  return { maxYears, expiresOn, renewalLatest }
}

export const authorities = ['county', 'city', 'province', 'state_council'] as const
export type Authority = (typeof authorities)[number]
export const authorityModes = ['reclamation', 'enclosure', 'open'] as const
export type AuthorityMode = (typeof authorityModes)[number]

const authorityZh: Readonly<Record<Authority, string>> = {
  county: '县级人民政府',
  city: '设区的市人民政府',
  province: '省人民政府',
  state_council: '国务院',
}
const modeZh: Readonly<Record<AuthorityMode, string>> = {
  reclamation: '填海',
  enclosure: '围海',
  open: '不改变海域自然属性的用海',
}

/** Lower bounds in hectares, included; from the highest authority down. */
const thresholds: Readonly<Record<AuthorityMode, readonly (readonly [number, Authority])[]>> = {
  reclamation: [
    [50, 'state_council'],
    [0, 'province'],
  ],
  enclosure: [
    [100, 'state_council'],
    [50, 'province'],
    [0, 'city'],
  ],
  open: [
    [700, 'state_council'],
    [500, 'province'],
    [200, 'city'],
    [0, 'county'],
  ],
}

const authoritySource = '海域使用管理法第十八条；浙江省海域使用管理条例第十四条'

export type UsePart = { readonly mode: AuthorityMode; readonly areaHa: number }

/** Another application of the same holder, and how far away in time and place. */
export type OtherCase = { readonly monthsApart: number; readonly distanceM: number; readonly parts: readonly UsePart[] }

const [splitMonths, splitMetres] = [12, 500]

/** Parts of other cases of the holder within 12 months and 500 m: together they are one project, however it was split. */
export const partsOfSplitProject = (others: readonly OtherCase[]): UsePart[] =>
  others
    .filter(({ monthsApart, distanceM }) => monthsApart <= splitMonths && distanceM <= splitMetres)
    .flatMap(({ parts }) => parts)

/**
 * Who approves a project: each mode is summed over the project (it cannot be split), the highest authority that any
 * mode needs decides.
 */
export const approvingAuthority = (
  parts: readonly UsePart[],
  working: Working,
): { readonly authority: Authority; readonly because: string } => {
  const needed = authorityModes.flatMap((mode) => {
    const own = parts.filter((part) => part.mode === mode)
    if (own.length === 0) return []
    // Four decimals are what a sea parcel is registered with; 0.1 + 0.2 must not fall below 0.3.
    const areaHa = rounded(
      own.reduce((sum, part) => sum + part.areaHa, 0),
      4,
    )
    const authority = thresholds[mode].find(([from]) => areaHa >= from)?.[1] ?? 'county'
    working.step({
      label: `${modeZh[mode]}合计`,
      formula: 'Σ 面积 → 审批权限',
      inputs: { 面积: { value: areaHa, unit: '公顷' } },
      result: authorityZh[authority],
      source: authoritySource,
    })
    return [{ mode, areaHa, authority }]
  })
  const highest = needed.reduce((top, each) =>
    authorities.indexOf(each.authority) > authorities.indexOf(top.authority) ? each : top,
  )
  if (needed.some(({ mode }) => mode === 'reclamation')) {
    working.warn(
      'new_reclamation_closed',
      '除国家重大项目外，全面停止新增围填海项目审批（国发〔2018〕24号）；历史遗留问题另行处理',
    )
  }
  return {
    authority: highest.authority,
    because: `${modeZh[highest.mode]} ${highest.areaHa} 公顷，由${authorityZh[highest.authority]}审批（${authoritySource}）`,
  }
}
