/** Sea-use fee (海域使用金, sea 4.14). Source: 海域使用管理法 arts. 33–36; 财综〔2018〕15号. */
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { Rational } from '../../platform/money.ts'

/** 用海方式 as the fee standard names them. */
const modeNames = {
  construction_reclamation_industry: '工业、交通运输、渔业基础设施等建设填海造地用海',
  urban_reclamation: '城镇建设填海造地用海',
  agricultural_reclamation: '农业填海造地用海',
  non_permeable: '非透水构筑物用海',
  bridge_tunnel: '跨海桥梁、海底隧道用海',
  permeable: '透水构筑物用海',
  basin: '港池、蓄水用海',
  bathing: '浴场用海',
  amusement_open: '游乐场用海',
  channel_anchorage: '专用航道、锚地用海',
  cable_pipe: '海底电缆管道用海',
  sea_sand: '海砂等矿产开采用海',
  intake_outlet: '取、排水口用海',
  sewage: '污水达标排放用海',
} as const

export type FeeMode = keyof typeof modeNames

/** In the order of the standard. */
export const feeModes = Object.keys(modeNames) as [FeeMode, ...FeeMode[]]

export const feeModeZh = (mode: FeeMode): string => modeNames[mode]

export type FeeQuestion = {
  readonly mode: FeeMode
  readonly grade: number
  readonly areaHa: Rational
  /** Reclamation that occupies natural mainland coast: × 1.2. */
  readonly naturalCoastline: boolean
  /** Reclamation 2 km or more off the mainland coast in water deeper than 5 m: × 0.8. */
  readonly offshore: boolean
  /** Structures that serve as an artificial reef: × 0.8. */
  readonly reef: boolean
  /** Days of a first or last year; null: whole years. */
  readonly days: number | null
}

/** A line of the standard in force, with the document that sets it. */
export type FeeStandard = {
  readonly wanYuanPerHa: string
  readonly basis: 'once' | 'year'
  readonly source: string
}

export type SeaUseFee = {
  readonly wanYuan: Rational
  readonly feeFen: bigint
  readonly basis: 'once' | 'year'
  readonly line: string
}

const reclamations: readonly FeeMode[] = [
  'construction_reclamation_industry',
  'urban_reclamation',
  'agricultural_reclamation',
]
const structures: readonly FeeMode[] = ['non_permeable', 'permeable']

const gradeZh = ['一', '二', '三', '四', '五', '六'] as const
const fenPerWanYuan = 1_000_000

const factors = ({ mode, naturalCoastline, offshore, reef }: FeeQuestion): readonly (readonly [string, string])[] => {
  const isReclamation = reclamations.includes(mode)
  if ((naturalCoastline || offshore) && !isReclamation) {
    const field = naturalCoastline ? '/naturalCoastline' : '/offshore'
    throw Problem.field(field, 'not_applicable', `“${feeModeZh(mode)}”没有这项系数，只适用于填海造地`)
  }
  if (naturalCoastline && offshore) {
    throw Problem.field('/offshore', 'conflict', '离岸式填海不占用大陆自然岸线')
  }
  if (reef && !structures.includes(mode)) {
    throw Problem.field('/reef', 'not_applicable', `“${feeModeZh(mode)}”没有人工鱼礁系数，只适用于构筑物`)
  }
  return [
    ...(naturalCoastline ? ([['占用大陆自然岸线', '1.2']] as const) : []),
    ...(offshore ? ([['离岸式填海', '0.8']] as const) : []),
    ...(reef ? ([['人工鱼礁类构筑物', '0.8']] as const) : []),
  ]
}

/**
 * Standard × area × factors; a year begun or ended midway by days of 365. Exact in 万元; the fee in whole fen (half up).
 * @throws Problem not_computable for a factor that the mode does not have.
 */
