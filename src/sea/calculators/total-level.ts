import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { colours } from '../model/colours.ts'
import { instantText, rounded } from '../model/rounding.ts'
import { checkWarningLevels, sectionLevel } from '../model/surge-level.ts'
import { totalLevel } from '../model/total-level.ts'
import { surgeBlueRules } from '../rules/signals.ts'
import { warningLeadRules } from '../rules/warnings.ts'
import { AsOf, Figure, Id, Instant, Level, LevelCm, requireInForce } from '../schemas.ts'

const total = defineCalculator({
  name: 'surge-total',
  title: '预计总潮位',
  keywords: ['总潮位', '增水', '1985国家高程基准', '海平面上升'],
  summary: '天文高潮位（平均海平面起算）换算到 1985 国家高程基准，加海平面上升和预计增水；给出年份时才计海平面上升。',
  input: z.strictObject({
    predictedHighM: Level,
    mslInCn85M: Level,
    surgeM: Level,
    year: z.int().min(1900).max(2200).optional(),
    slrMmPerYear: Figure(-50, 50).default(3.6),
    slrEpochMid: z.int().min(1900).max(2200).default(1988),
  }),
  value: z.object({
    predictedCn85M: z.number(),
    seaLevelRiseM: z.number(),
    totalM: z.number(),
    totalCm: z.number(),
  }),
  examples: [
    {
      title: '高潮 3.05 m，平均海平面高程 0.25 m，增水 0.90 m',
      input: { predictedHighM: 3.05, mslInCn85M: 0.25, surgeM: 0.9 },
      value: { predictedCn85M: 3.3, seaLevelRiseM: 0, totalM: 4.2, totalCm: 420 },
    },
    {
      title: '同上，2023 年，每年上升 3.6 mm',
      input: { predictedHighM: 3.05, mslInCn85M: 0.25, surgeM: 0.9, year: 2023 },
      value: { predictedCn85M: 3.3, seaLevelRiseM: 0.126, totalM: 4.326, totalCm: 432.6 },
    },
  ],
  compute: ({ year, slrMmPerYear, slrEpochMid, ...tide }, working) =>
    totalLevel(tide, year === undefined ? null : { mmPerYear: slrMmPerYear, epochMid: slrEpochMid, year }, working),
})

const Colour = z.enum(colours)
const WarningLevelsCm = z.strictObject({ blue: LevelCm, yellow: LevelCm, orange: LevelCm, red: LevelCm })

const section = defineCalculator({
  name: 'surge-section',
  title: '岸段风暴潮警报级别',
  keywords: ['岸段', '代表站', '风暴潮', '警戒潮位'],
  summary: '岸段有几个代表性潮位站时，任何一站达到某色警戒潮位即为该色；给出由哪一站决定和各站距下一级的厘米数。',
  input: z.strictObject({
    gauges: z
      .array(z.strictObject({ station: Id, warnCm: WarningLevelsCm, totalCm: LevelCm }))
      .min(1)
      .max(100),
    cyclonePresent: z.boolean().default(false),
    surgeCm: LevelCm.optional(),
    asOf: AsOf,
  }),
  value: z.object({
    colour: Colour.nullable(),
    decidedBy: z.string().nullable(),
    gauges: z.array(
      z.object({
        station: z.string(),
        colour: Colour.nullable(),
        marginToNextCm: z.number().nullable(),
        next: Colour.nullable(),
      }),
    ),
  }),
  examples: [
    {
      title: '两站，一站达到橙色',
      input: {
        gauges: [
          { station: '健跳', warnCm: { blue: 390, yellow: 415, orange: 440, red: 475 }, totalCm: 420 },
          { station: '浦坝港', warnCm: { blue: 380, yellow: 400, orange: 425, red: 460 }, totalCm: 431.5 },
        ],
      },
      value: {
        colour: 'orange',
        decidedBy: '浦坝港',
        gauges: [
          { station: '健跳', colour: 'yellow', marginToNextCm: 20, next: 'orange' },
          { station: '浦坝港', colour: 'orange', marginToNextCm: 28.5, next: 'red' },
        ],
      },
    },
  ],
  compute: ({ gauges, cyclonePresent, surgeCm, asOf }, working) => {
    if (surgeCm !== undefined) requireInForce(asOf, surgeBlueRules)
    const seen = new Set<string>()
    gauges.forEach(({ station, warnCm }, index) => {
      if (seen.has(station)) throw Problem.field(`/gauges/${index}/station`, 'duplicate', `测站“${station}”重复`)
      seen.add(station)
      checkWarningLevels(warnCm, `/gauges/${index}/warnCm`)
    })
    const bySurge =
      surgeCm === undefined
        ? 'none'
        : RuleBook.defaults.decide(surgeBlueRules, { cyclonePresent, surgeCm }, working).colour
    return sectionLevel(gauges, bySurge === 'blue', working)
  },
})

const hour = 3_600_000

const lead = defineCalculator({
  name: 'warning-lead-time',
  title: '警报发布时效',
  keywords: ['发布时效', '提前量', '风暴潮'],
  summary: '按颜色给出风暴潮警报最迟的发布时间；给出发布时间时算提前小时数和是否及时。',
  input: z.strictObject({
    colour: Colour,
    forecastHighAt: Instant,
    publishedAt: Instant.optional(),
    asOf: AsOf,
  }),
  value: z.object({
    latestPublishAt: z.string(),
    leadHours: z.number().nullable(),
    inTime: z.boolean().nullable(),
  }),
  examples: [
    {
      title: '黄色，高潮 22:32，06:25 发布',
      input: {
        colour: 'yellow',
        forecastHighAt: '2022-09-13T22:32:00+08:00',
        publishedAt: '2022-09-13T06:25:00+08:00',
      },
      value: { latestPublishAt: '2022-09-13T02:32:00Z', leadHours: 16.1167, inTime: true },
    },
  ],
  compute: ({ colour, forecastHighAt, publishedAt, asOf }, working) => {
    requireInForce(asOf, warningLeadRules)
    const { hours } = RuleBook.defaults.decide(warningLeadRules, { colour }, working)
    const latest = forecastHighAt - hours * hour
    const leadHours = publishedAt === undefined ? null : rounded((forecastHighAt - publishedAt) / hour, 4)
    working.step({
      label: '最迟发布时间',
      formula: '预计高潮时 − 规定提前小时数',
      inputs: {
        预计高潮时: instantText(forecastHighAt),
        规定提前: { value: hours, unit: 'h' },
        实际提前: { value: leadHours, unit: 'h' },
      },
      result: instantText(latest),
      source: warningLeadRules.source,
    })
    return {
      latestPublishAt: instantText(latest),
      leadHours,
      inTime: publishedAt === undefined ? null : publishedAt <= latest,
    }
  },
})

export const totalLevelCalculators: readonly Calculator[] = [total, section, lead]
