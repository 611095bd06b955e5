import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import type { QcLimits } from '../model/quality-control.ts'

export const qcProperties = ['do', 'ph', 'temp', 'sal', 'ec', 'tan'] as const
export type QcProperty = (typeof qcProperties)[number]

const limit = z.number().gt(0).nullable()

export const qcLimitRules = defineRuleTable({
  name: 'ponds.qc-limits',
  title: '水质数据质量控制限值',
  description: '各水质项目的传感器量程、合理范围、尖峰、变化率和卡滞限值；空格表示不作该项检验。',
  source: '检验方法：QARTOD（U.S. IOOS）；限值为本系统缺省值',
  hit: 'first',
  inputs: [{ key: 'property', title: '项目', type: 'enum', options: qcProperties }],
  outputs: [
    { key: 'sensorLow', title: '量程下限', type: 'number' },
    { key: 'sensorHigh', title: '量程上限', type: 'number' },
    { key: 'userLow', title: '合理下限', type: 'number' },
    { key: 'userHigh', title: '合理上限', type: 'number' },
    { key: 'spikeLow', title: '尖峰可疑', type: 'number' },
    { key: 'spikeHigh', title: '尖峰错误', type: 'number' },
    { key: 'ratePerHour', title: '每小时变化', type: 'number' },
    { key: 'stuckEpsilon', title: '卡滞幅度', type: 'number' },
  ],
  output: z
    .strictObject({
      sensorLow: z.number(),
      sensorHigh: z.number(),
      userLow: z.number(),
      userHigh: z.number(),
      spikeLow: limit,
      spikeHigh: limit,
      ratePerHour: limit,
      stuckEpsilon: limit,
    })
    .refine((row) => row.sensorLow <= row.userLow && row.userLow < row.userHigh && row.userHigh <= row.sensorHigh)
    .refine(
      (row) => (row.spikeLow === null) === (row.spikeHigh === null) && (row.spikeLow ?? 0) <= (row.spikeHigh ?? 0),
    ),
  rows: [
    ['do', 0, 20, 0, 16, 1.5, 3, 4, 0.02],
    ['ph', 0, 14, 6, 10, 0.4, 0.8, 1, 0.01],
    ['temp', -5, 50, 0, 40, 1.5, 3, 4, 0.02],
    ['sal', 0, 45, 0, 38, 2, 5, 6, 0.02],
    ['ec', 0, 100, 0, 60, 3, 7.5, 9, 0.03],
    ['tan', 0, 50, 0, 10, null, null, null, null],
  ],
  effectiveFrom: '2022-01-01',
})

export const qcLimitsOf = (row: z.output<(typeof qcLimitRules)['output']>): QcLimits => ({
  sensor: { low: row.sensorLow, high: row.sensorHigh },
  user: { low: row.userLow, high: row.userHigh },
  spike: row.spikeLow === null || row.spikeHigh === null ? null : { low: row.spikeLow, high: row.spikeHigh },
  ratePerHour: row.ratePerHour,
  stuckEpsilon: row.stuckEpsilon,
})
