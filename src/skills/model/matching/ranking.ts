import { createHmac } from 'node:crypto'

/** Uniform draw of an applicant under a seed that was committed before lists were locked (skills 4.3). */
export const lottery = (seed: string, applicant: string): Buffer =>
  createHmac('sha256', seed).update(applicant).digest()

/** Order of two applicants for one programme: score, published keys; negative when `a` comes first. */
export const comparePublished = (
  a: { readonly score: number; readonly tieBreaks: readonly number[] },
  b: { readonly score: number; readonly tieBreaks: readonly number[] },
): number => {
  if (a.score !== b.score) return b.score - a.score
  const length = Math.max(a.tieBreaks.length, b.tieBreaks.length)
  for (let index = 0; index < length; index += 1) {
    const difference = (b.tieBreaks[index] ?? 0) - (a.tieBreaks[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Best first. `rank` is the place of each entry in `order`, from 0; equal for those that are admitted together. */
export type Ranking = { readonly order: Int32Array; readonly rank: Int32Array }

/** How what the published keys leave tied is decided. */
export type Ties = {
  readonly tiePolicy: 'strict' | 'admitAllTied'
  readonly seed: string
  readonly idOf: (entry: number) => string
}

/** Place of each value among the distinct ones, highest first. */
const codesOf = (column: Float64Array): { readonly codes: Int32Array; readonly distinct: number } => {
  const values = Float64Array.from(new Set(column)).sort()
  const codeOf = new Map<number, number>()
  values.forEach((value, index) => codeOf.set(value, values.length - 1 - index))
  return { codes: Int32Array.from(column, (value) => codeOf.get(value) ?? 0), distinct: values.length }
}

/** Indices in the order of their codes, those of equal code in the order in which they came. */
export const sortByCode = (order: Int32Array, codes: Int32Array, distinct: number): Int32Array => {
  const from = new Int32Array(distinct + 1)
  for (const code of codes) from[code + 1] = (from[code + 1] ?? 0) + 1
  for (let code = 0; code < distinct; code += 1) from[code + 1] = (from[code + 1] ?? 0) + (from[code] ?? 0)
  const sorted = new Int32Array(order.length)
  for (const entry of order) {
    const code = codes[entry] ?? 0
    const place = from[code] ?? 0
    sorted[place] = entry
    from[code] = place + 1
  }
  return sorted
}

/**
 * Ranks entries by columns of keys, the first decides first, higher is better; then by lot. Counting sort from the
 * last column to the first: time O(columns · entries), plus a draw for each entry that is tied.
 */
export const rankEntries = (columns: readonly Float64Array[], count: number, ties: Ties): Ranking => {
  const keys = columns.map(codesOf)
  let order: Int32Array = Int32Array.from({ length: count }, (_, index) => index)
  for (const { codes, distinct } of keys.toReversed()) order = sortByCode(order, codes, distinct)
  const tied = (a: number, b: number): boolean => keys.every(({ codes }) => codes[a] === codes[b])
  const rank = new Int32Array(count)
  let from = 0
  while (from < count) {
    const first = order[from] ?? 0
    let to = from + 1
    while (to < count && tied(first, order[to] ?? 0)) to += 1
    if (to - from > 1 && ties.tiePolicy === 'strict') {
      const drawn = Array.from(order.subarray(from, to), (entry) => ({
        entry,
        draw: lottery(ties.seed, ties.idOf(entry)),
      }))
      drawn.sort((a, b) => Buffer.compare(a.draw, b.draw))
      order.set(
        drawn.map(({ entry }) => entry),
        from,
      )
    }
    for (let place = from; place < to; place += 1) {
      rank[order[place] ?? 0] = ties.tiePolicy === 'strict' ? place : from
    }
    from = to
  }
  return { order, rank }
}
