import type { Cell, RuleColumn } from './rule-data.ts'

/** A cell as it is typed: an empty condition is null and fits everything. */
export const cellText = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : String(cell))

/**
 * What was typed, as the rule table stores it. Conditions stay text, except a plain number where a number stood;
 * results take the type of their column, and text that is not of that type is kept for the server to name.
 */
export const readCell = (text: string, column: Pick<RuleColumn, 'type'>, condition: boolean, before: Cell): Cell => {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const number = Number(trimmed)
  const numeric = Number.isFinite(number) && /^[-+]?[\d.]+$/.test(trimmed)
  if (condition) return typeof before === 'number' && numeric ? number : trimmed
  if (column.type === 'number' && numeric) return number
  if (column.type === 'boolean' && (trimmed === 'true' || trimmed === 'false')) return trimmed === 'true'
  return trimmed
}

/** A cell as it is read: codes in the trade's words, truth values as yes and no, conditions as they are written. */
export const cellWords = (
  cell: Cell | undefined,
  column: Pick<RuleColumn, 'words'>,
  truth: { readonly yes: string; readonly no: string },
): string => {
  const text = cellText(cell)
  if (text === 'true') return truth.yes
  if (text === 'false') return truth.no
  if (typeof cell !== 'string') return text
  const codes = text.split('|').map((code) => code.trim())
  return codes.some((code) => Object.hasOwn(column.words, code))
    ? codes.map((code) => column.words[code] ?? code).join('、')
    : text
}

/** An input of a trial case: numbers and truth values by the column's type. */
export const readInput = (text: string, column: Pick<RuleColumn, 'type'>): string | number | boolean | null =>
  readCell(text, column, false, null)
