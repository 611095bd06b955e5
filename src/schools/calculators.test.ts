import { testCalculators } from '../platform/calculators.testing.ts'
import { schoolsCalculators } from './calculators.ts'

testCalculators(schoolsCalculators)
