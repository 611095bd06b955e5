/**
 * The best edges that fit into a number of seats. Where ranks tie (policy `admitAllTied`), the worst class leaves only
 * as a whole and only when the rest still fills the seats. Members become a binary heap with the worst on top when the
 * first of them has to leave; while applicants come best first, none ever has to.
 */
export class Pool {
  #seats: number
  #worst = -1
  #heaped = false
  readonly #rank: Int32Array
  readonly #members: number[] = []

  constructor(seats: number, rank: Int32Array) {
    this.#seats = seats
    this.#rank = rank
  }

  get size(): number {
    return this.#members.length
  }

  get full(): boolean {
    return this.#members.length >= this.#seats
  }

  get members(): readonly number[] {
    return this.#members
  }

  /** Takes an edge in; adds those that no longer fit to `out`, `edge` itself perhaps among them. */
  admit(edge: number, out: number[]): void {
    const rank = this.#rank[edge] ?? 0
    if (this.#members.length >= this.#seats && (this.#seats === 0 || rank > this.#worst)) {
      out.push(edge)
      return
    }
    this.#members.push(edge)
    if (this.#heaped) this.#up(this.#members.length - 1)
    if (rank > this.#worst) this.#worst = rank
    this.#overflow(out)
  }

  /** Changes the number of seats; adds those that no longer fit to `out`. */
  resize(seats: number, out: number[]): void {
    this.#seats = seats
    this.#overflow(out)
  }

  #overflow(out: number[]): void {
    const members = this.#members
    if (members.length <= this.#seats) return
    this.#heapify()
    while (members.length > this.#seats) {
      const worst = this.#worst
      const tied: number[] = []
      while (members.length > 0 && this.#worst === worst) tied.push(this.#pop())
      // The last seats fall to the whole class.
      if (this.#seats > 0 && members.length < this.#seats) {
        for (const edge of tied) {
          members.push(edge)
          this.#up(members.length - 1)
        }
        this.#worst = worst
        break
      }
      for (const edge of tied) out.push(edge)
    }
  }

  #heapify(): void {
    if (this.#heaped) return
    this.#heaped = true
    for (let place = (this.#members.length >> 1) - 1; place >= 0; place -= 1) this.#down(place)
  }

  #up(from: number): void {
    const heap = this.#members
    const rank = this.#rank
    const edge = heap[from] ?? 0
    const own = rank[edge] ?? 0
    let place = from
    while (place > 0) {
      const above = (place - 1) >> 1
      const parent = heap[above] ?? 0
      if ((rank[parent] ?? 0) >= own) break
      heap[place] = parent
      place = above
    }
    heap[place] = edge
  }

  #down(from: number): void {
    const heap = this.#members
    const rank = this.#rank
    const edge = heap[from] ?? 0
    const own = rank[edge] ?? 0
    let place = from
    for (;;) {
      let child = 2 * place + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && (rank[heap[child + 1] ?? 0] ?? 0) > (rank[heap[child] ?? 0] ?? 0)) child += 1
      const below = heap[child] ?? 0
      if ((rank[below] ?? 0) <= own) break
      heap[place] = below
      place = child
    }
    heap[place] = edge
  }

  #pop(): number {
    const heap = this.#members
    const top = heap[0] ?? 0
    const last = heap.pop() ?? 0
    if (heap.length > 0) {
      heap[0] = last
      this.#down(0)
    }
    const worst = heap[0]
    this.#worst = worst === undefined ? -1 : (this.#rank[worst] ?? 0)
    return top
  }
}
