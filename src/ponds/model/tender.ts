/** Open letting of ponds (透明塘事, ponds 4.3): terms, the order of bids, priority, and who comes next. */
import { createHash } from 'node:crypto'
import { Problem } from '../../platform/errors/problem.ts'
import { type Fen, Rational, timesRate } from '../../platform/money.ts'

export const tenderSource =
  '农村土地承包法 第48–52条（其他方式承包、本集体成员同等条件优先）；塘口招租规则（规则表 ponds.tender）'

export type TenderRules = {
  readonly depositShare: Rational
  readonly depositLeastFen: Fen
  readonly stepShare: Rational
  readonly stepLeastFen: Fen
  readonly refusalMargin: Rational
}

/** Rent of the first year, deposit and smallest raise. `baseFenPerMu` is a year's rent of one mu. */
export const tenderTerms = (baseFenPerMu: Fen, areaMu: Rational, rules: Omit<TenderRules, 'refusalMargin'>) => {
  const firstYearFen = areaMu.times(baseFenPerMu).round()
  const share = timesRate(firstYearFen, rules.depositShare)
  const step = timesRate(baseFenPerMu, rules.stepShare)
  return {
    firstYearFen,
    depositFen: share > rules.depositLeastFen ? share : rules.depositLeastFen,
    stepFenPerMu: step > rules.stepLeastFen ? step : rules.stepLeastFen,
  }
}

export type Bid = {
  readonly bidder: string
  readonly fenPerMu: Fen
  /** Order of arrival, given by the server. */
  readonly sequence: number
  /** Member of the collective or sitting tenant: may match an outsider's price. */
  readonly entitled: boolean
  readonly receivedMs: number
}

export const bidRefusals = ['bid_closed', 'below_base', 'step_too_small', 'duplicate_bid'] as const
export type BidRefusal = (typeof bidRefusals)[number]

/**
 * Whether a bid may stand. Ascending: at least the smallest raise above the best so far; sealed: one a bidder, bids are
 * never editable. Codes of ponds 10.
 */
export const refuseBid = (
  bid: Bid,
  earlier: readonly Bid[],
  tender: {
    readonly mode: 'sealed' | 'ascending'
    readonly baseFenPerMu: Fen
    readonly stepFenPerMu: Fen
    readonly closesMs: number
  },
): BidRefusal | null => {
  if (bid.receivedMs > tender.closesMs) return 'bid_closed'
  if (bid.fenPerMu < tender.baseFenPerMu) return 'below_base'
  if (tender.mode === 'sealed') return earlier.some(({ bidder }) => bidder === bid.bidder) ? 'duplicate_bid' : null
  const best = earlier.reduce<Fen>((most, { fenPerMu }) => (fenPerMu > most ? fenPerMu : most), 0n)
  return earlier.length > 0 && bid.fenPerMu < best + tender.stepFenPerMu ? 'step_too_small' : null
}

/** When the hall closes: each bid in the last minutes moves the end, at most 24 hours in all. */
export const closingTime = (plannedMs: number, extensionMinutes: number, bidTimes: readonly number[]): number => {
  const [window, cap] = [extensionMinutes * 60_000, plannedMs + 24 * 3_600_000]
  let closes = plannedMs
  for (const at of [...bidTimes].sort((a, b) => a - b)) {
    if (at <= closes && at > closes - window) closes = Math.min(cap, at + window)
  }
  return closes
}

/** Highest price first; equal prices: earlier wins. */
export const rankBids = (bids: readonly Bid[]): Bid[] =>
  [...bids].sort((a, b) => (a.fenPerMu === b.fenPerMu ? a.sequence - b.sequence : a.fenPerMu > b.fenPerMu ? -1 : 1))

export type Award = {
  readonly winner: Bid
  readonly fenPerMu: Fen
  readonly firstYearFen: Fen
  readonly matched: boolean
  readonly singleBid: boolean
}

/**
 * The winner. When an outsider leads, an entitled bidder who declared within the term that he takes the pond at that
 * price wins; of several the one who bid more, then earlier. `matches`: bidders who did so.
 * @throws Problem not_computable: `no_valid_bid`, `not_entitled`.
 */
export const award = (
  bids: readonly Bid[],
  baseFenPerMu: Fen,
  areaMu: Rational,
  matches: readonly string[] = [],
): Award => {
  const ranked = rankBids(bids.filter(({ fenPerMu }) => fenPerMu >= baseFenPerMu))
  const highest = ranked[0]
  if (highest === undefined) throw Problem.field('/bids', 'no_valid_bid', '没有不低于底价的有效报价，应重新公告')
  const stranger = matches.findIndex((name) => !ranked.some(({ bidder, entitled }) => bidder === name && entitled))
  if (stranger >= 0) throw Problem.field(`/matches/${stranger}`, 'not_entitled', '只有享有优先权的有效报价人可以跟价')
  const matcher = highest.entitled ? undefined : ranked.find(({ bidder }) => matches.includes(bidder))
  return {
    winner: matcher ?? highest,
    fenPerMu: highest.fenPerMu,
    firstYearFen: areaMu.times(highest.fenPerMu).round(),
    matched: matcher !== undefined,
    singleBid: new Set(ranked.map(({ bidder }) => bidder)).size === 1,
  }
}

/** Who is asked when the winner refuses: the next bidder within the margin of the price; null: let anew. */
export const nextAfterRefusal = (bids: readonly Bid[], refused: Award, margin: Rational): Bid | null => {
  const least = Rational.one.minus(margin).times(refused.fenPerMu)
  return (
    rankBids(bids).find(({ bidder, fenPerMu }) => bidder !== refused.winner.bidder && least.compare(fenPerMu) <= 0) ??
    null
  )
}

/** What a bidder keeps as proof: SHA-256 of the sealed bid as stored, lower-case hex. */
export const bidCommitment = (sealed: Uint8Array): string => createHash('sha256').update(sealed).digest('hex')
