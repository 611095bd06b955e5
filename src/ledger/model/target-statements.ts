import { halfWidth } from './half-width.ts'
import { suffixOf } from './predicate.ts'
import { type Draft, draftOfQuantity, draftOfSpecial, type Memory, namedSubject } from './statement-draft.ts'
import { describes, headsOf, lastSeparator, ownsTheNext } from './statement-lists.ts'
import { cleanSubject, indicatorNoun } from './statement-words.ts'
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
  /** A noun alone before the clause of its figure: 人均收入，到2025年达到4.6万元. */
  #lead: { readonly from: number; readonly subject: string } | null = null
  #covered: Span[] = []
  /** Of the sentence among the targets. */
  #first = 0

  constructor(text: string, plain: string, due: string | null) {
    this.#text = text
    this.#plain = plain
    this.#due = due
  }

  sentence(tokens: readonly Token[]): void {
    this.#subject = ''
    this.#baseline = null
    this.#lead = null
    const first = this.targets.length
    this.#first = first
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
    for (const clause of clausesOf(tokens, this.#plain)) {
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
      if (clause.tokens.some((token) => token.kind === 'date' && token.date.kind === 'due') && this.#lead === null)
        flush()
      this.#covered = []
      this.#clause(clause)
      if (this.targets.length > before) {
        const lead = this.#lead
        if (lead !== null && this.#covered.some(([from]) => from === lead.from)) open = null
        flush()
        this.#rest(clause)
        this.#lead = null
        continue
      }
      const content = clause.tokens.some(
        (token) => token.kind === 'word' || token.kind === 'quantity' || token.kind === 'special',
      )
      if (!content) continue
      const from = clause.tokens.find((token) => token.kind !== 'date')?.from ?? clause.from
      open = open === null ? [from, clause.to] : [open[0], clause.to]
      const words = cleanSubject(namedSubject(this.#plain.slice(from, clause.to)))
      const nounAlone = clause.tokens.every(({ kind }) => kind === 'word') && open[0] === from && endsInNoun.test(words)
      this.#lead = nounAlone ? { from, subject: words } : null
      if (nounAlone) this.#subject = words
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
    // The statement begins after the date that governs it: 争取到2025年|落实资金…; what is named before it stays.
    const date = clause.tokens.findLast(
      (token) => token.kind === 'date' && token.to <= opening.from && token.date.kind !== 'reference',
    )
    const before = date === undefined ? '' : this.#plain.slice(clause.from, date.from)
    const named = cleanSubject(namedSubject(before)) !== ''
    const start = date === undefined || named ? clause.from : date.to
    const wordsBefore = (from: number, to: number): string =>
      date !== undefined && named && from <= date.from
        ? this.#plain.slice(from, date.from) + this.#plain.slice(date.to, to)
        : this.#plain.slice(from, to)
    const heads = headsOf(
      wordsBefore(start, opening.from),
      figures.length,
      this.targets.slice(this.#first).map(({ subject }) => subject),
    )
    let leftFrom = start
    for (const [index, figure] of figures.entries()) {
      const next = figures[index + 1]
      const gap = this.#plain.slice(figure.to, next?.from ?? clause.to)
      const cut = next === undefined ? gap.length : boundary(gap)
      const left = wordsBefore(leftFrom, figure.from)
      const baseline =
        figure.kind === 'quantity' && next?.kind === 'quantity' ? this.#baselineOf(left, figure, gap, next) : null
      if (baseline !== null) {
        this.#subject = cleanSubject(namedSubject(left.replace(/(?:从|由)[^从由]*$/, ''))) || this.#subject
        this.#baseline = baseline
        leftFrom = figure.to
        continue
      }
      const owns =
        next !== undefined && figures[index + 2] === undefined && ownsTheNext(figure, namedSubject(left), gap)
      const rightTo = owns ? clause.to : figure.to + cut
      if (!owns && next !== undefined && describes(figure, gap, next)) continue
      const right = this.#plain.slice(figure.to, rightTo).replace(/[\s、]+$/, '')
      const lefts = heads?.shared === true ? heads.lefts : [heads?.lefts[index] ?? left]
      const drafts = lefts.flatMap(
        (words) => this.#draft(figure, words, right, heads === null ? this.#subject : '') ?? [],
      )
      if (drafts.length === 0) {
        // A figure that is none (跑零次) belongs to the words of the next one.
        if (next === undefined || lastSeparator(gap) !== null || figure.to - leftFrom > farthest) leftFrom = rightTo
        continue
      }
      const ledIn = index === 0 && this.#lead !== null && drafts[0]?.subject === this.#lead.subject && !owns
      const spanFrom = ledIn && this.#lead !== null ? this.#lead.from : leftFrom
      const baseFrom = this.#baseline !== null && drafts[0]?.baseline !== null ? Math.min(spanFrom, start) : spanFrom
      for (const draft of drafts) this.targets.push({ ...draft, due: this.#due, span: this.#trim([baseFrom, rightTo]) })
      this.#covered.push([baseFrom, rightTo])
      this.#subject = drafts.at(-1)?.subject ?? ''
      leftFrom = rightTo
      if (owns) break
    }
  }

  #draft(figure: Quantity | Special, left: string, right: string, subject: string): Draft | null {
    const memory: Memory = { subject, baseline: this.#baseline, continued: this.targets.length > 0 }
    return figure.kind === 'special'
      ? draftOfSpecial(figure, left, right, memory)
      : draftOfQuantity(figure, left, right, memory)
  }

  /** What a clause with targets says besides them is listed too: nothing is dropped. */
  #rest(clause: Clause): void {
    let from = clause.from
    const ends = [...this.#covered, [clause.to, clause.to] as const].toSorted(([a], [b]) => a - b)
    for (const [start, end] of ends) {
      for (const [a, b] of this.#withoutDates(clause, from, start)) {
        const span = this.#trim([a, b])
        const text = this.#text.slice(...span)
        if (/[\p{L}\p{N}]/u.test(text) && namedSubject(this.#plain.slice(...span)) !== '')
          this.unparsed.push({ text, span, reason: /\d/.test(halfWidth(text)) ? 'number_not_a_target' : 'qualitative' })
      }
      from = Math.max(from, end)
    }
  }

  #withoutDates(clause: Clause, from: number, to: number): readonly Span[] {
    const parts: Span[] = []
    let at = from
    for (const token of clause.tokens) {
      if (token.kind !== 'date' || token.date.kind === 'reference' || token.from < at || token.from >= to) continue
      parts.push([at, token.from])
      at = token.to
    }
    if (at < to) parts.push([at, to])
    return parts
  }

  /** `从3.6万元增加到4.6万元`: the first figure is the baseline of the second. */
  #baselineOf(left: string, figure: Quantity, gap: string, next: Quantity): number | null {
    const opened = /(?:从|由)(?:\d{4}年(?:底|末|初)?的?)?[^,]{0,8}$/.test(left) || /(?:^|[^到至])\d{4}年的$/.test(left)
    if (!opened || !/(?:到|至|为|成)\s*(?:\d{4}年(?:底|末)?的?)?$/.test(gap.trim())) return null
    const unit = figure.unit ?? next.unit
    return figure.numeral.fraction ? figure.numeral.value : inUnit(figure.numeral.value, unit?.factor ?? 1)
  }

  #trim([from, to]: Span): Span {
    let [start, end] = [from, to]
    while (
      start < end &&
      /^(?:[\s、,;:。+]|和(?![平谐美合])|及(?![格时])|与(?![会时]))/.test(this.#plain.slice(start, start + 2))
    )
      start += 1
    while (end > start && /[\s、,;:。]/.test(this.#plain[end - 1] ?? '')) end -= 1
    return [start, end]
  }
}

/** Where the text between two figures is cut: what follows the last separator belongs to the later figure. */
const boundary = (gap: string): number => lastSeparator(gap) ?? suffixOf(gap).length

/** Words farther from their figure than this say nothing of it. */
const farthest = 300

const endsInNoun = new RegExp(`${indicatorNoun.source}$`)

const hasFigure = (tokens: readonly Token[], from: number): boolean =>
  tokens.some((token) => (token.kind === 'quantity' || token.kind === 'special') && token.from >= from)

const listed = /(?:[、]|[和及])$/

const clausesOf = (tokens: readonly Token[], plain: string): readonly Clause[] => {
  const clauses: Clause[] = []
  let current: Token[] = []
  const close = (): void => {
    const [first, last] = [current[0], current.at(-1)]
    if (first !== undefined && last !== undefined) clauses.push({ tokens: current, from: first.from, to: last.to })
    current = []
  }
  for (const token of tokens) {
    // 一季度完成25%、二季度完成50%: a new date begins a new statement.
    const dated = token.kind === 'date' && token.date.kind === 'due'
    const stated = dated && current.some(({ kind }) => kind === 'quantity' || kind === 'special')
    const last = current.at(-1)
    if (stated && last?.kind === 'word' && listed.test(plain.slice(last.from, last.to))) close()
    if (token.kind === 'comma') close()
    else current.push(token)
  }
  close()
  return clauses
}
