import { defineCatalogue } from '../../platform/ui/i18n/catalogue.ts'
import zh from './zh-CN.ts'

/** Words of the pages of families, villages, valuers and the public. */
export const useFinance = defineCatalogue(zh, () => import('./en.ts'))

export type FinanceWords = ReturnType<typeof useFinance>
