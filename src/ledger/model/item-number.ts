/**
 * Length of the item number at `at` of a half-width text: `1.`, `2、`, `(3)`, `3加快` (no mark). `1.2022年9月` is item 1
 * of 2022, not 1.2022; `15家` at the head of a line is a figure, not an item.
 */
export const itemNumberLength = (text: string, at: number): number => {
  const marked =
    /^[ \t]*(?:\(\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*\)|(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[、)]|\.(?!\d)|\.(?=\d{4}\s*年)))[ \t]*/.exec(
      text.slice(at, at + 24),
    )
  if (marked !== null) return marked[0].length
  // Without a mark only a single digit before a verb counts, never before a unit.
  const bare = /^[ \t]*\d(?=[加推建完开实创形深优启落制全争构提积聚探健强扩引打促])/.exec(text.slice(at, at + 8))
  return bare === null ? 0 : bare[0].length
}
