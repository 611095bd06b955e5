import type { z } from 'zod'
import { type Loaded, useGet } from '../../../platform/ui/api/query.ts'
import type { ApplicationDesk, QuoteReply } from '../../api/desk/schema.ts'
import type { ContractView } from '../../api/contracts/schema.ts'

const finance = '/api/finance'

export const applicationPath = (id: string): string => `${finance}/applications/${encodeURIComponent(id)}`
export const contractPath = (id: string): string => `${finance}/contracts/${encodeURIComponent(id)}`

export const useDesk = (id: string): Loaded<ApplicationDesk> => useGet(`${applicationPath(id)}/desk`)

export const useQuote = (
  id: string | null,
  wanted: { grantedFen: number; months: number; grade: string; honour: string | null; lowIncome: boolean },
): Loaded<z.infer<typeof QuoteReply>> =>
  useGet(id === null ? null : `${applicationPath(id)}/quote`, wanted, { keepPrevious: true })

export const useContract = (id: string, asOf: string | null): Loaded<ContractView> =>
  useGet(contractPath(id), { asOf }, { keepPrevious: true })

/** `4.85%` of a fraction as a decimal string, without going through a double. */
export const percent = (rate: string): string => {
  const [whole = '0', fraction = ''] = rate.split('.')
  const digits = `${whole}${fraction.padEnd(4, '0')}`
  const at = whole.length + 2
  const text = `${digits.slice(0, at).replace(/^0+(?=\d)/, '')}.${digits.slice(at).replace(/0+$/, '').padEnd(2, '0')}`
  return `${text}%`
}

/** Yuan as people type them, with at most two decimals, to fen; null while it is no amount. */
export const yuanToFen = (text: string): number | null => {
  const found = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(/[,\s]/g, ''))
  return found === null ? null : Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}

/** A rate typed in percent to a fraction as a decimal string; null while it is none. */
export const percentToRate = (text: string): string | null => {
  const found = /^(\d{1,2})(?:\.(\d{1,4}))?$/.exec(text.trim())
  if (found === null) return null
  const digits = `${(found[1] ?? '').padStart(2, '0')}${found[2] ?? ''}`
  return `0.${digits}`
}
