import { defineCatalogue } from '../../../platform/ui/i18n/catalogue.ts'
import zh from './zh-CN.ts'

/** Words of the county finance centre's page. */
export const useCounty = defineCatalogue(zh, () => import('./en.ts'))
