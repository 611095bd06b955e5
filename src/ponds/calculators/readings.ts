import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { addDays } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { startOfDay } from '../../platform/instants.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import {
  alarmSource,
  alarmStates,
  checkAlarmRule,
  isTooLate,
  nextAlarm,
  quiet,
  silentIntervals,
} from '../model/alarm.ts'
import { oxygenSaturation } from '../model/oxygen.ts'
import { type Companions, qcSource, qualityControl } from '../model/quality-control.ts'
import { flag, testBit, testsOf } from '../model/quality-flags.ts'
import { qcLimitRules, qcLimitsOf, qcProperties } from '../rules/quality-control.ts'
import { Day, Figure, Moment, ascending } from '../schemas.ts'

const maxPoints = 100_000
const Rate = z.int().min(1).max(86_400).meta({ unit: 's' })
const Value = Figure(-1e9, 1e9).nullable()
/** `[time, value]`: null is a missing value. */
const Point = z.tuple([Moment, Value])

/** One figure for all points, or one for each. */
const Along = z.union([Figure(-1e6, 1e6), z.array(Figure(-1e6, 1e6).nullable()).max(maxPoints)])

const along = (
  given: z.output<typeof Along> | undefined,
  count: number,
  pointer: string,
): ((index: number) => number | null) | null => {
  if (given === undefined) return null
  if (typeof given === 'number') return () => given
  if (given.length !== count) throw Problem.field(pointer, 'length_mismatch', '须与读数一一对应')
  return (index) => given[index] ?? null
}

/** A probe of pH or oxygen is believed for this many days after its calibration (CAL_DAYS). */
const calibrationDays = 30
/** A pond group whose night temperatures lie this close together may stand still. */
const stillGroupC = 0.1

const isNight = (ms: number): boolean => {
  const hour = new Date(ms + 8 * 3_600_000).getUTCHours()
  return hour >= 18 || hour < 6
}

const qualityCheck = defineCalculator({
  name: 'quality-control',
  title: '水质数据质量控制',
  keywords: ['QARTOD', '质量控制', '尖峰', '卡滞', '在线监测'],
  summary: '对一个探头的读数作量程、间断、尖峰、变化率、卡滞和互检，给出标记（1 好、2 未检、3 可疑、4 错误、9 缺测）。',
  input: z.strictObject({
    property: z.enum(qcProperties),
    rateS: Rate,
    points: z.array(Point).min(1).max(maxPoints),
    /** Water of the moment, for the cross test of dissolved oxygen. */
    temperatureC: Along.optional(),
    salinityPsu: Along.optional(),
    /** Conductivity of the neighbouring probes, for the cross test of conductivity. */
    neighboursMsCm: Along.optional(),
    calibratedOn: Day.optional(),
    /** Spread of the pond group's temperatures tonight: where all stand still, a probe may. */
    groupRangeC: Figure(0, 50).optional(),
  }),
  value: z.object({
    flags: z.array(z.int()),
    tests: z.array(z.array(z.enum(Object.keys(testBit) as [keyof typeof testBit, ...(keyof typeof testBit)[]]))),
  }),
  examples: [
    {
      title: '溶解氧的一个尖峰',
      input: {
        property: 'do',
        rateS: 300,
        points: [
          ['2025-08-01T20:00+08:00', 6.1],
          ['2025-08-01T20:05+08:00', 6],
          ['2025-08-01T20:10+08:00', 11.9],
          ['2025-08-01T20:15+08:00', 6.1],
          ['2025-08-01T20:20+08:00', 6],
        ],
      },
      value: { flags: [1, 1, 4, 1, 1], tests: [[], [], ['spike'], [], []] },
    },
    {
      title: '缺测、超出量程、间断之后',
      input: {
        property: 'ph',
        rateS: 600,
        points: [
          [1_754_049_600, 8.1],
          [1_754_050_200, null],
          [1_754_050_800, 15],
          [1_754_053_800, 8.2],
        ],
      },
      value: { flags: [1, 9, 4, 2], tests: [[], [], ['gross_range'], ['gap']] },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ property, rateS, points, ...other }, working) => {
    ascending(points)
    const limits = qcLimitsOf(RuleBook.defaults.decide(qcLimitRules, { property }, working))
    const times = Float64Array.from(points, ([{ ms }]) => ms)
    const values = Float64Array.from(points, ([, value]) => value ?? Number.NaN)
    const temperature = along(other.temperatureC, points.length, '/temperatureC')
    const salinity = along(other.salinityPsu, points.length, '/salinityPsu')
    const neighbours = along(other.neighboursMsCm, points.length, '/neighboursMsCm')
    const { calibratedOn, groupRangeC } = other
    const staleFrom =
      calibratedOn === undefined ? Infinity : startOfDay(addDays(calibratedOn, calibrationDays + 1)).getTime()
    const companions: Companions = {
      ...(property === 'do' && temperature !== null
        ? {
            saturationAt: (index) => {
              const t = temperature(index)
              return t === null ? null : oxygenSaturation(t, salinity?.(index) ?? 0)
            },
          }
        : {}),
      ...(property === 'ec' && neighbours !== null ? { neighboursAt: neighbours } : {}),
      ...(property === 'do' || property === 'ph' ? { staleAt: (index) => (times[index] as number) >= staleFrom } : {}),
      ...(property === 'temp' && groupRangeC !== undefined && groupRangeC < stillGroupC
        ? { mayStandStill: (index) => isNight(times[index] as number) }
        : {}),
    }
    const { flags, failed } = qualityControl({ times, values, rateS }, limits, companions)
    working.step({
      label: '可用读数',
      formula: '标记为 1 的读数',
      inputs: { 读数: { value: points.length, unit: '个' } },
      result: flags.reduce((sum, one) => sum + (one === flag.good ? 1 : 0), 0),
      unit: '个',
      source: qcSource,
    })
    return { flags: [...flags], tests: [...failed].map(testsOf) }
  },
})

