import { defineCatalogue } from '../../../platform/ui/i18n/catalogue.ts'
import zh from './zh-CN.ts'

/** Words of the pages about parcels, layers, imports and decisions on land. */
export const useLandMap = defineCatalogue(zh, () => import('./en.ts'))

export type LandMapWords = ReturnType<typeof useLandMap>
