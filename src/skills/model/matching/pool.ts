/**
 * The best edges that fit into a number of seats: a binary heap with the worst on top. Where ranks tie (policy
 * `admitAllTied`), the worst class leaves only as a whole and only when the rest still fills the seats.
 */
export class Pool {
  #seats: number
  readonly #rank: Int32Array
  readonly #heap: number[] = []

  constructor(seats: number, rank: Int32Array) {
    this.#seats = seats
    this.#rank = rank
  }

  get size(): number {
    return this.#heap.length
  }

  get full(): boolean {
    return this.#heap.length >= this.#seats
  }

  get members(): readonly number[] {
    return this.#heap
  }

  /** Rank of the worst member; -1 when empty. */
  get worstRank(): number {
    const [top] = this.#heap
    return top === undefined ? -1 : (this.#rank[top] ?? 0)
  }

  /** Takes an edge in; gives those that no longer fit, `edge` itself perhaps among them. */
  admit(edge: number): readonly number[] {
    if (this.#seats === 0) return [edge]
    this.#push(edge)
    return this.#overflow()
  }

  /** Changes the number of seats; gives those that no longer fit. */
  resize(seats: number): readonly number[] {
    this.#seats = seats
    return this.#overflow()
  }

  #overflow(): readonly number[] {
    if (this.#heap.length <= this.#seats) return none
    const out: number[] = []
    while (this.#heap.length > this.#seats) {
      const worst = this.worstRank
      const tied: number[] = []
      while (this.#heap.length > 0 && this.worstRank === worst) tied.push(this.#pop())
      // The last seats fall to the whole class.
      if (this.#seats > 0 && this.#heap.length < this.#seats) {
        for (const edge of tied) this.#push(edge)
        break
      }
      out.push(...tied)
    }
    return out
  }

  #push(edge: number): void {
    const heap = this.#heap
    const rank = this.#rank
    let place = heap.length
    heap.push(edge)
    const own = rank[edge] ?? 0
    while (place > 0) {
      const up = (place - 1) >> 1
      const parent = heap[up] ?? 0
      if ((rank[parent] ?? 0) >= own) break
      heap[place] = parent
      place = up
    }
    heap[place] = edge
  }

  #pop(): number {
    const heap = this.#heap
    const rank = this.#rank
    const top = heap[0] ?? 0
    const last = heap.pop() ?? 0
    const { length } = heap
    if (length === 0) return top
    const own = rank[last] ?? 0
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= length) break
      if (child + 1 < length && (rank[heap[child + 1] ?? 0] ?? 0) > (rank[heap[child] ?? 0] ?? 0)) child += 1
      const below = heap[child] ?? 0
      if ((rank[below] ?? 0) <= own) break
      heap[place] = below
      place = child
    }
    heap[place] = last
    return top
  }
}

const none: readonly number[] = []
