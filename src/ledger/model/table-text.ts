/** Cells as read from a document: `row` and `column` count from 1 as in the document. */
export type TableCell = {
  readonly row: number
  readonly column: number
  readonly text: string
  readonly merged?: boolean
}

/**
 * The plain text form (ledger 4.1): a line that starts with a tab opens a cell; following lines without a tab belong to
 * it, blank ones too. Rows are made by counting `width` cells. Lines before the first tab are the title.
 */
export const readTableText = (
  text: string,
  width = 7,
): { readonly title: string; readonly cells: readonly TableCell[] } => {
  const title: string[] = []
  const cells: string[] = []
  for (const line of text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')) {
    if (line.startsWith('\t')) cells.push(...line.slice(1).split('\t'))
    else if (cells.length === 0) title.push(line)
    else cells[cells.length - 1] += `\n${line}`
  }
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
