import { testCalculators } from '../platform/calculators.testing.ts'
import { skillsCalculators } from './calculators.ts'

testCalculators(skillsCalculators)
