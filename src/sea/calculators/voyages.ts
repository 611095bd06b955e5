import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { fenceCrossings, voyageState, voyageStates } from '../model/geofence.ts'
import { instantText } from '../model/rounding.ts'
import { Id, Instant, Place, Positive } from '../schemas.ts'
import { Geometry, readArea } from './geometry-input.ts'

const geofence = defineCalculator({
  name: 'vessel-geofence',
  title: '电子围栏进出',
  keywords: ['电子围栏', '禁航区', '回港线', '养殖区', '越界'],
  summary: '一条船的船位序列进出围栏的时刻；离线 100 m 以外或满 2 分钟才算，来回摇摆只算一次。',
  input: z.strictObject({
    fence: Geometry,
    fixes: z
      .array(z.strictObject({ time: Instant, position: Place }))
      .min(1)
      .max(50_000),
  }),
  value: z.object({ crossings: z.array(z.object({ time: z.string(), kind: z.enum(['enter', 'leave']) })) }),
  examples: [
    {
      title: '驶入禁航区',
      input: {
        fence: {
          type: 'Polygon',
          coordinates: [
            [
              [121.9, 28.9],
              [122.1, 28.9],
              [122.1, 29.1],
              [121.9, 29.1],
              [121.9, 28.9],
            ],
          ],
        },
        fixes: [
          { time: '2022-09-13T04:00:00Z', position: { lat: 29.0, lon: 121.89 } },
          { time: '2022-09-13T04:01:00Z', position: { lat: 29.0, lon: 121.9003 } },
          { time: '2022-09-13T04:02:00Z', position: { lat: 29.0, lon: 121.92 } },
        ],
      },
      value: { crossings: [{ time: '2022-09-13T04:01:00Z', kind: 'enter' }] },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ fence, fixes }, working) => {
    const crossings = fenceCrossings(
      readArea(fence, '/fence'),
      fixes.map(({ time, position }) => ({ time, position: [position.lon, position.lat] })),
    )
    working.step({
      label: '进出次数',
      formula: '越过围栏 100 m 或满 2 分钟计一次，时刻为越过后的第一个船位',
      inputs: { 船位: { value: fixes.length, unit: '个' } },
      result: crossings.length,
      unit: '次',
      source: 'sea 4.11',
    })
    return { crossings: crossings.map(({ time, kind }) => ({ time: instantText(time), kind })) }
  },
})

const watch = defineCalculator({
  name: 'vessel-overdue',
  title: '逾期未归与失联',
  keywords: ['逾期未归', '失联', '出海', '渔船'],
  summary:
    '出海船只的状态：在港、在海、失联（60 分钟、防台期间 30 分钟无船位）、逾期（超过预计返航 2 小时且不在港）。逾期只发起核查，不等于险情。',
  input: z.strictObject({
    now: Instant,
    typhoonOrder: z.boolean().default(false),
    harbours: z
      .array(z.strictObject({ id: Id, position: Place, radiusM: Positive(50_000).default(500) }))
      .max(200)
      .default([]),
    voyages: z
      .array(
        z.strictObject({
          id: Id,
          expectedReturnAt: Instant.optional(),
          lastFix: z.strictObject({ time: Instant, position: Place }).optional(),
        }),
      )
      .max(10_000),
  }),
  value: z.object({
    voyages: z.array(z.object({ id: z.string(), state: z.enum(voyageStates) })),
    checks: z.array(z.string()),
  }),
  examples: [
    {
      title: '两条在海，一条失联，一条逾期',
      input: {
        now: '2022-09-13T12:00:00+08:00',
        harbours: [{ id: '健跳港', position: { lat: 29.03, lon: 121.63 } }],
        voyages: [
          {
            id: '浙三渔00001',
            expectedReturnAt: '2022-09-13T09:00:00+08:00',
            lastFix: { time: '2022-09-13T11:55:00+08:00', position: { lat: 29.0302, lon: 121.6301 } },
          },
          {
            id: '浙三渔00002',
            expectedReturnAt: '2022-09-13T10:30:00+08:00',
            lastFix: { time: '2022-09-13T11:30:00+08:00', position: { lat: 28.8, lon: 122.1 } },
          },
          { id: '浙三渔00003', lastFix: { time: '2022-09-13T10:00:00+08:00', position: { lat: 28.8, lon: 122.2 } } },
          {
            id: '浙三渔00004',
            expectedReturnAt: '2022-09-13T09:59:00+08:00',
            lastFix: { time: '2022-09-13T11:59:00+08:00', position: { lat: 28.7, lon: 122.2 } },
          },
        ],
      },
      value: {
        voyages: [
          { id: '浙三渔00001', state: 'in_harbour' },
          { id: '浙三渔00002', state: 'at_sea' },
          { id: '浙三渔00003', state: 'silent' },
          { id: '浙三渔00004', state: 'overdue' },
        ],
        checks: ['浙三渔00003', '浙三渔00004'],
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  compute: ({ now, typhoonOrder, harbours, voyages }, working) => {
    const places = harbours.map((harbour) => ({
      ...harbour,
      position: [harbour.position.lon, harbour.position.lat] as const,
    }))
    const judged = voyages.map(({ id, expectedReturnAt, lastFix }, index) => {
      if (lastFix !== undefined && lastFix.time > now + 600_000) {
        throw Problem.field(`/voyages/${index}/lastFix/time`, 'clock_skew', '船位时间晚于现在 10 分钟以上')
      }
      const fix =
        lastFix === undefined
          ? null
          : { time: lastFix.time, position: [lastFix.position.lon, lastFix.position.lat] as const }
      return {
        id,
        state: voyageState({ lastFix: fix, expectedReturnAt: expectedReturnAt ?? null }, places, now, typhoonOrder),
      }
    })
    const checks = judged.filter(({ state }) => state === 'silent' || state === 'overdue').map(({ id }) => id)
    working.step({
      label: '须核查',
      formula: '失联 + 逾期',
      inputs: { 航次: { value: voyages.length, unit: '个' }, 防台: typhoonOrder },
      result: checks.length,
      unit: '条',
      source: 'sea 4.11（时限为假定）',
    })
    return { voyages: judged, checks }
  },
})

export const voyageCalculators: readonly Calculator[] = [geofence, watch]
