import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { dikeDuties, inspectionDuties, protectionStrip, ringStandard, stripZone } from '../model/dike-duties.ts'
import { rounded } from '../model/rounding.ts'
import { dikeInspectionRules } from '../rules/dikes.ts'
import { Day, Figure, Id, Positive, requireInForce } from '../schemas.ts'

const protection = defineCalculator({
  name: 'dike-protection',
  title: '海塘管理和保护范围',
  keywords: ['海塘', '管理范围', '保护范围', '塘脚'],
  summary: '按海塘级别给出塘脚外侧、内侧的管理范围和内侧的保护范围宽度；给出离塘脚的距离时说明在哪个范围。',
  input: z.strictObject({
    grade: z.int().min(1).max(5),
    point: z.strictObject({ side: z.enum(['seaward', 'landward']), metres: Figure(0, 100_000) }).optional(),
  }),
  value: z.object({
    managementSeawardM: z.number(),
    managementLandwardM: z.number(),
    protectionLandwardM: z.number(),
    zone: z.enum(['management', 'protection', 'outside']).nullable(),
  }),
  examples: [
    {
      title: '三级海塘，内侧 40 m',
      input: { grade: 3, point: { side: 'landward', metres: 40 } },
      value: { managementSeawardM: 70, managementLandwardM: 30, protectionLandwardM: 20, zone: 'protection' },
    },
  ],
  compute: ({ grade, point }, working) => {
    const strip = protectionStrip(grade, working)
    return { ...strip, zone: point === undefined ? null : stripZone(strip, point.side, point.metres) }
  },
})

const ring = defineCalculator({
  name: 'dike-ring',
  title: '封闭区防潮标准',
  keywords: ['海塘', '封闭区', '水闸', '最弱塘段', '防潮标准'],
  summary: '一个封闭区以最弱的塘段或水闸为准；列出未达要求的和低于海塘的水闸，并给出达标长度占比。',
  input: z.strictObject({
    requiredReturnPeriod: Positive(10_000).meta({ unit: '年' }),
    sections: z
      .array(
        z.strictObject({
          id: Id,
          kind: z.enum(['dike', 'sluice']).default('dike'),
          returnPeriod: Positive(1_000_000).nullable(),
          lengthKm: Figure(0, 1_000).default(0),
        }),
      )
      .min(1)
      .max(1_000),
  }),
  value: z.object({
    returnPeriod: z.number().nullable(),
    weakest: z.array(z.string()),
    belowRequired: z.array(z.string()),
    sluicesBelowDike: z.array(z.string()),
    toStandardShare: z.number(),
  }),
  examples: [
    {
      title: '两段海塘、一座水闸，要求 50 年一遇',
      input: {
        requiredReturnPeriod: 50,
        sections: [
          { id: '健跳塘东段', returnPeriod: 62, lengthKm: 1.8 },
          { id: '健跳塘西段', returnPeriod: 38, lengthKm: 1.2 },
          { id: '健跳闸', kind: 'sluice', returnPeriod: 31 },
        ],
      },
      value: {
        returnPeriod: 31,
        weakest: ['健跳闸'],
        belowRequired: ['健跳塘西段', '健跳闸'],
        sluicesBelowDike: ['健跳闸'],
        toStandardShare: 0.6,
      },
    },
  ],
  compute: ({ sections, requiredReturnPeriod }, working) => {
    const seen = new Set<string>()
    sections.forEach(({ id }, index) => {
      if (seen.has(id)) throw Problem.field(`/sections/${index}/id`, 'duplicate', `“${id}”重复`)
      seen.add(id)
    })
    const found = ringStandard(sections, requiredReturnPeriod, working)
    return { ...found, toStandardShare: rounded(found.toStandardShare, 6) }
  },
})

const inspection = defineCalculator({
  name: 'dike-inspection',
  title: '海塘检查期限',
  keywords: ['汛前检查', '汛后检查', '风暴潮后检查', '安全鉴定'],
  summary: '汛前、汛后和每次风暴潮后的检查，以及设计潮位、波浪每 10 年或特大风暴潮后的复核：到期日、完成日和是否逾期。',
  input: z.strictObject({
    asOf: Day,
    seasonFrom: Day,
    seasonTo: Day,
    surges: z.array(Day).max(200).default([]),
    inspections: z.array(Day).max(1_000).default([]),
    designCheckedOn: Day.optional(),
    extremeSurgeOn: Day.optional(),
  }),
  value: z.object({
    duties: z.array(
      z.object({ duty: z.enum(dikeDuties), dueOn: z.string(), doneOn: z.string().nullable(), overdue: z.boolean() }),
    ),
  }),
  examples: [
    {
      title: '9 月 14 日风暴潮后未查，设计潮位 2011 年复核',
      input: {
        asOf: '2022-09-30',
        seasonFrom: '2022-04-15',
        seasonTo: '2022-10-15',
        surges: ['2022-09-14'],
        inspections: ['2022-04-02'],
        designCheckedOn: '2011-12-01',
      },
      value: {
        duties: [
          { duty: 'design_recheck', dueOn: '2021-12-01', doneOn: null, overdue: true },
          { duty: 'before_flood_season', dueOn: '2022-04-14', doneOn: '2022-04-02', overdue: false },
          { duty: 'after_surge', dueOn: '2022-09-21', doneOn: null, overdue: true },
        ],
      },
    },
  ],
  compute: ({ asOf, seasonFrom, seasonTo, designCheckedOn, extremeSurgeOn, ...record }, working) => {
    requireInForce(asOf, dikeInspectionRules)
    if (seasonTo < seasonFrom) throw Problem.field('/seasonTo', 'dates_order', '汛期结束不得早于开始')
    const duties = inspectionDuties(
      {
        ...record,
        seasonFrom,
        seasonTo,
        designCheckedOn: designCheckedOn ?? null,
        extremeSurgeOn: extremeSurgeOn ?? null,
      },
      RuleBook.defaults.decide(dikeInspectionRules, {}, working),
      asOf,
    )
    working.step({
      label: '逾期的检查',
      formula: '到期日之前没有检查，或检查晚于到期日',
      inputs: { 基准日: asOf, 应查: { value: duties.length, unit: '项' } },
      result: duties.filter(({ overdue }) => overdue).length,
      unit: '项',
      source: '浙江省海塘建设管理条例第三十六条；天数见规则表 sea.dike-inspection',
    })
    return { duties: duties.map((duty) => ({ ...duty })) }
  },
})

export const dikeDutyCalculators: readonly Calculator[] = [protection, ring, inspection]
