import { halfWidth } from './half-width.ts'
import { tidy } from './numerals.ts'
import { readPredicate, suffixOf } from './predicate.ts'
import { type Quantity, type Special, type Token, statementTokens } from './statement-tokens.ts'
import { inUnit } from './units.ts'

export const comparators = ['≥', '≤', '=', 'rises', 'falls', 'covers'] as const
export type Comparator = (typeof comparators)[number]
/** UTF-16 offsets [from, to) into the text that was given. */
export type Span = readonly [from: number, to: number]

export type TargetStatement = {
  readonly subject: string
  readonly comparator: Comparator
  /** In `unit`; null for a trend and for a benchmark. Growth (`增长25%`, 翻一番) is a fraction of the baseline. */
  readonly threshold: number | null
  readonly unit: string | null
  readonly baseline: number | null
  readonly due: string | null
  readonly span: Span
  /** Named series to be met instead of a threshold: 台州市平均水平. */
  readonly benchmark?: string
}

export type Unparsed = {
  readonly text: string
  readonly span: Span
  readonly reason: 'qualitative' | 'number_not_a_target' | 'impossible_date'
}

export type ParsedStatements = { readonly targets: readonly TargetStatement[]; readonly unparsed: readonly Unparsed[] }

const lowerIsBetter =
  /差异系数|基尼系数|倍差|失业率|不良(?:贷款)?率|死亡(?:率|人数)|伤亡|事故|能耗|排放|发生率|逾期率|信访量|投诉|空置率|流失率|辍学率|发病率|返贫|投入产出时间|时限|时间|时长$/
