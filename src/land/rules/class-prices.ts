import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

export const priceClasses = ['A', 'B', 'C', 'C-', 'D'] as const

const decimal = z.string().regex(/^\d+(\.\d+)?$/)

export const ClassPrice = z.strictObject({
  /** Yuan per kWh on top of the price. */
  powerSurcharge: decimal,
  /** Share of the water price on top of it. */
  waterSurcharge: decimal,
  /** Share of the land-use tax that is remitted. */
  landUseTaxRelief: decimal,
  /** Empty: nothing in force. */
  basis: z.string(),
})

const ruian = '瑞安市 2018 年差别化价格政策（借用；本县须以公布的文件替换）'

/** What a class of the evaluation costs or spares a firm (land 4.8). */
export const classPrices = defineRuleTable({
  name: 'land.class-prices',
  title: '分类差别化价格',
  description:
    '按亩均论英雄分类的用电加价、用水加价和城镇土地使用税减免。没有现行依据的日期不得执行；国家电价规则以后限制了地方加价，执行前须核对。',
  source: '浙政发〔2018〕5号；瑞安市 2018 年政策',
  hit: 'first',
  inputs: [
    { key: 'asOf', title: '日期', type: 'date' },
    { key: 'class', title: '类别', type: 'enum', options: priceClasses },
  ],
  outputs: [
    { key: 'powerSurcharge', title: '用电加价', type: 'string', unit: '元/千瓦时' },
    { key: 'waterSurcharge', title: '用水加价比例', type: 'string' },
    { key: 'landUseTaxRelief', title: '土地使用税减免比例', type: 'string' },
    { key: 'basis', title: '依据', type: 'string' },
  ],
  output: ClassPrice,
  rows: [
    ['>= 2018-01-01', 'A', '0', '0', '1', ruian],
    ['>= 2018-01-01', 'B', '0', '0', '0.5', ruian],
    ['>= 2018-01-01', 'C', '0.10', '0.15', '0', ruian],
    ['>= 2018-01-01', 'C-|D', '0.15', '0.30', '0', ruian],
    ['< 2018-01-01', '', '0', '0', '0', ''],
  ],
  effectiveFrom: '2018-01-01',
  tests: [
    {
      title: 'C 类',
      input: { asOf: '2019-06-30', class: 'C' },
      output: { powerSurcharge: '0.10', waterSurcharge: '0.15', landUseTaxRelief: '0', basis: ruian },
    },
  ],
})
