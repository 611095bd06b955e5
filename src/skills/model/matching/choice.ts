import type { Market, Processing } from './market.ts'
import { Pool } from './pool.ts'

/**
 * The choice rule of one programme (skills 4.4), kept up to date edge by edge. Seats are filled in the declared
 * order: `reserveFirst` reserved seats, then open ones; `openFirst` the reverse. Reserved seats that nobody fills
 * revert to open ones, which are filled last. Each applicant has at most one group, so whoever is turned away stays
 * turned away as more apply (the rule is substitutable), and deferred acceptance may use it step by step.
 */
export class Choice {
  readonly #market: Market
  readonly #reserveFirst: boolean
  readonly #revert: boolean
  readonly #openSeats: number
  readonly #seats: ReadonlyMap<number, number>
  readonly #open: Pool
  readonly #reserves: ReadonlyMap<number, Pool>
  /** Seats that reverted, where they are filled after all others. */
  readonly #last: Pool

  constructor(market: Market, programme: number, processing: Processing, revert: boolean) {
    const list = market.reserves[programme] ?? []
    const reserved = list.reduce((sum, [, seats]) => sum + seats, 0)
    this.#market = market
    this.#reserveFirst = processing === 'reserveFirst'
    this.#revert = revert
    this.#openSeats = (market.quota[programme] ?? 0) - reserved
    this.#seats = new Map(list)
    this.#reserves = new Map(list.map(([group, seats]) => [group, new Pool(seats, market.edgeRank)]))
    const spare = revert ? reserved : 0
    this.#open = new Pool(this.#openSeats + (this.#reserveFirst ? spare : 0), market.edgeRank)
    this.#last = new Pool(this.#reserveFirst ? 0 : spare, market.edgeRank)
  }

  /** Considers one more edge; adds those that are turned away now to `refused`. */
  propose(edge: number, refused: number[]): void {
    if (this.#reserves.size === 0) this.#ordinary(this.#open, edge, refused)
    else if (this.#reserveFirst) this.#reserveThenOpen(edge, refused)
    else this.#openThenReserve(edge, refused)
  }

  /** Every admitted edge with its kind of seat: -1 open, else the group of the reserve. */
  *admitted(): Generator<readonly [edge: number, group: number]> {
    for (const pool of [this.#open, this.#last]) for (const edge of pool.members) yield [edge, -1]
    for (const [group, pool] of this.#reserves) for (const edge of pool.members) yield [edge, group]
  }

  /** Whether no seat of a kind is free: −1 open (reverted seats included), else the group of the reserve. */
  full(group: number): boolean {
    if (group === -1) return this.#open.full && this.#last.full
    return this.#reserves.get(group)?.full ?? true
  }

  #ordinary(pool: Pool, edge: number, refused: number[]): void {
    if (this.#market.edgeOpen[edge] === 1) pool.admit(edge, refused)
    else refused.push(edge)
  }

  #reserveOf(edge: number): Pool | undefined {
    if (this.#market.edgeReserve[edge] !== 1) return undefined
    return this.#reserves.get(this.#market.group[this.#market.edgeApplicant[edge] ?? 0] ?? -1)
  }

  #unfilled(): number {
    if (!this.#revert) return 0
    let seats = 0
    for (const [group, pool] of this.#reserves) seats += Math.max(0, (this.#seats.get(group) ?? 0) - pool.size)
    return seats
  }

  #reserveThenOpen(edge: number, refused: number[]): void {
    const pool = this.#reserveOf(edge)
    if (pool === undefined) {
      this.#ordinary(this.#open, edge, refused)
      return
    }
    const displaced: number[] = []
    pool.admit(edge, displaced)
    this.#open.resize(this.#openSeats + this.#unfilled(), refused)
    for (const next of displaced) this.#ordinary(this.#open, next, refused)
  }

  #openThenReserve(edge: number, refused: number[]): void {
    const displaced: number[] = []
    this.#ordinary(this.#open, edge, displaced)
    for (const next of displaced) {
      const left: number[] = []
      const pool = this.#reserveOf(next)
      if (pool === undefined) left.push(next)
      else pool.admit(next, left)
      this.#last.resize(this.#unfilled(), refused)
      for (const last of left) this.#ordinary(this.#last, last, refused)
    }
  }
}
