import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import {
  type Fix,
  type Quadrants,
  arrivals,
  checkFixes,
  closestApproach,
  hourly,
  pressureAtSite,
  windAt,
} from '../model/cyclone-track.ts'
import { instantText, rounded } from '../model/rounding.ts'
import { inverseBarometer, windSetup } from '../model/surge-nowcast.ts'
import { Bearing, Figure, Instant, Latitude, Longitude, Positive } from '../schemas.ts'

const Radius = Figure(0, 2_000).meta({ unit: 'km' })
/** One radius all round, or four: north-east, south-east, south-west, north-west. */
const Radii = z.union([Radius, z.tuple([Radius, Radius, Radius, Radius])]).nullable()

const Fixes = z
  .array(
    z.strictObject({
      time: Instant,
      lat: Latitude,
      lon: Longitude,
      pressureHpa: Figure(850, 1_050),
      windMs: Positive(150),
      r7Km: Radii.optional(),
      r10Km: Radii.optional(),
      r12Km: Radii.optional(),
    }),
  )
  .min(2)
  .max(400)

const SetupFields = { setupAxisDeg: Bearing, fetchKm: Positive(1_000), depthM: Positive(200) }

const quadrants = (radii: z.output<typeof Radii> | undefined): Quadrants | undefined =>
  radii === undefined || radii === null ? undefined : typeof radii === 'number' ? [radii, radii, radii, radii] : radii

const readFixes = (rows: z.output<typeof Fixes>): Fix[] => {
  const fixes = rows.map(({ r7Km, r10Km, r12Km, ...fix }) => {
    const [seven, ten, twelve] = [quadrants(r7Km), quadrants(r10Km), quadrants(r12Km)]
    return {
      ...fix,
      radii: {
        ...(seven === undefined ? {} : { 7: seven }),
        ...(ten === undefined ? {} : { 10: ten }),
        ...(twelve === undefined ? {} : { 12: twelve }),
      },
    }
  })
  checkFixes(fixes)
  const span = (fixes.at(-1)?.time ?? 0) - (fixes[0]?.time ?? 0)
  if (span > 30 * 86_400_000) throw Problem.field('/fixes', 'too_long', '路径最长 30 天')
  return fixes
}

const exampleFixes = [
  { time: '2022-09-14T00:00:00Z', lat: 27.0, lon: 123.6, pressureHpa: 950, windMs: 42, r7Km: 250, r10Km: 100 },
  { time: '2022-09-14T06:00:00Z', lat: 28.2, lon: 122.9, pressureHpa: 955, windMs: 42, r7Km: 250, r10Km: 100 },
  { time: '2022-09-14T12:00:00Z', lat: 29.6, lon: 122.2, pressureHpa: 960, windMs: 40, r7Km: 230, r10Km: 90 },
  { time: '2022-09-14T18:00:00Z', lat: 31.2, lon: 121.3, pressureHpa: 975, windMs: 30, r7Km: 200 },
]
const exampleSite = { lat: 29.02, lon: 121.6, setupAxisDeg: 300, fetchKm: 40, depthM: 12 }

const arrival = defineCalculator({
  name: 'typhoon-arrival',
  title: '台风影响时间',
  keywords: ['七级风圈', '十级风圈', '最近距离', '影响时间'],
  summary: '七、十、十二级风圈到达本地的时间，以及最近距离、时间和在路径的哪一侧；没有风圈资料时用 Holland 剖面。',
  input: z.strictObject({
    fixes: Fixes,
    site: z.strictObject({
      lat: Latitude,
      lon: Longitude,
      setupAxisDeg: SetupFields.setupAxisDeg.optional(),
      fetchKm: SetupFields.fetchKm.optional(),
      depthM: SetupFields.depthM.optional(),
    }),
  }),
  value: z.object({
    arrival: z.array(z.object({ force: z.int(), time: z.string() })),
    closest: z.object({ time: z.string(), distanceKm: z.number(), side: z.enum(['left', 'right', 'on_track']) }),
  }),
  examples: [{ title: '由南向北掠过健跳', input: { fixes: exampleFixes, site: exampleSite } }],
  deadlineMs: 20_000,
  compute: ({ fixes: rows, site }, working) => {
    const fixes = readFixes(rows)
    const closest = closestApproach(fixes, site)
    working.step({
      label: '最近距离',
      formula: '定位点之间沿大地线内插，逐 10 分钟求距离，再细分到 1 分钟',
      inputs: { 定位: { value: fixes.length, unit: '个' } },
      result: rounded(closest.distanceKm, 2),
      unit: 'km',
      source: 'Karney (2013) 大地线；风圈半径按象限线性内插（sea 4.5）',
    })
    return {
      arrival: arrivals(fixes, site).map(({ force, time }) => ({ force, time: instantText(time) })),
      closest: { ...closest, time: instantText(closest.time), distanceKm: rounded(closest.distanceKm, 2) },
    }
  },
})

const nowcast = defineCalculator({
  name: 'typhoon-nowcast',
  title: '台风增水估算',
  keywords: ['增水', '气压效应', '风增水', '临近预报'],
  summary:
    '逐时给出测站的风、气压和增水（气压效应与风增水之和），仅供参考，不得直接发布；setupAxisDeg 为使水位升高最多的风的去向。',
  input: z.strictObject({ fixes: Fixes, site: z.strictObject({ lat: Latitude, lon: Longitude, ...SetupFields }) }),
  value: z.object({
    hourly: z.array(
      z.object({
        time: z.string(),
        windMs: z.number(),
        pressureHpa: z.number(),
        inverseBarometerM: z.number(),
        setupM: z.number(),
        surgeM: z.number(),
      }),
    ),
    confidence: z.literal('indicative'),
  }),
  examples: [{ title: '由南向北掠过健跳', input: { fixes: exampleFixes, site: exampleSite } }],
  deadlineMs: 20_000,
  compute: ({ fixes: rows, site }, working) => {
    const fixes = readFixes(rows)
    const points = hourly(fixes).map((state) => {
      const vector = windAt(state, site)
      const pressureHpa = pressureAtSite(state, site)
      const [inverseBarometerM, setupM] = [inverseBarometer(pressureHpa), windSetup(vector, site)]
      return {
        time: instantText(state.time),
        windMs: rounded(Math.hypot(vector.eastMs, vector.northMs), 2),
        pressureHpa: rounded(pressureHpa, 2),
        inverseBarometerM: rounded(inverseBarometerM, 3),
        setupM: rounded(setupM, 3),
        surgeM: rounded(inverseBarometerM + setupM, 3),
      }
    })
    working.warn('indicative', '估算值，只供起草参考；预报员的数值优先，两者都予保存')
    working.step({
      label: '最大增水',
      formula: '(pn − p)/(ρw·g) + τ·cosθ·L/(ρw·g·h)，τ = ρa·Cd·U²，Cd = min((0.75 + 0.067U)·10⁻³, 3.5·10⁻³)',
      inputs: { 有效风区: { value: site.fetchKm, unit: 'km' }, 有效水深: { value: site.depthM, unit: 'm' } },
      result: Math.max(...points.map(({ surgeM }) => surgeM)),
      unit: 'm',
      source: 'Garratt (1977) 拖曳系数；不对称 0.5 倍移速、内吹角 20° 为假定（sea 4.5）',
    })
    return { hourly: points, confidence: 'indicative' as const }
  },
})

export const approachCalculators: readonly Calculator[] = [arrival, nowcast]
