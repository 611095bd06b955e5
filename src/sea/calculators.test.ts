import { testCalculators } from '../platform/calculators.testing.ts'
import { seaCalculators } from './calculators.ts'

testCalculators(seaCalculators)
