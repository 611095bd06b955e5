import type { Checked } from './checked.ts'

export type Gs1KeyReason = 'non_digit' | 'too_short' | 'length' | 'check_digit'
export type Gs1KeyParts = {
  /** 13 digits are a GTIN-13 or a GLN: the application identifier in use tells which. */
  readonly kind: 'GTIN-8' | 'GTIN-12' | 'GTIN-13 or GLN' | 'GTIN-14' | 'GSIN' | 'SSCC'
  readonly body: string
  readonly check: string
}

const kinds: Readonly<Record<number, Gs1KeyParts['kind']>> = {
  8: 'GTIN-8',
  12: 'GTIN-12',
  13: 'GTIN-13 or GLN',
  14: 'GTIN-14',
  17: 'GSIN',
  18: 'SSCC',
}

/** Check digit for the digits before it: weights 3, 1, 3 … from the right, modulo 10. Source: GS1 General Specifications 7.9. */
export const gs1CheckDigit = (body: string): string => {
  let total = 0
  for (let index = 0; index < body.length; index++) {
    total += Number(body[body.length - 1 - index]) * (index % 2 === 0 ? 3 : 1)
  }
  return String((10 - (total % 10)) % 10)
}

/** GTIN-8/12/13/14, GLN (13), GSIN (17) and SSCC (18). Reasons as ponds 7 writes them. */
export const checkGs1Key = (text: string): Checked<Gs1KeyReason, Gs1KeyParts> => {
  const code = text.slice(0, 100).replace(/\s/g, '')
  if (!/^\d*$/.test(code)) return { valid: false, code, reason: 'non_digit', parts: null }
  if (code.length < 8) return { valid: false, code, reason: 'too_short', parts: null }
  const kind = kinds[code.length]
  if (kind === undefined) return { valid: false, code, reason: 'length', parts: null }
  const parts = { kind, body: code.slice(0, -1), check: code.slice(-1) }
  return gs1CheckDigit(parts.body) === parts.check
    ? { valid: true, code, parts }
    : { valid: false, code, reason: 'check_digit', parts }
}

/** Appends the check digit. */
export const withGs1CheckDigit = (body: string): string => `${body}${gs1CheckDigit(body)}`
