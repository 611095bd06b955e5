import { defineCatalogue } from '../../../platform/ui/i18n/catalogue.ts'
import zh from './zh-CN.ts'

/** Words of the pages of banks. */
export const useBank = defineCatalogue(zh, () => import('./en.ts'))

export type BankWords = ReturnType<typeof useBank>
