import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { decodeAis } from '../model/nmea.ts'
import { instantText, rounded } from '../model/rounding.ts'
import { fixFaults, implausibleFixes, returnProgress, returnStates } from '../model/vessel-watch.ts'
import { Bearing, Figure, Id, Instant, Place, Positive } from '../schemas.ts'
import { Geometry, readArea } from './geometry-input.ts'

const Degrees = z.number().nullable().optional()
const Whole = z.int().optional()

const decode = defineCalculator({
  name: 'ais-decode',
  title: 'AIS 报文解码',
  keywords: ['AIS', 'AIVDM', '船舶自动识别', 'NMEA'],
  summary:
    '解码 !AIVDM/!AIVDO 语句（1–5、9、11、18、19、21、24、27 型），多语句报文按序号和信道拼接；不可用的数值为空，错误给出行号。',
  input: z.strictObject({ lines: z.array(z.string().max(1_000)).max(50_000) }),
  value: z.object({
    messages: z.array(
      z.object({
        type: z.int(),
        mmsi: z.string(),
        navStatus: Whole,
        sogKn: Degrees,
        cogDeg: Degrees,
        headingDeg: Degrees,
        lat: Degrees,
        lon: Degrees,
        utcSecond: Whole,
        shipName: z.string().optional(),
        callsign: z.string().optional(),
        imo: Whole,
        shipType: Whole,
        destination: z.string().optional(),
        draughtM: z.number().optional(),
        dimBow: Whole,
        dimStern: Whole,
        dimPort: Whole,
        dimStarboard: Whole,
        part: z.enum(['A', 'B']).optional(),
        vendorId: z.string().optional(),
        name: z.string().optional(),
        offPosition: z.boolean().optional(),
        virtualAid: z.boolean().optional(),
        year: Whole,
        month: Whole,
        day: Whole,
        hour: Whole,
        minute: Whole,
        second: Whole,
      }),
    ),
    errors: z.array(z.object({ line: z.int(), reason: z.string() })),
  }),
  examples: [
    {
      title: '一条位置报文和一条校验错误',
      input: {
        lines: ['!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C', '!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5D'],
      },
      value: {
        messages: [
          {
            type: 1,
            mmsi: '477553000',
            navStatus: 5,
            sogKn: 0,
            cogDeg: 51,
            headingDeg: 181,
            lat: 47.582833,
            lon: -122.345833,
            utcSecond: 15,
          },
        ],
        errors: [{ line: 2, reason: 'checksum' }],
      },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ lines }, working) => {
    const { messages, errors } = decodeAis(lines)
    working.step({
      label: '解码',
      formula: '校验和 → 六位字符 → 各型报文的位域',
      inputs: { 语句: { value: lines.length, unit: '行' }, 错误: { value: errors.length, unit: '行' } },
      result: messages.length,
      unit: '条',
      source: 'ITU-R M.1371-5 附件 8；IEC 61162-1',
    })
    return { messages: [...messages], errors: [...errors] }
  },
})

const Speed = Figure(0, 102.2).meta({ unit: 'kn' })

