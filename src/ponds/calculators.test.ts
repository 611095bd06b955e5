import { testCalculators } from '../platform/calculators.testing.ts'
import { pondsCalculators } from './calculators.ts'

testCalculators(pondsCalculators)
