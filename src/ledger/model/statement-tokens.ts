import { type DatePhrase, datePhraseAt } from './due-dates.ts'
import { itemNumberLength } from './item-number.ts'
import { type Numeral, numeralAt } from './numerals.ts'
import { type ReadUnit, unitAt } from './units.ts'

export type Quantity = {
  readonly kind: 'quantity'
  readonly from: number
  readonly to: number
  readonly numeral: Numeral
  /** Upper end of `10—15家`. */
  readonly upper: Numeral | null
  readonly unit: ReadUnit | null
  /** 余, 多 between the number and its unit: at least. */
  readonly more: boolean
}

/** A statement that carries its own comparator, without a number. */
export type Special = {
  readonly kind: 'special'
  readonly from: number
  readonly to: number
  readonly what: 'covers' | 'rises' | 'falls' | 'zero' | 'benchmark' | 'multiple' | 'rank'
  /** Growth of 翻一番 (1), 翻两番 (3); place of 前三; -1 where a benchmark is not to be passed. */
  readonly growth: number
  readonly label: string
}

type Plain = { readonly kind: 'word' | 'comma' | 'stop'; readonly from: number; readonly to: number }
export type Token =
  | Quantity
  | Special
  | Plain
  | (Omit<DatePhrase, 'kind'> & { readonly kind: 'date'; readonly date: DatePhrase })

/** What holds digits and is never a figure: titles, names in quotes, ordinals, frameworks, versions, set phrases. */
const masks: readonly RegExp[] = [
  /《[^》\n]{0,200}》/y,
  /“[^”\n]{0,100}”/y,
  /"[^"\n]{0,100}"/y,
  /「[^」\n]{0,100}」/y,
  /〔\d{4}〕\s*\d*\s*号?/y,
  /(?<![居列获]全[国省市县]|[居列]全[国省市县]排名)第\s*(?:\d{1,8}|[一二三四五六七八九十百]{1,6})(?:[个届批期轮次类级条款章节产名位]?)/y,
  /[\da-z]+(?:\s*\+\s*[\da-z]+)+/iy,
  /[a-z][a-z\d.-]*\d[a-z\d.]*/iy,
  /\d+(?:\.\d+)?(?!(?:MW|kWh?|km[2²]?|m[23²³]?|ha|hm2|kg|t|[MG]bps|BP|GDP)(?![a-z\d]))(?:[a-z]+\d*)(?:级)?/iy,
  /(?:\d{1,5}|[一二三四五六七八九十百]{1,6})(?:年一遇|年期|小时[^,;。、]{0,6}(?:圈|服务|在线|值班|待命)|分钟[^,;。、]{0,10}圈)|\d+\s*[×xX*]\s*\d+/y,
  /(?:\d{1,4}|[一二两三四五六七八九十]{1,4})年(?:内|来|行动|计划|规划|时间|攻坚)/y,
  /[\d一二三四五六七八九]{1,4}个(?:100%|百分之百|一百|百(?!分))/y,
  /\d+(?:\.\d+)?(?:周)?岁(?:及)?以[上下内]/y,
  /\d+(?:\.\d+)?版/y,
  /(?:[一二三四五六七八九十]{1,6}|\d{1,8})(?:级|大(?!于|关)|号|等奖|线|星级|甲|产|化|体化)|(?:[一二三四五六七八九十]{1,4}|[1-9](?!\d))(?:期|类)/y,
  /最多跑一次|一次性|一次办|一体|一批|一系列|一些|一定|一流|一般|一件事|一个|一种|一套|1套|一次|一步|一起|一律|一线|一同|一致|一项|一条|一名|一支|一处|一位/y,
  /一[^\s,.;。、()达过成]一[^\s,.;。、()达过成]/y,
  /每\s*(?:\d+|[一二三四五六七八九十两百千万]+)?(?:百|千|万)?(?=[家个户人亩名公平吨万千百村])(?:[家个户人亩名村])?/y,
]

