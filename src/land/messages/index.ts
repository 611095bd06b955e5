import { defineCatalogue } from '../../platform/ui/i18n/catalogue.ts'
import zh from './zh-CN.ts'

/** Words of the pages of industrial land. */
export const useLand = defineCatalogue(zh, () => import('./en.ts'))

export type LandWords = ReturnType<typeof useLand>
