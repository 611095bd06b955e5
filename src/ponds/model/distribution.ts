/** Who gets what of a flying pond (飞塘) in a period (ponds 4.4). Integer fen; every pool is divided without a rest. */
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { type Fen, Rational, allocate, formatYuan, timesRate } from '../../platform/money.ts'

export const distributionSource = '飞塘项目合作合同约定（收益分配规则 4.4）'

export type Investor = { readonly village: string; readonly investedFen: Fen; readonly days: number }

export type Shares = {
  readonly guaranteedRate: Rational
  readonly reserve: Rational
  readonly operator: Rational
  readonly host: Rational
}

export type Distribution = {
  readonly guaranteedFen: Fen
  readonly guarantorClaimFen: Fen
  readonly surplusFen: Fen
  readonly reserveFen: Fen
  readonly operatorFen: Fen
  readonly hostFen: Fen
  readonly floatingFen: Fen
  /** Village → guaranteed and floating part together. */
  readonly amounts: ReadonlyMap<string, Fen>
}

const daysOfYear = 365

/**
 * Divides a pool by weights: floor to the fen, what is left to the largest fractional parts, ties by key ascending.
 * @throws Problem not_computable `weights` when all weights are zero.
 */
export const splitPool = (pool: Fen, weights: ReadonlyMap<string, Rational>): Map<string, Fen> => {
  const keys = [...weights.keys()].sort((a, b) => (a < b ? -1 : 1))
  const parts = allocate(
    pool,
    keys.map((key) => weights.get(key) ?? Rational.zero),
  )
  return new Map(keys.map((key, index) => [key, parts[index] ?? 0n]))
}

/** Money and days of a village that paid in several times are added up. */
const weightsOf = (investors: readonly Investor[]): Map<string, Rational> => {
  const weights = new Map<string, Rational>()
  for (const { village, investedFen, days } of investors) {
    const weight = Rational.of(investedFen).times(days)
    weights.set(village, (weights.get(village) ?? Rational.zero).plus(weight))
  }
  return weights
}

/**
 * Guaranteed return first, also when the profit falls short: the gap is claimed from the guarantor and never shown as
 * profit. Reserve, operator and host take whole fen of the surplus; the rest of a fen stays with the investors.
 */
export const distribute = (
  investors: readonly Investor[],
  profitFen: Fen,
  shares: Shares,
  working: Working,
): Distribution => {
  const { reserve, operator, host, guaranteedRate } = shares
  if (reserve.plus(operator).plus(host).compare(1) > 0) {
    throw Problem.field('/reserveShare', 'shares_over_one', '公积金、经营者、所在村的分成合计不得超过 1')
  }
  const weights = weightsOf(investors)
  const total = [...weights.values()].reduce((sum, weight) => sum.plus(weight), Rational.zero)
  if (total.sign <= 0) throw Problem.field('/investors', 'weights', '出资额与天数不得全为 0')
  const guaranteedFen = total.times(guaranteedRate).dividedBy(daysOfYear).round()
  working.step({
    label: '保底收益合计',
    formula: 'Σ 出资额 × 保底年收益率 × 天数 ÷ 365',
    inputs: { 保底年收益率: guaranteedRate.toFixed(6), 出资村: { value: weights.size, unit: '个' } },
    result: formatYuan(guaranteedFen),
    unit: '元',
    source: distributionSource,
  })
  // A loss is not a claim on the guarantor: he stands for the guaranteed return, not for the principal.
  const available = profitFen > 0n ? profitFen : 0n
  const guarantorClaimFen = guaranteedFen > available ? guaranteedFen - available : 0n
  const surplusFen = available > guaranteedFen ? available - guaranteedFen : 0n
  const [reserveFen, operatorFen, hostFen] = [reserve, operator, host].map((share) =>
    timesRate(surplusFen, share, 'DOWN'),
  ) as [Fen, Fen, Fen]
  const floatingFen = surplusFen - reserveFen - operatorFen - hostFen
  working.step({
    label: '浮动收益池',
    formula: '可分配利润 − 保底收益 − 公积金 − 经营者奖励 − 所在村分成',
    inputs: {
      可分配利润: { value: formatYuan(profitFen), unit: '元' },
      公积金: { value: formatYuan(reserveFen), unit: '元' },
      经营者奖励: { value: formatYuan(operatorFen), unit: '元' },
      所在村分成: { value: formatYuan(hostFen), unit: '元' },
    },
    result: formatYuan(floatingFen),
    unit: '元',
    source: distributionSource,
  })
  if (guarantorClaimFen > 0n) {
    working.warn(
      'guarantor_claim',
      `利润不足以支付保底收益，差额 ${formatYuan(guarantorClaimFen)} 元向担保人追偿，不列为利润`,
    )
  }
  const guaranteed = splitPool(guaranteedFen, weights)
  const floating = splitPool(floatingFen, weights)
  const amounts = new Map([...guaranteed].map(([village, fen]) => [village, fen + (floating.get(village) ?? 0n)]))
  return { guaranteedFen, guarantorClaimFen, surplusFen, reserveFen, operatorFen, hostFen, floatingFen, amounts }
}

/** Before these days of membership are over nobody leaves; then notice is given (ponds 4.4, exit). */
export const exitTerms = { lockInYears: 3, noticeDays: 90 } as const

const liquidationOrder = ['wages', 'taxes', 'debts', 'guaranteedArrears', 'principal'] as const
export type LiquidationClaim = (typeof liquidationOrder)[number]

/** Pays claims in their order as far as the money goes; what is left is the surplus. */
export const liquidate = (
  assetsFen: Fen,
  claims: Readonly<Record<LiquidationClaim, Fen>>,
): Readonly<Record<LiquidationClaim | 'surplus', Fen>> => {
  let left = assetsFen
  const paid = Object.fromEntries(
    liquidationOrder.map((claim) => {
      const amount = claims[claim] < left ? claims[claim] : left
      left -= amount
      return [claim, amount]
    }),
  ) as Record<LiquidationClaim, Fen>
  return { ...paid, surplus: left }
}
