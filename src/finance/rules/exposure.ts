import { z } from 'zod'
import { Rational } from '../../platform/money.ts'
import type { Working } from '../../platform/explain.ts'
import type { RuleBook } from '../../platform/rules/rule-book.ts'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { type ExposureLimits, tunedLimits, verdicts } from '../model/exposure.ts'
import { DecimalCell } from './decimal-cell.ts'

export const exposureLimitRules = defineRuleTable({
  name: 'finance.exposure-limit',
  title: '集中度与敞口限额',
  description: '限额以分、户数或份额计；超过时拦截或提示。单一借款人占资本比例由商业银行法规定，不在此表。',
  source: '集中度与敞口限额（演示值，由各合作银行公布后替换）',
  hit: 'first',
  inputs: [{ key: 'name', title: '限额', type: 'enum', options: tunedLimits }],
  outputs: [
    { key: 'limit', title: '数值', type: 'string' },
    { key: 'over', title: '超过时', type: 'enum', options: verdicts },
  ],
  output: z.strictObject({ limit: DecimalCell('0', '10000000000000'), over: z.enum(verdicts) }),
  rows: [
    ['household_all_banks', '100000000', 'block'],
    ['household_per_bank', '50000000', 'block'],
    ['guarantees_given', '2', 'block'],
    ['village_share', '0.10', 'warn'],
    ['species_share', '0.30', 'warn'],
    ['compartment_share', '0.15', 'warn'],
  ],
  effectiveFrom: '2022-01-01',
})

export const exposureLimits =
  (book: RuleBook, working: Working): ExposureLimits =>
  (name) => {
    const { limit, over } = book.decide(exposureLimitRules, { name }, working)
    return { limit: Rational.of(limit), over }
  }
