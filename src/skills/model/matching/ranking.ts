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

type Coded = { readonly codes: Int32Array; readonly distinct: number }

/** Whole numbers below this are counted in an array, which is quicker than a map. */
const smallNumbers = 1 << 16

/** Place of each value among the distinct ones, highest first. */
const codesOf = (column: Float64Array): Coded => {
  const codes = new Int32Array(column.length)
  const present = new Int32Array(smallNumbers)
  let small = true
  for (let entry = 0; entry < column.length && small; entry += 1) {
    const value = column[entry] ?? 0
    small = Number.isInteger(value) && value >= 0 && value < smallNumbers
    if (small) present[value] = 1
  }
  if (small) {
    let distinct = 0
    for (let value = smallNumbers - 1; value >= 0; value -= 1) if (present[value] === 1) present[value] = distinct++
    for (let entry = 0; entry < column.length; entry += 1) codes[entry] = present[column[entry] ?? 0] ?? 0
    return { codes, distinct }
  }
  const values = Float64Array.from(new Set(column)).sort().reverse()
  const codeOf = new Map<number, number>()
  values.forEach((value, code) => codeOf.set(value, code))
  for (let entry = 0; entry < column.length; entry += 1) codes[entry] = codeOf.get(column[entry] ?? 0) ?? 0
  return { codes, distinct: values.length }
}

/** Fewer, wider keys: neighbours are put together while their product can still be counted in an array. */
const widen = (keys: readonly Coded[]): readonly Coded[] => {
  const wide: Coded[] = []
  for (const key of keys) {
    const last = wide.at(-1)
    if (last === undefined || last.distinct * key.distinct > 1 << 18) wide.push(key)
    else {
      const { codes } = last
      for (let entry = 0; entry < codes.length; entry += 1) {
        codes[entry] = (codes[entry] ?? 0) * key.distinct + (key.codes[entry] ?? 0)
      }
      wide[wide.length - 1] = { codes, distinct: last.distinct * key.distinct }
    }
  }
  return wide
}

/** 0, 1, 2 … */
export const indices = (count: number): Int32Array => {
  const all = new Int32Array(count)
  for (let index = 0; index < count; index += 1) all[index] = index
  return all
}

/** A permutation of indices in the order of their codes, those of equal code in the order in which they came. */
export const sortByCode = (order: Int32Array, codes: Int32Array, distinct: number): Int32Array => {
  const from = new Int32Array(distinct + 1)
  for (let place = 0; place < order.length; place += 1) {
    const code = codes[place] ?? 0
    from[code + 1] = (from[code + 1] ?? 0) + 1
  }
  for (let code = 0; code < distinct; code += 1) from[code + 1] = (from[code + 1] ?? 0) + (from[code] ?? 0)
  const sorted = new Int32Array(order.length)
  for (let place = 0; place < order.length; place += 1) {
    const entry = order[place] ?? 0
    const code = codes[entry] ?? 0
    const to = from[code] ?? 0
    sorted[to] = entry
    from[code] = to + 1
  }
  return sorted
}

/**
 * Ranks entries by columns of keys, the first decides first, higher is better; then by lot. Counting sort from the
 * last column to the first: time O(columns · entries), plus a draw for each entry that is tied.
 */
export const rankEntries = (columns: readonly Float64Array[], count: number, ties: Ties): Ranking => {
  const keys = widen(columns.map(codesOf))
  let order: Int32Array = indices(count)
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
