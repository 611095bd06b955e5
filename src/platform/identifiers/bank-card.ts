import { type Checked, normaliseIdentifier } from './checked.ts'

export type BankCardReason = 'LENGTH' | 'CHARACTER' | 'CHECK_DIGIT'
export type BankCardParts = { readonly issuer: string; readonly account: string; readonly check: string }

/** Luhn check digit of the digits before it. */
export const luhnCheckDigit = (body: string): string => {
  let total = 0
  for (let index = 0; index < body.length; index++) {
    const digit = Number(body[body.length - 1 - index])
    const doubled = index % 2 === 0 ? digit * 2 : digit
    total += doubled > 9 ? doubled - 9 : doubled
  }
  return String((10 - (total % 10)) % 10)
}

/** Bank card number of 12 to 19 digits with Luhn check. Source: ISO/IEC 7812-1:2017 annex B. */
export const checkBankCard = (text: string): Checked<BankCardReason, BankCardParts> => {
  const code = normaliseIdentifier(text).replace(/-/g, '')
  if (code.length < 12 || code.length > 19) return { valid: false, code, reason: 'LENGTH', parts: null }
  if (!/^\d+$/.test(code)) return { valid: false, code, reason: 'CHARACTER', parts: null }
  const parts = { issuer: code.slice(0, 6), account: code.slice(6, -1), check: code.slice(-1) }
  return luhnCheckDigit(code.slice(0, -1)) === parts.check
    ? { valid: true, code, parts }
    : { valid: false, code, reason: 'CHECK_DIGIT', parts }
}
