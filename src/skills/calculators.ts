import type { Calculator } from '../platform/calculators.ts'
import { commitmentCalculators } from './calculators/commitment.ts'
import { credentialCalculators } from './calculators/credentials.ts'
import { enrolmentCalculators } from './calculators/enrolment.ts'
import { teachingCalculators } from './calculators/teaching.ts'
import { timetableCalculators } from './calculators/timetable.ts'

export const skillsCalculators: readonly Calculator[] = [
  ...enrolmentCalculators,
  ...commitmentCalculators,
  ...teachingCalculators,
  ...credentialCalculators,
  ...timetableCalculators,
]
