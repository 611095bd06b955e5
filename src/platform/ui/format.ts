import type { Lang } from './i18n/lang.ts'

/** A figure as people read it: the unit stands apart so that it can be set smaller. */
export type Figure = { readonly number: string; readonly unit: string }

export const missing = '–'

/**
 * Digits with separators, true minus sign, fixed decimals. `null` is an en dash.
 * `trim` drops trailing zeros (a target of 15 亿元 is not 15.00).
 */
export const formatNumber = (value: number | null | undefined, decimals: number, trim = false): string => {
  if (value === null || value === undefined || !Number.isFinite(value)) return missing
  const fixed = Math.abs(value).toFixed(decimals)
  const text = trim && fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed
  const [whole = '0', fraction] = text.split('.')
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const negative = value < 0 && Number(text) !== 0
  return `${negative ? '−' : ''}${separated}${fraction === undefined ? '' : `.${fraction}`}`
}

const decimalsUpTo = (value: number, most: number): number => (Number.isInteger(value) ? 0 : most)

/** 15.62, 15.60, 7300: two decimals, none when whole, and no separators: Chinese counts by ten thousands. */
const inMyriads = (value: number, trim: boolean): string => {
  const whole = Math.abs(value - Math.round(value)) < 0.005
  return formatNumber(value, whole ? 0 : 2, trim).replaceAll(',', '')
}

const money = (yuan: number, lang: Lang, trim: boolean, perMu: string): Figure => {
  const size = Math.abs(yuan)
  if (lang === 'en') {
    return size >= 1_000_000
      ? { number: formatNumber(yuan / 1_000_000, 2, trim), unit: `m yuan${perMu && '/mu'}` }
      : { number: formatNumber(yuan, decimalsUpTo(yuan, 2), trim), unit: `yuan${perMu && '/mu'}` }
  }
  if (size >= 100_000_000) return { number: inMyriads(yuan / 100_000_000, trim), unit: `亿元${perMu}` }
  if (size >= 10_000) return { number: inMyriads(yuan / 10_000, trim), unit: `万元${perMu}` }
  return { number: formatNumber(yuan, decimalsUpTo(yuan, 2), trim), unit: `元${perMu}` }
}

const unitWords: Readonly<Record<string, readonly [zh: string, en: string, decimals: number]>> = {
  count: ['', '', 0],
  person: ['人', 'people', 0],
  household: ['户', 'households', 0],
  company: ['家', 'companies', 0],
  floor: ['层', 'floors', 0],
  place: ['处', 'places', 0],
  km: ['公里', 'km', 2],
  m: ['米', 'm', 2],
  mu: ['亩', 'mu', 2],
  ha: ['公顷', 'ha', 2],
  minute: ['分钟', 'min', 0],
  min: ['分钟', 'min', 0],
  second: ['秒', 's', 2],
  hour: ['小时', 'h', 1],
  day: ['天', 'days', 0],
  percent: ['%', '%', 1],
  year: ['年', 'years', 0],
  ton: ['吨', 't', 2],
  t: ['吨', 't', 2],
}

/** The word of a unit where it stands alone, at the head of a column: 户, 元. Money in fen is written in yuan there. */
export const unitWord = (unit: string, lang: Lang): string => {
  if (unit === 'fen' || unit === 'yuan') return lang === 'en' ? 'yuan' : '元'
  const known = unitWords[unit]
  return known === undefined ? unit : known[lang === 'en' ? 1 : 0]
}

export type FigureOptions = {
  readonly lang?: Lang
  /** Drop trailing zeros: thresholds. */
  readonly trim?: boolean
  /** Measure word of a count as the official text writes it (宗, 个, 件). */
  readonly word?: string | null | undefined
  /** Decimals instead of those of the unit. */
  readonly decimals?: number
}

/**
 * One value in the unit of its indicator → number and unit by ui.md: 亿/万 by size with two decimals, percentages with
 * one decimal and no space, coefficients of variation with four, areas with two.
 */
