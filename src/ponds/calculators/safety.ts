import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { rounded } from '../model/rounding.ts'
import { meets, standardOn, tailItemTitles, tailItems } from '../model/tail-water.ts'
import { dayWithdrawal, degreeDayWithdrawal, fallbackC, latestRelease, withdrawalSource } from '../model/withdrawal.ts'
import { inputRules, substances } from '../rules/inputs.ts'
import { tailWaterRules } from '../rules/tail-water.ts'
import { Day, Figure, Temperature } from '../schemas.ts'

const Means = z.array(Temperature.nullable()).max(1_100)

const september = [
  27.1, 26.8, 26.5, 26.9, 27.3, 27, 26.2, 25.8, 25.5, 25.9, 26.1, 26.4, 26, 25.2, 24.8, 24.9, 25.1, 25.3, 25, 24.6,
]

const missingWarning = `缺测日按最近日均温与 ${fallbackC} °C 的较小者计；此前没有日均温的不计`

const withdrawal = defineCalculator({
  name: 'withdrawal',
  title: '休药期（度日）',
  keywords: ['休药期', '度日', '起捕放行', '用药'],
  summary: '自最后一次用药次日起累加日平均水温，达到规定度日的次日可以起捕；未达到时放行日为空。',
  input: z.strictObject({
    degreeDays: z.number().min(0).max(100_000).meta({ unit: '度日' }),
    lastDoseOn: Day,
    dailyMeanC: Means,
  }),
  value: z.object({ accumulated: z.number(), releaseOn: z.string().nullable() }),
  examples: [
    {
      title: '500 度日，9 月 1 日最后用药',
      input: { degreeDays: 500, lastDoseOn: '2025-09-01', dailyMeanC: september },
      value: { accumulated: 518.4, releaseOn: '2025-09-22' },
    },
    {
      title: '还差一天',
      input: { degreeDays: 500, lastDoseOn: '2025-09-01', dailyMeanC: september.slice(0, 19) },
      value: { accumulated: 493.8, releaseOn: null },
    },
  ],
  compute: ({ degreeDays, lastDoseOn, dailyMeanC }, working) => {
    const { accumulated, releaseOn, missingDays } = degreeDayWithdrawal(degreeDays, lastDoseOn, dailyMeanC)
    if (missingDays > 0) working.warn('missing_days', missingWarning)
    working.step({
      label: '累计度日',
      formula: 'Σ 日平均水温（用药次日起）；达到规定度日的次日放行',
      inputs: {
        规定: { value: degreeDays, unit: '度日' },
        最后用药: lastDoseOn,
        缺测: { value: missingDays, unit: '天' },
      },
      result: rounded(accumulated, 1),
      unit: '度日',
      source: withdrawalSource,
    })
    return { accumulated: rounded(accumulated, 1), releaseOn }
  },
})

