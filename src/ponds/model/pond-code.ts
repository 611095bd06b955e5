import type { Checked } from '../../platform/identifiers/checked.ts'
import { normaliseIdentifier } from '../../platform/identifiers/checked.ts'

export const pondCodeSource = 'ISO 7064:2003 MOD 37,36；塘口编码规则（本系统设定）'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Check character of a string of digits and capital letters by the hybrid system MOD 37,36 (ISO 7064:2003 clause 8). */
export const mod37Check = (body: string): string => {
  let carry = 36
  for (const character of body) {
    const sum = (carry + alphabet.indexOf(character)) % 36 || 36
    carry = (sum * 2) % 37
  }
  return alphabet[(37 - carry) % 36] ?? ''
}

export type PondCodeReason = 'LENGTH' | 'CHARACTER' | 'CHECK_CHARACTER'
export type PondCodeParts = {
  readonly county: string
  readonly town: string
  readonly village: string
  readonly sequence: string
  readonly check: string
}

/** `331022003011-0042` → with its check character; the hyphen is not part of the check. */
export const withPondCheck = (villageCode: string, sequence: number): string => {
  const number = String(sequence).padStart(4, '0')
  return `${villageCode}-${number}${mod37Check(villageCode + number)}`
}

/** Code of a pond: county 6, town 3, village 3, sequence 4 digits and a check character. */
export const checkPondCode = (text: string): Checked<PondCodeReason, PondCodeParts> => {
  const code = normaliseIdentifier(text).replace(/-/g, '')
  const shown = code.length > 12 ? `${code.slice(0, 12)}-${code.slice(12)}` : code
  if (code.length !== 17) return { valid: false, code: shown, reason: 'LENGTH', parts: null }
  if (!/^\d{16}[0-9A-Z]$/.test(code)) return { valid: false, code: shown, reason: 'CHARACTER', parts: null }
  const parts = {
    county: code.slice(0, 6),
    town: code.slice(6, 9),
    village: code.slice(9, 12),
    sequence: code.slice(12, 16),
    check: code.slice(16),
  }
  return mod37Check(code.slice(0, 16)) === parts.check
    ? { valid: true, code: shown, parts }
    : { valid: false, code: shown, reason: 'CHECK_CHARACTER', parts }
}