export const seaUseFee = (question: FeeQuestion, standard: FeeStandard, working: Working): SeaUseFee => {
  const { mode, grade, areaHa, days } = question
  const applied = factors(question)
  const line = `${feeModeZh(mode)}，${gradeZh[grade - 1] ?? grade}等海域`
  let wanYuan = applied.reduce(
    (product, [, factor]) => product.times(factor),
    Rational.of(standard.wanYuanPerHa).times(areaHa),
  )
  const byDays = days !== null && standard.basis === 'year'
  if (days !== null && !byDays) working.warn('days_ignored', '一次性征收的海域使用金不按天数折算')
  if (byDays) wanYuan = wanYuan.times(days).dividedBy(365)
  const feeFen = wanYuan.times(fenPerWanYuan).round()
  working.step({
    label:
      standard.basis === 'once' ? '海域使用金（一次性）' : byDays ? '海域使用金（本年按天）' : '海域使用金（每年）',
    formula: ['征收标准', '面积', ...applied.map(([name]) => name), ...(byDays ? ['天数 ÷ 365'] : [])].join(' × '),
    inputs: {
      征收标准: { value: standard.wanYuanPerHa, unit: '万元/公顷' },
      面积: { value: areaHa.toFixed(4), unit: '公顷' },
      ...Object.fromEntries(applied),
      ...(byDays ? { 天数: { value: days, unit: '天' } } : {}),
    },
    result: wanYuan.toFixed(4),
    unit: '万元',
    source: `${standard.source}：${line}`,
  })
  return { wanYuan, feeFen, basis: standard.basis, line }
}

export const penaltyOffences = [
  'illegal_occupation',
  'illegal_reclamation',
  'unauthorised_change_of_use',
  'expired_without_procedure',
  'structures_not_removed',
] as const
export type PenaltyOffence = (typeof penaltyOffences)[number]
export type Jurisdiction = 'zhejiang' | 'national'

type Penalty = { readonly article: string; readonly times: readonly [number, number] } | FixedPenalty
type FixedPenalty = {
  readonly article: string
  readonly yuan: Readonly<Record<Jurisdiction, readonly [number, number]>>
}

const same = (range: readonly [number, number]) => ({ zhejiang: range, national: range })

const penalties: Readonly<Record<PenaltyOffence, Penalty>> = {
  illegal_occupation: { article: '海域使用管理法第四十二条', times: [5, 15] },
  illegal_reclamation: { article: '海域使用管理法第四十二条', times: [10, 20] },
  unauthorised_change_of_use: { article: '海域使用管理法第四十六条', times: [5, 15] },
  expired_without_procedure: { article: '海域使用管理法第四十五条', yuan: same([0, 10_000]) },
  structures_not_removed: {
    article: '海域使用管理法第四十七条；浙江省海域使用管理条例',
    yuan: { zhejiang: [20_000, 50_000], national: [0, 50_000] },
  },
}

export type PenaltyRange = { readonly minFen: bigint; readonly maxFen: bigint }

/**
 * The range of a fine: a multiple of the fee payable for the area and the time, or a sum fixed by law.
 * @throws Problem malformed when the fee is needed and missing.
 */
export const penaltyRange = (
  offence: PenaltyOffence,
  payableFeeFen: bigint | null,
  jurisdiction: Jurisdiction,
  working: Working,
): PenaltyRange => {
  const penalty = penalties[offence]
  if (!('times' in penalty)) {
    const [low, high] = penalty.yuan[jurisdiction]
    working.step({
      label: '罚款上限',
      formula: `${low} 元至 ${high} 元`,
      inputs: {},
      result: high,
      unit: '元',
      source: penalty.article,
    })
    return { minFen: BigInt(low) * 100n, maxFen: BigInt(high) * 100n }
  }
  if (payableFeeFen === null) {
    throw Problem.field('/payableFeeFen', 'required', '须给出非法用海期间、该面积应缴的海域使用金', 'malformed')
  }
  const [low, high] = penalty.times
  const maxFen = payableFeeFen * BigInt(high)
  working.step({
    label: '罚款上限',
    formula: `应缴海域使用金 × ${low} 至 ${high} 倍`,
    inputs: { 应缴海域使用金: { value: Number(payableFeeFen), unit: '分' } },
    result: Number(maxFen),
    unit: '分',
    source: penalty.article,
  })
  return { minFen: payableFeeFen * BigInt(low), maxFen }
}
