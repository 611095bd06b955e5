import { type Lots, type PurchaseItem, tolerance } from './purchase-problem.ts'

/**
 * The order in which lots are best bought. A lot of h·N units (h = lot ÷ all pupils) raises the mean by h wherever it
 * goes, and Σ w_s x_s² by 2h·y with y = x_s + lot ÷ 2N_s: so of all ways to buy K lots the one that takes the K smallest
 * y has the lowest variance, whatever K is. The ways are nested, and the first K whose coefficient reaches a target is
 * the fewest lots that any purchase needs: an exact answer without a solver.
 */
export type BuyingOrder = {
  /** School of the k-th lot. */
  readonly schools: Int32Array
  /** Coefficient after k lots, k = 0 … all. */
  readonly coefficients: Float64Array
  /** Lowest coefficient within the first k lots. */
  readonly lowest: Float64Array
}

/** Heap of schools by the y of their next lot; equal ones by their place in the list. */
class Queue {
  readonly #heap: number[] = []
  readonly #before: (a: number, b: number) => boolean

  constructor(before: (a: number, b: number) => boolean) {
    this.#before = before
  }

  push(school: number): void {
    const heap = this.#heap
    let at = heap.push(school) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#before(heap[at] as number, heap[parent] as number)) break
      this.#swap(at, parent)
      at = parent
    }
  }

  pop(): number | undefined {
    const heap = this.#heap
    const [first, last] = [heap[0], heap.pop()]
    if (first === undefined || last === undefined || heap.length === 0) return first
    heap[0] = last
    for (let at = 0; ; ) {
      let least = at
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && this.#before(heap[child] as number, heap[least] as number)) least = child
      if (least === at) return first
      this.#swap(at, least)
      at = least
    }
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap
    ;[heap[a], heap[b]] = [heap[b] as number, heap[a] as number]
  }
}

export const buyingOrder = ({ pupils, quantities, lot, mostLots }: PurchaseItem): BuyingOrder => {
  const all = pupils.reduce((sum, count) => sum + count, 0)
  const total = mostLots.reduce((sum, most) => sum + most, 0)
  const schools = new Int32Array(total)
  const coefficients = new Float64Array(total + 1)
  const lowest = new Float64Array(total + 1)
  const bought = new Int32Array(pupils.length)
  const next = quantities.map((quantity, school) => (quantity + lot / 2) / (pupils[school] ?? 1))
  const queue = new Queue((a, b) => {
    const difference = (next[a] as number) - (next[b] as number)
    return difference < 0 || (difference === 0 && a < b)
  })
  mostLots.forEach((most, school) => {
    if (most > 0) queue.push(school)
  })
  const first = quantities.reduce((sum, quantity) => sum + quantity, 0) / all
  let mean = first
  // About the first mean, so that squares do not swallow the variance.
  let squares = quantities.reduce((sum, quantity, school) => {
    const count = pupils[school] ?? 1
    return sum + (count / all) * (quantity / count - first) ** 2
  }, 0)
  const coefficient = () => Math.sqrt(Math.max(0, squares - (mean - first) ** 2)) / mean
  coefficients[0] = coefficient()
  lowest[0] = coefficients[0]
  for (let k = 0; k < total; k++) {
    const school = queue.pop()
    if (school === undefined) throw new Error('the queue holds every lot that may be bought')
    schools[k] = school
    squares += ((2 * lot) / all) * ((next[school] as number) - first)
    mean += lot / all
    bought[school] = (bought[school] as number) + 1
    next[school] = (next[school] as number) + lot / (pupils[school] ?? 1)
    if ((bought[school] as number) < (mostLots[school] ?? 0)) queue.push(school)
    coefficients[k + 1] = coefficient()
    lowest[k + 1] = Math.min(lowest[k] as number, coefficients[k + 1] as number)
  }
  return { schools, coefficients, lowest }
}

/** The first `count` lots, school by school. */
export const lotsOf = (item: PurchaseItem, { schools }: BuyingOrder, count: number): Lots => {
  const lots = item.pupils.map(() => 0)
  for (let k = 0; k < count; k++) {
    const school = schools[k] ?? 0
    lots[school] = (lots[school] ?? 0) + 1
  }
  return lots
}

/** Fewest lots that bring the coefficient to `target`; null where none do. */
export const fewestLots = ({ lowest }: BuyingOrder, target: number): number | null => {
  let [low, high] = [0, lowest.length - 1]
  if ((lowest[high] as number) > target + tolerance) return null
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lowest[middle] as number) <= target + tolerance) high = middle
    else low = middle + 1
  }
  return low
}
