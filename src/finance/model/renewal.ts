import type { Working } from '../../platform/explain.ts'
import type { RiskClass } from './risk-class.ts'

export const borrowerKinds = ['household', 'micro_business'] as const
export type BorrowerKind = (typeof borrowerKinds)[number]

/** What is known of a loan that asks to be renewed without repaying its principal (无还本续贷). */
export type RenewalFacts = {
  readonly originalClass: RiskClass
  readonly appliedBeforeMaturity: boolean
  readonly lawfulOperation: boolean
  readonly operating: boolean
  readonly goodCredit: boolean
  readonly misuse: boolean
  readonly interestArrears: boolean
  readonly meetsIssueConditions: boolean
}

/** The rule of the day, from the table finance.renewal. */
export type RenewalRule = { readonly document: string; readonly covered: boolean }

export type RenewalVerdict = {
  /** Applied for before maturity, under a rule that covers this kind of borrower. */
  readonly renewalAllowed: boolean
  /** The new loan may be classed normal; otherwise its class follows the ability to repay. */
  readonly classMayStay: boolean
  /** The names of the facts that fail. */
  readonly failed: readonly string[]
}

/** Checks a renewal (finance 4.9). */
export const renewalCheck = (facts: RenewalFacts, rule: RenewalRule, working: Working): RenewalVerdict => {
  const conditions: readonly (readonly [string, string, boolean])[] = [
    ['covered', '借款人在现行续贷政策范围内', rule.covered],
    ['appliedBeforeMaturity', '到期前提出申请', facts.appliedBeforeMaturity],
    ['originalClass', '原贷款为正常类', facts.originalClass === 'normal'],
    ['lawfulOperation', '依法合规经营', facts.lawfulOperation],
    ['operating', '生产经营正常，具有持续经营能力', facts.operating],
    ['goodCredit', '信用状况良好，还款意愿强', facts.goodCredit],
    ['misuse', '没有挪用贷款资金', !facts.misuse],
    ['interestArrears', '没有拖欠利息', !facts.interestArrears],
    ['meetsIssueConditions', '符合新发放贷款条件', facts.meetsIssueConditions],
  ]
  for (const [name, label, holds] of conditions) {
    working.step({ label, formula: name, inputs: {}, result: holds, source: rule.document })
  }
  const failed = conditions.filter(([, , holds]) => !holds).map(([name]) => name)
  const renewalAllowed = rule.covered && facts.appliedBeforeMaturity
  return { renewalAllowed, classMayStay: failed.length === 0, failed }
}
