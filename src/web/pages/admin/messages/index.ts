import { defineCatalogue } from '../../../../platform/ui/i18n/catalogue.ts'
import zh from './zh-CN.ts'

/** Words of the administration. */
export const useAdmin = defineCatalogue(zh, () => import('./en.ts'))

export type AdminWords = ReturnType<typeof useAdmin>
