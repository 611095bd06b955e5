/** Whether industrial land is used inefficiently, by which rules, and how far from each threshold (land 4.11, 4.12). */
import { type CivilDate, addYears } from '../../platform/dates.ts'
import type { Working } from '../../platform/explain.ts'
import { Decimal } from '../../platform/rational.ts'
import { exact } from './exact.ts'

export const inefficientRules = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6'] as const
export type InefficientRule = (typeof inefficientRules)[number]

/** One row of the table land.inefficient. */
export type InefficientRow = { readonly threshold: number; readonly measure: string; readonly basis: string }

export type LandUse = {
  readonly landM2: number
  readonly taxFen: number | null
  readonly countedFloorAreaM2: number | null
  readonly contractFar: number | null
  /** 万元 per mu of the industry in the county. */
  readonly industryMeanTaxPerMu: number | null
  readonly class: string | null
  readonly previousClass: string | null
  readonly idleBuildingShare: number | null
  readonly idleBuildingMonths: number | null
  /** 安全、环保、能耗淘汰名单 */
  readonly eliminationLists: readonly string[]
  readonly producingSince: CivilDate | null
  readonly utility: boolean
  readonly renewalBlock: boolean
  readonly asOf: CivilDate
}

export type Finding = {
  readonly rule: InefficientRule
  readonly value: number | string | null
  readonly threshold: number
  /** What is missing to the threshold; null where no amount clears the rule. */
  readonly gap: number | null
  readonly gapUnit: 'fen' | 'm²' | null
  readonly measure: string
  readonly basis: string
}

export const exclusions = ['producingUnderTwoYears', 'utility', 'renewalBlock'] as const

export type InefficientVerdict = {
  readonly inefficient: boolean
  readonly excluded: (typeof exclusions)[number] | null
  readonly findings: readonly Finding[]
  /** Bands 0–1, 1–3, 3–5 of the county's scheme, when R1 is hit. */
  readonly band: '0-1' | '1-3' | '3-5' | null
}

const muOf = (landM2: number) => exact(landM2).times(15).dividedBy(10_000)

/** 万元 per mu. */
export const taxPerMu = ({ taxFen, landM2 }: Pick<LandUse, 'taxFen' | 'landM2'>): number | null =>
  taxFen === null ? null : exact(taxFen).dividedBy(1_000_000).dividedBy(muOf(landM2)).toNumber()

/** Tax that is missing to so much per mu, fen, rounded up. */
const taxGap = ({ taxFen, landM2 }: LandUse, perMu: Decimal): number =>
  perMu
    .times(muOf(landM2))
    .times(1_000_000)
    .minus(taxFen ?? 0)
    .toDecimalPlaces(0, Decimal.ROUND_CEIL)
    .toNumber()

type Hit = Pick<Finding, 'value' | 'threshold' | 'gap' | 'gapUnit'>

const fullYearMonths = 12

const tests: Readonly<Record<InefficientRule, (use: LandUse, threshold: number) => Hit | null>> = {
  R1: (use, threshold) => {
    const value = taxPerMu(use)
    if (value === null || value >= threshold) return null
    return { value, threshold, gap: taxGap(use, exact(threshold)), gapUnit: 'fen' }
  },
  R2: ({ countedFloorAreaM2, landM2, contractFar }, least) => {
    const threshold = Math.max(least, contractFar ?? 0)
    if (countedFloorAreaM2 === null) return null
    const missing = exact(threshold).times(exact(landM2)).minus(exact(countedFloorAreaM2))
    if (!missing.greaterThan(0)) return null
    const gap = missing.toDecimalPlaces(2, Decimal.ROUND_CEIL).toNumber()
    return { value: countedFloorAreaM2 / landM2, threshold, gap, gapUnit: 'm²' }
  },
  R3: (use, share) => {
    const value = taxPerMu(use)
    if (value === null || use.industryMeanTaxPerMu === null) return null
    const threshold = exact(share).times(exact(use.industryMeanTaxPerMu))
    if (threshold.lessThanOrEqualTo(value)) return null
    return { value, threshold: threshold.toNumber(), gap: taxGap(use, threshold), gapUnit: 'fen' }
  },
  R4: ({ class: letter, previousClass }, threshold) =>
    letter === 'D' || (letter === 'C' && previousClass === 'C')
      ? { value: letter, threshold, gap: null, gapUnit: null }
      : null,
  R5: ({ idleBuildingShare, idleBuildingMonths }, threshold) =>
    idleBuildingShare !== null && idleBuildingShare >= threshold && (idleBuildingMonths ?? 0) >= fullYearMonths
      ? { value: idleBuildingShare, threshold, gap: null, gapUnit: null }
      : null,
  R6: ({ eliminationLists }, threshold) =>
    eliminationLists.length > 0 ? { value: eliminationLists.join('、'), threshold, gap: null, gapUnit: null } : null,
}

const exclusionOf = ({ producingSince, utility, renewalBlock, asOf }: LandUse) => {
  if (utility) return 'utility'
  if (renewalBlock) return 'renewalBlock'
  return producingSince !== null && addYears(producingSince, 2) > asOf ? 'producingUnderTwoYears' : null
}

const bandOf = (perMu: number) => (perMu < 1 ? '0-1' : perMu < 3 ? '1-3' : '3-5')

/** All rules that are hit, with what clears them; excluded land is not inefficient whatever is hit. */
export const findInefficient = (
  use: LandUse,
  rows: ReadonlyMap<InefficientRule, InefficientRow>,
  working: Working,
): InefficientVerdict => {
  const findings = inefficientRules.flatMap((rule): Finding[] => {
    const row = rows.get(rule)
    const hit = row === undefined ? null : tests[rule](use, row.threshold)
    if (row === undefined || hit === null) return []
    working.step({
      label: `符合 ${rule}`,
      formula: '实际值低于（或列入）门槛',
      inputs: { 实际值: hit.value, 门槛: hit.threshold },
      result: hit.gap,
      ...(hit.gapUnit === null ? {} : { unit: hit.gapUnit === 'fen' ? '分' : hit.gapUnit }),
      source: row.basis,
    })
    return [{ rule, ...hit, measure: row.measure, basis: row.basis }]
  })
  const excluded = exclusionOf(use)
  const byTax = findings.find(({ rule }) => rule === 'R1')
  return {
    inefficient: excluded === null && findings.length > 0,
    excluded,
    findings,
    band: typeof byTax?.value === 'number' ? bandOf(byTax.value) : null,
  }
}

export type Targets = { readonly taxPerMu: number | null; readonly far: number | null }

/** Rules that an agreement's targets would leave standing: its targets must clear every rule hit (land 4.12). */
export const unclearedRules = (findings: readonly Finding[], targets: Targets): InefficientRule[] =>
  findings.flatMap(({ rule, threshold }) => {
    const target = rule === 'R2' ? targets.far : rule === 'R1' || rule === 'R3' ? targets.taxPerMu : null
    const amount = rule === 'R1' || rule === 'R2' || rule === 'R3'
    return amount && (target === null || target < threshold) ? [rule] : []
  })
