import { testCalculators } from '../platform/calculators.testing.ts'
import { landCalculators } from './calculators.ts'

testCalculators(landCalculators)
