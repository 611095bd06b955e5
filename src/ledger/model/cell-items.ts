import { datePhraseAt } from './due-dates.ts'
import { halfWidth } from './half-width.ts'
import { itemNumberLength } from './item-number.ts'
import type { Span } from './target-statements.ts'

export type CellItem = {
  /** Number as printed; null for a lead-in line or an unnumbered text. */
  readonly no: number | null
  readonly text: string
  /** In the text of the cell. */
  readonly span: Span
  /** Due date of the dated heading above it. */
  readonly heading: string | null
}

/** Cuts a cell into its numbered items; a line without a number continues the item above it (ledger 4.1). */
export const cellItems = (cell: string, year: number | null): readonly CellItem[] => {
  const plain = halfWidth(cell)
  const items: { no: number | null; from: number; to: number; heading: string | null }[] = []
  let heading: string | null = null
  let from = 0
  for (const line of cell.split('\n')) {
    const to = from + line.length
    if (line.trim() !== '') {
      const length = itemNumberLength(plain, from)
      const date = datePhraseAt(plain, from + length + leading(plain, from + length), year)
      const rest = date === null ? 'text' : plain.slice(date.to, to).replace(/[,、\s]/g, '')
      if (date?.kind === 'due' && (rest === '' || rest === ':')) {
        heading = date.due
        items.push({ no: printed(plain.slice(from, from + length)), from: from + length, to, heading })
      } else {
        const last = items.at(-1)
        const continues = length === 0 && last !== undefined && last.no !== null
        if (continues) last.to = to
        else items.push({ no: printed(plain.slice(from, from + length)), from: from + length, to, heading })
      }
    }
    from = to + 1
  }
  return items.map(({ no, from: start, to: end, heading: due }) => {
    const raw = cell.slice(start, end)
    const left = raw.length - raw.trimStart().length
    const text = raw.trim()
    return { no, text, span: [start + left, start + left + text.length], heading: due }
  })
}

const leading = (text: string, at: number): number => /^\s*/.exec(text.slice(at))?.[0].length ?? 0

const han = '零一二三四五六七八九十'
const printed = (number: string): number | null => {
  const digits = /\d+/.exec(number)
  if (digits !== null) return Number(digits[0])
  const word = /[一二三四五六七八九十]{1,3}/.exec(number)?.[0]
  if (word === undefined) return null
  const [tens, ones] = word.includes('十') ? word.split('十') : ['', word]
  return (
    (word.includes('十') ? (tens === '' ? 1 : han.indexOf(tens ?? '')) * 10 : 0) +
    (ones === undefined || ones === '' ? 0 : han.indexOf(ones))
  )
}
