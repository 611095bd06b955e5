import { defineCatalogue } from '../../../platform/ui/i18n/catalogue.ts'
import zh from './zh-CN.ts'

/** Words of targets and verdicts: all that the public home says of the ledger, so that it loads no more. */
export const useGoals = defineCatalogue(zh, () => import('./en.ts'))

export type GoalWords = ReturnType<typeof useGoals>
