import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { convertDatum } from '../model/datums.ts'
import { instantText, rounded } from '../model/rounding.ts'
import { cosineCurve, secondaryExtremes } from '../model/secondary-port.ts'
import type { HarmonicConstituent } from '../model/tide-constituents.ts'
import { type TideExtreme, knownConstituents, tideExtremes, tideLevels } from '../model/tide-prediction.ts'
import { kanmenId, tideStations } from '../model/tide-stations.ts'
import { Constituents, stationOf } from './tide-input.ts'
import { Figure, Id, Instant, Level } from '../schemas.ts'

const day = 86_400_000
const maxPoints = 600_000

const PointOut = z.object({ time: z.string(), levelM: z.number() })
const ExtremeOut = PointOut.extend({ kind: z.enum(['high', 'low']) })

const extremeOut = ({ time, levelM, kind }: TideExtreme) => ({
  time: instantText(time),
  levelM: rounded(levelM, 4),
  kind,
})

const kanmenExample = (tideStations.get(kanmenId)?.constituents ?? []).map((each) => ({ ...each }))
const spanOfExample = { start: '2023-08-02T16:00:00Z', end: '2023-08-03T16:00:00Z' }

const predict = defineCalculator({
  name: 'tide-predict',
  title: '潮汐预报',
  keywords: ['天文潮', '潮位', '高潮', '低潮', '调和常数', '坎门'],
  summary: '由调和常数推算天文潮位和高低潮；结果以平均海平面起算，给出基准面高差时以该基准面起算。',
  input: z.strictObject({
    constituents: Constituents.optional(),
    stationId: z.string().max(120).optional(),
    start: Instant,
    end: Instant,
    stepSeconds: z.int().min(1).max(86_400).default(600),
    mslAboveDatumM: Level.optional(),
    nodal: z.literal('iho').default('iho'),
    /** Refuse names that the list of constituents lacks, instead of skipping them. */
    strict: z.boolean().default(false),
  }),
  value: z.object({
    datum: z.string(),
    points: z.array(PointOut),
    extremes: z.array(ExtremeOut),
    skipped: z.array(z.string()),
  }),
  examples: [
    {
      title: '坎门 2023-08-03（北京时间）',
      input: { stationId: kanmenId, ...spanOfExample, stepSeconds: 39_600 },
      value: {
        datum: 'MSL',
        points: [
          { time: '2023-08-02T16:00:00Z', levelM: 1.5467 },
          { time: '2023-08-03T03:00:00Z', levelM: 2.1409 },
          { time: '2023-08-03T14:00:00Z', levelM: 2.8982 },
        ],
        extremes: [
          { time: '2023-08-02T19:45:42Z', levelM: -2.0996, kind: 'low' },
          { time: '2023-08-03T01:47:52Z', levelM: 2.6065, kind: 'high' },
          { time: '2023-08-03T08:01:02Z', levelM: -3.3278, kind: 'low' },
          { time: '2023-08-03T14:32:04Z', levelM: 2.995, kind: 'high' },
        ],
        skipped: [],
      },
    },
    {
      title: '坎门 50 个分潮，理论最低潮面起算',
      input: { constituents: kanmenExample, ...spanOfExample, stepSeconds: 3600, mslAboveDatumM: 3.555 },
    },
  ],
  maxBodyBytes: 256 * 1024,
  deadlineMs: 20_000,
  compute: ({ constituents, stationId, start, end, stepSeconds, mslAboveDatumM, nodal, strict }, working) => {
    if ((constituents === undefined) === (stationId === undefined)) {
      throw Problem.field('/constituents', 'one_of', '调和常数与验潮站须且只须给出一种', 'malformed')
    }
    if (end <= start) throw Problem.field('/end', 'not_after_start', '结束时间须晚于开始时间')
    if (end - start > 2 * 366 * day && stepSeconds < 60) {
      throw Problem.field('/stepSeconds', 'too_fine', '两年以上的预报，步长不得小于 60 秒')
    }
    if ((end - start) / (stepSeconds * 1000) >= maxPoints) {
      throw Problem.field('/stepSeconds', 'too_many_points', `最多 ${maxPoints} 个时刻`, 'too_large')
    }
    const station = stationId === undefined ? null : stationOf(stationId, '/stationId')
    const rows: readonly HarmonicConstituent[] = constituents ?? station?.constituents ?? []
    const known = knownConstituents(rows)
    if (strict && known.skipped.length > 0) {
      const index = rows.findIndex(({ name }) => known.skipped.includes(name))
      throw Problem.field(`/constituents/${index}/name`, 'unknown_constituent', `不认识的分潮“${rows[index]?.name}”`)
    }
    if (known.skipped.length > 0) {
      working.warn('constituents_skipped', `${known.skipped.length} 个分潮不在名录中，未参与计算`)
    }
    const above = mslAboveDatumM ?? 0
    const levels = tideLevels(known, start, end, stepSeconds)
    const extremes = tideExtremes(known, start, end)
    working.step({
      label: '天文潮位',
      formula: 'h(t) = Z₀ + Σ f·A·cos(V + u − g)',
      inputs: {
        分潮数: { value: known.known.length, unit: '个' },
        平均海平面在基准面上: { value: above, unit: 'm' },
        交点因数: nodal,
        步长: { value: stepSeconds, unit: 's' },
        ...(station === null ? {} : { 验潮站: { value: station.nameZh, origin: station.id } }),
      },
      result: levels.length,
      unit: '个时刻',
      source: `IHO《分潮标准名录》（2017）；@neaps/tide-predictor${station === null ? '' : `；${station.attribution}`}`,
    })
    return {
      datum: mslAboveDatumM === undefined ? 'MSL' : 'given',
      points: Array.from(levels, (level, index) => ({
        time: instantText(start + index * stepSeconds * 1000),
        levelM: rounded(level + above, 4),
      })),
      extremes: extremes.map((extreme) => extremeOut({ ...extreme, levelM: extreme.levelM + above })),
      skipped: [...known.skipped],
    }
  },
})

