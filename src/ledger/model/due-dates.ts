import { isCivilDate, daysInMonth } from '../../platform/dates.ts'
import { chineseValue } from './numerals.ts'

/**
 * A date phrase of an official text (ledger 4.2). `due` null with `impossible` when the calendar has no such day: it
 * is reported, never guessed. `period` and `reference` (较2020年, 2020年的) are no due dates.
 */
export type DatePhrase = {
  readonly from: number
  readonly to: number
  readonly kind: 'due' | 'period' | 'reference' | 'impossible'
  readonly due: string | null
}

const han = '〇零一二三四五六七八九十'
const yearWord = `(?:\\d{4}|[〇零一二三四五六七八九]{4})`
const smallWord = `(?:\\d{1,2}|[${han}]{1,3})`
const before = '(?:(?:之|以)?前|止)?'

const number = (word: string): number => {
  if (/^\d+$/.test(word)) return Number(word)
  return chineseValue(word) ?? Number.NaN
}

const iso = (year: number, month: number, day: number): string | null => {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isCivilDate(text) ? text : null
}

const monthLast = (year: number, month: number): string | null =>
  month >= 1 && month <= 12 ? iso(year, month, daysInMonth(year, month)) : null

type Form = {
  readonly pattern: RegExp
  readonly read: (groups: readonly string[], year: number | null) => { due: string | null } | null
}

const inYear = (word: string | undefined, year: number | null): number | null => {
  if (word === undefined || word === '' || /^[今本当]年$/.test(word)) return year
  if (word === '明年') return year === null ? null : year + 1
  return number(word.replace(/年.*$/, ''))
}

const optionalYear = `(${yearWord}年|今年|本年|当年|明年)?\\s*`
const thirds: Readonly<Record<string, number>> = { 上旬: 10, 初: 10, 中旬: 20 }
const quarters: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 1: 1, 2: 2, 3: 3, 4: 4 }

/** Tried in order; the first that fits at a place wins, so the longer form stands first. */
const forms: readonly Form[] = [
  {
    // 1—9月, 1-6月底: by the end of the last month.
    pattern: new RegExp(`${optionalYear}\\d{1,2}月?\\s*[-—–~～至到]{1,2}\\s*(\\d{1,2})月(?:份|底|末)?${before}`, 'y'),
    read: ([y, month = ''], year) => {
      const at = inYear(y, year)
      return at === null ? null : { due: monthLast(at, Number(month)) }
    },
  },
  {
    pattern: new RegExp(`${optionalYear}(${smallWord})月\\s*(${smallWord})[日号]${before}`, 'y'),
    read: ([y, month = '', day = ''], year) => {
      const at = inYear(y, year)
      return at === null ? null : { due: iso(at, number(month), number(day)) }
    },
  },
  {
    pattern: new RegExp(`${optionalYear}(${smallWord})月(?:份)?(上旬|中旬|下旬|初|底|末)?${before}`, 'y'),
    read: ([y, month = '', part = ''], year) => {
      const at = inYear(y, year)
      if (at === null) return null
      const day = thirds[part]
      return { due: day === undefined ? monthLast(at, number(month)) : iso(at, number(month), day) }
    },
  },
  {
    pattern: new RegExp(`(\\d{4})[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?(?![\\d.])(?:日|底)?${before}`, 'y'),
    read: ([y = '', month = '', day]) => ({
      due:
        day === undefined || day === ''
          ? monthLast(Number(y), Number(month))
          : iso(Number(y), Number(month), Number(day)),
    }),
  },
  {
    pattern: new RegExp(`${optionalYear}(?:第|前)?([一二三四1-4])季度(?:末|底|内)?${before}`, 'y'),
    read: ([y, quarter = ''], year) => {
      const at = inYear(y, year)
      return at === null ? null : { due: monthLast(at, (quarters[quarter] ?? 0) * 3) }
    },
  },
  {
    pattern: new RegExp(`${optionalYear}(上半年|下半年)(?:末|底|内)?${before}`, 'y'),
    read: ([y, half], year) => {
      const at = inYear(y, year)
      return at === null ? null : { due: monthLast(at, half === '上半年' ? 6 : 12) }
    },
  },
  {
    pattern: /(?:到|至)?[“"]?(十三|十四|十五|十六)五[”"]?(?:规划)?(?:时期|期间|期)?(?:末|底|结束)(?:(?:之|以)?前)?/y,
    read: ([plan = '']) => ({ due: iso(2005 + 5 * ((chineseValue(plan) ?? 0) - 10), 12, 31) }),
  },
  {
    pattern: new RegExp(
      `(?:截至|截止|到|至)?\\s*(${yearWord})\\s*年(?:度)?(?:底|末|年底|年末|内|以内|全年)${before}`,
      'y',
    ),
    read: ([y = '']) => ({ due: iso(number(`${y}`), 12, 31) }),
  },
  {
    pattern: new RegExp(`(?:截至|截止|到|至)?\\s*(今年|本年|当年|明年)(?:度)?(?:年底|年末|底|末|内)${before}`, 'y'),
    read: ([y], year) => {
      const at = inYear(y, year)
      return at === null ? null : { due: iso(at, 12, 31) }
    },
  },
  {
    pattern: /(?:截至|截止|到|至)?年(?:底|末)(?:(?:之|以)?前)?|(?:一)?年内(?!部)|全年(?=[^度])/y,
    read: (_, year) => (year === null ? null : { due: iso(year, 12, 31) }),
  },
]

