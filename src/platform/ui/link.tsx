import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'

/** Carries `?asOf=` along, so that a visitor who looks at a past day stays on that day. */
export const keepAsOf = (to: string, search: string): string => {
  const asOf = new URLSearchParams(search).get('asOf')
  if (asOf === null || !to.startsWith('/')) return to
  const [path = '', query = ''] = to.split('?')
  const next = new URLSearchParams(query)
  if (!next.has('asOf')) next.set('asOf', asOf)
  return `${path}?${next.toString()}`
}

type Props = {
  to: string
  className?: string | undefined
  children: ReactNode
  title?: string
  'aria-current'?: 'page' | undefined
}

/** A link inside the house. */
export const Go = ({ to, ...rest }: Props) => {
  const { search } = useLocation()
  return <Link to={keepAsOf(to, search)} {...rest} />
}
