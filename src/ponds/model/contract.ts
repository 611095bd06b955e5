/** Pond contracts and leaving a flying pond (ponds 3, 4.4). */
import { type CivilDate, addDays, addYears } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Fen } from '../../platform/money.ts'
import { exitTerms } from './distribution.ts'

/** Longest lease, and longest right to farm in the sea area, years. Source: 民法典 art. 705; 海域使用管理法 art. 25. */
export const longestTerms = { collective: 20, state: 20, sea_area: 15 } as const
export const ownerships = Object.keys(longestTerms) as [keyof typeof longestTerms, ...(keyof typeof longestTerms)[]]

/** Both days included. */
export type Period = { readonly from: CivilDate; readonly to: CivilDate }

export const contractFaults = ['dates_order', 'term_too_long', 'contract_overlap'] as const
export type ContractFault = (typeof contractFaults)[number]

export type ContractCheck = {
  readonly faults: readonly ContractFault[]
  /** The last day that the law allows. */
  readonly longestTo: CivilDate
  /** Indexes of the contracts that it overlaps. */
  readonly overlaps: readonly number[]
}

/** What keeps a contract of a pond from being made: end before start, too long, another in force on one of its days. */
export const checkContract = (
  { from, to }: Period,
  ownership: keyof typeof longestTerms,
  others: readonly Period[],
): ContractCheck => {
  const longestTo = addDays(addYears(from, longestTerms[ownership]), -1)
  const overlaps = others.flatMap((other, index) => (other.from <= to && from <= other.to ? [index] : []))
  const faults: readonly (readonly [ContractFault, boolean])[] = [
    ['dates_order', to < from],
    ['term_too_long', to > longestTo],
    ['contract_overlap', overlaps.length > 0],
  ]
  return { faults: faults.flatMap(([fault, holds]) => (holds ? [fault] : [])), longestTo, overlaps }
}

export type Exit = {
  readonly lockedUntil: CivilDate
  readonly earliestOn: CivilDate
  /** What the operator pays who buys the share back. */
  readonly buyBackFen: Fen
}

/**
 * Leaving: three years of membership, then ninety days' notice; bought back at the lower of principal and share of net
 * assets. @throws Problem not_computable `locked_in` for a notice given before the three years are over.
 */
export const exitOf = (joinedOn: CivilDate, noticeOn: CivilDate, principalFen: Fen, netAssetShareFen: Fen): Exit => {
  const lockedUntil = addYears(joinedOn, exitTerms.lockInYears)
  if (noticeOn < lockedUntil) {
    throw Problem.field('/noticeOn', 'locked_in', `加入满 ${exitTerms.lockInYears} 年（${lockedUntil}）后方可提出退出`)
  }
  return {
    lockedUntil,
    earliestOn: addDays(noticeOn, exitTerms.noticeDays),
    buyBackFen: netAssetShareFen < principalFen ? netAssetShareFen : principalFen,
  }
}
