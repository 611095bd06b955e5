import type { Calculator } from '../platform/calculators.ts'
import { enrolmentCalculators } from './calculators/enrolment.ts'

export const skillsCalculators: readonly Calculator[] = [...enrolmentCalculators]
