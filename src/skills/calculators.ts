import type { Calculator } from '../platform/calculators.ts'
import { baseCalculators } from './calculators/bases.ts'
import { commitmentCalculators } from './calculators/commitment.ts'
import { issueCalculators } from './calculators/credentials-issue.ts'
import { verifyCalculators } from './calculators/credentials-verify.ts'
import { creditCalculators } from './calculators/credits.ts'
import { enrolmentCalculators } from './calculators/enrolment.ts'
import { majorCalculators } from './calculators/enrolment-majors.ts'
import { enrolmentPolicyCalculators } from './calculators/enrolment-policy.ts'
import { instituteCalculators } from './calculators/institute.ts'
import { learnerCalculators } from './calculators/learners.ts'
import { panelCalculators } from './calculators/panel.ts'
import { teachingCalculators } from './calculators/teaching.ts'
import { timetableCalculators } from './calculators/timetable.ts'

export const skillsCalculators: readonly Calculator[] = [
  ...enrolmentCalculators,
  ...enrolmentPolicyCalculators,
  ...majorCalculators,
  ...commitmentCalculators,
  ...teachingCalculators,
  ...issueCalculators,
  ...verifyCalculators,
  ...creditCalculators,
  ...learnerCalculators,
  ...panelCalculators,
  ...instituteCalculators,
  ...baseCalculators,
  ...timetableCalculators,
]
