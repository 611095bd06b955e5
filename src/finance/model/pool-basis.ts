/** 贷款余额, 累计发放, 有效授信额度: what the pool's financing may mean (finance 8). */
export const poolBases = ['balance', 'disbursed', 'line'] as const
export type PoolBasis = (typeof poolBases)[number]

/** Changes of one day. */
export type PoolDay = { readonly on: string; readonly balanceFen: number; readonly disbursedFen: number }

/** Sums of the days up to and including `asOf`. */
export const poolOn = (
  days: readonly PoolDay[],
  asOf: string,
): { readonly balanceFen: number; readonly disbursedFen: number } => {
  const past = days.filter(({ on }) => on <= asOf)
  return {
    balanceFen: past.reduce((sum, day) => sum + day.balanceFen, 0),
    disbursedFen: past.reduce((sum, day) => sum + day.disbursedFen, 0),
  }
}
