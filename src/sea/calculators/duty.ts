import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { hazardNames, hazards } from '../model/cap-alert.ts'
import { colourZh, colours } from '../model/colours.ts'
import { deliveryStates, escalationPlan, escalationSteps } from '../model/escalation.ts'
import { instantText, rounded } from '../model/rounding.ts'
import {
  acknowledgementRules,
  forecastQuantities,
  forecastToleranceRules,
  responseLevelRules,
  responseTaskRules,
} from '../rules/response.ts'
import { AsOf, Figure, Id, Instant, requireInForce } from '../schemas.ts'

const response = defineCalculator({
  name: 'response-level',
  title: '应急响应级别建议',
  keywords: ['应急响应', '防台', 'Ⅳ级', 'Ⅲ级', 'Ⅱ级', 'Ⅰ级'],
  summary: '由生效警报建议应急响应级别（1 最高）和任务清单；热带气旋 48 小时内可能影响时至少 4 级。由人决定是否启动。',
  input: z.strictObject({
    warnings: z
      .array(z.strictObject({ hazard: z.enum(hazards), colour: z.enum(colours) }))
      .max(100)
      .default([]),
    /** Hours until a tropical cyclone may affect the county. */
    cycloneLeadHours: Figure(0, 1_000).optional(),
    asOf: AsOf,
  }),
  value: z.object({
    level: z.int().nullable(),
    because: z.string(),
    tasks: z.array(z.object({ task: z.string(), title: z.string(), unit: z.string() })),
  }),
  examples: [
    {
      title: '风暴潮蓝色、台风黄色',
      input: {
        warnings: [
          { hazard: 'storm_surge', colour: 'blue' },
          { hazard: 'typhoon', colour: 'yellow' },
        ],
      },
    },
    {
      title: '没有警报，台风 60 小时后影响',
      input: { warnings: [], cycloneLeadHours: 60 },
      value: { level: null, because: '没有生效警报，48 小时内无热带气旋影响', tasks: [] },
    },
  ],
  compute: ({ warnings, cycloneLeadHours, asOf }, working) => {
    requireInForce(asOf, responseLevelRules, responseTaskRules)
    const found = warnings.map(({ hazard, colour }) => ({
      level: Number(RuleBook.defaults.decide(responseLevelRules, { hazard, colour }, working).level),
      because: `${hazardNames[hazard][0]}${colourZh[colour]}警报`,
    }))
    if (cycloneLeadHours !== undefined && cycloneLeadHours <= 48) {
      found.push({ level: 4, because: `热带气旋 ${cycloneLeadHours} 小时内可能影响` })
    }
    const [first] = found
    if (first === undefined) {
      working.step({
        label: '建议响应级别',
        formula: '没有生效警报，热带气旋不在 48 小时内影响',
        inputs: { 热带气旋: { value: cycloneLeadHours ?? null, unit: 'h' } },
        result: null,
        source: responseLevelRules.source,
      })
      return { level: null, because: '没有生效警报，48 小时内无热带气旋影响', tasks: [] }
    }
    const worst = found.reduce((top, each) => (each.level < top.level ? each : top), first)
    const tasks = RuleBook.defaults.collect(responseTaskRules, { level: worst.level }, working)
    working.step({
      label: '建议响应级别',
      formula: '生效警报对应级别中的最高级',
      inputs: { 警报: { value: warnings.length, unit: '个' } },
      result: worst.level,
      unit: '级',
      source: responseLevelRules.source,
    })
    return { level: worst.level, because: worst.because, tasks: tasks.map((task) => ({ ...task })) }
  },
})

const escalation = defineCalculator({
  name: 'warning-escalation',
  title: '警报签收与升级',
  keywords: ['签收', '升级', '叫应', '值班'],
  summary: '签收时限、逐级升级的时间，以及各接收人在某一时刻的状态；单位内任何人签收即为该单位已收到。',
  input: z.strictObject({
    colour: z.enum(colours),
    sentAt: Instant,
    now: Instant.optional(),
    deliveries: z
      .array(z.strictObject({ recipientId: Id, unitId: Id, acknowledgedAt: Instant.optional() }))
      .max(10_000)
      .default([]),
    asOf: AsOf,
  }),
  value: z.object({
    deadlineMinutes: z.int(),
    steps: z.array(z.object({ step: z.int(), action: z.enum(escalationSteps), dueAt: z.string() })),
    states: z.array(
      z.object({
        recipientId: z.string(),
        state: z.enum(['acknowledged', 'waiting', 'escalated']),
        step: z.int(),
        late: z.boolean(),
      }),
    ),
    unreachedUnits: z.array(z.string()),
  }),
  examples: [
    {
      title: '红色警报，16 分钟后',
      input: {
        colour: 'red',
        sentAt: '2022-09-13T06:25:00+08:00',
        now: '2022-09-13T06:41:00+08:00',
        deliveries: [
          { recipientId: 'a', unitId: '健跳镇', acknowledgedAt: '2022-09-13T06:31:00+08:00' },
          { recipientId: 'b', unitId: '浦坝港镇' },
        ],
      },
      value: {
        deadlineMinutes: 10,
        steps: [
          { step: 1, action: 'resend_next_channel', dueAt: '2022-09-12T22:35:00Z' },
          { step: 2, action: 'deputy', dueAt: '2022-09-12T22:40:00Z' },
          { step: 3, action: 'town_duty_leader', dueAt: '2022-09-12T22:45:00Z' },
          { step: 4, action: 'county_duty_room', dueAt: '2022-09-12T22:50:00Z' },
        ],
        states: [
          { recipientId: 'a', state: 'acknowledged', step: 0, late: false },
          { recipientId: 'b', state: 'escalated', step: 2, late: true },
        ],
        unreachedUnits: ['浦坝港镇'],
      },
    },
  ],
  compute: ({ colour, sentAt, now, deliveries, asOf }, working) => {
    requireInForce(asOf, acknowledgementRules)
    const { minutes } = RuleBook.defaults.decide(acknowledgementRules, { colour }, working)
    const { states, unreachedUnits } = deliveryStates(
      deliveries.map((delivery) => ({ ...delivery, sentAt, acknowledgedAt: delivery.acknowledgedAt ?? null })),
      minutes,
      now ?? sentAt,
    )
    working.step({
      label: '未收到的单位',
      formula: '没有任何人签收的单位；每过半个时限升一级',
      inputs: { 时限: { value: minutes, unit: 'min' }, 接收人: { value: deliveries.length, unit: '人' } },
      result: unreachedUnits.length,
      unit: '个',
      source: acknowledgementRules.source,
    })
    return {
      deadlineMinutes: minutes,
      steps: escalationPlan(sentAt, minutes).map((step) => ({ ...step, dueAt: instantText(step.dueAt) })),
      states: states.map((state) => ({ ...state })),
      unreachedUnits: [...unreachedUnits],
    }
  },
})

