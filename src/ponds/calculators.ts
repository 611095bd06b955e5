import type { Calculator } from '../platform/calculators.ts'
import { waterCalculators } from './calculators/water.ts'
import { waterDataCalculators } from './calculators/water-data.ts'

/** The models of reforms 3 and 10 as public endpoints. */
export const pondsCalculators: readonly Calculator[] = [...waterCalculators, ...waterDataCalculators]
