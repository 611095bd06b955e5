import type { CivilDate } from '../../platform/dates.ts'
import type { PlanTerms } from '../model/instalment-plan.ts'
import type { Contract } from './contracts.ts'

/** The signed terms from which the instalments follow. */
export const planTermsOf = (
  contract: Pick<Contract, 'method' | 'periodMonths' | 'annualRate' | 'maturityOn'>,
): PlanTerms => ({
  method: contract.method,
  periodMonths: contract.periodMonths,
  annualRate: contract.annualRate,
  // A date column holds civil dates by its type.
  maturityOn: contract.maturityOn as CivilDate,
})
