import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { species } from '../model/species.ts'
import { waterProperties } from '../model/water-judgement.ts'

const bound = z.number().nullable()

/** Bounds are what is past: below `warnLow` warns. Where `included` is true the bound itself warns. */
export const waterLimitRules = defineRuleTable({
  name: 'ponds.water-limits',
  title: '养殖水质适宜范围与报警限值',
  description: '按品种给出适宜范围、预警和严重限值；混养时取所放品种中最严的限值。',
  source: 'Ruscoe et al. 2004；Romano & Zeng 2007；FAO 渔业技术文件 567；GB 11607-1989；其余为本系统缺省值',
  hit: 'first',
  inputs: [
    { key: 'species', title: '品种', type: 'enum', options: species },
    { key: 'property', title: '项目', type: 'enum', options: waterProperties },
  ],
  outputs: [
    { key: 'targetLow', title: '适宜下限', type: 'number' },
    { key: 'targetHigh', title: '适宜上限', type: 'number' },
    { key: 'warnLow', title: '预警下限', type: 'number' },
    { key: 'warnHigh', title: '预警上限', type: 'number' },
    { key: 'criticalLow', title: '严重下限', type: 'number' },
    { key: 'criticalHigh', title: '严重上限', type: 'number' },
    { key: 'included', title: '含限值', type: 'boolean' },
    { key: 'source', title: '依据', type: 'string' },
  ],
  output: z.strictObject({
    targetLow: bound,
    targetHigh: bound,
    warnLow: bound,
    warnHigh: bound,
    criticalLow: bound,
    criticalHigh: bound,
    included: z.boolean(),
    source: z.string().min(1),
  }),
  rows: [
    ['litopenaeus_vannamei', 'temp', 24, 31, 18, 33, 13, 36, false, '假设：南美白对虾'],
    ['sinonovacula_constricta|tegillarca_granosa', 'temp', 15, 28, 8, 32, 4, 35, false, '假设：滩涂贝类'],
    [null, 'temp', 25, 30, 18, 32, 12, 35, false, 'Ruscoe 2004（30 °C 附近生长最快）；低温限值为假设'],
    ['sinonovacula_constricta|tegillarca_granosa', 'sal', 12, 26, 8, 30, 5, 34, false, '假设：滩涂贝类'],
    [null, 'sal', 10, 25, 8, 30, 4, null, false, 'Ruscoe 2004（10–20 最适）；生产实践'],
    [null, 'sal_change_24h', null, null, null, 5, null, 8, false, '假设：24 小时盐度变化'],
    [null, 'ph', 7.5, 8.5, 7.3, 9, 7, 9.3, false, 'FAO 渔业技术文件 567（7.5–8.5）；其余为假设'],
    [null, 'ph_amplitude', null, null, null, 1, null, null, false, '假设：昼夜 pH 变幅'],
    [null, 'do', 5, null, 4, null, 3, null, false, 'GB 11607-1989 渔业水质标准'],
    [
      null,
      'nh3n',
      null,
      0.05,
      null,
      0.1,
      null,
      0.25,
      true,
      'Romano & Zeng 2007（96 h LC50 6.81 mg/L）加安全系数，假设',
    ],
    [null, 'no2n', null, 0.5, null, 1, null, 3, true, '假设：亚硝酸盐氮'],
    [null, 'alkalinity', 80, 200, 60, null, null, null, false, '推广资料（>80，以 120 为宜）'],
  ],
  effectiveFrom: '2022-01-01',
})
