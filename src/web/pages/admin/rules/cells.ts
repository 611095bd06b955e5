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

/** An input of a trial case: numbers and truth values by the column's type. */
export const readInput = (text: string, column: Pick<RuleColumn, 'type'>): string | number | boolean | null =>
  readCell(text, column, false, null)
