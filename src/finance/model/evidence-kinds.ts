import type { EvidenceLevel } from './asset-classes.ts'

/** 权证, 登记回执, 发票, 现场照片, 物联网监测, 保单, 查验记录, 村级确认. */
export const evidenceKinds = [
  'certificate',
  'register_reply',
  'invoice',
  'photo',
  'iot_series',
  'insurance_policy',
  'inspection',
  'village_confirmation',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** What the family itself may hand in; everything else is recorded by who was there. */
export const familyEvidence: readonly EvidenceKind[] = ['certificate', 'invoice', 'insurance_policy']

/** A photo that was taken farther from the asset does not show it (finance 10, [A]). */
export const photoReachM = 500

/**
 * 证据等级 that these papers support (finance 4.1): E1 a certificate or the register's reply, or monitoring with invoice and
 * inspection; E2 invoice and inspection; E3 the village's confirmation; E4 nothing but what the family says. A photo taken
 * at the asset is an inspection.
 */
export const supportedLevel = (kinds: readonly EvidenceKind[]): EvidenceLevel => {
  const has = (...wanted: readonly EvidenceKind[]) => wanted.some((kind) => kinds.includes(kind))
  const isInspected = has('inspection', 'photo')
  if (has('certificate', 'register_reply')) return 'E1'
  if (has('iot_series') && has('invoice') && isInspected) return 'E1'
  if (has('invoice') && isInspected) return 'E2'
  return has('village_confirmation') ? 'E3' : 'E4'
}
