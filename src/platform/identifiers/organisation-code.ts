import { type Checked, normaliseIdentifier } from './checked.ts'

export type OrganisationCodeReason = 'LENGTH' | 'CHARACTER' | 'CHECK_CHARACTER'
export type OrganisationCodeParts = { readonly body: string; readonly check: string }

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const weights = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** Check character of the eight characters of an organisation code; null when one is outside 0-9A-Z. */
export const organisationCheckCharacter = (body: string): string | null => {
  if (!/^[0-9A-Z]{8}$/.test(body)) return null
  const total = weights.reduce((sum, weight, index) => sum + weight * alphabet.indexOf(body[index] ?? ''), 0)
  const check = 11 - (total % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** Organisation code (组织机构代码), 9 characters; a hyphen before the check character is accepted. Source: GB 11714-1997. */
export const checkOrganisationCode = (text: string): Checked<OrganisationCodeReason, OrganisationCodeParts> => {
  const code = normaliseIdentifier(text).replace(/^(.{8})-(.)$/, '$1$2')
  if (code.length !== 9) return { valid: false, code, reason: 'LENGTH', parts: null }
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return { valid: false, code, reason: 'CHARACTER', parts: null }
  const parts = { body: code.slice(0, 8), check: code.slice(8) }
  return organisationCheckCharacter(parts.body) === parts.check
    ? { valid: true, code, parts }
    : { valid: false, code, reason: 'CHECK_CHARACTER', parts }
}