const bareYear = new RegExp(`(到|至|截至|截止)?\\s*(${yearWord})\\s*年(?:度)?(前|以前|之前)?`, 'y')
const period = new RegExp(`${yearWord}\\s*年?\\s*[-—–~～至到]{1,2}\\s*${yearWord}\\s*年(?:度)?`, 'y')
const reference = /(?:较|比|同比|相比|于|以|自|从|在)$/

/** The date phrase that starts at `at` of a half-width text. `year` stands in where the phrase names none. */
export const datePhraseAt = (text: string, at: number, year: number | null): DatePhrase | null => {
  period.lastIndex = at
  const span = period.exec(text)
  if (span !== null) return { from: at, to: at + span[0].length, kind: 'period', due: null }
  const previous = text.slice(Math.max(0, at - 2), at)
  if (/\d$/.test(previous) && /\d/.test(text[at] ?? '')) return null
  for (const { pattern, read } of forms) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found === null || found[0] === '') continue
    const result = read(found.slice(1), year)
    if (result === null) continue
    const to = at + found[0].length
    // 在2023年一季度前完成 is a due date, 在2021年底的基础上 is not.
    const by = /[在于]$/.test(previous) && /[前底末内]$/.test(found[0]) && !/^的?基础/.test(text.slice(to, to + 3))
    if ((reference.test(previous) && !by) || text[to] === '的') return { from: at, to, kind: 'reference', due: null }
    return { from: at, to, kind: result.due === null ? 'impossible' : 'due', due: result.due }
  }
  bareYear.lastIndex = at
  const bare = bareYear.exec(text)
  if (bare === null) return null
  const to = at + bare[0].length
  // 达到2020年的1.5倍 compares with a year.
  if (
    /^[到至]/.test(bare[0]) &&
    /[达高升长加低少大小]$/.test(previous) &&
    text[to] === '的' &&
    /^的[^,;。]*(?:%|倍|成|分之)/.test(text.slice(to, to + 12))
  )
    return { from: at, to, kind: 'reference', due: null }
  const led = bare[1] !== undefined || bare[3] !== undefined
  const first = at === 0 || /[\s,;。:、()]$/.test(previous)
  const due = iso(number(bare[2] ?? ''), 12, 31)
  // 2020年的15家 is a year of comparison, 到2025年的30家 the year by which.
  const until = bare[1] !== undefined
  if (reference.test(previous) || (text[to] === '的' && !until) || (!led && !first))
    return { from: at, to, kind: 'reference', due: null }
  return { from: at, to, kind: due === null ? 'impossible' : 'due', due }
}
