import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { species } from '../model/species.ts'

const speciesColumn = { key: 'species', title: '品种', type: 'enum', options: species } as const
const parameter = z.number().nullable()

export const growthRules = defineRuleTable({
  name: 'ponds.growth',
  title: '生长模型参数',
  description:
    '青蟹：k 与适温三点；虾：热生长系数 TGC 与基准温度；贝类：渐近壳长与年生长系数；日死亡率。虾、贝参数未校准，须由三塘以上各三次打样校准。',
  source: '青蟹：Ruscoe 2004、Thach 2004；上下限温度与其他品种为假设',
  hit: 'first',
  inputs: [speciesColumn],
  outputs: [
    { key: 'k', title: 'k', unit: 'g^(1/3)/天', type: 'number' },
    { key: 'coldC', title: '停长低温', unit: '°C', type: 'number' },
    { key: 'bestC', title: '最适温', unit: '°C', type: 'number' },
    { key: 'hotC', title: '停长高温', unit: '°C', type: 'number' },
    { key: 'tgc', title: '热生长系数', type: 'number' },
    { key: 'asymptoteMm', title: '渐近壳长', unit: 'mm', type: 'number' },
    { key: 'perYear', title: '年生长系数', type: 'number' },
    { key: 'dailyMortality', title: '日死亡率', type: 'number' },
    { key: 'calibrated', title: '已校准', type: 'boolean' },
  ],
  output: z
    .strictObject({
      k: parameter,
      coldC: z.number(),
      bestC: z.number(),
      hotC: z.number(),
      tgc: parameter,
      asymptoteMm: parameter,
      perYear: parameter,
      dailyMortality: z.number().min(0).max(1),
      calibrated: z.boolean(),
    })
    .refine(({ coldC, bestC, hotC }) => coldC < bestC && bestC < hotC),
  rows: [
    ['scylla_paramamosain', 0.034, 12, 30, 38, null, null, null, 0.006, true],
    ['litopenaeus_vannamei', null, 15, 30, 38, 1.6, null, null, 0.006, false],
    ['exopalaemon_carinicauda', null, 8, 26, 36, 0.7, null, null, 0.008, false],
    ['sinonovacula_constricta', null, 5, 25, 35, null, 75, 1.1, 0.002, false],
    ['tegillarca_granosa', null, 5, 25, 35, null, 45, 0.6, 0.001, false],
  ],
  effectiveFrom: '2022-01-01',
})

export const rationRules = defineRuleTable({
  name: 'ponds.ration',
  title: '青蟹日投喂率',
  description: '按平均体重的日投喂率（湿重，占存塘量）。',
  source: '青蟹育肥研究 7–10 %；分级为本系统缺省值',
  hit: 'first',
  inputs: [{ key: 'weightG', title: '平均体重', unit: 'g', type: 'number', min: 0 }],
  outputs: [{ key: 'share', title: '投喂率', type: 'number' }],
  output: z.strictObject({ share: z.number().min(0).max(0.5) }),
  rows: [
    ['< 50', 0.1],
    ['[50..150)', 0.08],
    ['[150..300]', 0.06],
    ['> 300', 0.04],
  ],
  effectiveFrom: '2022-01-01',
})

export const rationOxygenRules = defineRuleTable({
  name: 'ponds.ration-oxygen',
  title: '投喂的溶解氧系数',
  description: '溶解氧低时减料，低于 3 mg/L 停料；无读数时不减，另行提示。',
  source: '本系统缺省值',
  hit: 'first',
  inputs: [{ key: 'doMgL', title: '溶解氧', unit: 'mg/L', type: 'number', min: 0, nullable: true }],
  outputs: [{ key: 'factor', title: '系数', type: 'number' }],
  output: z.strictObject({ factor: z.number().min(0).max(1) }),
  rows: [
    ['>= 5', 1],
    ['[4..5)', 0.7],
    ['[3..4)', 0.5],
    ['< 3', 0],
    ['无', 1],
  ],
  effectiveFrom: '2022-01-01',
})
