import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { dispatchPlan, exclusions, survivalHours } from '../model/dispatch.ts'
import { driftCloud, driftVelocities } from '../model/drift.ts'
import { leewayObjects, leewaySource, velocityTowards } from '../model/leeway.ts'
import { rounded } from '../model/rounding.ts'
import { Bearing, Figure, Id, Place, Positive } from '../schemas.ts'

const Wind = z.strictObject({ speedMs: Figure(0, 100), fromDeg: Bearing })
const Current = z.strictObject({ speedMs: Figure(0, 10), toDeg: Bearing })
const Velocity = z.object({ eastMs: z.number(), northMs: z.number() })

const MultiPolygon = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
})

const drift = defineCalculator({
  name: 'rescue-drift',
  title: '遇险漂移',
  keywords: ['风压漂移', 'leeway', '搜救', '搜寻区域', '落水人员'],
  summary:
    '遇险人员或船只随风流的漂移速度（偏右、偏左两种）；给出位置和时间时，以随机粒子给出逐时中心和 50%、75%、95% 搜寻区域。',
  input: z.strictObject({
    objectKey: z.string().min(1).max(40),
    wind: Wind,
    current: Current.default({ speedMs: 0, toDeg: 0 }),
    hours: Positive(72).optional(),
    position: Place.optional(),
    positionSdM: Figure(0, 50_000).default(500),
    particles: z.int().min(100).max(5_000).default(1_000),
    seed: z.int().min(0).max(4_294_967_295).default(1),
  }),
  value: z.object({
    velocities: z.array(Velocity),
    positions: z.array(z.object({ hours: z.number(), lat: z.number(), lon: z.number() })).optional(),
    contours: z.array(z.object({ share: z.number(), geometry: MultiPolygon })).optional(),
  }),
  examples: [
    {
      title: '落水人员，东北风 10 m/s，流向正东 0.5 m/s',
      input: {
        objectKey: 'PIW-1',
        wind: { speedMs: 10, fromDeg: 45 },
        current: { speedMs: 0.5, toDeg: 90 },
      },
      value: {
        velocities: [
          { eastMs: 0.393934, northMs: -0.029698 },
          { eastMs: 0.470302, northMs: -0.106066 },
        ],
      },
    },
    {
      title: '六小时后的搜寻区域',
      input: {
        objectKey: 'FISHING-VESSEL-5',
        wind: { speedMs: 12, fromDeg: 60 },
        current: { speedMs: 0.4, toDeg: 200 },
        hours: 6,
        position: { lat: 28.9, lon: 122.1 },
        particles: 200,
      },
    },
  ],
  deadlineMs: 20_000,
  compute: ({ objectKey, wind, current, hours, position, positionSdM, particles, seed }, working) => {
    const object = leewayObjects.get(objectKey.toUpperCase())
    if (object === undefined) throw Problem.field('/objectKey', 'unknown_object', `没有漂移物“${objectKey}”的系数`)
    if ((hours === undefined) !== (position === undefined)) {
      const [field, what] = hours === undefined ? ['/hours', '时间'] : ['/position', '最后位置']
      throw Problem.field(field, 'required', `推算搜寻区域须给出${what}`, 'malformed')
    }
    const [blowing, flowing] = [
      velocityTowards(wind.speedMs, wind.fromDeg + 180),
      velocityTowards(current.speedMs, current.toDeg),
    ]
    const velocities = driftVelocities(object, blowing, flowing)
    velocities.forEach(({ eastMs, northMs }, index) => {
      working.step({
        label: index === 0 ? '漂移速度（偏右）' : '漂移速度（偏左）',
        formula: 'Ld = (a·W + b)/100 ≥ 0，Lc 同；东 = Ld·sinθ + Lc·cosθ，北 = Ld·cosθ − Lc·sinθ，再加海流',
        inputs: {
          漂移物: object.title,
          风速: { value: wind.speedMs, unit: 'm/s' },
          风向: { value: wind.fromDeg, unit: '°（来向）' },
          流速: { value: current.speedMs, unit: 'm/s' },
          流向: { value: current.toDeg, unit: '°（去向）' },
        },
        result: rounded(Math.hypot(eastMs, northMs), 4),
        unit: 'm/s',
        source: leewaySource,
      })
    })
    const both = velocities.map(({ eastMs, northMs }) => ({
      eastMs: rounded(eastMs, 6),
      northMs: rounded(northMs, 6),
    }))
    if (hours === undefined || position === undefined) return { velocities: both }
    const cloud = driftCloud({
      object,
      wind: blowing,
      current: flowing,
      position: [position.lon, position.lat],
      positionSdM,
      hours,
      particles,
      seed,
    })
    working.step({
      label: '搜寻区域',
      formula: '随机粒子，10 分钟一步；风误差 2 m/s、流误差 0.25 m/s 随时间游走，每小时 4% 换舷；核密度等值线',
      inputs: {
        粒子: { value: particles, unit: '个' },
        种子: seed,
        初始位置误差: { value: positionSdM, unit: 'm' },
      },
      result: cloud.contours.length,
      unit: '条等值线',
      source: 'Breivik & Allen, J. Marine Systems 69 (2008)；只有搜救中心可以中止或结束搜寻',
    })
    return {
      velocities: both,
      positions: cloud.track.map(({ hours: at, at: [lon, lat] }) => ({
        hours: rounded(at, 4),
        lat: rounded(lat, 6),
        lon: rounded(lon, 6),
      })),
      contours: cloud.contours.map(({ share, area }) => ({
        share,
        geometry: {
          type: 'MultiPolygon' as const,
          coordinates: area.map((part) =>
            part.map((ring) => ring.map(([lon, lat]): [number, number] => [rounded(lon, 5), rounded(lat, 5)])),
          ),
        },
      })),
    }
  },
})