const indicatorNoun = /(?:系数|率|比例|占比|比重|人数|收入|产值|面积|数量|水平|税收|金额|覆盖面|产量|投资)/
const moneyNoun = /(?:资金|收入|融资|投资|产值|税收|贷款|营收|利润|效益|增加值|余额|额)(?:总额|规模|总量)?$/
const aims = /^(?:[\s、(]|争取|力争|确保|实现|努力|全力|尽快|并且?|同时|其中|以及|和|及|要|将|到|使|预计|计划|继续)+/
const modals = /(?:\s|要|应|须|将|力争|争取|确保|努力|均|都|分别|全部|预计|总共|共|实现|同比|约)+$/
const eventVerb =
  /^(?:.*[、和及并])?(?:完成|推动|选取|建成|建设|新建|新增|培育|引进|督促|开展|实施|创建|打造|推进|培训|组织|举办|盘活|处置|改造|招引|落地|启动|签订|签约|改建|扩建|验收|引育|选派|组建|发展|创成|办理|优化|解决|化解|出台|制定|发布|获得|争创|更新|整治|清退|新建改建|建立|设立|评选|认定|推广|发放|种植|投放|增殖|修复|消除|关停|转让|流转|供应|腾退|投用|扶持|帮扶|带动|服务)了?$/
const pastFact = /已|目前|现有|截至(?:目前|去年)|去年|上年(?!度?末)/
const instalment = /第[一二三四五六七八九十\d]+(?:期|批|轮|阶段)[^,。]{0,6}$|每$/

type Draft = Omit<TargetStatement, 'due' | 'span'>

/** Reads the target statements of one item (ledger 4.3). Pure and total: any text gives an answer. */
export const parseTargets = (
  text: string,
  options: { readonly year?: number | null; readonly due?: string | null } = {},
): ParsedStatements => {
  const plain = halfWidth(text)
  const tokens = statementTokens(plain, options.year ?? null)
  const reader = new StatementReader(text, plain, options.due ?? null)
  let sentence: Token[] = []
  for (const token of tokens) {
    if (token.kind === 'stop') {
      reader.sentence(sentence)
      sentence = []
    } else sentence.push(token)
  }
  reader.sentence(sentence)
  return { targets: reader.targets, unparsed: reader.unparsed }
}

type Clause = { readonly tokens: readonly Token[]; readonly from: number; readonly to: number }

class StatementReader {
  readonly targets: TargetStatement[] = []
  readonly unparsed: Unparsed[] = []
  readonly #text: string
  readonly #plain: string
  #due: string | null
  #subject = ''
  #baseline: number | null = null

  constructor(text: string, plain: string, due: string | null) {
    this.#text = text
    this.#plain = plain
    this.#due = due
  }

  sentence(tokens: readonly Token[]): void {
    this.#subject = ''
    this.#baseline = null
    const first = this.targets.length
    let dated = false
    let open: Span | null = null
    let openReason: Unparsed['reason'] = 'qualitative'
    const flush = (): void => {
      if (open === null) return
      const [from, to] = this.#trim(open)
      if (/[\p{L}\p{N}]/u.test(this.#text.slice(from, to))) {
        this.unparsed.push({ text: this.#text.slice(from, to), span: [from, to], reason: openReason })
      }
      open = null
      openReason = 'qualitative'
    }
    for (const clause of clausesOf(tokens)) {
      const before = this.targets.length
      for (const token of clause.tokens) {
        if (token.kind !== 'date') continue
        if (token.date.kind === 'impossible') {
          this.#due = null
          dated = true
          this.unparsed.push({
            text: this.#text.slice(token.from, token.to),
            span: [token.from, token.to],
            reason: 'impossible_date',
          })
        } else if (token.date.kind === 'due') {
          // A date that closes a sentence dates what stands before it: 达15亿元，2022年9月底前完成.
          if (!dated && this.targets.length > first && !hasFigure(tokens, token.to))
            this.#dateBack(first, token.date.due)
          this.#due = token.date.due
          dated = true
        }
      }
      this.#clause(clause)
      if (this.targets.length > before) {
        flush()
        continue
      }
      const content = clause.tokens.some(
        (token) => token.kind === 'word' || token.kind === 'quantity' || token.kind === 'special',
      )
      if (!content) continue
      const from = clause.tokens.find((token) => token.kind !== 'date')?.from ?? clause.from
      open = open === null ? [from, clause.to] : [open[0], clause.to]
      if (clause.tokens.some((token) => token.kind === 'quantity')) openReason = 'number_not_a_target'
    }
    flush()
  }

  #dateBack(first: number, due: string | null): void {
    for (let index = first; index < this.targets.length; index++) {
      const target = this.targets[index]
      if (target !== undefined) this.targets[index] = { ...target, due }
    }
  }

  #clause(clause: Clause): void {
    const figures = clause.tokens.filter(
      (token): token is Quantity | Special => token.kind === 'quantity' || token.kind === 'special',
    )
    const opening = figures[0]
    if (opening === undefined) return
    // The statement begins after the date that governs it: 争取到2025年|落实资金….
    const date = clause.tokens.findLast(
      (token) => token.kind === 'date' && token.to <= opening.from && token.date.kind !== 'reference',
    )
    const start = date?.to ?? clause.from
    let leftFrom = start
    for (const [index, figure] of figures.entries()) {
      const next = figures[index + 1]
      const gap = this.#plain.slice(figure.to, next?.from ?? clause.to)
      const cut = next === undefined ? gap.length : boundary(gap)
      const rightTo = figure.to + cut
      const left = this.#plain.slice(leftFrom, figure.from)
      const baseline =
        figure.kind === 'quantity' && next?.kind === 'quantity' ? this.#baselineOf(left, figure, gap, next) : null
      if (baseline !== null) {
        this.#subject = this.#named(left.replace(/(?:从|由)[^从由]*$/, ''))
        this.#baseline = baseline
        leftFrom = figure.to
        continue
      }
      const attributive =
        figure.kind === 'quantity' &&
        next !== undefined &&
        /^(?:及?以[上下内])的?[^、和及,]/.test(gap) &&
        !/[、和及]/.test(gap)
      if (attributive) continue
      const draft =
        figure.kind === 'special'
          ? this.#special(figure, left, this.#plain.slice(figure.to, rightTo))
          : this.#quantity(figure, left, this.#plain.slice(figure.to, rightTo))
      if (draft === null) {
        leftFrom = rightTo
        continue
      }
      const spanFrom = this.#baseline !== null && draft.baseline !== null ? Math.min(leftFrom, start) : leftFrom
      const span = this.#trim([spanFrom, rightTo])
      this.targets.push({ ...draft, due: this.#due, span })
      this.#subject = draft.subject
      leftFrom = rightTo
    }
  }

  /** `从3.6万元增加到4.6万元`: the first figure is the baseline of the second. */
  #baselineOf(left: string, figure: Quantity, gap: string, next: Quantity): number | null {
    if (!/(?:从|由)(?:\d{4}年的?)?[^,]{0,8}$/.test(left) || !/(?:到|至)(?:\d{4}年的?)?$/.test(gap.trim())) return null
    const unit = figure.unit ?? next.unit
    return figure.numeral.fraction ? figure.numeral.value : inUnit(figure.numeral.value, unit?.factor ?? 1)
  }

  #named(left: string): string {
    const subject = left.replace(modals, '').replace(aims, '').replace(modals, '').trim()
    return subject === '' ? '' : subject
  }

  /** 小学 after 差异系数初中 stands for 差异系数小学. */
  #completed(subject: string, coordinate: boolean): string {
    if (!coordinate || subject.length > 6 || indicatorNoun.test(subject)) return subject
    const noun = indicatorNoun.exec(this.#subject)
    if (noun === null || noun.index + noun[0].length === this.#subject.length) return subject
    return this.#subject.slice(0, noun.index + noun[0].length) + subject
  }

  #special(figure: Special, left: string, right: string): Draft | null {
    const unitBySubject = (subject: string): string | null =>
      /率|比例|占比|比重/.test(subject)
        ? 'fraction'
        : /亩均/.test(subject)
          ? 'yuan/mu'
          : /收入|税收|产值/.test(subject)
            ? 'yuan'
            : null
    let subject = this.#named(left.replace(/(?:基本|全面|全部)$/, ''))
    const base = { baseline: null }
    if (figure.what === 'zero') {
      const named = `${subject}${figure.label}`
      if (named === '') return null
      return { ...base, subject: named, comparator: '=', threshold: 0, unit: 'count' }
    }
    const after = right.replace(/^的/, '').trim()
    if (subject === '' && figure.what !== 'covers' && indicatorNoun.test(after.slice(-3))) subject = after
    if (subject === '') subject = this.#subject
    if (subject === '') return null
    if (figure.what === 'covers') return { ...base, subject, comparator: 'covers', threshold: 1, unit: 'fraction' }
    if (figure.what === 'multiple') {
      return {
        ...base,
        baseline: this.#baseline,
        subject: `${subject}增长`,
        comparator: '≥',
        threshold: figure.growth,
        unit: 'fraction',
      }
    }
    if (figure.what === 'benchmark') {
      const comparator = lowerIsBetter.test(subject) ? '≤' : '≥'
      return { ...base, subject, comparator, threshold: null, unit: unitBySubject(subject), benchmark: figure.label }
    }
    // 持续提升海洋预警能力 is a wish; 信用贷款占比持续提升 is a target.
    if (after !== '' && subject !== after) return null
    return { ...base, subject, comparator: figure.what, threshold: null, unit: unitBySubject(subject) }
  }

  #quantity(figure: Quantity, left: string, right: string): Draft | null {
    const predicate = readPredicate(left)
    const suffix = suffixOf(right)
    const after = right
      .slice(suffix.length)
      .replace(/^\s*的/, '')
      .trim()
    const { numeral, upper, unit } = figure
    const family = numeral.fraction ? 'share' : (unit?.family ?? 'none')
    const stated = predicate.stated || suffix.role !== null || figure.more
    const rest = predicate.rest
    if (pastFact.test(rest) && !/力争|争取|确保|达到?$/.test(rest)) return null
    if (!stated && (instalment.test(rest) || rest.endsWith('前'))) return null
    const verb = eventVerb.test(this.#named(rest))
    if (family === 'none' && !(predicate.reach || predicate.bound !== null)) return null
    if ((family === 'time' || family === 'score') && !stated) return null
    if (family === 'time' && predicate.direction === null && predicate.bound === null && suffix.role !== 'atMost')
      return null
    if (
      numeral.chinese &&
      !numeral.large &&
      !stated &&
      family === 'count' &&
      numeral.value < 100 &&
      !/完成|建成|新增|培育|引进|推动|选取|创建|打造|建设|实施|开展|验收|招引|落地|创成/.test(rest)
    )
      return null

    let subject = this.#named(rest)
    if (verb && after !== '') subject = after
    else if (subject === '' && after !== '') subject = after
    else if (after !== '' && !/^[((]/.test(after)) subject = `${subject}${after}`
    subject = this.#completed(subject.replace(/[()]+$/, ''), this.targets.length > 0 && this.#subject !== '')
    const inherited = subject === ''
    if (inherited) subject = this.#subject
    if (subject === '') return null

    const atMost = predicate.bound === 'atMost' || suffix.role === 'atMost'
    const factor = unit?.factor ?? 1
    const low = numeral.fraction
      ? numeral.value
      : inUnit(
          upper !== null && !numeral.large && upper.large ? scaledAs(numeral.value, upper.value) : numeral.value,
          factor,
        )
    const high = upper === null ? low : upper.fraction ? upper.value : inUnit(upper.value, factor)
    const shared = upper?.fraction === true && !numeral.fraction ? tidy(numeral.value / 100) : low
    const better = lowerIsBetter.test(subject) ? '≤' : '≥'
    const asked: Comparator = atMost ? '≤' : predicate.bound === 'atLeast' || suffix.role === 'atLeast' ? '≥' : better
    const value = asked === '≤' ? high : shared
    const unitName = numeral.fraction || upper?.fraction === true ? 'fraction' : unitOf(unit?.unit ?? null, subject)
    const base = { unit: unitName }
    const { direction, to } = predicate

    if (family === 'multiple') {
      // 增长2倍 grows by two; 达到2倍, 增长到2倍 reach twice, which is growth by one.
      const growth = direction !== null && !to ? value : tidy(value - 1)
      return {
        ...base,
        unit: 'fraction',
        baseline: this.#baseline,
        subject: withDirection(subject, direction ?? '增长'),
        comparator: asked,
        threshold: growth,
      }
    }
    if (direction === null || to) {
      const comparator: Comparator =
        to && direction !== null && suffix.role === null && predicate.bound === null
          ? predicate.down
            ? '≤'
            : '≥'
          : asked
      const baseline = this.#baseline
      return { ...base, subject, comparator, threshold: comparator === '≤' ? high : shared, baseline }
    }
    if (family === 'share') {
      // Relative change: 增长25% is growth, 下降10% is decline, both as fractions of the baseline.
      const comparator: Comparator = atMost ? '≤' : '≥'
      return {
        ...base,
        baseline: this.#baseline,
        subject: withDirection(subject, direction),
        comparator,
        threshold: comparator === '≤' ? high : shared,
      }
    }
    return {
      ...base,
      baseline: this.#baseline,
      subject,
      comparator: predicate.down ? 'falls' : 'rises',
      threshold: low,
    }
  }

  #trim([from, to]: Span): Span {
    let [start, end] = [from, to]
    while (start < end && /[\s、,;:。和及与]/.test(this.#plain[start] ?? '')) start += 1
    while (end > start && /[\s、,;:。]/.test(this.#plain[end - 1] ?? '')) end -= 1
    return [start, end]
  }
}

const withDirection = (subject: string, direction: string): string =>
  subject.endsWith(direction) || /(?:增长|增幅|增速|增长率|降幅|下降)$/.test(subject)
    ? subject
    : `${subject}${direction}`

/** 10—15万: the first end takes the scale of the second. */
const scaledAs = (low: number, high: number): number => {
  const scale = high >= 1e8 ? 1e8 : 1e4
  return low < high / scale + 1 ? low * scale : low
}

const unitOf = (unit: string | null, subject: string): string | null => {
  if (unit === 'yuan' || (unit === null && moneyNoun.test(subject)))
    return /亩均|每亩/.test(subject) ? 'yuan/mu' : 'yuan'
  if (unit === null) return /系数|指数|率/.test(subject) ? 'ratio' : 'count'
  return unit
}

/** Where the text between two figures is cut: what follows the last separator belongs to the later figure. */
const boundary = (gap: string): number => {
  const separators = [...gap.matchAll(/[、]|以及|(?<!共)和(?!平|谐)|与|及(?!以)/g)]
  if (separators.length === 0) return suffixOf(gap).length
  return separators.at(-1)?.index ?? 0
}

const hasFigure = (tokens: readonly Token[], from: number): boolean =>
  tokens.some((token) => (token.kind === 'quantity' || token.kind === 'special') && token.from >= from)

const clausesOf = (tokens: readonly Token[]): readonly Clause[] => {
  const clauses: Clause[] = []
  let current: Token[] = []
  const close = (): void => {
    const [first, last] = [current[0], current.at(-1)]
    if (first !== undefined && last !== undefined) clauses.push({ tokens: current, from: first.from, to: last.to })
    current = []
  }
  for (const token of tokens) {
    if (token.kind === 'comma') close()
    else current.push(token)
  }
  close()
  return clauses
}
