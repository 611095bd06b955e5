/** Flags of QARTOD, and the tests of ponds 4.7 as bits of one number. */
export const flag = { good: 1, notEvaluated: 2, suspect: 3, fail: 4, missing: 9 } as const

/** Bits of `failed`, in the order in which the tests are made. */
export const testBit = { gross_range: 1, gap: 2, spike: 4, rate: 8, stuck: 16, cross: 32, calibration: 64 } as const
export type TestName = keyof typeof testBit
const testNames = Object.keys(testBit) as TestName[]

export const testsOf = (bits: number): TestName[] => testNames.filter((name) => (bits & testBit[name]) !== 0)

/** 6.1 − 6.0 is 0.09999999999999964: limits are met with this much grace. */
export const grain = 1e-9
