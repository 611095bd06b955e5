import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { familyGrades, honourLevels } from '../model/family-facts.ts'
import { policyFunds, priceModes } from '../model/price.ts'

const source = '差异化利率定价表（演示值，由各合作银行公布后替换）'
const effectiveFrom = '2022-01-01'
const bp = { key: 'bp', title: '基点', unit: '基点', type: 'number' } as const
const BasisPoints = z.strictObject({ bp: z.number().int().min(-1_000).max(1_000) })

export const priceGradeRules = defineRuleTable({
  name: 'finance.price-grade',
  title: '等级加点',
  description: '按家庭信用等级加减点；不予定价的等级不报价。',
  source,
  hit: 'first',
  inputs: [{ key: 'grade', title: '等级', type: 'enum', options: familyGrades }],
  outputs: [bp, { key: 'priced', title: '予以定价', type: 'boolean' }],
  output: z.strictObject({ bp: z.number().int().min(-1_000).max(1_000), priced: z.boolean() }),
  rows: [
    ['AAA', -80, true],
    ['AA', -60, true],
    ['A', -40, true],
    ['BBB', 0, true],
    ['BB', 60, true],
    ['C', 0, false],
  ],
  effectiveFrom,
})

export const priceModeRules = defineRuleTable({
  name: 'finance.price-mode',
  title: '担保方式加点',
  description: '保证、已投保活体质押、抵押减点。',
  source,
  hit: 'first',
  inputs: [{ key: 'mode', title: '方式', type: 'enum', options: priceModes }],
  outputs: [bp],
  output: BasisPoints,
  rows: [
    ['credit', 0],
    ['guarantee', -10],
    ['pledge', -20],
    ['mortgage', -40],
  ],
  effectiveFrom,
})

export const priceTenorRules = defineRuleTable({
  name: 'finance.price-tenor',
  title: '期限加点',
  description: '超过一年、超过三年加点。',
  source,
  hit: 'first',
  inputs: [{ key: 'months', title: '期限', unit: '月', type: 'number', min: 1, max: 600 }],
  outputs: [bp],
  output: BasisPoints,
  rows: [
    ['<= 12', 0],
    ['(12..36]', 15],
    ['> 36', 40],
  ],
  effectiveFrom,
})

export const priceHonourRules = defineRuleTable({
  name: 'finance.price-honour',
  title: '荣誉优惠',
  description: '按最高一级荣誉减点。',
  source,
  hit: 'first',
  inputs: [{ key: 'honour', title: '荣誉', type: 'enum', options: honourLevels }],
  outputs: [bp],
  output: BasisPoints,
  rows: [
    ['village', 10],
    ['county|city', 20],
    ['province|nation', 30],
  ],
  effectiveFrom,
})

export const pricePolicyRules = defineRuleTable({
  name: 'finance.price-policy',
  title: '政策资金优惠',
  description: '转贷款与再贷款只能享受一种。',
  source,
  hit: 'first',
  inputs: [{ key: 'fund', title: '政策资金', type: 'enum', options: policyFunds }],
  outputs: [bp],
  output: BasisPoints,
  rows: [
    ['on_lending', 50],
    ['relending', 40],
  ],
  effectiveFrom,
})

export const priceParameters = [
  'base',
  'clean_renewal',
  'low_income',
  'discount_cap',
  'floor_below_lpr',
  'cap_above_lpr',
] as const

export const priceParameterRules = defineRuleTable({
  name: 'finance.price-parameter',
  title: '定价参数',
  description: '基础加点、续贷与低收入优惠、优惠合计上限、利率下限与上限。',
  source,
  hit: 'first',
  inputs: [{ key: 'name', title: '参数', type: 'enum', options: priceParameters }],
  outputs: [bp],
  output: BasisPoints,
  rows: [
    ['base', 180],
    ['clean_renewal', 10],
    ['low_income', 20],
    ['discount_cap', 100],
    ['floor_below_lpr', 50],
    ['cap_above_lpr', 400],
  ],
  effectiveFrom,
})

export const priceRuleTables = [
  priceGradeRules,
  priceModeRules,
  priceTenorRules,
  priceHonourRules,
  pricePolicyRules,
  priceParameterRules,
]
