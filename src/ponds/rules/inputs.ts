import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

/** Substances that no food animal may get, and those stopped for food animals. */
export const bannedSubstances = [
  'malachite_green',
  'chloramphenicol',
  'nitrofurans',
  'sodium_pentachlorophenate',
  'diethylstilbestrol',
  'methyltestosterone',
  'lomefloxacin',
  'pefloxacin',
  'ofloxacin',
  'norfloxacin',
  'fipronil',
] as const

export const otherSubstances = [
  'thiamphenicol',
  'enrofloxacin',
  'florfenicol',
  'sulfonamides',
  'povidone_iodine',
  'other',
] as const
export const substances = [...bannedSubstances, ...otherSubstances] as const

export const inputRules = defineRuleTable({
  name: 'ponds.inputs',
  title: '投入品禁用与休药期',
  description: '禁用、停用药品不得使用；其余给出休药期（度日）。标签另有规定的从严。',
  source:
    '农业农村部公告第250号（禁用）；农业部公告第2292号（停用）；公告第278号（休药期）；未规定的按 500 度日（假设）',
  hit: 'first',
  inputs: [{ key: 'substance', title: '药品', type: 'enum', options: substances }],
  outputs: [
    { key: 'banned', title: '禁用', type: 'boolean' },
    { key: 'degreeDays', title: '休药期', unit: '度日', type: 'number' },
  ],
  output: z.strictObject({ banned: z.boolean(), degreeDays: z.number().min(0).max(10_000) }),
  rows: [
    [bannedSubstances.join('|'), true, 0],
    ['povidone_iodine', false, 0],
    [null, false, 500],
  ],
  effectiveFrom: '2020-01-06',
  tests: [{ title: '孔雀石绿', input: { substance: 'malachite_green' }, output: { banned: true, degreeDays: 0 } }],
})
