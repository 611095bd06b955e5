/** Cells as read from a document: `row` and `column` count from 1 as in the document. */
export type TableCell = {
  readonly row: number
  readonly column: number
  readonly text: string
  readonly merged?: boolean
}

/**
 * The plain text form (ledger 4.1): a line that starts with a tab opens a cell; following lines without a tab belong to
 * it, blank ones too. Rows are made by counting cells: seven, or as many as stand before the first row's number where a
 * column is missing or too many. Lines before the first tab are the title.
 */
export const readTableText = (
  text: string,
  given: number | null = null,
): { readonly title: string; readonly cells: readonly TableCell[] } => {
  const title: string[] = []
  const cells: string[] = []
  for (const line of text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')) {
    if (line.startsWith('\t')) for (const cell of line.slice(1).split('\t')) cells.push(cell)
    else if (cells.length === 0) title.push(line)
    else cells[cells.length - 1] += `\n${line}`
  }
  const numbered = cells.findIndex((cell) => /^(?:序\s*号|编号)$/.test(cell.trim()))
  const first = cells.findIndex((cell, index) => index > numbered && /^[1１一][.、．]?$/.test(cell.trim()))
  const counted = numbered < 0 || first < 0 ? 7 : first - numbered
  const width = given ?? (counted >= 3 && counted <= 12 ? counted : 7)
  return {
    title: title
      .filter((line) => !/^\s*(?:\[bookmark:.*?\]\s*)?$/.test(line))
      .join('\n')
      .replace(/\[bookmark:.*?\]\s*/g, '')
      .trim(),
    cells: cells.map((cell, index) => ({
      row: Math.floor(index / width) + 1,
      column: (index % width) + 1,
      text: cell.trim(),
    })),
  }
}