export const formatFigure = (value: number | null | undefined, unit: string, options: FigureOptions = {}): Figure => {
  const { lang = 'zh-CN', trim = false, word } = options
  if (value === null || value === undefined || !Number.isFinite(value)) return { number: missing, unit: '' }
  switch (unit) {
    case 'fen':
      return money(value / 100, lang, trim, '')
    case 'yuan':
      return money(value, lang, trim, '')
    case 'yuan/mu':
      return money(value, lang, trim, '／亩')
    case 'fen/mu':
      return money(value / 100, lang, trim, '／亩')
    case 'fraction':
      // Nothing and the whole are said without decimals.
      return {
        number: formatNumber(value * 100, options.decimals ?? (value === 0 || value === 1 ? 0 : 1), trim),
        unit: '%',
      }
    case 'ratio':
    case 'coefficient':
    case 'cv':
      return { number: formatNumber(value, options.decimals ?? 4, trim), unit: '' }
    case 'm2':
      return { number: formatNumber((value * 15) / 10_000, 2, trim), unit: lang === 'en' ? 'mu' : '亩' }
    default: {
      const known = unitWords[unit]
      // A forecast of 126.26 宗 is read as 126.3: what is counted keeps at most one decimal.
      const decimals = options.decimals ?? decimalsUpTo(value, known ? Math.max(known[2], 1) : 2)
      const number = formatNumber(value, decimals, trim || !known || known[2] === 0)
      if (known === undefined) return { number, unit: unit.replace('yuan', lang === 'en' ? 'yuan' : '元') }
      return { number, unit: lang === 'en' ? known[1] : unit === 'count' ? (word ?? '') : known[0] }
    }
  }
}

/** `15.62 亿元`, `93.6%`: a percentage takes no space. */
export const figureText = (figure: Figure): string =>
  figure.unit === '' ? figure.number : figure.unit === '%' ? `${figure.number}%` : `${figure.number} ${figure.unit}`

/** Exact yuan with separators and two decimals, as in workings. */
export const formatFen = (fen: number | null | undefined): string =>
  formatNumber(fen === null || fen === undefined ? null : fen / 100, 2)

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = {
  'zh-CN': ['日', '一', '二', '三', '四', '五', '六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const

type DateParts = { readonly year: number; readonly month: number; readonly day: number }

const parts = (date: string): DateParts | null => {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date)
  return match ? { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) } : null
}

/** `9月30日`, `30 Sep`: dates in running text. Returns the input when it is no date. */
export const shortDate = (date: string, lang: Lang = 'zh-CN'): string => {
  const found = parts(date)
  if (!found) return date
  return lang === 'en' ? `${found.day} ${months[found.month - 1]}` : `${found.month}月${found.day}日`
}

/** `2022年9月30日`, `30 Sep 2022`. */
export const longDate = (date: string, lang: Lang = 'zh-CN'): string => {
  const found = parts(date)
  if (!found) return date
  return lang === 'en'
    ? `${found.day} ${months[found.month - 1]} ${found.year}`
    : `${found.year}年${found.month}月${found.day}日`
}

/** Day of the week of a civil date: `五`, `Fri`. */
export const weekday = (date: string, lang: Lang = 'zh-CN'): string => {
  const found = parts(date)
  if (!found) return ''
  return weekdays[lang][new Date(Date.UTC(found.year, found.month - 1, found.day)).getUTCDay()] ?? ''
}

const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** An instant as the county's clock shows it: `2022-09-30 17:30`. */
export const instant = (value: string | null | undefined): string => {
  if (!value) return missing
  const time = Date.parse(value)
  return Number.isNaN(time) ? value : shanghai.format(time)
}

/** The civil date in the county at an instant given in milliseconds. */
export const civilDate = (time: number): string => shanghai.format(time).slice(0, 10)

/** Days between two civil dates, `to − from`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000)

/** The civil date `days` later. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
