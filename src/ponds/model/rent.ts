/** The rent ledger of a contract (ponds 4.3): what is due, what a payment covers, what delay costs. */
import { type CivilDate, diffDays } from '../../platform/dates.ts'
import { type Fen, Rational } from '../../platform/money.ts'

export const rentSource = '塘租台账规则 4.3：付款先抵最早到期；滞纳金日率不超过规则表 ponds.rent'

export type RentDue = { readonly dueOn: CivilDate; readonly amountFen: Fen }
export type RentPayment = { readonly paidOn: CivilDate; readonly amountFen: Fen }

export type RentLine = RentDue & {
  readonly paidFen: Fen
  readonly outstandingFen: Fen
  readonly overdueDays: number
  readonly lateFeeFen: Fen
}

/**
 * Applies payments to the oldest due first (the deposit is never taken by itself) and counts the late fee on what was
 * outstanding, day by day from the day after it fell due, at min(agreed, cap).
 */
export const rentLedger = (
  dues: readonly RentDue[],
  payments: readonly RentPayment[],
  { agreedDailyRate, dailyRateCap }: { readonly agreedDailyRate: Rational; readonly dailyRateCap: Rational },
  asOf: CivilDate,
): { readonly lines: readonly RentLine[]; readonly creditFen: Fen } => {
  const rate = agreedDailyRate.compare(dailyRateCap) < 0 ? agreedDailyRate : dailyRateCap
  const left = payments
    .filter(({ paidOn }) => paidOn <= asOf)
    .toSorted((a, b) => (a.paidOn < b.paidOn ? -1 : 1))
    .map((payment) => ({ ...payment }))
  const lines = dues
    .filter(({ dueOn }) => dueOn <= asOf)
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
    .map(({ dueOn, amountFen }): RentLine => {
      let [outstanding, feeDays, from] = [amountFen, Rational.zero, dueOn]
      const runTo = (day: CivilDate) => {
        if (day <= from) return
        feeDays = feeDays.plus(Rational.of(outstanding).times(diffDays(from, day)))
        from = day
      }
      for (const payment of left) {
        if (outstanding === 0n) break
        const part = payment.amountFen < outstanding ? payment.amountFen : outstanding
        if (part === 0n) continue
        runTo(payment.paidOn)
        payment.amountFen -= part
        outstanding -= part
      }
      if (outstanding > 0n) runTo(asOf)
      return {
        dueOn,
        amountFen,
        paidFen: amountFen - outstanding,
        outstandingFen: outstanding,
        overdueDays: outstanding > 0n ? diffDays(dueOn, asOf) : 0,
        lateFeeFen: feeDays.times(rate).round(),
      }
    })
  return { lines, creditFen: left.reduce((sum, { amountFen }) => sum + amountFen, 0n) }
}

/** max(0, share × median benefit before rent of comparable ponds), fen per mu. */
export const referenceRent = (medianBenefitFenPerMu: Rational, share: Rational): Fen => {
  const rent = medianBenefitFenPerMu.times(share).round()
  return rent > 0n ? rent : 0n
}
