/** Whether low-efficiency sea use has been renewed, and whether a right may change hands (sea 4.15, 5). */
import { type CivilDate, addYears } from '../../platform/dates.ts'
import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational } from '../../platform/money.ts'
import { rounded } from './rounding.ts'

export const completedPaths = ['change_of_use', 'transfer'] as const
export type CompletedPath = (typeof completedPaths)[number]

export type RenewalLimits = { readonly leastScore: number; readonly leastGain: number }

export type RenewalCheck = { readonly renewed: boolean; readonly gain: number; readonly because: string }

/** Renewed: score after ≥ 50 and ≥ before + 15 on one version of the table, or an approved change or transfer completed. */
export const renewalCheck = (
  before: number,
  after: number,
  completed: CompletedPath | null,
  { leastScore, leastGain }: RenewalLimits,
  source: string,
  working: Working,
): RenewalCheck => {
  const gain = rounded(after - before, 1)
  const byScore = after >= leastScore && gain >= leastGain
  const because =
    completed === 'change_of_use'
      ? '变更海域用途已批准并完成'
      : completed === 'transfer'
        ? '海域使用权流转已登记'
        : byScore
          ? `复评 ${after} 分，提高 ${gain} 分`
          : after < leastScore
            ? `复评 ${after} 分，未达 ${leastScore} 分`
            : `只提高 ${gain} 分，未达 ${leastGain} 分`
  const renewed = working.step({
    label: '盘活认定',
    formula: '复评分 ≥ 最低分且提高 ≥ 最低增幅，或变更用途、流转已完成；前后用同一版评分表',
    inputs: {
      原评分: { value: before, unit: '分' },
      复评分: { value: after, unit: '分' },
      最低分: { value: leastScore, unit: '分' },
      最低增幅: { value: leastGain, unit: '分' },
    },
    result: byScore || completed !== null,
    source,
  })
  return { renewed, gain, because }
}

export const transferKinds = ['sale', 'lease', 'mortgage', 'inheritance'] as const
export type TransferKind = (typeof transferKinds)[number]

export const transferObstacles = [
  'not_registered',
  'fees_unpaid',
  'seized',
  'used_too_short',
  'investment_too_low',
] as const
export type TransferObstacle = (typeof transferObstacles)[number]

export type TransferFacts = {
  readonly registered: boolean
  readonly feesPaid: boolean
  readonly seized: boolean
  readonly grantedOn: CivilDate
  readonly asOf: CivilDate
  readonly plannedInvestmentFen: Fen
  readonly investedFen: Fen
}

export type TransferLimits = { readonly leastYears: number; readonly leastInvestmentShare: string }

/** What stands in the way; a change of hands by sale also needs a year of use and a fifth of the planned investment. */
export const transferObstaclesOf = (
  kind: TransferKind,
  facts: TransferFacts,
  limits: TransferLimits,
): TransferObstacle[] => {
  const { registered, feesPaid, seized, grantedOn, asOf, plannedInvestmentFen, investedFen } = facts
  const wanted = Rational.of(plannedInvestmentFen).times(limits.leastInvestmentShare)
  const found: readonly (readonly [TransferObstacle, boolean])[] = [
    ['not_registered', !registered],
    ['fees_unpaid', !feesPaid],
    ['seized', seized],
    ['used_too_short', kind === 'sale' && asOf < addYears(grantedOn, limits.leastYears)],
    ['investment_too_low', kind === 'sale' && Rational.of(investedFen).compare(wanted) < 0],
  ]
  return found.flatMap(([obstacle, stands]) => (stands ? [obstacle] : []))
}
