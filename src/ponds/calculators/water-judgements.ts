import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { civilDateOf, startOfDay } from '../../platform/instants.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { rounded } from '../model/rounding.ts'
import { speciesNames, speciesOf } from '../model/species.ts'
import { complianceSource, judgeDay, leastObserved } from '../model/water-compliance.ts'
import { judgeWater, strictest, waterProperties, waterTitles, waterUnits } from '../model/water-judgement.ts'
import { waterLimitRules } from '../rules/water-limits.ts'
import { Figure, Instant, Moment, ascending } from '../schemas.ts'

const maxPoints = 100_000

const judgement = defineCalculator({
  name: 'water-limits',
  title: '水质适宜性判断',
  keywords: ['青蟹', '适宜范围', '预警', '混养', '盐度', '溶氧'],
  summary: '按所放品种的限值（混养取最严）判断各项水质：适宜、可耐受、预警、严重。',
  input: z.strictObject({
    species: z.array(z.enum(speciesNames)).min(1).max(5),
    values: z
      .partialRecord(z.enum(waterProperties), Figure(-1e6, 1e6))
      .refine((values) => Object.keys(values).length > 0, { params: { code: 'required' }, error: '须至少给出一项' }),
  }),
  value: z.object({
    levels: z.partialRecord(z.enum(waterProperties), z.enum(['target', 'tolerable', 'warn', 'critical'])),
    worst: z.enum(['target', 'tolerable', 'warn', 'critical']),
  }),
  examples: [
    {
      title: '青蟹与缢蛏混养',
      input: { species: ['scylla', 'sinonovacula'], values: { temp: 28, sal: 4.5, do: 3.8, nh3n: 0.1 } },
      value: { levels: { temp: 'target', sal: 'critical', do: 'warn', nh3n: 'warn' }, worst: 'critical' },
    },
  ],
  compute: ({ species: names, values }, working) => {
    const order = ['target', 'tolerable', 'warn', 'critical'] as const
    const levels = waterProperties.flatMap((property) => {
      const value = values[property]
      if (value === undefined) return []
      const limits = strictest(
        names.map((name) =>
          RuleBook.defaults.decide(waterLimitRules, { species: speciesOf(name) ?? '', property }, working),
        ),
      )
      const level = judgeWater(value, limits)
      const unit = waterUnits[property]
      working.step({
        label: waterTitles[property],
        formula: '所放品种中最严的限值',
        inputs: Object.fromEntries(
          Object.entries({
            实测: value,
            预警下限: limits.warnLow,
            预警上限: limits.warnHigh,
            严重下限: limits.criticalLow,
            严重上限: limits.criticalHigh,
          }).map(([name, one]) => [name, unit === undefined ? { value: one } : { value: one, unit }]),
        ),
        result: level,
        source: limits.source,
      })
      return [[property, level] as const]
    })
    return {
      levels: Object.fromEntries(levels),
      worst: order[Math.max(...levels.map(([, level]) => order.indexOf(level)))] ?? 'target',
    }
  },
})

const compliance = defineCalculator({
  name: 'water-compliance',
  title: '渔业水质日达标',
  keywords: ['GB 11607', '渔业水质标准', '达标'],
  summary: '以 24 小时的好读数判断是否符合渔业水质标准；观测不足八成时不可判。',
  input: z.strictObject({
    property: z.enum(['do', 'ph', 'nh3', 'sulphide']),
    rateS: z.int().min(1).max(86_400),
    /** The first instant of the 24 hours; the first reading's civil day when left out. */
    from: Instant.optional(),
    points: z
      .array(z.tuple([Moment, Figure(-1e6, 1e6)]))
      .min(1)
      .max(maxPoints),
  }),
  value: z.object({
    verdict: z.enum(['pass', 'fail', 'undecidable']),
    observedShare: z.number(),
    hoursAbove5: z.number().nullable(),
  }),
  examples: [
    {
      title: '夜间 9 小时不高于 5 mg/L',
      input: {
        property: 'do',
        rateS: 3_600,
        points: Array.from({ length: 24 }, (_, hour): [string, number] => [
          new Date(Date.UTC(2025, 7, 1, hour - 8)).toISOString(),
          hour < 9 ? 4.6 : 6.5,
        ]),
      },
      value: { verdict: 'fail', observedShare: 1, hoursAbove5: 15 },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ property, rateS, from, points }, working) => {
    ascending(points)
    const readings = points.map(([{ ms }, value]) => ({ ms, value }))
    const start = from ?? startOfDay(civilDateOf(new Date(readings[0]?.ms ?? 0))).getTime()
    const day = judgeDay(property, readings, start, rateS)
    working.step({
      label: '日达标',
      formula:
        '溶解氧：任一 24 h 中 16 h 以上 > 5 mg/L 且任何时候 ≥ 3 mg/L；海水 pH 7.0–8.5；非离子氨 ≤ 0.02；硫化物 ≤ 0.2',
      inputs: { 已观测: rounded(day.observedShare, 4), 最低观测: leastObserved },
      result: { pass: '达标', fail: '不达标', undecidable: '不可判' }[day.verdict],
      source: complianceSource,
    })
    return {
      verdict: day.verdict,
      observedShare: rounded(day.observedShare, 4),
      hoursAbove5: day.hoursAbove5 === null ? null : rounded(day.hoursAbove5, 2),
    }
  },
})

export const waterJudgementCalculators: readonly Calculator[] = [judgement, compliance]
