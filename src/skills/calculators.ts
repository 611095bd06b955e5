import type { Calculator } from '../platform/calculators.ts'
import { commitmentCalculators } from './calculators/commitment.ts'
import { enrolmentCalculators } from './calculators/enrolment.ts'
import { teachingCalculators } from './calculators/teaching.ts'

export const skillsCalculators: readonly Calculator[] = [
  ...enrolmentCalculators,
  ...commitmentCalculators,
  ...teachingCalculators,
]