const quarterOrYear = /每(?:年|月|季)/y

const places: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}

const specials: readonly {
  readonly pattern: RegExp
  readonly read: (groups: RegExpExecArray) => Omit<Special, 'kind' | 'from' | 'to'>
}[] = [
  {
    // 进入全省前三, 列全市前10位, 居全省第一; 前三季度 is a time.
    pattern:
      /前\s*(\d{1,3}|[一二两三四五六七八九十])(?:[名位强]|(?=[,;。、\s)]|以内|行列|$))(?:以内|之列|行列)?|(?<=[居列获]全[国省市县]|[居列]全[国省市县]排名)第\s*(\d{1,2}|[一二三四五六七八九十])(?:[名位])?/y,
    read: ([, top, at]) => {
      const place = top ?? at ?? ''
      return { what: 'rank', growth: places[place] ?? Number(place), label: '' }
    },
  },
  {
    pattern: /全覆盖|全面覆盖|全部覆盖|应[\u4e00-\u9fff]{1,2}尽[\u4e00-\u9fff]{1,2}(?=[,;。\s]|$)/y,
    read: () => ({ what: 'covers', growth: 0, label: '' }),
  },
  {
    pattern: /(?:实现)?翻(一|两|二|1|2|三|3)?番(?:以上)?|(?:实现)?倍增(?!计划|行动|工程)/y,
    read: ([, times]) => ({
      what: 'multiple',
      growth: { 两: 3, 二: 3, 2: 3, 三: 7, 3: 7 }[times ?? ''] ?? 1,
      label: '',
    }),
  },
  {
    pattern:
      /(?:持续|稳步|不断|逐年|逐步|稳定|明显|连续|继续)(?:实现)?(?:提升|提高|增长|上升|增加|扩大|增强(?=[,;。\s]|$))/y,
    read: () => ({ what: 'rises', growth: 0, label: '' }),
  },
  {
    pattern: /(?:持续|稳步|不断|逐年|逐步|明显|连续|继续)(?:实现)?(?:下降|降低|减少|缩小|回落|压降)/y,
    read: () => ({ what: 'falls', growth: 0, label: '' }),
  },
  {
    pattern:
      /零(?:发生|新增|增长|死亡|伤亡|事故|投诉|上访|违规|差错|延误|污染|排放|容忍(?!$)|逾期|漏报|返贫|[\u4e00-\u9fff]{0,4}(?:死亡|伤亡|事故|投诉|违规|发生)|(?!售|工|部|碳|距|跑|门|基|容|散|星|接|花|下|钱|时)[\u4e00-\u9fff]{2,4}(?=[、,;。\s]|$))|(?<=[\u4e00-\u9fff])(?:为零|清零|归零)/y,
    read: ([whole]) => ({ what: 'zero', growth: 0, label: whole.replace(/^零|为零|清零|归零/, '') }),
  },
  {
    pattern:
      /(?:达到|达|高于|超过|不低于|优于|低于|不高于|接近并达到)([^\s,;。、\d]{1,14}?(?:平均水平|平均值|平均数|平均线|均值|先进水平|平均增速|平均增幅)(?:的(?:\d+(?:\.\d+)?(?:%|倍)|[一二两三四五六七八九]倍)|\d+(?:\.\d+)?个百分点)?)(?:及?以上)?/y,
    read: ([whole, label = '']) => ({ what: 'benchmark', growth: /^(?:低于|不高于)/.test(whole) ? -1 : 1, label }),
  },
]

const range = /\s*(?:[-—–~～]{1,2}|至|到)\s*/y

