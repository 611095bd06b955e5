import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { azimuth, geodesicDistance } from '../../platform/geo/ellipsoid.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import type { TypedRuleTable } from '../../platform/rules/rule-table.ts'
import { type Colour, colours } from '../model/colours.ts'
import { rounded } from '../model/rounding.ts'
import { type SignalOutput, floodRainRules, rainSignalRules, typhoonSignalRules, waveRules } from '../rules/signals.ts'
import { AsOf, Figure, Place, requireInForce } from '../schemas.ts'

const ColourReply = z.object({ colour: z.enum(colours).nullable() })

const colourBy = (
  table: TypedRuleTable<SignalOutput>,
  input: Readonly<Record<string, string | number>>,
  working: Working,
): { colour: Colour | null } => {
  const { colour } = RuleBook.defaults.decide(table, input, working)
  const found = colour === 'none' ? null : colour
  working.step({
    label: '级别',
    formula: `规则表“${table.title}”自上而下第一个适用的行`,
    inputs: Object.fromEntries(
      table.inputs.map(({ key, title, unit }) => [
        title,
        { value: input[key] ?? null, ...(unit === undefined ? {} : { unit }) },
      ]),
    ),
    result: found,
    source: table.source,
  })
  return { colour: found }
}

const relayed = (working: Working): void =>
  working.warn(
    'relay_only',
    '预警信号由县级气象台站统一发布，其他单位不得发布；此处仅为按规则的判断（浙江省气象灾害防御条例第十九、三十二条）',
  )

const wave = defineCalculator({
  name: 'wave-level',
  title: '海浪警报级别',
  keywords: ['海浪', '有效波高', '近岸', '近海'],
  summary: '按近岸或近海海域的有效波高定警报级别。',
  input: z.strictObject({ zone: z.enum(['nearshore', 'offshore']), hsM: Figure(0, 40), asOf: AsOf }),
  value: ColourReply,
  examples: [
    { title: '近岸 4.5 m', input: { zone: 'nearshore', hsM: 4.5 }, value: { colour: 'orange' } },
    { title: '近海 5.9 m', input: { zone: 'offshore', hsM: 5.9 }, value: { colour: null } },
  ],
  compute: ({ asOf, ...input }, working) => {
    requireInForce(asOf, waveRules)
    return colourBy(waveRules, input, working)
  },
})

const Force = z.int().min(0).max(18)

const typhoon = defineCalculator({
  name: 'typhoon-signal',
  title: '台风预警信号判断',
  keywords: ['台风预警信号', '风力', '阵风'],
  summary: '按平均风力、阵风和距影响的小时数判断台风预警信号级别（只供核对，信号由气象台站发布）。',
  input: z.strictObject({
    meanForce: Force.optional(),
    gustForce: Force.optional(),
    leadHours: Figure(0, 240),
    asOf: AsOf,
  }),
  value: ColourReply,
  examples: [
    {
      title: '10 小时后平均风力 12 级',
      input: { meanForce: 12, gustForce: 13, leadHours: 10 },
      value: { colour: 'orange' },
    },
    { title: '24 小时以外', input: { meanForce: 12, gustForce: 14, leadHours: 24.5 }, value: { colour: null } },
  ],
  compute: ({ meanForce, gustForce, leadHours, asOf }, working) => {
    requireInForce(asOf, typhoonSignalRules)
    if (meanForce === undefined && gustForce === undefined) {
      throw Problem.field('/meanForce', 'required', '平均风力与阵风须至少给出一种', 'malformed')
    }
    relayed(working)
    return colourBy(typhoonSignalRules, { meanForce: meanForce ?? 0, gustForce: gustForce ?? 0, leadHours }, working)
  },
})

const Rain = Figure(0, 3_000).meta({ unit: 'mm' })

