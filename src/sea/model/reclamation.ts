/** Acceptance of completed reclamation (填海竣工海域使用验收, sea 4.16). */
import { type CivilDate, addDays, addMonths } from '../../platform/dates.ts'
import type { Working } from '../../platform/explain.ts'
import { localGaussKruger, crsRegistry, transformer } from '../../platform/geo/crs.ts'
import { geodesicArea } from '../../platform/geo/ellipsoid.ts'
import { commonArea } from '../../platform/geo/overlay.ts'
import { type Area, type Position, planeArea, planePerimeter } from '../../platform/geo/shapes.ts'
import { distanceToOutline } from './outline.ts'
import { rounded } from './rounding.ts'

export const acceptanceOutcomes = ['pass', 'pass_with_fee', 'refer_to_enforcement'] as const
export type AcceptanceOutcome = (typeof acceptanceOutcomes)[number]

export type Tolerance = { readonly toleranceWidthM: number; readonly feeShare: number; readonly hausdorffM: number }

export type Reclaimed = {
  readonly approvedHa: number
  readonly measuredHa: number
  /** Area of measured outside approved, and of approved outside measured, ha. */
  readonly overfillHa: number
  readonly underfillHa: number
  readonly perimeterM: number | null
  /** The shapes basically match: declared, or by their Hausdorff distance. */
  readonly boundaryMatches: boolean
}

export type Verdict = { readonly overfillPct: number; readonly outcome: AcceptanceOutcome }

const source = '填海项目竣工海域使用验收管理办法（国海规范〔2016〕3号）'

/** When only areas are given, what was filled beyond the approved area counts as overfill. */
export const fromAreas = (
  approvedHa: number,
  measuredHa: number,
  perimeterM: number | null,
  boundaryMatches: boolean,
): Reclaimed => ({
  approvedHa,
  measuredHa,
  overfillHa: rounded(Math.max(0, measuredHa - approvedHa), 4),
  underfillHa: rounded(Math.max(0, approvedHa - measuredHa), 4),
  perimeterM,
  boundaryMatches,
})

/** Pass, pass with the fee on the overfill, or refer to enforcement (海域使用管理法 art. 42). */
export const judgeReclamation = (
  { approvedHa, overfillHa, perimeterM, boundaryMatches }: Reclaimed,
  { toleranceWidthM, feeShare }: Tolerance,
  working: Working,
): Verdict => {
  const toleranceHa = ((perimeterM ?? 0) * toleranceWidthM) / 10_000
  const overfillPct = rounded((overfillHa / approvedHa) * 100, 4)
  const limitHa = Math.max(toleranceHa, feeShare * approvedHa)
  const outcome =
    overfillHa <= toleranceHa
      ? 'pass'
      : overfillHa <= rounded(limitHa, 9) && boundaryMatches
        ? 'pass_with_fee'
        : 'refer_to_enforcement'
  working.step({
    label: '验收意见',
    formula: '超填 ≤ 周长 × 允差宽度：通过；≤ 批准面积 × 比例且界址基本一致：补缴后通过；其余：转执法',
    inputs: {
      超填: { value: overfillHa, unit: '公顷' },
      允差: { value: rounded(toleranceHa, 6), unit: '公顷' },
      补缴上限: { value: rounded(limitHa, 6), unit: '公顷' },
      界址基本一致: boundaryMatches,
    },
    result: outcome,
    source: `${source}；海域使用管理法第四十二条`,
  })
  return { overfillPct, outcome }
}

/** Apply within 30 days of completion; register the land within 3 months (海域使用管理法 art. 32). Calendar days. */
export const acceptanceDeadlines = (
  completedOn: CivilDate,
  working: Working,
): { readonly acceptanceApplicationBy: CivilDate; readonly landRegistrationBy: CivilDate } => ({
  acceptanceApplicationBy: working.step({
    label: '申请验收截止',
    formula: '竣工之日起 30 日（自然日）',
    inputs: { 竣工日期: completedOn },
    result: addDays(completedOn, 30),
    source,
  }),
  landRegistrationBy: working.step({
    label: '土地登记截止',
    formula: '竣工之日起三个月',
    inputs: { 竣工日期: completedOn },
    result: addMonths(completedOn, 3),
    source: '海域使用管理法第三十二条',
  }),
})

