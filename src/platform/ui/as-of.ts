import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

const isDate = /^\d{4}-\d{2}-\d{2}$/

/**
 * `?asOf=`: the day whose truth the page shows, or null for today. `setAsOf` keeps every other parameter, so that a
 * filtered page stays filtered.
 */
export const useAsOf = (): { asOf: string | null; setAsOf: (date: string | null) => void } => {
  const [search, setSearch] = useSearchParams()
  const given = search.get('asOf')
  const setAsOf = useCallback(
    (date: string | null) => {
      setSearch(
        (present) => {
          const next = new URLSearchParams(present)
          if (date === null) next.delete('asOf')
          else next.set('asOf', date)
          return next
        },
        { replace: true, preventScrollReset: true },
      )
    },
    [setSearch],
  )
  return { asOf: given !== null && isDate.test(given) ? given : null, setAsOf }
}
