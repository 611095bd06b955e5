import type { Condition, Interval } from './condition.ts'
import type { RuleColumn } from './rule-table.ts'

/** A part of the inputs, one description a column; columns that do not matter are left out. */
export type Region = Readonly<Record<string, string>>
export type Coverage = {
  /** Inputs that no row answers. */
  readonly gaps: readonly Region[]
  /** Inputs that several rows answer; the first wins. */
  readonly overlaps: readonly { readonly rows: readonly number[]; readonly region: Region }[]
  /** Rows (from 0) that never win: rows above them answer everything they would. */
  readonly unreachable: readonly number[]
  /** More was found than is listed. */
  readonly truncated: boolean
}

/** A piece of one column's inputs within which no condition of any row changes its mind. */
type Piece = { readonly text: string; readonly holds: (condition: Condition) => boolean; readonly range?: Interval }

const inside = (piece: Interval, outer: Interval): boolean => {
  const lowFits =
    outer.low === null ||
    (piece.low !== null && (piece.low > outer.low || (piece.low === outer.low && (outer.lowIn || !piece.lowIn))))
  const highFits =
    outer.high === null ||
    (piece.high !== null && (piece.high < outer.high || (piece.high === outer.high && (outer.highIn || !piece.highIn))))
  return lowFits && highFits
}

const intervalText = (column: RuleColumn, { low, lowIn, high, highIn }: Interval): string => {
  const show = (value: number) =>
    column.type === 'date' ? String(value).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') : String(value)
  if (low === null && high === null) return '任意值'
  if (low === null) return `${highIn ? '<=' : '<'} ${show(high ?? 0)}`
  if (high === null) return `${lowIn ? '>=' : '>'} ${show(low)}`
  return low === high ? `= ${show(low)}` : `${lowIn ? '[' : '('}${show(low)}..${show(high)}${highIn ? ']' : ')'}`
}

const numberPieces = (column: RuleColumn, conditions: readonly Condition[]): Piece[] => {
  const domain: Interval = {
    low: column.min ?? null,
    lowIn: true,
    high: column.max ?? null,
    highIn: true,
  }
  const bounds = conditions.flatMap((condition) =>
    condition.kind === 'interval' ? [condition.interval.low, condition.interval.high] : [],
  )
  const cuts = [...new Set([...bounds, domain.low, domain.high])]
    .filter((cut) => cut !== null)
    .toSorted((a, b) => a - b)
  const open = (low: number | null, high: number | null): Interval => ({ low, lowIn: false, high, highIn: false })
  const ranges = [
    open(null, cuts[0] ?? null),
    ...cuts.flatMap((cut, index) => [
      { low: cut, lowIn: true, high: cut, highIn: true },
      open(cut, cuts[index + 1] ?? null),
    ]),
  ]
  return ranges
    .filter((range) => inside(range, domain))
    .map((range) => ({
      text: intervalText(column, range),
      range,
      holds: (condition) =>
        condition.kind === 'any' || (condition.kind === 'interval' && inside(range, condition.interval)),
    }))
}

const valuePieces = (column: RuleColumn, conditions: readonly Condition[]): Piece[] => {
  const named = conditions.flatMap((condition) => (condition.kind === 'values' ? condition.values : []))
  const values: readonly (string | boolean)[] =
    column.type === 'boolean' ? [true, false] : column.type === 'enum' ? (column.options ?? []) : [...new Set(named)]
  const pieces = values.map(
    (value): Piece => ({
      text: value === true ? '是' : value === false ? '否' : value,
      holds: (condition) =>
        condition.kind === 'any' || (condition.kind === 'values' && condition.values.includes(value)),
    }),
  )
  return column.type === 'string' ? [...pieces, { text: '其他文字', holds: ({ kind }) => kind === 'any' }] : pieces
}

const piecesOf = (column: RuleColumn, conditions: readonly Condition[]): Piece[] => [
  ...(column.type === 'number' || column.type === 'date' ? numberPieces : valuePieces)(column, conditions),
  ...(column.nullable === true
    ? [{ text: '无', holds: ({ kind }: Condition) => kind === 'any' || kind === 'null' }]
    : []),
]

type Group = { readonly rows: readonly number[]; readonly text: string }

/** Pieces beside each other that the same rows answer are one. */
const grouped = (
  column: RuleColumn,
  pieces: readonly Piece[],
  rowsOf: (piece: Piece) => readonly number[],
): Group[] => {
  const groups: { rows: readonly number[]; texts: string[]; range: Interval | undefined }[] = []
  for (const piece of pieces) {
    const rows = rowsOf(piece)
    const last = groups.at(-1)
    const same = last !== undefined && last.rows.join() === rows.join()
    if (same && last.range !== undefined && piece.range !== undefined) {
      last.range = { ...last.range, high: piece.range.high, highIn: piece.range.highIn }
      last.texts = [intervalText(column, last.range)]
    } else if (same && last.range === undefined && piece.range === undefined) {
      last.texts.push(piece.text)
    } else {
      groups.push({ rows, texts: [piece.text], range: piece.range })
    }
  }
  return groups.map(({ rows, texts }) => ({ rows, text: texts.join('、') }))
}

/**
 * Exact cover of the inputs by the rows: every column is cut where some condition begins or ends, and the pieces are
 * walked column by column. Rows that have already dropped out are not walked again, so the work grows with the number
 * of different row sets and not with the number of combinations.
 */
export const coverageOf = (
  columns: readonly RuleColumn[],
  rows: readonly (readonly Condition[])[],
  limit = 50,
): Coverage => {
  const gaps: Region[] = []
  const overlaps = new Map<string, { rows: readonly number[]; region: Region }>()
  const winners = new Set<number>()
  const seen = new Set<string>()
  let truncated = false
  const pieces = columns.map((column, index) =>
    piecesOf(
      column,
      rows.map((row) => row[index] ?? { kind: 'any' }),
    ),
  )
  const leaf = (alive: readonly number[], region: Region): void => {
    const [winner] = alive
    if (winner === undefined) {
      if (gaps.length < limit) gaps.push(region)
      else truncated = true
      return
    }
    winners.add(winner)
    if (alive.length > 1 && !overlaps.has(alive.join())) {
      if (overlaps.size < limit) overlaps.set(alive.join(), { rows: alive, region })
      else truncated = true
    }
  }
  const walk = (index: number, alive: readonly number[], region: Region): void => {
    const column = columns[index]
    if (column === undefined || alive.length === 0) return leaf(alive, region)
    // What follows depends only on who is alive; a covered part needs one visit.
    const key = `${index}:${alive.join()}`
    if (seen.has(key)) return
    const before = gaps.length
    const groups = grouped(column, pieces[index] ?? [], (piece) =>
      alive.filter((row) => piece.holds(rows[row]?.[index] ?? { kind: 'any' })),
    )
    const [only] = groups
    for (const group of groups) {
      const matters = groups.length > 1 || only?.rows.length === 0
      walk(index + 1, group.rows, matters ? { ...region, [column.key]: group.text } : region)
    }
    if (gaps.length === before) seen.add(key)
  }
  walk(
    0,
    rows.map((_, index) => index),
    {},
  )
  return {
    gaps,
    overlaps: [...overlaps.values()],
    unreachable: rows.map((_, index) => index).filter((index) => !winners.has(index)),
    truncated,
  }
}
