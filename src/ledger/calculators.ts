import { assessment, forecast, light, progress } from './calculators/judging.ts'
import { parseTable, parseTarget } from './calculators/reading.ts'

export const calculators = [parseTable, parseTarget, forecast, light, assessment, progress]
