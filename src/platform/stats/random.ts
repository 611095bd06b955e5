/**
 * Seeded random numbers: the same seed gives the same figures on every machine, so that a simulated result can be
 * recomputed and disputed. Generator: sfc32 (C. Doty-Humphrey, PractRand), state filled by splitmix32 from a hash of
 * the seed. Not for secrets.
 */
export type Random = {
  /** Uniform on [0, 1) with 32 bits. */
  readonly next: () => number
  /** Uniform integer in [0, n), without modulo bias. */
  readonly integer: (n: number) => number
  /** Standard normal deviate (Marsaglia's polar method). */
  readonly normal: () => number
  /** A permuted copy (Fisher–Yates). */
  readonly shuffle: <T>(items: readonly T[]) => T[]
}

/** FNV-1a, 32 bits, over UTF-16 units. */
const hashText = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** splitmix32: one odd-constant walk through all 2^32 states, finalised as in MurmurHash3. */
const splitmix32 = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
}

/** One 32-bit word after another of sfc32 with the given state of three words and a counter. */
export const sfc32 = (seedA: number, seedB: number, seedC: number, counter = 1): (() => number) => {
  let [a, b, c, n] = [seedA | 0, seedB | 0, seedC | 0, counter | 0]
  return () => {
    const result = (a + b + n) | 0
    n = (n + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + result) | 0
    return result >>> 0
  }
}

/** A generator from a number or a text seed. Numbers are taken by their decimal text, so 1 and '1' agree. */
export const seededRandom = (seed: number | string): Random => {
  const fill = splitmix32(hashText(String(seed)))
  const word = sfc32(fill(), fill(), fill())
  for (let round = 0; round < 12; round++) word()
  const next = () => word() / 4_294_967_296
  const integer = (n: number): number => {
    if (!Number.isInteger(n) || n < 1 || n > 4_294_967_296) throw new RangeError(`integer(${n})`)
    const limit = 4_294_967_296 - (4_294_967_296 % n)
    let value = word()
    while (value >= limit) value = word()
    return value % n
  }
  let spare: number | null = null
  const normal = (): number => {
    if (spare !== null) {
      const value = spare
      spare = null
      return value
    }
    for (;;) {
      const [u, v] = [2 * next() - 1, 2 * next() - 1]
      const s = u * u + v * v
      if (s > 0 && s < 1) {
        const factor = Math.sqrt((-2 * Math.log(s)) / s)
        spare = v * factor
        return u * factor
      }
    }
  }
  const shuffle = <T>(items: readonly T[]): T[] => {
    const copy = [...items]
    for (let last = copy.length - 1; last > 0; last--) {
      const other = integer(last + 1)
      const kept = copy[last] as T
      copy[last] = copy[other] as T
      copy[other] = kept
    }
    return copy
  }
  return { next, integer, normal, shuffle }
}
