import type { Contract } from '../contracts/contracts.ts'
import { type Account, type LoanEvent, accountOn } from '../model/contract-account.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { Working } from '../../platform/explain.ts'
import { addMonths } from '../../platform/dates.ts'
import { type RiskFloor, riskFloor } from '../model/risk-class.ts'

/** A restructured loan is watched for at least a year (第十九条). */
const observationMonths = 12

/** The best class that a loan may have on a day, from its events; a renewal that was checked is not new for old. */
export const floorOn = (
  contract: Pick<Contract, 'renewalOf'>,
  events: readonly LoanEvent[],
  day: CivilDate,
  working: Working = Working.silent,
): RiskFloor & { readonly account: Account } => {
  const account = accountOn(events, { asOf: day, knownOn: day })
  const restructured = events.some(
    ({ type, effectiveOn }) =>
      type === 'restructure' && effectiveOn <= day && addMonths(effectiveOn, observationMonths) > day,
  )
  const floor = riskFloor(
    account.daysPastDue,
    {
      misuse: false,
      borrowedNewToRepayOld: contract.renewalOf !== null,
      qualifyingRenewal: contract.renewalOf !== null,
      evasion: false,
      restructured,
      technicalOverdue: false,
      expectedLoss: null,
    },
    working,
  )
  return { ...floor, account }
}
