import { halfWidth } from './half-width.ts'
import { suffixOf } from './predicate.ts'
import { draftOfQuantity, draftOfSpecial, type Memory, namedSubject } from './statement-draft.ts'
import { cleanSubject } from './statement-words.ts'
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
        this.#subject = cleanSubject(namedSubject(left.replace(/(?:从|由)[^从由]*$/, '')))
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
      const memory: Memory = {
        subject: this.#subject,
        baseline: this.#baseline,
        continued: this.targets.length > 0,
      }
      const right = this.#plain.slice(figure.to, rightTo)
      const draft =
        figure.kind === 'special'
          ? draftOfSpecial(figure, left, right, memory)
          : draftOfQuantity(figure, left, right, memory)
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
    const opened = /(?:从|由)(?:\d{4}年的?)?[^,]{0,8}$/.test(left) || /(?:^|[^到至])\d{4}年的$/.test(left)
    if (!opened || !/(?:到|至)\s*(?:\d{4}年的?)?$/.test(gap.trim())) return null
    const unit = figure.unit ?? next.unit
    return figure.numeral.fraction ? figure.numeral.value : inUnit(figure.numeral.value, unit?.factor ?? 1)
  }

  #trim([from, to]: Span): Span {
    let [start, end] = [from, to]
    while (start < end && /[\s、,;:。和及与]/.test(this.#plain[start] ?? '')) start += 1
    while (end > start && /[\s、,;:。]/.test(this.#plain[end - 1] ?? '')) end -= 1
    return [start, end]
  }
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
