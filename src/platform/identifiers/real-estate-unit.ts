import { type Checked, normaliseIdentifier } from './checked.ts'

export type RealEstateUnitReason =
  | 'LENGTH'
  | 'CHARACTER'
  | 'OWNERSHIP'
  | 'RIGHT'
  | 'OWNERSHIP_RIGHT_CONFLICT'
  | 'PARCEL_NUMBER'
  | 'FIXTURE'
  | 'FIXTURE_NUMBER'

export type RealEstateUnitParts = {
  readonly level: 'unit' | 'parcel'
  readonly county: string
  readonly district: string
  readonly subdistrict: string
  /** G state, J collective, Z undetermined. */
  readonly ownership: string
  readonly right: string
  readonly parcelNo: string
  /** The first 19 characters: 宗地（宗海）代码. */
  readonly parcelCode: string
  /** F building, L forest and trees, Q other, W none; units only. */
  readonly fixture?: string
  readonly fixtureNo?: string
  /** Building and unit within it, for fixture F. */
  readonly building?: string
  readonly unit?: string
  readonly kind: 'parcel' | 'sea'
  /** Groups 6 6 7 9, as certificates print it. */
  readonly display: string
}

const rights = 'ABSXCDEFLNHGWY'

/** A only under collective ownership; sea area and uninhabited island belong to the State. */
const conflicts = (ownership: string, right: string): boolean =>
  (right === 'A' && ownership !== 'J') || ((right === 'H' || right === 'G') && ownership !== 'G')

/**
 * Real-estate unit code (不动产单元代码, 28) or parcel code (宗地代码, 19); spaces allowed. Reasons in the order of
 * land 4.2. Source: GB/T 37346-2019 section 5; right letters also TD/T 1001-2012.
 */
export const checkRealEstateUnit = (text: string): Checked<RealEstateUnitReason, RealEstateUnitParts> => {
  const code = normaliseIdentifier(text)
  if (code.length !== 19 && code.length !== 28) return { valid: false, code, reason: 'LENGTH', parts: null }
  if (!/^\d{12}[A-Z]{2}\d{5}(?:[A-Z]\d{8})?$/.test(code))
    return { valid: false, code, reason: 'CHARACTER', parts: null }
  const [ownership, right, parcelNo] = [code.slice(12, 13), code.slice(13, 14), code.slice(14, 19)]
  const [fixture, fixtureNo] = [code.slice(19, 20), code.slice(20)]
  const isUnit = code.length === 28
  const parts: RealEstateUnitParts = {
    level: isUnit ? 'unit' : 'parcel',
    county: code.slice(0, 6),
    district: code.slice(6, 9),
    subdistrict: code.slice(9, 12),
    ownership,
    right,
    parcelNo,
    parcelCode: code.slice(0, 19),
    ...(isUnit ? { fixture, fixtureNo } : {}),
    ...(fixture === 'F' ? { building: fixtureNo.slice(0, 4), unit: fixtureNo.slice(4) } : {}),
    kind: right === 'H' || right === 'G' ? 'sea' : 'parcel',
    display: [code.slice(0, 6), code.slice(6, 12), code.slice(12, 19), code.slice(19)].join(' ').trim(),
  }
  const refuse = (reason: RealEstateUnitReason) => ({ valid: false, code, reason, parts })
  if (!'GJZ'.includes(ownership)) return refuse('OWNERSHIP')
  if (!rights.includes(right)) return refuse('RIGHT')
  if (conflicts(ownership, right)) return refuse('OWNERSHIP_RIGHT_CONFLICT')
  if (parcelNo === '00000') return refuse('PARCEL_NUMBER')
  if (!isUnit) return { valid: true, code, parts }
  if (!'FLQW'.includes(fixture)) return refuse('FIXTURE')
  const numberFits =
    (fixture === 'W') === (fixtureNo === '00000000') &&
    (fixture !== 'F' || (parts.building !== '0000' && parts.unit !== '0000'))
  return numberFits ? { valid: true, code, parts } : refuse('FIXTURE_NUMBER')
}
