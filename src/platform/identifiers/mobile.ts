import { type Checked, normaliseIdentifier } from './checked.ts'

export type MobileReason = 'LENGTH' | 'CHARACTER' | 'SEGMENT'
export type MobileParts = { readonly segment: string; readonly subscriber: string }

/**
 * Mobile number of mainland China: 11 digits from 13 to 19; `+86`, `0086`, spaces and hyphens are taken off.
 * Source: 电信网编号计划 (2017), service number segments 1XX.
 */
export const checkMobile = (text: string): Checked<MobileReason, MobileParts> => {
  const code = normaliseIdentifier(text)
    .replace(/-/g, '')
    .replace(/^(?:\+86|0086)/, '')
  if (code.length !== 11) return { valid: false, code, reason: 'LENGTH', parts: null }
  if (!/^\d+$/.test(code)) return { valid: false, code, reason: 'CHARACTER', parts: null }
  const parts = { segment: code.slice(0, 3), subscriber: code.slice(3) }
  return /^1[3-9]/.test(code) ? { valid: true, code, parts } : { valid: false, code, reason: 'SEGMENT', parts }
}
