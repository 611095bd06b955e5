import { Problem } from '../../../platform/errors/problem.ts'
import { Choice } from './choice.ts'
import { commonOrder } from './common-order.ts'
import type { Market, MarketInput } from './market.ts'
import { indices, sortByCode } from './ranking.ts'

export type Mechanism = 'deferred_acceptance' | 'serial_dictatorship'

export type MatchRun = {
  /** Edge that each applicant got; -1 for none. */
  readonly edge: Int32Array
  readonly choices: readonly Choice[]
  /** How often an applicant asked a programme. */
  readonly proposals: number
}

type Policy = Pick<MarketInput, 'processing' | 'revert'>

const choicesOf = (market: Market, { processing, revert }: Policy): Choice[] =>
  market.programmeIds.map((_id, programme) => new Choice(market, programme, processing, revert))

/**
 * Applicant-proposing deferred acceptance (Gale and Shapley 1962; choice rules as in Hatfield and Milgrom 2005):
 * while somebody is unmatched and has a programme left to ask, he asks the next; the programme keeps the best by its
 * choice rule. Time O(edges · log quota). The number of proposals does not depend on who asks first.
 */
export const deferredAcceptance = (market: Market, policy: Policy): MatchRun => {
  const { firstEdge, edgeApplicant, edgeProgramme } = market
  const choices = choicesOf(market, policy)
  const count = market.inputOf.length
  const next = firstEdge.slice(0, count)
  const edge = new Int32Array(count).fill(-1)
  const order = market.ordered ? null : inOrderOfRank(market)
  const refused: number[] = []
  let proposals = 0
  for (let place = 0; place < count; place += 1) {
    let asking = order === null ? place : (order[place] ?? 0)
    for (;;) {
      const own = next[asking] ?? 0
      if (own < (firstEdge[asking + 1] ?? 0)) {
        next[asking] = own + 1
        proposals += 1
        edge[asking] = own
        choices[edgeProgramme[own] ?? 0]?.propose(own, refused)
      }
      const turnedAway = refused.pop()
      if (turnedAway === undefined) break
      asking = edgeApplicant[turnedAway] ?? 0
      edge[asking] = -1
    }
  }
  return { edge, choices, proposals }
}

/** Best first by the rank on their dearest programme: fewer are admitted only to be turned away. */
const inOrderOfRank = ({ firstEdge, edgeRank, inputOf }: Market): Int32Array => {
  const applicants = indices(inputOf.length)
  const dearest = applicants.map((a) => {
    const first = firstEdge[a] ?? 0
    return first < (firstEdge[a + 1] ?? 0) ? (edgeRank[first] ?? 0) : 0
  })
  return sortByCode(
    applicants,
    dearest,
    dearest.reduce((most, rank) => Math.max(most, rank + 1), 1),
  )
}

/**
 * Parallel preferences (平行志愿): score first, then one's own list, in one round. Applicants come in the one order
 * that holds for all programmes; each takes the first programme on his list with a seat for him. Reserved seats that
 * are left revert in a second pass. Gives the same as deferred acceptance when no seats are reserved.
 * @throws Problem not_computable `needs_common_order` when programmes order applicants differently
 */
export const serialDictatorship = (market: Market, policy: Policy): MatchRun => {
  const order = commonOrder(market)
  if (order === null) {
    const message = '平行志愿按同一排序录取，各专业排序不同时请用 deferred_acceptance'
    throw new Problem('not_computable', message, [{ pointer: '/mechanism', code: 'needs_common_order', message }])
  }
  const choices = choicesOf(market, policy)
  const edge = new Int32Array(order.length).fill(-1)
  const refused: number[] = []
  let proposals = 0
  for (const applicant of order) {
    for (let own = market.firstEdge[applicant] ?? 0; own < (market.firstEdge[applicant + 1] ?? 0); own += 1) {
      proposals += 1
      refused.length = 0
      choices[market.edgeProgramme[own] ?? 0]?.propose(own, refused)
      // Whoever sat on a seat that was only lent to him moves on down his list.
      if (refused.some((other) => other !== own)) return deferredAcceptance(market, policy)
      if (refused.length > 0) continue
      edge[applicant] = own
      break
    }
  }
  return { edge, choices, proposals }
}
