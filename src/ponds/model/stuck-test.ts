import { flag, grain, testBit } from './quality-flags.ts'

type Series = {
  readonly times: Float64Array
  readonly values: Float64Array
  readonly flags: Uint8Array
  readonly failed: Uint8Array
}

const hour = 3_600_000
const [suspectMs, failMs] = [2 * hour, 6 * hour]

/** Indices whose values never rise (or never fall) from head to tail: the head is the extreme of the window. */
class Extremes {
  readonly #order: Int32Array
  readonly #values: Float64Array
  readonly #sign: 1 | -1
  #head = 0
  #tail = 0

  constructor(values: Float64Array, sign: 1 | -1) {
    this.#order = new Int32Array(values.length)
    this.#values = values
    this.#sign = sign
  }

  push(index: number): void {
    const value = this.#sign * (this.#values[index] as number)
    while (
      this.#tail > this.#head &&
      this.#sign * (this.#values[this.#order[this.#tail - 1] as number] as number) <= value
    )
      this.#tail--
    this.#order[this.#tail++] = index
  }

  /** Forgets what lies before `start`. */
  dropBefore(start: number): void {
    while (this.#tail > this.#head && (this.#order[this.#head] as number) < start) this.#head++
  }

  get value(): number {
    return this.#values[this.#order[this.#head] as number] as number
  }
}

/**
 * A probe that says the same for two hours is suspect, for six hours it fails: the longest run of good points up to the
 * point whose values stay within `epsilon`. A gap ends a run.
 */
export const stuckTest = (
  { times, values, flags, failed }: Series,
  epsilon: number,
  mayStandStill: (index: number) => boolean,
  mark: (index: number, worse: number) => void,
): void => {
  const [highest, lowest] = [new Extremes(values, 1), new Extremes(values, -1)]
  const good: number[] = []
  let start = 0
  for (let index = 0; index < values.length; index++) {
    // A point marked before was not good; marking stuck ones must not end their own run.
    if ((flags[index] as number) >= flag.suspect) continue
    good.push(index)
    if (((failed[index] as number) & testBit.gap) !== 0) start = good.length - 1
    highest.push(index)
    lowest.push(index)
    const runFrom = () => good[start] as number
    highest.dropBefore(runFrom())
    lowest.dropBefore(runFrom())
    while (highest.value - lowest.value > epsilon + grain) {
      start++
      highest.dropBefore(runFrom())
      lowest.dropBefore(runFrom())
    }
    const covers = (times[index] as number) - (times[runFrom()] as number)
    if (covers < suspectMs || mayStandStill(index)) continue
    mark(index, covers >= failMs ? flag.fail : flag.suspect)
  }
}
