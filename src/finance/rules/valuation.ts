import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { assetClasses, evidenceLevels } from '../model/asset-classes.ts'
import { stockGroups } from '../model/living-standard.ts'
import { usefulThings } from '../model/market-value.ts'
import { DecimalCell } from './decimal-cell.ts'

const source = '三门县农户家庭资产评估标准（演示值，由县金融中心公布后替换）'
const effectiveFrom = '2022-01-01'
const rights = 'land_right|pond_right|sea_use_right'

/** 折扣率: the share of the market value that counts, and how long a valuation holds (finance 4.1). */
export const haircutRules = defineRuleTable({
  name: 'finance.haircut',
  title: '资产折扣率与估值有效期',
  description: '市场价值中可计入家庭资产池的份额；有效期按月或按日，到期不再计入并列入重估。',
  source,
  hit: 'first',
  inputs: [
    { key: 'class', title: '资产类别', type: 'enum', options: assetClasses },
    { key: 'registered', title: '已登记', type: 'boolean' },
    { key: 'group', title: '活体种类', type: 'enum', options: [...stockGroups, 'none'] },
  ],
  outputs: [
    { key: 'haircut', title: '折扣率', type: 'string' },
    { key: 'validMonths', title: '有效期（月）', type: 'number' },
    { key: 'validDays', title: '有效期（日）', type: 'number' },
  ],
  output: z.strictObject({
    haircut: DecimalCell('0', '1'),
    validMonths: z.number().int().min(0).max(120),
    validDays: z.number().int().min(0).max(3_660),
  }),
  rows: [
    ['house_rural', '', '', '0.30', 24, 0],
    ['house_urban', '', '', '0.70', 12, 0],
    [rights, true, '', '0.50', 12, 0],
    [rights, false, '', '0.30', 12, 0],
    ['living_aquatic', '', 'crustacean', '0.45', 0, 30],
    ['living_aquatic', '', 'shellfish', '0.50', 0, 30],
    ['living_aquatic', '', 'fish|none', '0.40', 0, 30],
    ['livestock', '', '', '0.55', 0, 60],
    ['poultry', '', '', '0.40', 0, 21],
    ['orchard', '', '', '0.40', 12, 0],
    ['collective_dividend', '', '', '0.80', 12, 0],
    ['machinery|facility', '', '', '0.40', 12, 0],
    ['vessel', '', '', '0.50', 12, 0],
    ['vehicle', '', '', '0.50', 12, 0],
    ['deposit', '', '', '0.95', 0, 30],
    ['wealth_product|insurance_cash_value', '', '', '0.80', 0, 30],
    ['listed_security', '', '', '0.50', 0, 30],
    ['receivable', '', '', '0.50', 12, 0],
    ['forest_right', '', '', '0.40', 12, 0],
    ['enterprise_share', '', '', '0.30', 12, 0],
    ['homestay', '', '', '0.35', 12, 0],
  ],
  effectiveFrom,
  tests: [
    {
      title: '已登记的养殖塘经营权',
      input: { class: 'pond_right', registered: true, group: 'none' },
      output: { haircut: '0.50', validMonths: 12, validDays: 0 },
    },
  ],
})

export const evidenceRules = defineRuleTable({
  name: 'finance.evidence',
  title: '证据等级系数',
  description: 'E1 登记证照，或物联网、发票与查验俱全；E2 发票与查验；E3 村级确认；E4 自行申报（只展示，不计入）。',
  source,
  hit: 'first',
  inputs: [{ key: 'level', title: '证据等级', type: 'enum', options: evidenceLevels }],
  outputs: [{ key: 'factor', title: '系数', type: 'string' }],
  output: z.strictObject({ factor: DecimalCell('0', '1') }),
  rows: [
    ['E1', '1.0'],
    ['E2', '0.9'],
    ['E3', '0.7'],
    ['E4', '0'],
  ],
  effectiveFrom,
})

export const insuranceRules = defineRuleTable({
  name: 'finance.insurance',
  title: '活体保险系数',
  description: '已投保不打折；未投保打折，台风季（7 月 1 日至 10 月 31 日）露天塘再打折。',
  source,
  hit: 'first',
  inputs: [
    { key: 'insured', title: '已投保', type: 'boolean' },
    { key: 'typhoonSeason', title: '台风季', type: 'boolean' },
    { key: 'outdoorPond', title: '露天塘', type: 'boolean' },
  ],
  outputs: [{ key: 'factor', title: '系数', type: 'string' }],
  output: z.strictObject({ factor: DecimalCell('0', '1') }),
  rows: [
    [true, '', '', '1.0'],
    [false, true, true, '0.75'],
    [false, '', '', '0.85'],
  ],
  effectiveFrom,
})

