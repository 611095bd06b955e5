/** Sea dikes (海塘): required grade, run-up, crest (sea 4.9). */
import { type CivilDate, addYears } from '../../platform/dates.ts'
import type { Working } from '../../platform/explain.ts'
import { rounded } from './rounding.ts'

export type Protected = {
  readonly farmlandMu: number
  /** Non-farm population of the city or town behind the dike. */
  readonly cityPopulation: number
  readonly importantIndustrialBase: boolean
  readonly specialTarget: boolean
  readonly islandCounty: boolean
}

export type DikeGrade = { readonly grade: number | null; readonly minReturnPeriod: number | null }

const returnPeriods = [200, 100, 50, 20, 10] as const

/** Lower bounds of grades 3, 4 and 5 in mu, included; an island county has its own. */
const farmland = { mainland: [50_000, 10_000, 1_000], island: [5_000, 1_000, 500] } as const

/**
 * Grade 1 (200 years) to 5 (10 years) that the law demands; the highest demand wins; null below all.
 * Source: 浙江省海塘建设管理条例 art. 13.
 */
export const dikeGrade = (behind: Protected, working: Working): DikeGrade => {
  const { farmlandMu, cityPopulation, importantIndustrialBase, specialTarget, islandCounty } = behind
  const byPopulation =
    cityPopulation >= 1_500_000
      ? 1
      : cityPopulation >= 500_000
        ? 2
        : cityPopulation >= 200_000
          ? 3
          : cityPopulation > 0
            ? 4
            : null
  const bounds = farmland[islandCounty ? 'island' : 'mainland']
  const index = bounds.findIndex((bound) => farmlandMu >= bound)
  const demands: readonly (readonly [string, number | null])[] = [
    ['特别重要的保护对象', specialTarget ? 1 : null],
    ['重要工业基地', importantIndustrialBase ? 2 : null],
    ['城镇非农业人口', byPopulation],
    ['农田', index < 0 ? null : index + 3],
  ]
  const asked = demands.flatMap(([, grade]) => (grade === null ? [] : [grade]))
  const grade = asked.length === 0 ? null : Math.min(...asked)
  working.step({
    label: '海塘级别',
    formula: '各保护对象所需级别中最高者',
    inputs: {
      ...Object.fromEntries(demands.map(([label, need]) => [label, { value: need, unit: '级' }])),
      农田面积: { value: farmlandMu, unit: '亩' },
      人口: { value: cityPopulation, unit: '人' },
    },
    result: grade,
    unit: '级',
    source: '浙江省海塘建设管理条例第十三条',
  })
  return { grade, minReturnPeriod: grade === null ? null : (returnPeriods[grade - 1] ?? null) }
}

export type Waves = {
  readonly hm0M: number
  readonly periodS: number
  /** tan α of the seaward slope. */
  readonly slopeTan: number
  readonly gammaB: number
  readonly gammaF: number
  readonly gammaBeta: number
}

const gravity = 9.80665

/**
 * Run-up exceeded by 2 % of the waves, m: Hm0 · min(1.65 γb γf γβ ξ, γf γβ (4 − 1.5/√ξ)). Indicative: a designer's
 * value goes first. Source: EurOtop Manual 2018, eq. 5.1 and 5.2.
 */
export const waveRunup = (waves: Waves, working: Working): number => {
  const { hm0M, periodS, slopeTan, gammaB, gammaF, gammaBeta } = waves
  const length = (gravity * periodS ** 2) / (2 * Math.PI)
  const breaker = slopeTan / Math.sqrt(hm0M / length)
  const relative = Math.min(
    1.65 * gammaB * gammaF * gammaBeta * breaker,
    Math.max(0, gammaF * gammaBeta * (4 - 1.5 / Math.sqrt(breaker))),
  )
  return working.step({
    label: '波浪爬高 Ru2%',
    formula: 'Hm0 × min(1.65·γb·γf·γβ·ξ, γf·γβ·(4 − 1.5/√ξ))，ξ = tanα/√(Hm0/L0)，L0 = gT²/2π',
    inputs: {
      Hm0: { value: hm0M, unit: 'm' },
      周期: { value: periodS, unit: 's' },
      坡度: slopeTan,
      L0: { value: rounded(length, 2), unit: 'm' },
      ξ: rounded(breaker, 4),
      γf: gammaF,
      γb: gammaB,
      γβ: gammaBeta,
    },
    result: rounded(hm0M * relative, 4),
    unit: 'm',
    source: 'EurOtop 2018 式 5.1、5.2（估算，以设计值为准）',
  })
}

export const crestStatuses = ['ok', 'marginal', 'deficient', 'unverified'] as const
export type CrestStatus = (typeof crestStatuses)[number]

export type Crest = {
  readonly designTideM: number
  readonly runupM: number
  readonly freeboardM: number
  /** Surveyed crest with the wave wall counted, CN85. */
  readonly crestM: number
}

export type CrestCheck = { readonly requiredM: number; readonly deficitM: number; readonly status: CrestStatus }

/** A survey older than this proves nothing. */
const surveyYears = 3
/** Spare height below which a crest is only just high enough, m. */
const spareM = 0.1

/**
 * Required crest = design tide + run-up + freeboard; deficit = required − surveyed (negative: spare).
 * `surveyedOn` and `asOf` null: the survey is taken as recent. Source: GB/T 51015-2014.
 */
export const checkCrest = (
  { designTideM, runupM, freeboardM, crestM }: Crest,
  survey: { readonly surveyedOn: CivilDate; readonly asOf: CivilDate } | null,
  working: Working,
): CrestCheck => {
  const requiredM = working.step({
    label: '所需塘顶高程',
    formula: '设计潮位 + 波浪爬高 + 安全加高',
    inputs: {
      设计潮位: { value: designTideM, unit: 'm' },
      波浪爬高: { value: runupM, unit: 'm' },
      安全加高: { value: freeboardM, unit: 'm' },
    },
    result: rounded(designTideM + runupM + freeboardM, 4),
    unit: 'm',
    source: 'GB/T 51015-2014 海堤工程设计规范',
  })
  const deficitM = working.step({
    label: '欠高',
    formula: '所需塘顶高程 − 实测塘顶高程（含防浪墙）',
    inputs: { 所需塘顶高程: { value: requiredM, unit: 'm' }, 实测塘顶高程: { value: crestM, unit: 'm' } },
    result: rounded(requiredM - crestM, 4),
    unit: 'm',
    source: 'sea 4.9',
  })
  const outdated = survey !== null && addYears(survey.surveyedOn, surveyYears) < survey.asOf
  const status: CrestStatus = outdated
    ? 'unverified'
    : deficitM > 0
      ? 'deficient'
      : deficitM > -spareM
        ? 'marginal'
        : 'ok'
  working.step({
    label: '评价',
    formula: '富余 ≥ 0.10 m 达标；0–0.10 m 临界；不足为欠高；测量超过三年为未核实',
    inputs: { 欠高: { value: deficitM, unit: 'm' } },
    result: status,
    source: 'sea 4.9',
  })
  return { requiredM, deficitM, status }
}