const ForecastItem = z.strictObject({
  quantity: z.enum(forecastQuantities),
  /** Missing: the forecast was not issued in time. */
  forecast: Figure(-100, 1_000).optional(),
  observed: Figure(-100, 1_000),
  forecastAt: Instant.optional(),
  observedAt: Instant.optional(),
})

const forecast = defineCalculator({
  name: 'forecast-score',
  title: '海洋预报检验',
  keywords: ['预报检验', '命中率', '高潮', '有效波高'],
  summary: '预报与实测比较，逐条给出误差和是否命中；未按时发布的预报计为未命中。',
  input: z.strictObject({ items: z.array(ForecastItem).min(1).max(50_000), asOf: AsOf }),
  value: z.object({
    items: z.array(
      z.object({
        error: z.number().nullable(),
        errorMinutes: z.number().nullable(),
        hit: z.boolean(),
        issued: z.boolean(),
      }),
    ),
    hits: z.int(),
    due: z.int(),
    hitShare: z.number(),
    rmse: z.record(z.string(), z.number()),
  }),
  examples: [
    {
      title: '一次高潮、一次波高、一次漏发',
      input: {
        items: [
          {
            quantity: 'high_water',
            forecast: 4.2,
            observed: 4.35,
            forecastAt: '2022-09-14T14:32:00Z',
            observedAt: '2022-09-14T14:45:00Z',
          },
          { quantity: 'wave', forecast: 4, observed: 4.9 },
          { quantity: 'water_temperature', observed: 24 },
        ],
      },
      value: {
        items: [
          { error: -0.15, errorMinutes: -13, hit: true, issued: true },
          { error: -0.9, errorMinutes: null, hit: true, issued: true },
          { error: null, errorMinutes: null, hit: false, issued: false },
        ],
        hits: 2,
        due: 3,
        hitShare: 0.666667,
        rmse: { high_water: 0.15, wave: 0.9 },
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ items, asOf }, working) => {
    requireInForce(asOf, forecastToleranceRules)
    const squares = new Map<string, { sum: number; count: number }>()
    const judged = items.map(({ quantity, forecast: told, observed, forecastAt, observedAt }) => {
      const { absolute, share, minutes } = RuleBook.defaults.decide(forecastToleranceRules, { quantity }, working)
      const errorMinutes =
        forecastAt === undefined || observedAt === undefined ? null : rounded((forecastAt - observedAt) / 60_000, 2)
      if (told === undefined) return { error: null, errorMinutes: null, hit: false, issued: false }
      const error = rounded(told - observed, 6)
      const known = squares.get(quantity) ?? { sum: 0, count: 0 }
      squares.set(quantity, { sum: known.sum + error ** 2, count: known.count + 1 })
      const near = Math.abs(error) <= rounded(Math.max(absolute, share * Math.abs(observed)), 6)
      // A high water without its times is judged by its height alone.
      const onTime = minutes === null || errorMinutes === null || Math.abs(errorMinutes) <= minutes
      return { error, errorMinutes, hit: near && onTime, issued: true }
    })
    const hits = judged.filter(({ hit }) => hit).length
    working.step({
      label: '命中率',
      formula: '命中 ÷ 应发；未按时发布计入应发',
      inputs: { 命中: { value: hits, unit: '次' }, 应发: { value: items.length, unit: '次' } },
      result: rounded(hits / items.length, 6),
      source: forecastToleranceRules.source,
    })
    return {
      items: judged,
      hits,
      due: items.length,
      hitShare: rounded(hits / items.length, 6),
      rmse: Object.fromEntries(
        [...squares].map(([quantity, { sum, count }]) => [quantity, rounded(Math.sqrt(sum / count), 6)]),
      ),
    }
  },
})

export const dutyCalculators: readonly Calculator[] = [response, escalation, forecast]
