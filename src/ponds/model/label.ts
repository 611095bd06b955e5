/** Labels, mass balance and copied codes of a lot (ponds 4.11, 10). */
import { rounded } from './rounding.ts'

/** Labels that a lot may carry: a twentieth more than its crabs, for those that tear. */
const quotaFactor = 1.05
/** A lot cannot weigh more than what went into it; scales differ by this share. */
const balanceTolerance = 1.02

export const labelQuota = (count: number): number => Math.floor(rounded(count * quotaFactor, 6))

export const isBalanced = (inputKg: number, outputKg: number): boolean =>
  outputKg <= rounded(inputKg * balanceTolerance, 9)

export type ScanLimits = { readonly scans: number; readonly provincesPerDay: number }

/** A code scanned too often, or in too many provinces in a day, may have been copied (疑似套码). */
export const looksCopied = (scans: number, provincesToday: number, limits: ScanLimits): boolean =>
  scans > limits.scans || provincesToday > limits.provincesPerDay