const rain = defineCalculator({
  name: 'rain-signal',
  title: '暴雨预警信号判断',
  keywords: ['暴雨预警信号', '降雨量'],
  summary: '按 12、6、3 小时雨量判断暴雨预警信号级别（只供核对，信号由气象台站发布）。',
  input: z.strictObject({ mm12h: Rain.optional(), mm6h: Rain.optional(), mm3h: Rain.optional(), asOf: AsOf }),
  value: ColourReply,
  examples: [
    { title: '3 小时 100 mm', input: { mm12h: 120, mm6h: 110, mm3h: 100 }, value: { colour: 'red' } },
    { title: '6 小时 50 mm', input: { mm12h: 50, mm6h: 50, mm3h: 30 }, value: { colour: 'yellow' } },
  ],
  compute: ({ mm12h, mm6h, mm3h, asOf }, working) => {
    requireInForce(asOf, rainSignalRules)
    if (mm12h === undefined && mm6h === undefined && mm3h === undefined) {
      throw Problem.field('/mm12h', 'required', '须至少给出一个时段的雨量', 'malformed')
    }
    relayed(working)
    // What fell in three hours fell in twelve as well: a shorter sum bounds a longer one that is not given.
    const three = mm3h ?? 0
    const six = mm6h ?? three
    return colourBy(rainSignalRules, { mm12h: mm12h ?? six, mm6h: six, mm3h: three }, working)
  },
})

const floodRain = defineCalculator({
  name: 'flood-rain',
  title: '山洪风险雨量判断',
  keywords: ['山洪', '准备转移', '立即转移', '雨量'],
  summary: '按 1、3、24 小时雨量判断准备转移或立即转移。',
  input: z.strictObject({ mm1h: Rain.default(0), mm3h: Rain.default(0), mm24h: Rain.default(0), asOf: AsOf }),
  value: z.object({ action: z.enum(['move_now', 'prepare']).nullable() }),
  examples: [{ title: '3 小时 90 mm', input: { mm1h: 30, mm3h: 90, mm24h: 110 }, value: { action: 'move_now' } }],
  compute: ({ asOf, ...input }, working) => {
    requireInForce(asOf, floodRainRules)
    const { action } = RuleBook.defaults.decide(floodRainRules, input, working)
    const found = action === 'none' ? null : action
    working.step({
      label: '行动',
      formula: '任一时段雨量达到阈值；先判断立即转移',
      inputs: {
        '1 小时雨量': { value: input.mm1h, unit: 'mm' },
        '3 小时雨量': { value: input.mm3h, unit: 'mm' },
        '24 小时雨量': { value: input.mm24h, unit: 'mm' },
      },
      result: found,
      source: floodRainRules.source,
    })
    return { action: found }
  },
})

const inverse = defineCalculator({
  name: 'geo-inverse',
  title: '大地线距离与方位',
  keywords: ['距离', '方位角', '大地线'],
  summary: '两点间椭球面上的最短距离和两端方位角（0–360°，顺时针自北起）。',
  input: z.strictObject({ from: Place, to: Place }),
  value: z.object({ distanceM: z.number(), initialBearingDeg: z.number(), finalBearingDeg: z.number() }),
  examples: [
    {
      title: '28.0°N 123.2°E 至健跳',
      input: { from: { lat: 28.0, lon: 123.2 }, to: { lat: 29.02, lon: 121.6 } },
    },
    {
      title: '原地',
      input: { from: { lat: 29, lon: 121 }, to: { lat: 29, lon: 121 } },
      value: { distanceM: 0, initialBearingDeg: 0, finalBearingDeg: 0 },
    },
  ],
  compute: ({ from, to }, working) => {
    const [a, b] = [[from.lon, from.lat] as const, [to.lon, to.lat] as const]
    const distanceM = working.step({
      label: '距离',
      formula: '大地线反解',
      inputs: {
        起点: `${from.lat}, ${from.lon}`,
        终点: `${to.lat}, ${to.lon}`,
      },
      result: rounded(geodesicDistance(a, b), 3),
      unit: 'm',
      source: 'Karney, J. Geodesy 87 (2013)；CGCS2000 椭球（与 WGS-84 相差不足 1 mm）',
    })
    if (distanceM === 0) return { distanceM, initialBearingDeg: 0, finalBearingDeg: 0 }
    return {
      distanceM,
      initialBearingDeg: rounded(azimuth(a, b), 6) % 360,
      finalBearingDeg: rounded((azimuth(b, a) + 180) % 360, 6) % 360,
    }
  },
})

export const signalCalculators: readonly Calculator[] = [wave, typhoon, rain, floodRain, inverse]