const dispatch = defineCalculator({
  name: 'rescue-dispatch',
  title: '救助力量调派',
  keywords: ['海上搜救', '就近就快', '到达时间', '救助力量'],
  summary: '按到达漂移后位置的时间给救助力量和附近船舶排序，列出不能出动的原因。',
  input: z.strictObject({
    incident: z.strictObject({
      position: Place,
      people: z.int().min(0).max(100_000).default(1),
      drift: z.strictObject({ eastMs: Figure(-10, 10), northMs: Figure(-10, 10) }).default({ eastMs: 0, northMs: 0 }),
      ageMin: Figure(0, 100_000).default(0),
      windForce: z.int().min(0).max(18).default(0),
      hsM: Figure(0, 40).default(0),
      depthM: Positive(12_000).optional(),
    }),
    assets: z
      .array(
        z.strictObject({
          assetId: Id,
          position: Place,
          speedKn: Positive(400),
          maxWindForce: z.int().min(0).max(18).optional(),
          maxHsM: Figure(0, 40).optional(),
          draughtM: Figure(0, 40).optional(),
          capacity: z.int().min(0).max(100_000).default(0),
          readinessMin: Figure(0, 10_000).default(0),
          available: z.boolean().default(true),
          opportunity: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(5_000),
  }),
  value: z.object({
    ranked: z.array(z.object({ assetId: z.string(), etaMin: z.number(), distanceNm: z.number(), reason: z.string() })),
    excluded: z.array(z.object({ assetId: z.string(), reason: z.enum(exclusions) })),
  }),
  examples: [
    {
      title: '救助艇与过往渔船',
      input: {
        incident: {
          position: { lat: 28.95, lon: 121.9 },
          people: 5,
          drift: { eastMs: 0.4, northMs: -0.05 },
          windForce: 8,
          hsM: 2.5,
        },
        assets: [
          {
            assetId: '救助01',
            position: { lat: 29.02, lon: 121.6 },
            speedKn: 25,
            capacity: 20,
            readinessMin: 15,
            maxWindForce: 9,
          },
          {
            assetId: '浙三渔00001',
            position: { lat: 28.9, lon: 122.0 },
            speedKn: 9,
            capacity: 6,
            maxWindForce: 9,
            opportunity: true,
          },
          {
            assetId: '快艇02',
            position: { lat: 29.0, lon: 121.8 },
            speedKn: 30,
            capacity: 4,
            maxWindForce: 6,
          },
        ],
      },
    },
  ],
  compute: ({ incident, assets }, working) => {
    const seen = new Set<string>()
    assets.forEach(({ assetId }, index) => {
      if (seen.has(assetId)) throw Problem.field(`/assets/${index}/assetId`, 'duplicate', `“${assetId}”重复`)
      seen.add(assetId)
    })
    const plan = dispatchPlan(
      {
        ...incident,
        position: [incident.position.lon, incident.position.lat],
        depthM: incident.depthM ?? null,
      },
      assets.map((asset) => ({
        ...asset,
        id: asset.assetId,
        position: [asset.position.lon, asset.position.lat],
        maxWindForce: asset.maxWindForce ?? null,
        maxHsM: asset.maxHsM ?? null,
        draughtM: asset.draughtM ?? null,
      })),
    )
    working.step({
      label: '最快到达',
      formula: '备航 + 至漂移后位置的航程 ÷ 航速 × max(0.5, 1 − 0.05·(Hs − 1))，迭代三次',
      inputs: {
        可出动: { value: plan.ranked.length, unit: '个' },
        不能出动: { value: plan.excluded.length, unit: '个' },
      },
      result: plan.ranked[0]?.etaMin ?? null,
      unit: 'min',
      source: '海上交通安全法第六十七、七十二、七十六条：属地为主、就近就快；减速系数为假定',
    })
    return { ranked: [...plan.ranked], excluded: [...plan.excluded] }
  },
})

const survival = defineCalculator({
  name: 'rescue-survival',
  title: '落水生存时间参考',
  keywords: ['水温', '生存时间', '落水'],
  summary: '各水温下约半数人能坚持的小时数；空表示 24 小时以上。只供安排力量，不得作为停止搜寻的理由。',
  input: z.strictObject({ waterC: Figure(-3, 40) }),
  value: z.object({ hours: z.number().nullable() }),
  examples: [
    { title: '8 ℃', input: { waterC: 8 }, value: { hours: 2 } },
    { title: '25 ℃', input: { waterC: 25 }, value: { hours: null } },
  ],
  compute: ({ waterC }, working) => ({
    hours: working.step({
      label: '生存时间',
      formula: '按水温分段（粗略）',
      inputs: { 水温: { value: waterC, unit: '℃' } },
      result: survivalHours(waterC),
      unit: 'h',
      source: 'sea 4.12（假定，参照 IAMSAR 手册第三卷）',
    }),
  }),
})

export const rescueCalculators: readonly Calculator[] = [drift, dispatch, survival]