export type SurveyDeadlines = { readonly surveyNoticeBy?: CivilDate; readonly surveyBy?: CivilDate }

/** The authority orders the survey within 5 days of a complete file; it is done within 20 days of its contract. */
export const surveyDeadlines = (
  fileCompleteOn: CivilDate | null,
  contractOn: CivilDate | null,
  working: Working,
): SurveyDeadlines => ({
  ...(fileCompleteOn === null
    ? {}
    : {
        surveyNoticeBy: working.step({
          label: '通知测量截止',
          formula: '材料齐全之日起 5 日（自然日）',
          inputs: { 材料齐全: fileCompleteOn },
          result: addDays(fileCompleteOn, 5),
          source,
        }),
      }),
  ...(contractOn === null
    ? {}
    : {
        surveyBy: working.step({
          label: '完成测量截止',
          formula: '测量合同签订之日起 20 日（自然日）',
          inputs: { 合同签订: contractOn },
          result: addDays(contractOn, 20),
          source,
        }),
      }),
})

/** Points along the outlines, a metre apart where that is at most 20 000 of them. */
const densified = (area: Area): Position[] => {
  const step = Math.max(1, planePerimeter(area) / 20_000)
  return area.flatMap((part) =>
    part.flatMap((ring) =>
      ring.slice(1).flatMap((to, index) => {
        const from = ring[index] as Position
        const pieces = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / step))
        return Array.from({ length: pieces }, (_, piece): Position => {
          const share = piece / pieces
          return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
        })
      }),
    ),
  )
}

/** Hausdorff distance of two outlines in plane coordinates, m, to the metre step of `densified`. */
export const hausdorff = (a: Area, b: Area): number => {
  const oneWay = (from: Area, to: Area) =>
    densified(from).reduce((furthest, point) => Math.max(furthest, distanceToOutline(point, to)), 0)
  return Math.max(oneWay(a, b), oneWay(b, a))
}

export type Overlay = Reclaimed & {
  readonly hausdorffM: number
  /** Gauss–Krüger areas on the meridian rounded to half a degree (HY/T 251), ha. */
  readonly planeApprovedHa: number
  readonly planeMeasuredHa: number
}

/**
 * Compares the approved with the measured polygon (degrees, CGCS2000). Areas are geodesic; the common part is cut in
 * Gauss–Krüger coordinates and brought to the ellipsoid by the ratio of the two areas there.
 */
export const overlayReclamation = (approved: Area, measured: Area, hausdorffLimitM: number): Overlay => {
  const [firstLongitude = 0] = approved[0]?.[0]?.[0] ?? []
  const plane = transformer(crsRegistry['EPSG:4490'], localGaussKruger(Math.round(firstLongitude * 2) / 2))
  const project = (area: Area): Area => area.map((part) => part.map((ring) => ring.map(plane)))
  const [planeApproved, planeMeasured] = [project(approved), project(measured)]
  const [areaA, areaM] = [geodesicArea(approved), geodesicArea(measured)]
  const common = commonArea(planeApproved, planeMeasured) * (areaA / planeArea(planeApproved))
  const hausdorffM = hausdorff(planeApproved, planeMeasured)
  const hectares = (squareMetres: number) => rounded(Math.max(0, squareMetres) / 10_000, 4)
  return {
    approvedHa: hectares(areaA),
    measuredHa: hectares(areaM),
    overfillHa: hectares(areaM - common),
    underfillHa: hectares(areaA - common),
    perimeterM: planePerimeter(planeApproved),
    boundaryMatches: hausdorffM <= hausdorffLimitM,
    hausdorffM: rounded(hausdorffM, 3),
    planeApprovedHa: hectares(planeArea(planeApproved)),
    planeMeasuredHa: hectares(planeArea(planeMeasured)),
  }
}
