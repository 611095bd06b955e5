import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { builtInCalendar } from '../../platform/calendar/load.ts'
import { rollForward } from '../../platform/calendar/calendar.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { Rational, fenToNumber } from '../../platform/money.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import {
  type Reclaimed,
  acceptanceDeadlines,
  acceptanceOutcomes,
  fromAreas,
  judgeReclamation,
  overlayReclamation,
  surveyDeadlines,
} from '../model/reclamation.ts'
import { feeModes, seaUseFee } from '../model/sea-use-fee.ts'
import { acceptanceRules } from '../rules/acceptance.ts'
import { feeStandardRules } from '../rules/sea-use-fee.ts'
import { AsOf, Day, Figure, Positive, requireInForce } from '../schemas.ts'
import { Geometry, readArea } from './geometry-input.ts'

const square = (west: number, east: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, 29.1],
      [east, 29.1],
      [east, 29.102],
      [west, 29.102],
      [west, 29.1],
    ] as [number, number][],
  ],
})

const AcceptanceInput = z.strictObject({
  approvedReclamationHa: Positive(100_000).optional(),
  measuredReclamationHa: Figure(0, 100_000).optional(),
  boundaryMatches: z.boolean().optional(),
  perimeterM: Positive(10_000_000).optional(),
  approved: Geometry.optional(),
  measured: Geometry.optional(),
  completedOn: Day.optional(),
  /** The file was complete on this day; the survey contract was signed on that. */
  fileCompleteOn: Day.optional(),
  surveyContractOn: Day.optional(),
  /** The firm that wrote the justification may not survey the same project. */
  justificationFirm: z.string().trim().min(1).max(200).optional(),
  surveyFirm: z.string().trim().min(1).max(200).optional(),
  /** For the fee on the overfill. */
  mode: z.enum(feeModes).default('construction_reclamation_industry'),
  grade: z.int().min(1).max(6).optional(),
  naturalCoastline: z.boolean().default(false),
  offshore: z.boolean().default(false),
  asOf: AsOf,
})

const compared = (input: z.output<typeof AcceptanceInput>, working: Working): Reclaimed | null => {
  const { approvedReclamationHa, measuredReclamationHa, boundaryMatches, perimeterM, approved, measured } = input
  const byArea = approvedReclamationHa !== undefined || measuredReclamationHa !== undefined
  if ((approved !== undefined || measured !== undefined) && byArea) {
    throw Problem.field('/approved', 'conflict', '面积与界址图形只能给出一种')
  }
  if (approved !== undefined && measured !== undefined) {
    const { hausdorffM: limit } = RuleBook.defaults.decide(acceptanceRules, { perimeterKnown: true }, working)
    const overlay = overlayReclamation(readArea(approved, '/approved'), readArea(measured, '/measured'), limit)
    for (const [label, geodesic, plane] of [
      ['批准面积', overlay.approvedHa, overlay.planeApprovedHa],
      ['实测面积', overlay.measuredHa, overlay.planeMeasuredHa],
    ] as const) {
      working.step({
        label: `${label}（椭球面积）`,
        formula: '大地线多边形面积；高斯平面面积并列',
        inputs: { 高斯平面面积: { value: plane, unit: '公顷' } },
        result: geodesic,
        unit: '公顷',
        source: 'Karney (2013)；HY/T 251 中央经线取 0.5° 整倍数',
      })
    }
    working.step({
      label: '界址偏差',
      formula: '两界线的 Hausdorff 距离',
      inputs: { 限差: { value: limit, unit: 'm' } },
      result: overlay.hausdorffM,
      unit: 'm',
      source: 'sea 4.16',
    })
    return overlay
  }
  if (approved !== undefined) throw Problem.field('/measured', 'required', '须给出实测界址图形', 'malformed')
  if (measured !== undefined) throw Problem.field('/approved', 'required', '须给出批准界址图形', 'malformed')
  if (!byArea) return null
  if (approvedReclamationHa === undefined) {
    throw Problem.field('/approvedReclamationHa', 'required', '须给出批准填海面积', 'malformed')
  }
  if (measuredReclamationHa === undefined) {
    throw Problem.field('/measuredReclamationHa', 'required', '须给出实测填海面积', 'malformed')
  }
  return fromAreas(approvedReclamationHa, measuredReclamationHa, perimeterM ?? null, boundaryMatches ?? false)
}

const warnRestDay = (date: CivilDate, working: Working): void => {
  const rolled = rollForward(builtInCalendar, date)
  if (rolled.date !== date) {
    working.warn('rest_day', `${date} 为休息日，期限的最后一日顺延至 ${rolled.date}（民法典第二百零三条）`)
  }
}

