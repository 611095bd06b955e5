import { testCalculators } from '../platform/calculators.testing.ts'
import { financeCalculators } from './calculators.ts'

testCalculators(financeCalculators)
