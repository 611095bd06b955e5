import { type Checked, normaliseIdentifier } from './checked.ts'
import { organisationCheckCharacter } from './organisation-code.ts'

export type UsccReason = 'LENGTH' | 'CHARACTER' | 'CHECK_CHARACTER' | 'ORGANISATION_CHECK'

export type UsccParts = {
  /** Registering department, e.g. 9 market supervision, 5 civil affairs, 1 establishment office. */
  readonly department: string
  /** Category within the department, e.g. 91 enterprise, 92 individual business, 93 farmers' co-operative. */
  readonly category: string
  /** GB/T 2260 code of the registering office. */
  readonly division: string
  /** GB 11714 organisation code. */
  readonly organisation: string
  readonly check: string
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const

/** Check character of the first 17; null when one is outside the alphabet (no I O S V Z). */
export const usccCheckCharacter = (body: string): string | null => {
  if (body.length !== 17) return null
  let total = 0
  for (const [index, weight] of weights.entries()) {
    const value = alphabet.indexOf(body[index] ?? '')
    if (value < 0) return null
    total += value * weight
  }
  return alphabet[(31 - (total % 31)) % 31] ?? null
}

/**
 * Unified social credit code (统一社会信用代码). Reasons in the order LENGTH, CHARACTER, CHECK_CHARACTER,
 * ORGANISATION_CHECK; the last is only a warning for 92 and 93, where some local ranges deviate (land 4.1).
 * Source: GB 32100-2015.
 */
export const checkUscc = (text: string): Checked<UsccReason, UsccParts> => {
  const code = normaliseIdentifier(text)
  if (code.length !== 18) return { valid: false, code, reason: 'LENGTH', parts: null }
  const expected = usccCheckCharacter(code.slice(0, 17))
  if (expected === null || !alphabet.includes(code[17] ?? ' ') || !/^..\d{6}/.test(code)) {
    return { valid: false, code, reason: 'CHARACTER', parts: null }
  }
  const parts: UsccParts = {
    department: code.slice(0, 1),
    category: code.slice(1, 2),
    division: code.slice(2, 8),
    organisation: code.slice(8, 17),
    check: code.slice(17),
  }
  if (parts.check !== expected) return { valid: false, code, reason: 'CHECK_CHARACTER', parts }
  if (organisationCheckCharacter(code.slice(8, 16)) !== code[16]) {
    return /^9[23]/.test(code)
      ? { valid: true, code, warnings: ['ORGANISATION_CHECK'], parts }
      : { valid: false, code, reason: 'ORGANISATION_CHECK', parts }
  }
  return { valid: true, code, parts }
}
