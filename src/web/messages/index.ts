import { defineCatalogue } from '../../platform/ui/i18n/catalogue.ts'
import zh from './zh-CN.ts'

/** Words of the shell, the home page and sign-in. */
export const useWeb = defineCatalogue(zh, () => import('./en.ts'))