export const usefulLifeRules = defineRuleTable({
  name: 'finance.useful-life',
  title: '使用年限与最低成新率',
  description: '成新率 = max(最低成新率, 1 − 已使用年数 ÷ 使用年限)。',
  source,
  hit: 'first',
  inputs: [{ key: 'thing', title: '结构或设备', type: 'enum', options: usefulThings }],
  outputs: [
    { key: 'years', title: '使用年限', unit: '年', type: 'number' },
    { key: 'least', title: '最低成新率', type: 'string' },
  ],
  output: z.strictObject({ years: z.number().int().min(1).max(200), least: DecimalCell('0', '1') }),
  rows: [
    ['steel_concrete', 60, '0.30'],
    ['brick_concrete', 50, '0.30'],
    ['brick_wood', 40, '0.30'],
    ['stone_wood', 30, '0.30'],
    ['tractor', 12, '0.05'],
    ['aerator', 6, '0.05'],
    ['greenhouse_steel', 10, '0.05'],
    ['cage', 8, '0.05'],
    ['hull_steel', 25, '0.05'],
    ['hull_grp', 20, '0.05'],
    ['hull_wood', 15, '0.05'],
  ],
  effectiveFrom,
})

export const orchardAgeRules = defineRuleTable({
  name: 'finance.orchard-age',
  title: '果园树龄系数',
  description: '未挂果（1–3 年）按投入成本，不按收益。',
  source,
  hit: 'first',
  inputs: [{ key: 'ageYears', title: '树龄', unit: '年', type: 'number', min: 0, max: 500 }],
  outputs: [{ key: 'factor', title: '系数', type: 'string' }],
  output: z.strictObject({ factor: DecimalCell('0', '1') }),
  rows: [
    ['[0..4)', '0'],
    ['[4..7)', '0.5'],
    ['[7..26)', '1'],
    ['[26..36)', '0.6'],
    ['>= 36', '0.2'],
  ],
  effectiveFrom,
})

export const dividendStabilityRules = defineRuleTable({
  name: 'finance.dividend-stability',
  title: '集体分红稳定系数',
  description: '近三年分红的变异系数；不足三年或平均为零没有变异系数。',
  source,
  hit: 'first',
  inputs: [{ key: 'cv', title: '变异系数', type: 'number', min: 0, nullable: true }],
  outputs: [{ key: 'factor', title: '系数', type: 'string' }],
  output: z.strictObject({ factor: DecimalCell('0', '1') }),
  rows: [
    ['[0..0.15]', '1'],
    ['(0.15..0.35]', '0.85'],
    ['> 0.35', '0.7'],
    ['无', '0.7'],
  ],
  effectiveFrom,
})

export const valuationParameters = [
  'capitalisation_rate',
  'dividend_years',
  'aquatic_selling_cost',
  'livestock_selling_cost',
  'vehicle_yearly_rest',
  'receivable_monthly_discount',
  'guarantee_counted',
  'living_pool_cap',
  'single_asset_cap',
] as const

export const valuationParameterRules = defineRuleTable({
  name: 'finance.valuation-parameter',
  title: '估值参数',
  description: '资本化率、销售费用、折旧与资产池上限等单个数值。',
  source,
  hit: 'first',
  inputs: [{ key: 'name', title: '参数', type: 'enum', options: valuationParameters }],
  outputs: [
    { key: 'value', title: '数值', type: 'string' },
    { key: 'meaning', title: '含义', type: 'string' },
  ],
  output: z.strictObject({ value: DecimalCell('0', '100'), meaning: z.string().min(1) }),
  rows: [
    ['capitalisation_rate', '0.08', '收益资本化率'],
    ['dividend_years', '5', '集体分红资本化年数'],
    ['aquatic_selling_cost', '0.06', '水产销售费用率'],
    ['livestock_selling_cost', '0.04', '畜禽销售费用率'],
    ['vehicle_yearly_rest', '0.85', '车辆每年剩余价值率'],
    ['receivable_monthly_discount', '0.01', '应收账款每月折让'],
    ['guarantee_counted', '0.5', '对外担保计入负债的份额'],
    ['living_pool_cap', '0.40', '活体占计入总额上限'],
    ['single_asset_cap', '0.60', '单项资产占计入总额上限'],
  ],
  effectiveFrom,
})

export const valuationRuleTables = [
  haircutRules,
  evidenceRules,
  insuranceRules,
  usefulLifeRules,
  orchardAgeRules,
  dividendStabilityRules,
  valuationParameterRules,
]