const returning = defineCalculator({
  name: 'vessel-return',
  title: '渔船回港进度',
  keywords: ['回港避风', '渔船', '返航', '失联'],
  summary: '回港命令下每条船的状态：在港、返航中、赶不上、未返航、失联，以及到达最近港口的时间。',
  input: z.strictObject({
    now: Instant,
    deadline: Instant,
    typhoonOrder: z.boolean().default(true),
    harbours: z
      .array(z.strictObject({ id: Id, position: Place, radiusM: Positive(50_000).default(500) }))
      .min(1)
      .max(200),
    vessels: z
      .array(
        z.strictObject({
          id: Id,
          position: Place,
          positionAt: Instant,
          sogKn: Speed,
          cogDeg: Bearing.nullable().default(null),
          serviceSpeedKn: Positive(60),
        }),
      )
      .max(5_000),
  }),
  value: z.object({
    vessels: z.array(
      z.object({
        id: z.string(),
        state: z.enum(returnStates),
        harbourId: z.string(),
        distanceNm: z.number(),
        etaAt: z.string().nullable(),
      }),
    ),
    counts: z.record(z.enum(returnStates), z.int()),
  }),
  examples: [
    {
      title: '一条返航、一条失联',
      input: {
        now: '2022-09-13T12:00:00+08:00',
        deadline: '2022-09-13T20:00:00+08:00',
        harbours: [{ id: '健跳港', position: { lat: 29.03, lon: 121.63 } }],
        vessels: [
          {
            id: '浙三渔00001',
            position: { lat: 28.6, lon: 122.2 },
            positionAt: '2022-09-13T11:50:00+08:00',
            sogKn: 8,
            cogDeg: 311,
            serviceSpeedKn: 9,
          },
          {
            id: '浙三渔00002',
            position: { lat: 28.7, lon: 122.0 },
            positionAt: '2022-09-13T11:00:00+08:00',
            sogKn: 7,
            serviceSpeedKn: 9,
          },
        ],
      },
    },
  ],
  maxBodyBytes: 4 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ now, deadline, typhoonOrder, harbours, vessels }, working) => {
    const places = harbours.map((harbour) => ({
      ...harbour,
      position: [harbour.position.lon, harbour.position.lat] as const,
    }))
    const counts = { in_port: 0, heading_in: 0, late: 0, not_moving: 0, silent: 0 }
    const progress = vessels.map((vessel, index) => {
      if (vessel.positionAt > now + 600_000) {
        throw Problem.field(`/vessels/${index}/positionAt`, 'clock_skew', '船位时间晚于现在 10 分钟以上')
      }
      const { position, ...rest } = vessel
      const found = returnProgress({ ...rest, position: [position.lon, position.lat] }, places, {
        now,
        deadline,
        typhoonOrder,
      })
      counts[found.state]++
      const farthest = now + 365 * 86_400_000
      return {
        ...found,
        distanceNm: rounded(found.distanceNm, 2),
        etaAt: found.etaAt === null || found.etaAt > farthest ? null : instantText(found.etaAt),
      }
    })
    working.step({
      label: '未在港且不能按时到港',
      formula: '赶不上 + 未返航 + 失联',
      inputs: {
        船只: { value: vessels.length, unit: '条' },
        在港: { value: counts.in_port, unit: '条' },
        返航中: { value: counts.heading_in, unit: '条' },
      },
      result: counts.late + counts.not_moving + counts.silent,
      unit: '条',
      source: 'sea 4.11：到达时间 = 航程 ÷ min(30 分钟中位航速, 服务航速)；失联 30 分钟（防台）或 60 分钟为假定',
    })
    return { vessels: progress, counts }
  },
})

const plausibility = defineCalculator({
  name: 'ais-plausibility',
  title: '船位可信度检查',
  keywords: ['AIS', '套牌', '克隆', '异常航速'],
  summary:
    '找出不可能的船位：航速超过 40 节、两次船位推算超过 40 节、一分钟内同一 MMSI 相距 5 km 以上；只标记，不删除。',
  input: z.strictObject({
    fixes: z
      .array(
        z.strictObject({
          mmsi: z.string().regex(/^\d{9}$/),
          time: Instant,
          position: Place,
          sogKn: Speed.nullable().default(null),
        }),
      )
      .max(50_000),
    /** Where there is no water, for positions over 500 m inland. */
    land: Geometry.optional(),
  }),
  value: z.object({ faults: z.array(z.object({ index: z.int(), mmsi: z.string(), fault: z.enum(fixFaults) })) }),
  examples: [
    {
      title: '同一号码 30 秒内在两处',
      input: {
        fixes: [
          { mmsi: '412345678', time: '2022-09-13T04:00:00Z', position: { lat: 28.9, lon: 122.0 }, sogKn: 7 },
          { mmsi: '412345678', time: '2022-09-13T04:00:30Z', position: { lat: 29.0, lon: 121.7 }, sogKn: 0 },
        ],
      },
      value: { faults: [{ index: 1, mmsi: '412345678', fault: 'clone' }] },
    },
  ],
  maxBodyBytes: 8 * 1024 * 1024,
  deadlineMs: 20_000,
  compute: ({ fixes, land }, working) => {
    const faults = implausibleFixes(
      fixes.map(({ position, ...fix }) => ({ ...fix, position: [position.lon, position.lat] as const })),
      land === undefined ? null : readArea(land, '/land'),
    )
    working.step({
      label: '可疑船位',
      formula: '航速 > 40 kn；推算航速 > 40 kn；1 分钟内相距 > 5 km；深入陆地 > 500 m',
      inputs: { 船位: { value: fixes.length, unit: '个' } },
      result: faults.length,
      unit: '个',
      source: 'sea 4.11',
    })
    return { faults: faults.map(({ index, fault }) => ({ index, mmsi: fixes[index]?.mmsi ?? '', fault })) }
  },
})

export const vesselCalculators: readonly Calculator[] = [decode, returning, plausibility]