/** `[time, value]`, or with the quality flag: only flag 1 counts. */
const FlaggedPoint = z.union([Point, z.tuple([Moment, Value, z.literal([1, 2, 3, 4, 9])])])

const fiveMinutes = (index: number): string =>
  new Date(Date.UTC(2025, 7, 1, 12, 5 * index)).toISOString().replace('.000', '')

const trace = defineCalculator({
  name: 'alarm-trace',
  title: '报警过程',
  keywords: ['报警', '回差', '延时', '夜间保氧'],
  summary: '按报警值、解除值和两个延时，逐点给出报警状态（正常、待定、报警、解除中）和每次变化。',
  input: z.strictObject({
    rule: z.strictObject({
      direction: z.enum(['below', 'above']),
      raise: Figure(-1e6, 1e6),
      clear: Figure(-1e6, 1e6),
      holdOnS: z.int().min(0).max(86_400),
      holdOffS: z.int().min(0).max(86_400),
    }),
    points: z.array(FlaggedPoint).min(1).max(maxPoints),
    /** Declared interval: more than three of them without a value is `no_data`. */
    rateS: Rate.optional(),
    /** When each point arrived: what came over 15 minutes late never moves an alarm. */
    receivedAt: z.array(Moment).max(maxPoints).optional(),
  }),
  value: z.object({
    states: z.array(z.enum(alarmStates)),
    events: z.array(z.object({ t: z.union([z.string(), z.number()]), to: z.enum([...alarmStates, 'no_data']) })),
  }),
  examples: [
    {
      title: '溶解氧预警，五分钟一次',
      input: {
        rule: { direction: 'below', raise: 4, clear: 4.8, holdOnS: 600, holdOffS: 1_200 },
        points: [4.2, 3.9, 3.8, 3.9, 4.5, 4.9, 4.7, 4.9, 5, 5, 5.1, 5.1].map((value, index): [string, number] => [
          fiveMinutes(index),
          value,
        ]),
      },
      value: {
        states: [
          'normal',
          'pending',
          'pending',
          'active',
          'active',
          'clearing',
          'active',
          'clearing',
          'clearing',
          'clearing',
          'clearing',
          'normal',
        ],
        events: [
          { t: fiveMinutes(1), to: 'pending' },
          { t: fiveMinutes(3), to: 'active' },
          { t: fiveMinutes(5), to: 'clearing' },
          { t: fiveMinutes(6), to: 'active' },
          { t: fiveMinutes(7), to: 'clearing' },
          { t: fiveMinutes(11), to: 'normal' },
        ],
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ rule, points, rateS, receivedAt }, working) => {
    if (receivedAt !== undefined && receivedAt.length !== points.length) {
      throw Problem.field('/receivedAt', 'length_mismatch', '须与读数一一对应')
    }
    checkAlarmRule(rule)
    ascending(points)
    let memory = quiet
    let lastMs: number | null = null
    const states: (typeof alarmStates)[number][] = []
    const events: { t: string | number; to: (typeof alarmStates)[number] | 'no_data' }[] = []
    for (const [index, [moment, value, quality = flag.good]] of points.entries()) {
      const late = isTooLate(moment.ms, receivedAt?.[index]?.ms ?? moment.ms)
      if (value !== null && quality === flag.good && !late) {
        if (rateS !== undefined && lastMs !== null && moment.ms - lastMs > silentIntervals * rateS * 1000) {
          events.push({ t: moment.written, to: 'no_data' })
        }
        lastMs = moment.ms
        const next = nextAlarm(rule, memory, moment.ms, value)
        if (next.state !== memory.state) events.push({ t: moment.written, to: next.state })
        memory = next
      }
      states.push(memory.state)
    }
    working.step({
      label: '报警次数',
      formula: '由待定转为报警；解除中回到报警不另计',
      inputs: {
        报警值: rule.raise,
        解除值: rule.clear,
        报警延时: { value: rule.holdOnS, unit: 's' },
        解除延时: { value: rule.holdOffS, unit: 's' },
      },
      result: states.filter(
        (state, index) => state === 'active' && !['active', 'clearing'].includes(states[index - 1] ?? 'normal'),
      ).length,
      unit: '次',
      source: alarmSource,
    })
    return { states, events }
  },
})

export const readingCalculators: readonly Calculator[] = [qualityCheck, trace]
