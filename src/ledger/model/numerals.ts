/** Numbers as Chinese official texts write them: `15`, `１５`, `1,500`, `三千万`, `1.5亿`, `百分之九十五`, `三分之一`, `九成`. */

const digits = new Map([...'〇零一二三四五六七八九'].map((char, index) => [char, Math.max(0, index - 1)]))
digits.set('两', 2)
digits.set('俩', 2)
digits.set('仨', 3)
const small = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
])
const large = new Map([
  ['万', 1e4],
  ['亿', 1e8],
])

export type Numeral = {
  readonly value: number
  readonly from: number
  readonly to: number
  /** A share by its own wording (`百分之`, `三分之一`, `九成`, `%`): `value` is the fraction. */
  readonly fraction: boolean
  readonly chinese: boolean
  /** Followed by 万 or 亿. */
  readonly large: boolean
}

/** Decimal arithmetic leaves at most the 15th digit wrong; twelve are shown, so 12.3 % is 0.123. */
export const tidy = (value: number): number => Number(value.toPrecision(12))

/** Value of a numeral below ten thousand, such as 九十五, 三百零五, 两千; null when it is none. */
const readSection = (text: string): number | null => {
  if (/^[〇零一二三四五六七八九]{2,}$/.test(text)) return Number([...text].map((char) => digits.get(char)).join(''))
  let total = 0
  let digit: number | null = null
  for (const char of text) {
    const unit = small.get(char)
    if (unit !== undefined) {
      total += (digit ?? 1) * unit
      digit = null
    } else {
      const value = digits.get(char)
      if (value === undefined || (digit !== null && digit !== 0)) return null
      digit = value
    }
  }
  return total + (digit ?? 0)
}

/** Value of a whole Chinese numeral, 一点五亿 and 三亿二千万 included; null when `text` is none. */
export const chineseValue = (text: string): number | null => {
  if (!/^[〇零一二两俩仨三四五六七八九十百千万亿点半]+$/.test(text)) return null
  let total = 0
  let rest = text
  for (const [char, scale] of [...large].reverse()) {
    const at = rest.lastIndexOf(char)
    if (at < 0) continue
    const head = rest.slice(0, at)
    const value = head === '' ? null : chineseValue(head)
    if (value === null) return null
    total += value * scale
    rest = rest.slice(at + 1)
    if (rest === '半') return tidy(total + scale / 2)
  }
  if (rest === '') return tidy(total)
  if (rest === '半') return tidy(total + 0.5)
  const [whole, decimals, ...more] = rest.split('点')
  if (
    more.length > 0 ||
    whole === undefined ||
    (decimals !== undefined && !/^[〇零一二三四五六七八九]+$/.test(decimals))
  )
    return null
  const section = readSection(whole)
  if (section === null || (whole === '' && total === 0)) return null
  const tail = decimals === undefined ? 0 : Number(`0.${[...decimals].map((char) => digits.get(char)).join('')}`)
  return tidy(total + section + tail)
}

const chineseRun = /[〇零一二两俩仨三四五六七八九十][〇零一二两三四五六七八九十百千万亿点半]{0,20}/y
// Bounded, so that a page of digits is read in time that grows with its length.
const arabicRun = /\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,12})?|\d{1,20}(?:\.\d{1,12})?/y
const fractionOf =
  /(百|千|万|[一二两三四五六七八九十]{1,4})分之([〇零一二两三四五六七八九十百千点]{1,12}|\d+(?:\.\d+)?)/y
// 5千米, 10万千瓦时: the second 千 belongs to the unit.
// 3个亿 is said for 3亿.
const scaleRun = /[十百千]?[万亿]|个多?亿|[百千](?![瓦米克卡帕赫伏])/y
/** 师生比1:15; not the number of an item before a year. */
const proportion = /(\d+(?:\.\d+)?)[:∶](\d+(?:\.\d+)?)(?![\d年月:])/y
/** 1/3, 2/3. */
const slashed = /([1-9])\/([2-9]|10)(?![\d.月号日])/y
const tenths = /[一二两三四五六七八九](?:成)[一二三四五六七八九半]?|\d(?:\.\d)?成/y
const halves = /一半(?!是|的时间)|半数|过半/y

const match = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const scales: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 }

/** 百亿元, 千家 after these words are figures; elsewhere a leading 百, 千, 万 belongs to a name (万人技师学院). */
const reachedBefore = /(?:突破|超过?|达到?|逾|[跨破过]|增加?[到至]|提[高升][到至])$/
const bareScale = /[百千万亿]{1,2}(?!分之)/y
/** 三五家, 七八个: about so many; the lower is what is promised. */
const about = /(?:两三|[一二三四五六七八九]{2})(?=[家个项户人所处条名件座]|万|亿|千|百)/y
const halfOf = /半(?=个百分点|亩|成|倍|公里|小时|个月)/y

