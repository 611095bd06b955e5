import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { type FeeMode, feeModes } from '../model/sea-use-fee.ts'

/** Basis and 万元/公顷 by sea grade 1–6 (one figure: the same for all). */
const lines: Readonly<Record<FeeMode, readonly ['once' | 'year', readonly string[]]>> = {
  construction_reclamation_industry: ['once', ['300', '250', '190', '140', '100', '60']],
  urban_reclamation: ['once', ['2700', '2300', '1900', '1400', '900', '600']],
  agricultural_reclamation: ['once', ['130', '110', '90', '75', '60', '45']],
  non_permeable: ['once', ['250', '200', '150', '100', '75', '50']],
  bridge_tunnel: ['once', ['17.30']],
  permeable: ['year', ['4.63', '3.93', '3.23', '2.53', '1.84', '1.16']],
  basin: ['year', ['1.17', '0.93', '0.69', '0.46', '0.32', '0.23']],
  bathing: ['year', ['0.65', '0.53', '0.42', '0.31', '0.20', '0.10']],
  amusement_open: ['year', ['3.26', '2.39', '1.74', '1.17', '0.74', '0.43']],
  channel_anchorage: ['year', ['0.30', '0.23', '0.17', '0.13', '0.09', '0.05']],
  cable_pipe: ['year', ['0.70']],
  sea_sand: ['year', ['7.30']],
  intake_outlet: ['year', ['1.05']],
  sewage: ['year', ['1.40']],
}

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
    const [basis, figures] = lines[mode]
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
