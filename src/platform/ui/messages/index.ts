import { defineCatalogue } from '../i18n/catalogue.ts'
import zh from './zh-CN.ts'

/** Words of the shared components. */
export const useUi = defineCatalogue(zh, () => import('./en.ts'))