const quantityAt = (text: string, at: number): Quantity | null => {
  const numeral = numeralAt(text, at)
  if (numeral === null) return null
  range.lastIndex = numeral.to
  const gap = range.exec(text)
  const upper = gap === null ? null : numeralAt(text, numeral.to + gap[0].length)
  const last = upper !== null && (upper.fraction || !numeral.fraction) ? upper : null
  let to = (last ?? numeral).to
  const more = /^(?:余|多)/.test(text.slice(to, to + 1)) && unitAt(text, to + 1, numeral.chinese) !== null
  if (more) to += 1
  const spaces = /^\s{0,2}/.exec(text.slice(to, to + 2))?.[0].length ?? 0
  const fraction = (last ?? numeral).fraction
  // 俩, 仨 hold their 个.
  const paired = /[俩仨]/.test(text.slice(at, numeral.to))
  const unit: ReadUnit | null = paired
    ? { to, unit: 'count', factor: 1, family: 'count' }
    : fraction
      ? null
      : unitAt(text, to + spaces, numeral.chinese && !numeral.large && numeral.value < 10)
  if (unit !== null) to = unit.to
  // 一亩半, 两倍半, 一年半.
  const half = unit !== null && upper === null && /^半(?![年天数径小])/.test(text.slice(to, to + 2))
  if (half) to += 1
  // 十 of 十大, 三 of 三门: a Chinese digit without a unit is part of a word.
  if (unit === null && !fraction && numeral.chinese && !numeral.large) return null
  const value = half ? { ...numeral, value: numeral.value + 0.5 } : numeral
  return { kind: 'quantity', from: at, to, numeral: value, upper: last, unit, more }
}

/** Cuts a half-width text into tokens that cover it without a gap. Never throws. */
export const statementTokens = (text: string, year: number | null): readonly Token[] => {
  const tokens: Token[] = []
  let wordFrom = 0
  const push = (token: Token): void => {
    if (token.from > wordFrom) tokens.push({ kind: 'word', from: wordFrom, to: token.from })
    tokens.push(token)
    wordFrom = token.to
  }
  let at = 0
  while (at < text.length) {
    const number = at === 0 || text[at - 1] === '\n' ? itemNumberLength(text, at) : 0
    if (number > 0) {
      push({ kind: 'stop', from: at, to: at + number })
      at += number
      continue
    }
    const char = text[at] ?? ''
    if (/[;。!?\n]/.test(char) || (char === '.' && !/\d/.test(text[at + 1] ?? ''))) {
      push({ kind: 'stop', from: at, to: at + 1 })
      at += 1
      continue
    }
    if (/[,:]/.test(char)) {
      push({ kind: 'comma', from: at, to: at + 1 })
      at += 1
      continue
    }
    const next = maskedTo(text, at)
    const date = datePhraseAt(text, at, year)
    if (date !== null && date.to > at) {
      push({ ...date, kind: 'date', date })
      at = date.to
      continue
    }
    if (next > at) {
      at = next
      continue
    }
    const special = specialAt(text, at)
    if (special !== null) {
      push(special)
      at = special.to
      continue
    }
    const quantity = quantityAt(text, at)
    if (quantity !== null) {
      push(quantity)
      at = quantity.to
      continue
    }
    // A numeral that is no quantity is passed over whole, so that 三十五计划 does not yield 五.
    at = numeralAt(text, at)?.to ?? at + 1
  }
  if (text.length > wordFrom) tokens.push({ kind: 'word', from: wordFrom, to: text.length })
  return tokens
}

const maskedTo = (text: string, at: number): number => {
  quarterOrYear.lastIndex = at
  if (quarterOrYear.test(text)) return at + 2
  if (/[\da-z.]/i.test(text[at - 1] ?? '') && /[\da-z]/i.test(text[at] ?? '')) return at
  for (const mask of masks) {
    mask.lastIndex = at
    const found = mask.exec(text)
    if (found !== null && found[0].length > 0) return at + found[0].length
  }
  return at
}

const specialAt = (text: string, at: number): Special | null => {
  for (const { pattern, read } of specials) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found !== null) return { kind: 'special', from: at, to: at + found[0].length, ...read(found) }
  }
  return null
}
