import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Working } from '../../platform/explain.ts'
import { Rational } from '../../platform/money.ts'
import { renewalCheck } from './renewal.ts'
import { type RiskFlags, riskClasses, riskFloor } from './risk-class.ts'

const none: RiskFlags = {
  misuse: false,
  borrowedNewToRepayOld: false,
  qualifyingRenewal: false,
  evasion: false,
  restructured: false,
  technicalOverdue: false,
  expectedLoss: null,
}
const floor = (days: number, flags: Partial<RiskFlags> = {}) =>
  riskFloor(days, { ...none, ...flags }, Working.silent).floor

it.each([
  [0, 'normal'],
  [1, 'special_mention'],
  [90, 'special_mention'],
  [91, 'substandard'],
  [270, 'substandard'],
  [271, 'doubtful'],
  [360, 'doubtful'],
  [361, 'loss'],
])('%i days past due: %s', (days, expected) => expect(floor(days)).toBe(expected))

it('excepts a technical overdue of 7 days and a qualifying renewal', () => {
  expect(floor(7, { technicalOverdue: true })).toBe('normal')
  expect(floor(8, { technicalOverdue: true })).toBe('special_mention')
  expect(floor(0, { borrowedNewToRepayOld: true })).toBe('special_mention')
  expect(floor(0, { borrowedNewToRepayOld: true, qualifyingRenewal: true })).toBe('normal')
})

it('follows the expected loss, misuse, evasion and restructuring', () => {
  const loss = (share: string) => floor(0, { expectedLoss: Rational.of(share) })
  expect([loss('0.4999'), loss('0.5'), loss('0.8999'), loss('0.9')]).toEqual(['normal', 'doubtful', 'doubtful', 'loss'])
  expect(floor(0, { misuse: true })).toBe('special_mention')
  expect(floor(0, { evasion: true })).toBe('doubtful')
  expect(floor(0, { restructured: true })).toBe('special_mention')
  expect(riskFloor(300, none, Working.silent).article).toContain('第十二条')
})

it('never rises with more days or more flags', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(100), fc.boolean(), fc.boolean(), (days, more, misuse, evasion) => {
      const rank = (name: string) => riskClasses.findIndex((one) => one === name)
      expect(rank(floor(days + more, { misuse, evasion }))).toBeGreaterThanOrEqual(rank(floor(days)))
    }),
  )
})

it('names each condition of a renewal that fails', () => {
  const facts = {
    originalClass: 'normal',
    appliedBeforeMaturity: true,
    lawfulOperation: true,
    operating: true,
    goodCredit: true,
    misuse: false,
    interestArrears: false,
    meetsIssueConditions: true,
  } as const
  const rule = { document: '金规〔2024〕13号', covered: true }
  expect(renewalCheck(facts, rule, Working.silent)).toEqual({ renewalAllowed: true, classMayStay: true, failed: [] })
  const wrong = {
    ...facts,
    lawfulOperation: false,
    operating: false,
    goodCredit: false,
    misuse: true,
    meetsIssueConditions: false,
  }
  expect(renewalCheck(wrong, rule, Working.silent)).toEqual({
    renewalAllowed: true,
    classMayStay: false,
    failed: ['lawfulOperation', 'operating', 'goodCredit', 'misuse', 'meetsIssueConditions'],
  })
  expect(renewalCheck({ ...facts, appliedBeforeMaturity: false }, rule, Working.silent).renewalAllowed).toBe(false)
  expect(renewalCheck(facts, { ...rule, covered: false }, Working.silent)).toMatchObject({
    renewalAllowed: false,
    failed: ['covered'],
  })
})
