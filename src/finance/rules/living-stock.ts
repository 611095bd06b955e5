import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { stockGroups, stockSpecies } from '../model/living-standard.ts'
import { DecimalCell } from './decimal-cell.ts'

const source = '三门县水产活体评估标准（演示值；青蟹放养密度、养成规格和市场价区间取自公开报道，其余为假设）'
const effectiveFrom = '2022-01-01'
const species = { key: 'species', title: '品种', type: 'enum', options: stockSpecies } as const

export const stockSpeciesRules = defineRuleTable({
  name: 'finance.stock-species',
  title: '养殖品种标准',
  description: '种类、每亩最高放养数和标准收获日龄。',
  source,
  hit: 'first',
  inputs: [species],
  outputs: [
    { key: 'group', title: '种类', type: 'enum', options: stockGroups },
    { key: 'maxPerMu', title: '每亩最高放养', type: 'number' },
    { key: 'harvestDay', title: '收获日龄', unit: '天', type: 'number' },
  ],
  output: z.strictObject({
    group: z.enum(stockGroups),
    maxPerMu: z.number().int().min(1),
    harvestDay: z.number().int().min(1).max(3_660),
  }),
  rows: [
    ['scylla', 'crustacean', 1_500, 150],
    ['sinonovacula', 'shellfish', 90_000, 270],
    ['litopenaeus', 'crustacean', 60_000, 100],
    ['exopalaemon', 'crustacean', 30_000, 90],
    ['tegillarca', 'shellfish', 150_000, 600],
    ['lateolabrax|mugil', 'fish', 800, 330],
  ],
  effectiveFrom,
})

/** Survival and mean weight by age; the model draws straight lines between. */
export const stockPointRules = defineRuleTable({
  name: 'finance.stock-point',
  title: '养殖品种生长与存活标准',
  description: '各日龄的存活率与平均体重，逐点列出，其间按直线内插。',
  source,
  hit: 'collect',
  inputs: [species],
  outputs: [
    { key: 'day', title: '日龄', unit: '天', type: 'number' },
    { key: 'survival', title: '存活率', type: 'string' },
    { key: 'grams', title: '平均体重', unit: '克', type: 'string' },
  ],
  output: z.strictObject({
    day: z.number().int().min(0),
    survival: DecimalCell('0', '1'),
    grams: DecimalCell('0.001', '1000000'),
  }),
  rows: [
    ['scylla', 0, '1', '8'],
    ['scylla', 30, '0.70', '35'],
    ['scylla', 60, '0.55', '90'],
    ['scylla', 90, '0.45', '160'],
    ['scylla', 120, '0.38', '230'],
    ['scylla', 150, '0.33', '290'],
    ['scylla', 180, '0.30', '330'],
    ['sinonovacula', 0, '1', '0.3'],
    ['sinonovacula', 60, '0.85', '2'],
    ['sinonovacula', 120, '0.75', '5'],
    ['sinonovacula', 180, '0.68', '8'],
    ['sinonovacula', 240, '0.62', '11'],
    ['sinonovacula', 300, '0.58', '13'],
    ['litopenaeus', 0, '1', '0.01'],
    ['litopenaeus', 30, '0.80', '2'],
    ['litopenaeus', 60, '0.68', '9'],
    ['litopenaeus', 90, '0.60', '16'],
    ['litopenaeus', 120, '0.55', '20'],
    ['exopalaemon', 0, '1', '0.05'],
    ['exopalaemon', 45, '0.7', '2'],
    ['exopalaemon', 90, '0.55', '4.5'],
    ['tegillarca', 0, '1', '0.5'],
    ['tegillarca', 180, '0.80', '3'],
    ['tegillarca', 365, '0.70', '7'],
    ['tegillarca', 540, '0.62', '11'],
    ['tegillarca', 730, '0.55', '14'],
    ['lateolabrax|mugil', 0, '1', '30'],
    ['lateolabrax|mugil', 120, '0.9', '200'],
    ['lateolabrax|mugil', 240, '0.82', '450'],
    ['lateolabrax|mugil', 365, '0.78', '700'],
  ],
  effectiveFrom,
})

export const stockPriceRules = defineRuleTable({
  name: 'finance.stock-price',
  title: '水产规格参考价',
  description: '按品种与规格的每千克塘口价；膏蟹另计。',
  source,
  hit: 'first',
  inputs: [
    species,
    { key: 'grams', title: '平均体重', unit: '克', type: 'number', min: 0 },
    { key: 'roe', title: '膏蟹', type: 'boolean' },
  ],
  outputs: [{ key: 'fenPerKg', title: '单价', unit: '分/千克', type: 'number' }],
  output: z.strictObject({ fenPerKg: z.number().int().min(0) }),
  rows: [
    ['scylla', '', true, 24_000],
    ['scylla', '< 150', false, 8_000],
    ['scylla', '[150..200]', false, 12_000],
    ['scylla', '> 200', false, 16_000],
    ['sinonovacula', '< 8', '', 1_400],
    ['sinonovacula', '>= 8', '', 2_600],
    ['litopenaeus', '< 10', '', 2_400],
    ['litopenaeus', '>= 10', '', 4_400],
    ['exopalaemon', '', '', 5_000],
    ['tegillarca', '< 8', '', 1_800],
    ['tegillarca', '>= 8', '', 4_200],
    ['lateolabrax|mugil', '< 400', '', 2_400],
    ['lateolabrax|mugil', '>= 400', '', 3_600],
  ],
  effectiveFrom,
})

export const livingStockRuleTables = [stockSpeciesRules, stockPointRules, stockPriceRules]
