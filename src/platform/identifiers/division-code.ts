import { type Checked, normaliseIdentifier } from './checked.ts'

/** Two-digit codes of GB/T 2260 for provinces, autonomous regions, municipalities and special regions. */
export const provinceCodes: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
)

export type DivisionLevel = 'province' | 'city' | 'county' | 'town' | 'village'
export type DivisionReason = 'LENGTH' | 'CHARACTER' | 'PROVINCE' | 'STRUCTURE'

export type DivisionParts = {
  readonly level: DivisionLevel
  readonly province: string
  /** Codes of the levels above and of itself, each as long as its level: 4, 6, 9, 12 digits. */
  readonly city?: string
  readonly county?: string
  readonly town?: string
  readonly village?: string
}

/**
 * Code of an administrative division: 6 digits (GB/T 2260 county, or province and city filled with 00), 9 (town) or 12
 * (village; 000 at the end stands for the town). STRUCTURE: a lower level under an empty upper one, e.g. 330022.
 * Source: GB/T 2260-2007; GB/T 10114-2003; 统计用区划代码和城乡划分代码编制规则 (2009).
 */
export const checkDivisionCode = (text: string): Checked<DivisionReason, DivisionParts> => {
  const code = normaliseIdentifier(text)
  if (![6, 9, 12].includes(code.length)) return { valid: false, code, reason: 'LENGTH', parts: null }
  if (!/^\d+$/.test(code)) return { valid: false, code, reason: 'CHARACTER', parts: null }
  const padded = code.padEnd(12, '0')
  const pieces = [padded.slice(2, 4), padded.slice(4, 6), padded.slice(6, 9), padded.slice(9, 12)]
  const filled = pieces.map((piece) => Number(piece) > 0)
  const depth = filled.lastIndexOf(true) + 1
  const level = (['province', 'city', 'county', 'town', 'village'] as const)[depth] ?? 'province'
  const parts: DivisionParts = {
    level,
    province: padded.slice(0, 2),
    ...(depth >= 1 ? { city: padded.slice(0, 4) } : {}),
    ...(depth >= 2 ? { county: padded.slice(0, 6) } : {}),
    ...(depth >= 3 ? { town: padded.slice(0, 9) } : {}),
    ...(depth >= 4 ? { village: padded } : {}),
  }
  if (!provinceCodes.has(parts.province)) return { valid: false, code, reason: 'PROVINCE', parts }
  return filled.slice(0, depth).every(Boolean)
    ? { valid: true, code, parts }
    : { valid: false, code, reason: 'STRUCTURE', parts }
}

/** Whether `code` lies in `area` (a prefix: 331022 county, 331022101 town, 331022101205 village). */
export const isWithinArea = (code: string, area: string): boolean => code.startsWith(area)