const acceptance = defineCalculator({
  name: 'seause-acceptance',
  title: '填海竣工验收',
  keywords: ['填海', '竣工验收', '超填', '海域使用验收'],
  summary: '批准与实测填海范围比较：超填、少填、验收意见、补缴海域使用金和法定期限；可给面积，也可给两个界址图形。',
  input: AcceptanceInput,
  value: z.object({
    overfillHa: z.number().optional(),
    overfillPct: z.number().optional(),
    underfillHa: z.number().optional(),
    outcome: z.enum(acceptanceOutcomes).optional(),
    feeFen: z.int().optional(),
    feeWanYuan: z.number().optional(),
    acceptanceApplicationBy: z.string().nullable(),
    landRegistrationBy: z.string().nullable(),
    surveyNoticeBy: z.string().optional(),
    surveyBy: z.string().optional(),
  }),
  examples: [
    {
      title: '超填 0.03 公顷，界址基本一致，五等海域',
      input: {
        approvedReclamationHa: 3.2,
        measuredReclamationHa: 3.23,
        boundaryMatches: true,
        perimeterM: 800,
        grade: 5,
        completedOn: '2022-05-20',
      },
      value: {
        overfillHa: 0.03,
        overfillPct: 0.9375,
        underfillHa: 0,
        outcome: 'pass_with_fee',
        feeFen: 3_000_000,
        feeWanYuan: 3,
        acceptanceApplicationBy: '2022-06-19',
        landRegistrationBy: '2022-08-20',
      },
    },
    {
      title: '只算期限',
      input: { completedOn: '2022-11-30' },
      value: { acceptanceApplicationBy: '2022-12-30', landRegistrationBy: '2023-02-28' },
    },
    {
      title: '验收测量的期限',
      input: { completedOn: '2022-03-01', fileCompleteOn: '2022-03-20', surveyContractOn: '2022-04-01' },
      value: {
        acceptanceApplicationBy: '2022-03-31',
        landRegistrationBy: '2022-06-01',
        surveyNoticeBy: '2022-03-25',
        surveyBy: '2022-04-21',
      },
    },
    {
      title: '两个界址图形：东界外移约 10 m',
      input: { approved: square(121.5, 121.502), measured: square(121.5, 121.5021) },
    },
  ],
  maxBodyBytes: 512 * 1024,
  deadlineMs: 20_000,
  compute: (input, working) => {
    const { completedOn, mode, grade, naturalCoastline, offshore, surveyFirm, justificationFirm } = input
    if (surveyFirm !== undefined && surveyFirm === justificationFirm) {
      throw Problem.field('/surveyFirm', 'same_firm', '编制海域使用论证报告的单位不得承担同一项目的验收测量')
    }
    const reclaimed = compared(input, working)
    const survey = surveyDeadlines(input.fileCompleteOn ?? null, input.surveyContractOn ?? null, working)
    if (reclaimed === null && completedOn === undefined && Object.keys(survey).length === 0) {
      throw Problem.field('/approvedReclamationHa', 'required', '须给出面积、界址图形或日期', 'malformed')
    }
    const dates =
      completedOn === undefined
        ? { acceptanceApplicationBy: null, landRegistrationBy: null }
        : acceptanceDeadlines(completedOn, working)
    for (const date of [dates.acceptanceApplicationBy, dates.landRegistrationBy]) {
      if (date !== null) warnRestDay(date, working)
    }
    if (reclaimed === null) return { ...dates, ...survey }
    requireInForce(input.asOf, acceptanceRules, feeStandardRules)
    const tolerance = RuleBook.defaults.decide(
      acceptanceRules,
      { perimeterKnown: reclaimed.perimeterM !== null },
      working,
    )
    const { overfillPct, outcome } = judgeReclamation(reclaimed, tolerance, working)
    const { overfillHa, underfillHa } = reclaimed
    const common = { overfillHa, overfillPct, underfillHa, outcome, ...dates, ...survey }
    if (outcome !== 'pass_with_fee') return common
    if (grade === undefined) {
      working.warn('grade_missing', '未给出海域等别，未计算应补缴的海域使用金')
      return common
    }
    const row = RuleBook.defaults.decide(feeStandardRules, { mode, grade: String(grade) }, working)
    const areaHa = Rational.of(overfillHa.toFixed(4))
    const owed = seaUseFee(
      { mode, grade, areaHa, naturalCoastline, offshore, reef: false, days: null },
      { ...row, source: feeStandardRules.source },
      working,
    )
    return {
      ...common,
      feeFen: fenToNumber(owed.feeFen),
      feeWanYuan: Number(owed.wanYuan.toFixed(4)),
    }
  },
})

export const acceptanceCalculators: readonly Calculator[] = [acceptance]
