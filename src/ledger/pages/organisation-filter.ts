import type { ListFilter } from '../../platform/ui/list/register-list.tsx'
import { type LedgerWords, useLedger } from '../messages/index.ts'
import { useDepartments } from './data.ts'

/** The departments named in the official table, for the filters of the registers. */
export const useOrganisationFilter = (title?: (t: LedgerWords) => string): ListFilter => {
  const t = useLedger()
  const departments = useDepartments(null).data?.rows ?? []
  return {
    key: 'organisation',
    title: title === undefined ? t('column.organisation') : title(t),
    options: departments.map(({ organisationId, name }) => ({ value: organisationId, title: name })),
  }
}
