import type { Calculator } from '../platform/calculators.ts'
import { surgeCalculators } from './calculators/surge.ts'
import { tideCalculators } from './calculators/tides.ts'

/** The models of reforms 6 and 8 as public endpoints. */
export const seaCalculators: readonly Calculator[] = [...tideCalculators, ...surgeCalculators]
