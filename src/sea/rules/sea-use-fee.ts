import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'

/** 用海方式 as the fee standard names them: line, basis, 万元/公顷 by sea grade 1–6 (one figure: the same for all). */
const lines = {
  construction_reclamation_industry: [
    '工业、交通运输、渔业基础设施等建设填海造地用海',
    'once',
    ['300', '250', '190', '140', '100', '60'],
  ],
  urban_reclamation: ['城镇建设填海造地用海', 'once', ['2700', '2300', '1900', '1400', '900', '600']],
  agricultural_reclamation: ['农业填海造地用海', 'once', ['130', '110', '90', '75', '60', '45']],
  non_permeable: ['非透水构筑物用海', 'once', ['250', '200', '150', '100', '75', '50']],
  bridge_tunnel: ['跨海桥梁、海底隧道用海', 'once', ['17.30']],
  permeable: ['透水构筑物用海', 'year', ['4.63', '3.93', '3.23', '2.53', '1.84', '1.16']],
  basin: ['港池、蓄水用海', 'year', ['1.17', '0.93', '0.69', '0.46', '0.32', '0.23']],
  bathing: ['浴场用海', 'year', ['0.65', '0.53', '0.42', '0.31', '0.20', '0.10']],
  amusement_open: ['游乐场用海', 'year', ['3.26', '2.39', '1.74', '1.17', '0.74', '0.43']],
  channel_anchorage: ['专用航道、锚地用海', 'year', ['0.30', '0.23', '0.17', '0.13', '0.09', '0.05']],
  cable_pipe: ['海底电缆管道用海', 'year', ['0.70']],
  sea_sand: ['海砂等矿产开采用海', 'year', ['7.30']],
  intake_outlet: ['取、排水口用海', 'year', ['1.05']],
  sewage: ['污水达标排放用海', 'year', ['1.40']],
} as const satisfies Record<string, readonly [string, 'once' | 'year', readonly string[]]>

export type FeeMode = keyof typeof lines

/** In the order of the standard. */
export const feeModes = Object.keys(lines) as [FeeMode, ...FeeMode[]]

export const feeModeZh = (mode: FeeMode): string => lines[mode][0]

const grades = ['1', '2', '3', '4', '5', '6'] as const

const decimal = /^\d{1,6}(\.\d{1,4})?$/

export const feeStandardRules = defineRuleTable({
  name: 'sea.fee-standard',
  title: '海域使用金征收标准',
  description: '按用海方式和海域等别的征收标准；浙江省另有标准时自其施行之日换行。养殖用海由省定，不在表内。',
  source: '财综〔2018〕15号 关于印发《调整海域 无居民海岛使用金征收标准》的通知',
  hit: 'first',
  inputs: [
    { key: 'mode', title: '用海方式', type: 'enum', options: feeModes },
    { key: 'grade', title: '海域等别', type: 'enum', options: grades },
  ],
  outputs: [
    { key: 'wanYuanPerHa', title: '征收标准', unit: '万元/公顷', type: 'string' },
    { key: 'basis', title: '征收方式', type: 'enum', options: ['once', 'year'] },
  ],
  output: z.strictObject({ wanYuanPerHa: z.string().regex(decimal), basis: z.enum(['once', 'year']) }),
  rows: feeModes.flatMap((mode): (string | null)[][] => {
    const basis = lines[mode][1]
    const figures: readonly string[] = lines[mode][2]
    return figures.length === 1
      ? [[mode, null, figures[0] ?? '', basis]]
      : grades.map((grade, index) => [mode, grade, figures[index] ?? '', basis])
  }),
  effectiveFrom: '2018-05-01',
  tests: [
    {
      title: '五等海域工业填海',
      input: { mode: 'construction_reclamation_industry', grade: '5' },
      output: { wanYuanPerHa: '100', basis: 'once' },
    },
  ],
})
