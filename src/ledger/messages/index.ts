import { defineCatalogue } from '../../platform/ui/i18n/catalogue.ts'
import zh from './zh-CN.ts'

/** Words of the ledger's pages. */
export const useLedger = defineCatalogue(zh, () => import('./en.ts'))

export type LedgerWords = ReturnType<typeof useLedger>