const release = defineCalculator({
  name: 'harvest-release',
  title: '起捕放行',
  keywords: ['起捕放行', '禁用药', '休药', '合格证'],
  summary: '按本批各塘全部用药判断可否起捕：禁用药一律不放行；几种药以最晚日期为准。',
  input: z.strictObject({
    harvestOn: Day,
    uses: z
      .array(
        z.strictObject({
          substance: z.enum(substances),
          lastDoseOn: Day,
          /** As the label says, where stricter than the table. */
          labelDays: z.int().min(0).max(1_000).optional(),
          labelDegreeDays: z.number().min(0).max(10_000).optional(),
          dailyMeanC: Means,
        }),
      )
      .max(200),
  }),
  value: z.object({ released: z.boolean(), releaseOn: z.string().nullable(), withholding: z.array(z.int()) }),
  examples: [
    {
      title: '甲砜霉素，9 月 22 日起捕',
      input: {
        harvestOn: '2025-09-22',
        uses: [{ substance: 'thiamphenicol', lastDoseOn: '2025-09-01', dailyMeanC: september }],
      },
      value: { released: true, releaseOn: '2025-09-22', withholding: [] },
    },
    {
      title: '早一天',
      input: {
        harvestOn: '2025-09-21',
        uses: [{ substance: 'thiamphenicol', lastDoseOn: '2025-09-01', dailyMeanC: september }],
      },
      value: { released: false, releaseOn: '2025-09-22', withholding: [0] },
    },
  ],
  compute: ({ harvestOn, uses }, working) => {
    const dates = uses.map(({ substance, lastDoseOn, labelDays, labelDegreeDays, dailyMeanC }, index) => {
      if (lastDoseOn > harvestOn) throw Problem.field(`/uses/${index}/lastDoseOn`, 'dates_order', '用药不得晚于起捕')
      const { banned, degreeDays } = RuleBook.defaults.decide(inputRules, { substance }, working)
      if (banned)
        throw Problem.field(`/uses/${index}/substance`, 'banned_substance', '使用了禁用、停用药品，不得起捕上市')
      const wanted = Math.max(degreeDays, labelDegreeDays ?? 0)
      const found = degreeDayWithdrawal(wanted, lastDoseOn, dailyMeanC)
      if (found.missingDays > 0) working.warn('missing_days', missingWarning)
      return latestRelease([found.releaseOn, dayWithdrawal(labelDays ?? 0, lastDoseOn)])
    })
    const releaseOn = latestRelease(dates)
    const withholding = dates.flatMap((date, index) => (date === null || date > harvestOn ? [index] : []))
    working.step({
      label: '可以起捕的日期',
      formula: '各塘各药的放行日中最晚的一个',
      inputs: { 用药: { value: uses.length, unit: '次' }, 起捕: harvestOn },
      result: releaseOn,
      source: withdrawalSource,
    })
    return { released: withholding.length === 0, releaseOn, withholding }
  },
})

const BelowDetection = z
  .string()
  .regex(/^<\s?\d+(\.\d+)?$/)
  .meta({ description: '低于检出限，例如 "<0.05"' })

const tailWater = defineCalculator({
  name: 'tail-water',
  title: '养殖尾水判定',
  keywords: ['尾水', '排放', 'SC/T 9103', 'DB33/1384'],
  summary: '按采样日适用的标准逐项判定；低于检出限（"<0.05"）视为合格；2024-10-15 起适用的省标限值录入前不判定。',
  input: z.strictObject({
    sampledOn: Day,
    level: z.literal([1, 2]),
    values: z
      .partialRecord(z.enum(tailItems), z.union([Figure(0, 1e6), BelowDetection]))
      .refine((values) => Object.keys(values).length > 0, { params: { code: 'required' }, error: '须至少给出一项' }),
  }),
  value: z.object({ standard: z.string(), pass: z.boolean(), failed: z.array(z.enum(tailItems)) }),
  examples: [
    {
      title: '化学需氧量超过一级',
      input: { sampledOn: '2024-06-01', level: 1, values: { ss: 38, ph: 8.1, codmn: 10.4 } },
      value: { standard: 'SC/T 9103-2007', pass: false, failed: ['codmn'] },
    },
    {
      title: '二级，铜未检出',
      input: { sampledOn: '2024-06-01', level: 2, values: { ss: 100, ph: 9, cu: '<0.05' } },
      value: { standard: 'SC/T 9103-2007', pass: true, failed: [] },
    },
  ],
  compute: ({ sampledOn, level, values }, working) => {
    const standard = standardOn(sampledOn)
    const failed = tailItems.filter((item) => {
      const value = values[item]
      if (value === undefined) return false
      const limit = RuleBook.defaults.decide(tailWaterRules, { item, level }, working)
      const fine = meets(value, limit)
      working.step({
        label: tailItemTitles[item],
        formula: '测定值 ≤ 上限（pH 在范围内），不修约',
        inputs: Object.fromEntries(
          Object.entries({ 测定值: value, 下限: limit.low, 上限: limit.high }).map(([name, one]) => [
            name,
            item === 'ph' ? { value: one } : { value: one, unit: 'mg/L' },
          ]),
        ),
        result: fine ? '达标' : '超标',
        source: standard,
      })
      return !fine
    })
    return { standard, pass: failed.length === 0, failed }
  },
})

export const safetyCalculators: readonly Calculator[] = [withdrawal, release, tailWater]
