import type { CivilDate } from '../../platform/dates.ts'

export type FundMovement = { readonly on: CivilDate; readonly fen: bigint }

/**
 * The first day at whose end more had been paid than had arrived, or null: money cannot be spent before it is there,
 * whatever the totals say later. Movements of one day count together.
 */
export const firstOverdrawn = (
  receipts: readonly FundMovement[],
  payments: readonly FundMovement[],
): CivilDate | null => {
  const changes = [...receipts, ...payments.map(({ on, fen }) => ({ on, fen: -fen }))]
  const days = [...new Set(changes.map(({ on }) => on))].toSorted()
  let balance = 0n
  for (const day of days) {
    balance += changes.filter(({ on }) => on === day).reduce((sum, { fen }) => sum + fen, 0n)
    if (balance < 0n) return day
  }
  return null
}