const Ratio = z.number().gt(0).max(5)
const Minutes = Figure(-720, 720).meta({ unit: 'min' })

const secondary = defineCalculator({
  name: 'tide-secondary',
  title: '副港潮汐',
  keywords: ['副港', '潮差比', '高潮时差', '健跳', '旗门港'],
  summary: '由主港的高低潮、潮时差和潮高比推算副港的高低潮，高低潮之间按半余弦曲线内插；潮高以平均海平面起算。',
  input: z.strictObject({
    extremes: z
      .array(z.strictObject({ time: Instant, levelM: Level, kind: z.enum(['high', 'low']) }))
      .min(2)
      .max(6_000),
    offsets: z.strictObject({
      timeOffsetHighMin: Minutes.default(0),
      timeOffsetLowMin: Minutes.default(0),
      heightRatioHigh: Ratio.default(1),
      heightRatioLow: Ratio.default(1),
    }),
    stepSeconds: z.int().min(60).max(86_400).default(600),
  }),
  value: z.object({ extremes: z.array(ExtremeOut), curve: z.array(PointOut) }),
  examples: [
    {
      title: '健跳（演示值：比 1.10，迟 35 分钟）',
      input: {
        extremes: [
          { time: '2023-08-03T01:47:52Z', levelM: 2.6065, kind: 'high' },
          { time: '2023-08-03T08:01:02Z', levelM: -3.3278, kind: 'low' },
        ],
        offsets: { timeOffsetHighMin: 35, timeOffsetLowMin: 35, heightRatioHigh: 1.1, heightRatioLow: 1.1 },
        stepSeconds: 7_200,
      },
      value: {
        extremes: [
          { time: '2023-08-03T02:22:52Z', levelM: 2.8672, kind: 'high' },
          { time: '2023-08-03T08:36:02Z', levelM: -3.6606, kind: 'low' },
        ],
        curve: [
          { time: '2023-08-03T02:22:52Z', levelM: 2.8672 },
          { time: '2023-08-03T04:22:52Z', levelM: 1.3385 },
          { time: '2023-08-03T06:22:52Z', levelM: -1.8155 },
          { time: '2023-08-03T08:22:52Z', levelM: -3.6405 },
        ],
      },
    },
  ],
  compute: ({ extremes, offsets, stepSeconds }, working) => {
    extremes.forEach(({ time }, index) => {
      if (index > 0 && time <= (extremes[index - 1]?.time ?? 0)) {
        throw Problem.field(`/extremes/${index}/time`, 'not_ascending', '主港高低潮须按时间先后排列')
      }
    })
    const port = secondaryExtremes(extremes, offsets)
    const [first, last] = [port[0]?.time ?? 0, port.at(-1)?.time ?? 0]
    const count = Math.floor((last - first) / (stepSeconds * 1000)) + 1
    if (count > maxPoints) {
      throw Problem.field('/stepSeconds', 'too_many_points', `最多 ${maxPoints} 个时刻`, 'too_large')
    }
    const times = Array.from({ length: count }, (_, index) => first + index * stepSeconds * 1000)
    working.step({
      label: '副港高低潮',
      formula: '副港潮时 = 主港潮时 + 潮时差；副港潮高 = 主港潮高 × 潮高比（平均海平面起算）',
      inputs: {
        高潮时差: { value: offsets.timeOffsetHighMin, unit: 'min' },
        低潮时差: { value: offsets.timeOffsetLowMin, unit: 'min' },
        高潮潮高比: offsets.heightRatioHigh,
        低潮潮高比: offsets.heightRatioLow,
      },
      result: port.length,
      unit: '个高低潮',
      source: '英版潮汐表 NP 159 副港法；高低潮间取半余弦（sea 4.1）',
    })
    return {
      extremes: port.map(extremeOut),
      curve: cosineCurve(port, times).flatMap((level, index) =>
        level === null ? [] : [{ time: instantText(times[index] as number), levelM: rounded(level, 4) }],
      ),
    }
  },
})

const convert = defineCalculator({
  name: 'tide-convert-datum',
  title: '潮位基准面换算',
  keywords: ['1985国家高程基准', '理论最低潮面', '水尺零点', '平均海平面', '基准面'],
  summary: '同一潮位在不同基准面上的数值；各基准面的高差均以水尺零点起算。',
  input: z.strictObject({
    levelM: Level,
    from: Id,
    to: Id,
    offsets: z
      .record(Id, Level)
      .refine((offsets) => Object.keys(offsets).length <= 30, { error: '基准面不超过 30 个' }),
  }),
  value: z.object({ levelM: z.number() }),
  examples: [
    {
      title: '平均海平面上 1.0 m 化为理论最低潮面上',
      input: { levelM: 1.0, from: 'MSL', to: 'TLT', offsets: { MSL: 3.903, TLT: 0.348 } },
      value: { levelM: 4.555 },
    },
  ],
  compute: ({ levelM, from, to, offsets }, working) => ({ levelM: convertDatum(levelM, from, to, offsets, working) }),
})

export const tideCalculators: readonly Calculator[] = [predict, secondary, convert]