/** Numerals that people write and no place-value reading covers; null when there is none at `at`. */
const colloquialAt = (text: string, at: number): Numeral | null => {
  const shape = { from: at, fraction: false, chinese: true }
  const pair = match(about, text, at)
  const [low, high] = [digits.get(pair?.[0][0] ?? ''), digits.get(pair?.[0][1] ?? '')]
  if (pair !== null && low !== undefined && high !== undefined && (high === low + 1 || pair[0] === '三五')) {
    const scale = match(/[万亿千百]/y, text, at + 2)?.[0] ?? ''
    const to = at + 2 + scale.length
    return { ...shape, value: low * (scales[scale] ?? 1), to, large: /[万亿]/.test(scale) }
  }
  const half = match(halfOf, text, at)
  if (half !== null) {
    const tenth = text[at + 1] === '成'
    return { ...shape, value: tenth ? 0.05 : 0.5, to: at + (tenth ? 2 : 1), fraction: tenth, large: true }
  }
  const bare = match(bareScale, text, at)
  if (bare === null || !reachedBefore.test(text.slice(Math.max(0, at - 3), at))) return null
  const value = [...bare[0]].reduce((product, char) => product * (scales[char] ?? 1), 1)
  return { ...shape, value, to: at + bare[0].length, large: /[万亿]/.test(bare[0]) }
}

/** The numeral that starts at `at` of a half-width text, or null. */
export const numeralAt = (text: string, at: number): Numeral | null => {
  const colloquial = colloquialAt(text, at)
  if (colloquial !== null) return colloquial
  const share = match(fractionOf, text, at)
  if (share !== null) {
    const [whole, below = '', above = ''] = share
    const denominator = below === '百' ? 100 : below === '千' ? 1000 : below === '万' ? 1e4 : chineseValue(below)
    const numerator = /^\d/.test(above) ? Number(above) : chineseValue(above)
    if (denominator === null || numerator === null || denominator === 0) return null
    return {
      value: tidy(numerator / denominator),
      from: at,
      to: at + whole.length,
      fraction: true,
      chinese: true,
      large: false,
    }
  }
  const share10 = match(tenths, text, at)
  if (share10 !== null && !/^(?:成[立为员果效功长])/.test(text.slice(at + share10[0].indexOf('成')))) {
    const [head = '', tail = ''] = share10[0].split('成')
    const ones = /^\d/.test(head) ? Number(head) : (chineseValue(head) ?? 0)
    const rest = tail === '' ? 0 : (chineseValue(tail) ?? 0) / (tail === '半' ? 1 : 10)
    return {
      value: tidy((ones + rest) / 10),
      from: at,
      to: at + share10[0].length,
      fraction: true,
      chinese: true,
      large: false,
    }
  }
  const half = match(halves, text, at)
  if (half !== null) {
    return { value: 0.5, from: at, to: at + half[0].length, fraction: true, chinese: true, large: false }
  }
  const ratio = match(proportion, text, at)
  if (ratio !== null && Number(ratio[2]) > 0) {
    const value = tidy(Number(ratio[1]) / Number(ratio[2]))
    return { value, from: at, to: at + ratio[0].length, fraction: false, chinese: false, large: false }
  }
  const divided = match(slashed, text, at)
  if (divided !== null && Number(divided[2]) > 0) {
    const value = tidy(Number(divided[1]) / Number(divided[2]))
    return { value, from: at, to: at + divided[0].length, fraction: true, chinese: false, large: false }
  }
  const arabic = match(arabicRun, text, at)
  if (arabic !== null) {
    let value = Number(arabic[0].replaceAll(',', ''))
    let to = at + arabic[0].length
    let isLarge = false
    for (let scale = match(scaleRun, text, to); scale !== null; scale = match(scaleRun, text, to)) {
      value *= [...scale[0]].reduce((product, char) => product * (scales[char] ?? 1), 1)
      to += scale[0].length
      isLarge ||= /[万亿]/.test(scale[0])
      // 2万5千: a smaller section follows.
      const next = match(/\d+(?:\.\d+)?(?=[千百])/y, text, to)
      if (next === null) continue
      const unit = scales[text[to + next[0].length] ?? ''] ?? 1
      value += Number(next[0]) * unit
      to += next[0].length + 1
      break
    }
    const percent = /^[%‰]/.exec(text.slice(to, to + 1))
    if (percent !== null) {
      return {
        value: tidy(value / (percent[0] === '%' ? 100 : 1000)),
        from: at,
        to: to + 1,
        fraction: true,
        chinese: false,
        large: false,
      }
    }
    return Number.isFinite(value)
      ? { value: tidy(value), from: at, to, fraction: false, chinese: false, large: isLarge }
      : null
  }
  const chinese = match(chineseRun, text, at)
  if (chinese === null) return null
  // The longest prefix that reads: 三百家 stops by itself, 十百 does not read and falls back to 十.
  for (let length = chinese[0].length; length > 0; length--) {
    const run = chinese[0].slice(0, length)
    const value = chineseValue(run)
    if (value !== null) {
      return { value, from: at, to: at + length, fraction: false, chinese: true, large: /[万亿]/.test(run) }
    }
  }
  return null
}
