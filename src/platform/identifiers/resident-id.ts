import { type CivilDate, isCivilDate } from '../dates.ts'
import { type Checked, normaliseIdentifier } from './checked.ts'
import { provinceCodes } from './division-code.ts'

export type ResidentIdReason = 'LENGTH' | 'CHARACTER' | 'REGION' | 'BIRTH_DATE' | 'CHECK_CHARACTER'

export type ResidentIdParts = {
  /** Division at first registration; it may have been renamed or dissolved since. */
  readonly region: string
  readonly birthDate: CivilDate | null
  readonly sex: 'male' | 'female'
  readonly sequence: string
  /** Absent in the 15-digit form of before 1999. */
  readonly check?: string
  /** 18-character form; for a legacy number the one it was converted to. */
  readonly full: string
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const

/** Check character of the first 17 digits (ISO 7064 MOD 11-2); null when they are not digits. */
export const residentIdCheckCharacter = (body: string): string | null => {
  if (!/^\d{17}$/.test(body)) return null
  const total = weights.reduce((sum, weight, index) => sum + weight * Number(body[index]), 0)
  return '10X98765432'[total % 11] ?? null
}

/**
 * Resident identity number (公民身份号码), 18 characters, or the 15 digits of before 1999 (born 19yy, no check).
 * Reasons in the order LENGTH, CHARACTER, REGION (first two digits), BIRTH_DATE, CHECK_CHARACTER. A birth date after
 * `asOf` is refused when `asOf` is given. Source: GB 11643-1999.
 */
export const checkResidentId = (text: string, asOf?: CivilDate): Checked<ResidentIdReason, ResidentIdParts> => {
  const code = normaliseIdentifier(text)
  if (code.length !== 18 && code.length !== 15) return { valid: false, code, reason: 'LENGTH', parts: null }
  if (!/^(?:\d{15}|\d{17}[\dX])$/.test(code)) return { valid: false, code, reason: 'CHARACTER', parts: null }
  const body = code.length === 15 ? `${code.slice(0, 6)}19${code.slice(6)}` : code.slice(0, 17)
  const born = `${body.slice(6, 10)}-${body.slice(10, 12)}-${body.slice(12, 14)}`
  const birthDate = isCivilDate(born) && born >= '1800-01-01' && (asOf === undefined || born <= asOf) ? born : null
  const check = residentIdCheckCharacter(body) ?? ''
  const parts: ResidentIdParts = {
    region: code.slice(0, 6),
    birthDate,
    sex: Number(body[16]) % 2 === 1 ? 'male' : 'female',
    sequence: body.slice(14, 17),
    ...(code.length === 18 ? { check: code.slice(17) } : {}),
    full: code.length === 18 ? code : `${body}${check}`,
  }
  if (!provinceCodes.has(code.slice(0, 2))) return { valid: false, code, reason: 'REGION', parts }
  if (birthDate === null) return { valid: false, code, reason: 'BIRTH_DATE', parts }
  if (code.length === 18 && check !== code[17]) return { valid: false, code, reason: 'CHECK_CHARACTER', parts }
  return { valid: true, code, parts }
}
