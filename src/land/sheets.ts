import type { Sheet, SheetColumn } from '../platform/sheets/sheet.ts'
import { figureSheet } from './sheets/figure-sheet.ts'
import { landEmissionYear, landEnergyYear, landOutputYear, landTaxYear } from './tables.ts'

const money = (key: string, title: string): SheetColumn => ({
  key,
  title: `${title}（元）`,
  type: 'money',
  required: true,
  example: '120000.00',
})
const perhaps = (column: SheetColumn): SheetColumn => ({ ...column, required: false })
const amount = (key: string, title: string, example: string): SheetColumn => ({ key, title, type: 'decimal', example })

/** The yearly deliveries of the departments (land 1, 3). */
export const landSheets: readonly Sheet[] = [
  figureSheet({
    name: 'land.tax_years',
    title: '工业企业年度税收',
    table: landTaxYear,
    columns: [
      money('vatFen', '增值税'),
      money('incomeTaxFen', '企业所得税'),
      money('landUseTaxFen', '城镇土地使用税'),
      money('propertyTaxFen', '房产税'),
      money('otherTaxFen', '其他税收'),
      money('exportCreditFen', '出口免抵税额'),
      money('policyReliefFen', '政策性减免'),
      money('finesAndArrearsFen', '罚没及补缴以前年度'),
    ],
    signed: ['vatFen', 'incomeTaxFen', 'landUseTaxFen', 'propertyTaxFen', 'otherTaxFen'],
  }),
  figureSheet({
    name: 'land.output_years',
    title: '工业企业年度产出',
    table: landOutputYear,
    columns: [
      {
        key: 'aboveScale',
        title: '规模',
        type: 'enum',
        required: true,
        options: [
          { value: 'true', title: '规上' },
          { value: 'false', title: '规下' },
        ],
        example: '规上',
      },
      perhaps(money('valueAddedFen', '工业增加值')),
      perhaps(money('revenueFen', '营业收入')),
      perhaps(money('rdFen', '研发费用')),
      amount('staffAverage', '平均用工人数', '86'),
    ],
    signed: ['valueAddedFen'],
  }),
  figureSheet({
    name: 'land.energy_years',
    title: '工业企业年度能耗',
    table: landEnergyYear,
    columns: [
      amount('energyTce', '综合能耗（吨标准煤，等价值）', '1300'),
      amount('powerKwh', '用电量（千瓦时）', '800000'),
      amount('waterM3', '用水量（吨）', '12000'),
    ],
  }),
  figureSheet({
    name: 'land.emission_years',
    title: '工业企业年度污染物排放',
    table: landEmissionYear,
    columns: [
      { ...amount('codKg', '化学需氧量（千克）', '240'), required: true },
      { ...amount('ammoniaKg', '氨氮（千克）', '18'), required: true },
      { ...amount('sulphurDioxideKg', '二氧化硫（千克）', '60'), required: true },
      { ...amount('nitrogenOxidesKg', '氮氧化物（千克）', '110'), required: true },
      { ...amount('vocKg', '挥发性有机物（千克）', '350'), required: true },
    ],
  }),
]
