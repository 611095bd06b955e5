import type { Quantity, Special } from './statement-tokens.ts'
import { indicatorNoun } from './statement-words.ts'

/** What parts the members of a list; 惠及, 共和, 和美, 参与 hold the same characters and part nothing. */
export const listSeparator =
  /[、+]|以及|(?<![共饱总缓人])和(?![平谐美合])|(?<!参)与(?![会时])|(?<![惠涉普触顾波以])及(?!以|其)/g

/** Where the text between two figures is cut; null without a separator. What follows the last belongs to the later. */
export const lastSeparator = (gap: string): number | null => [...gap.matchAll(listSeparator)].at(-1)?.index ?? null

/** The words before each figure of a clause. */
export type Heads = { readonly lefts: readonly string[]; readonly shared: boolean }

const membersOf = (text: string): readonly string[] =>
  text
    .split(new RegExp(listSeparator.source))
    .map((member) => member.trim())
    .filter((member) => member !== '')

/** 初中、小学差异系数: the shorter members lack what the last one says after its own name. */
const named = (members: readonly string[]): readonly string[] => {
  const last = members.at(-1) ?? ''
  return members.map((member) =>
    member === last || indicatorNoun.test(member) || member.length >= last.length
      ? member
      : `${member}${last.slice(member.length)}`,
  )
}

/**
 * `初中、小学差异系数分别达到0.28、0.30`: each figure with its own subject. `满意率、办结率均达到95%`: one figure for
 * every subject (`shared`). Null where the words before the first figure name no such list.
 */
export const headsOf = (left: string, figures: number, earlier: readonly string[]): Heads | null => {
  // 税收达到18万元，增加值达到130万元，分别增长8%、10%: of those named before.
  const again = /^\s*分别(.*)$/s.exec(left)
  if (again !== null && figures >= 2 && earlier.length >= figures)
    return { lefts: earlier.slice(-figures).map((subject) => `${subject}${again[1] ?? ''}`), shared: false }
  const apart = /^(.+?)(?:分别)(.*)$/s.exec(left)
  if (apart !== null) {
    const [, list = '', predicate = ''] = apart
    const members = named(membersOf(list))
    if (figures < 2) return null
    const subjects = members.length === figures ? members : Array.from({ length: figures }, () => list)
    return { lefts: subjects.map((subject) => `${subject}${predicate}`), shared: false }
  }
  const together =
    /^(.+?)(?<![户人亩年平日月村])(?:均|都)((?:要|应|须|力争|实现)*(?:达|为|不|超|高|低|控|保|稳|在).*)$/s.exec(left)
  if (together === null || figures !== 1) return null
  const [, list = '', predicate = ''] = together
  const members = membersOf(list)
  if (members.length < 2 || !members.every((member) => /(?:率|比例|占比|比重|面|系数|度|量|额)$/.test(member)))
    return null
  return { lefts: members.map((member) => `${member}${predicate}`), shared: true }
}

/** 10—50万元群体比例, 1小时内响应率, 20万元以下的村: the figure describes what the next one counts. */
export const describes = (figure: Quantity | Special, gap: string, next: Quantity | Special): boolean => {
  if (figure.kind !== 'quantity') return false
  if (/^(?:及?以[上下内])的?[^、和及,]/.test(gap) && !/[、和及]/.test(gap)) return true
  const family = figure.unit?.family
  if (lastSeparator(gap) !== null) return false
  // 产值超亿元企业10家, 营收超10亿元的龙头企业2家.
  const things = /^的?\p{Script=Han}{0,8}(?:企业|项目|合作社|农户|主体|村|户|家庭|园区|平台|集群|基地|品牌)$/u
  if (family === 'money' && next.kind === 'quantity' && next.unit?.family === 'count' && things.test(gap)) return true
  if (family === 'time' && /^(?:以|之)?内/.test(gap)) return true
  return (
    (family === 'money' || figure.upper !== null) &&
    /^(?:群体|人群|家庭|农户|村|企业|项目|户|人员)[^,]{0,8}(?:占比|比例|比重|率|数量|户数|人数)/.test(gap)
  )
}

/** 80%以上行政村实现集体经济收入50万元以上: a share of those of whom the rest is said. */
export const ownsTheNext = (figure: Quantity | Special, left: string, gap: string): boolean =>
  figure.kind === 'quantity' &&
  figure.numeral.fraction &&
  left === '' &&
  lastSeparator(gap) === null &&
  /^(?:及?以上)?的?[^,]*(?:村|镇|乡|街道|社区|企业|学校|户|家庭|人|单位|机构|群体)[^,]*(?:实现|达到|达|超过|建成|完成|拥有|开展)/.test(
    gap,
  )
