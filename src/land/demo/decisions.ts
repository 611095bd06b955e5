import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { fireEvent } from '../../platform/cases/cases.ts'
import type { App, Context } from '../../platform/context.ts'
import { systemContext } from '../../platform/database/system-context.ts'
import { addDays, makeDate } from '../../platform/dates.ts'
import { demoActors } from '../../platform/identity/demo-actors.ts'
import { seededRandom } from '../../platform/stats/random.ts'
import { asGeoJSON } from '../../platform/database/geometry.ts'
import { type Area, boxOfArea, partsOfGeometry } from '../../platform/geo/shapes.ts'
import { publishVersion } from '../layers/publish.ts'
import { recomputeCounty } from '../verdicts/recompute.ts'
import { openAnalysis, viewAnalysis } from '../analyses/analyses.ts'
import { defaultCriteria, defaultJudgements } from '../model/site-criteria.ts'
import { openNeed, viewNeed } from '../needs/needs.ts'
import { saveScenario } from '../scenarios/scenarios.ts'
import {
  landAvailableSite,
  landDemTile,
  landFacility,
  landParcel,
  landSupply,
  landZone,
  type FacilityKind,
} from '../tables.ts'
import { demoDem, demTiles } from './terrain.ts'

const wan = 1_000_000

/** Road nodes, ports, substations and sewage works, near the true places where such things stand; capacities made up. */
const facilities: readonly (readonly [FacilityKind, string, number, number, number | null])[] = [
  ['highway', '甬台温高速三门互通', 121.4, 29.1, null],
  ['highway', '沿海高速三门东互通', 121.6, 29.07, null],
  ['highway', '沿海高速浦坝互通', 121.62, 28.94, null],
  ['port', '健跳港区', 121.63, 29.03, null],
  ['port', '浦坝港区', 121.66, 28.93, null],
  ['substation', '220 千伏三门变', 121.42, 29.12, 42],
  ['substation', '110 千伏海游变', 121.38, 29.1, 12],
  ['substation', '110 千伏沙柳变', 121.43, 29.16, 18],
  ['substation', '110 千伏健跳变', 121.6, 29.04, 25],
  ['substation', '110 千伏浦坝变', 121.6, 28.93, 31],
  ['substation', '110 千伏珠岙变', 121.3, 29.08, 6],
  ['sewage', '三门县城市污水处理厂', 121.41, 29.12, null],
  ['sewage', '滨海科技城污水处理厂', 121.47, 29.14, null],
  ['sewage', '沿海工业城污水处理厂', 121.61, 28.92, null],
]

const enterSurroundings = async ({ tx, actor }: Context): Promise<void> => {
  await tx.insert(landFacility).values(
    facilities.map(([kind, name, x, y, spareMva]) => ({
      county: actor.county,
      kind,
      name: `${name}（演示）`,
      spareMva,
      position: { type: 'Point' as const, coordinates: [x, y] },
      validFrom: '2021-01-01',
    })),
  )
  await tx
    .insert(landDemTile)
    .values(demTiles().map((tile) => ({ county: actor.county, ...tile, ...demoDem, source: '演示高程，虚构' })))
}

/** Empty parcels are reserve, resumed or vacant; some occupied ones are inefficient and cost more. */
const enterSites = async ({ tx, actor }: Context): Promise<void> => {
  const random = seededRandom('land demo sites')
  const parcels = await tx
    .select({
      id: landParcel.id,
      areaM2: landParcel.areaRegisteredM2,
      used: sql<boolean>`EXISTS (SELECT 1 FROM land_occupancy o
        WHERE o.county = land_parcel.county AND o.parcel_id = land_parcel.id)`,
    })
    .from(landParcel)
    .where(and(eq(landParcel.county, actor.county), isNull(landParcel.validTo)))
    .orderBy(asc(landParcel.code))
  const sites = parcels.flatMap(({ id, areaM2, used }, index) => {
    const draw = random.next()
    if (used ? index % 41 !== 7 : draw > 0.24) return []
    const mu = (areaM2 * 15) / 10_000
    const pool = used
      ? ('inefficient' as const)
      : draw < 0.2
        ? ('reserve' as const)
        : draw < 0.26
          ? ('resumed' as const)
          : ('vacant' as const)
    const perMu = used ? 44 + 20 * random.next() : 26 + 12 * random.next()
    return [
      {
        county: actor.county,
        parcelId: id,
        pool,
        costFen: BigInt(Math.round(mu * perMu * wan)),
        valueFen: BigInt(used ? Math.round(mu * 6 * wan) : 0),
        availableOn: addDays(makeDate(2022, 6, 1), Math.floor(random.next() * (used ? 700 : 240))),
        publishedOn: pool === 'reserve' && index % 3 === 0 ? '2022-06-01' : null,
      },
    ]
  })
  for (let start = 0; start < sites.length; start += 400) {
    await tx.insert(landAvailableSite).values(sites.slice(start, start + 400))
  }
}

const enterSupply = async ({ tx, actor }: Context): Promise<void> => {
  const random = seededRandom('land demo supply')
  const years = [2021, 2022, 2023, 2024, 2025, 2026]
  await tx.insert(landSupply).values(
    years.flatMap((year) =>
      Array.from({ length: 14 }, (_, index) => {
        const plannedMonth = 1 + ((index * 5 + year) % 12)
        // From two fifths existing land in 2021 to more than half.
        const existing = random.next() < 0.36 + 0.05 * (year - 2021)
        const done = year < 2026 || plannedMonth <= 8
        return {
          county: actor.county,
          year,
          title: `${year}-${String(index + 1).padStart(2, '0')} 号工业地块（演示）`,
          townCode: `${actor.county}${['001', '002', '100', '102'][index % 4] ?? '001'}`,
          kind: existing ? ('existing' as const) : ('new' as const),
          areaM2: Math.round(12_000 + 50_000 * random.next()),
          plannedMonth,
          probability: done ? 1 : 0.75,
          taxFenPerMu: BigInt(Math.round((16 + 14 * random.next()) * wan)),
          suppliedOn: done && index % 7 !== 6 ? makeDate(year, plannedMonth, 18) : null,
        }
      }),
    ),
  )
}

const needs = [
  [
    '2022-05-24',
    '橡胶密封件智能车间项目',
    { industry: '29', areaMuMin: 24, areaMuMax: 36, minWidthM: 90, powerMva: 10, maxHighwayKm: 8 },
  ],
  [
    '2022-06-08',
    '高压阀门扩产项目',
    { industry: '34', areaMuMin: 50, areaMuMax: 70, minWidthM: 110, powerMva: 10, maxHighwayKm: 10 },
  ],
  ['2022-09-14', '船用配件加工项目', { industry: '37', areaMuMin: 30, areaMuMax: 45, minWidthM: 80, maxHighwayKm: 15 }],
  ['2023-03-21', '水产品精深加工项目', { industry: '13', areaMuMin: 15, areaMuMax: 22, minWidthM: 60, powerMva: 5 }],
  [
    '2024-05-16',
    '新能源汽车橡胶件基地',
    { industry: '29', areaMuMin: 80, areaMuMax: 110, minWidthM: 130, powerMva: 20, maxHighwayKm: 10 },
  ],
  [
    '2026-03-10',
    '智能装备产业园二期',
    { industry: '35', areaMuMin: 35, areaMuMax: 55, minWidthM: 100, powerMva: 12, maxHighwayKm: 8 },
  ],
] as const

/** After the yearly survey the farmland layer gets its second version: some patches gone, some smaller. */
const renewal = '2023-03-15'

const renewFarmland = async (context: Context): Promise<void> => {
  const layer = 'permanentBasicFarmland'
  const { tx, actor } = context
  const rows = await tx
    .select({ code: landZone.code, name: landZone.name, level: landZone.level, shape: asGeoJSON(landZone.shape) })
    .from(landZone)
    .where(and(eq(landZone.county, actor.county), eq(landZone.layerId, layer)))
    .orderBy(asc(landZone.code))
  const shrunk = (area: Area): Area =>
    area.map((part) =>
      part.map((ring) => {
        const { minX, minY, maxX, maxY } = boxOfArea([[ring]])
        const [x0, y0] = [(minX + maxX) / 2, (minY + maxY) / 2]
        return ring.map(([x, y]) => [x0 + (x - x0) * 0.85, y0 + (y - y0) * 0.85] as const)
      }),
    )
  const zones = rows.flatMap(({ shape, ...zone }, index) => {
    const area = partsOfGeometry(shape)
    return index % 45 === 44 ? [] : [{ ...zone, area: index % 30 === 11 ? shrunk(area) : area }]
  })
  await publishVersion(context, layer, zones, '2022 年度国土变更调查（演示数据，虚构）')
}

/** Needs of investors, and for the first-ranked sites of each the analysis that the meeting decided by. */
const workThroughNeeds = async (app: App, county: string): Promise<void> => {
  const actorOf = await demoActors(app, county)
  const as = <T>(username: string, day: string, work: (context: Context) => Promise<T>): Promise<T> => {
    const actor = actorOf(username)
    const at: App = { ...app, clock: { now: () => new Date(`${day}T10:00:00+08:00`) } }
    return app.database.scoped(actor, (tx) => work({ ...at, tx, actor }))
  }
  let renewed = false
  for (const [index, [day, title, asked]] of needs.entries()) {
    if (!renewed && day > renewal) {
      renewed = true
      await as('ziran', renewal, renewFarmland)
    }
    // The demo's own literals: a civil date each.
    const on = makeDate(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8)))
    const wishes: { readonly powerMva?: number; readonly maxHighwayKm?: number } = asked
    const needId = await as('jingxin2', day, (context) =>
      openNeed(context, {
        title: `${title}（演示）`,
        terms: {
          industry: asked.industry,
          areaMuMin: asked.areaMuMin,
          areaMuMax: asked.areaMuMax,
          minWidthM: asked.minWidthM,
          minCompactness: null,
          maxSlopePercent: 15,
          powerMva: wishes.powerMva ?? null,
          maxHighwayKm: wishes.maxHighwayKm ?? null,
          availableBy: null,
          budgetFen: null,
          towns: [],
          pools: [],
          allowAssembly: true,
          maxParcels: 3,
          criteria: [...defaultCriteria],
          matrix: defaultJudgements.map((row) => [...row]),
        },
      }),
    )
    const found = await as('jingxin2', day, (context) => viewNeed(context, needId))
    for (const candidate of (found.search?.result.candidates ?? []).slice(0, 2)) {
      const id = await as('jingxin2', addDays(on, 5), (context) =>
        openAnalysis(context, {
          title: `${title}·${candidate.parcels[0]?.location.replace('（演示）', '') ?? ''}`.slice(0, 90),
          needId,
          geometry: null,
          crs: 'EPSG:4490',
          parcelIds: candidate.parcels.map((parcel) => parcel.id),
          plan: {
            industry: asked.industry,
            taxWanPerMu: 22 + index * 2,
            jobsPerMu: 5,
            probability: 0.8,
            startYear: on.startsWith('2022') ? 2023 : Number(on.slice(0, 4)) + 1,
            priceWanPerMu: 32,
          },
        }),
      )
      if (index === needs.length - 1) continue
      const { caseId } = await as('jingxin2', addDays(on, 5), (context) => viewAnalysis(context, id))
      await as('ziran', addDays(on, 12), async (context) => {
        await fireEvent(context, caseId, 'review')
        await fireEvent(context, caseId, 'issue')
      })
    }
  }
  const parcel = (title: string, areaMu: number, newLandMu: number, more: { taxWan: number; costWan: number }) => ({
    title,
    areaMu,
    probability: 0.8,
    taxFenPerMu: more.taxWan * wan,
    startYear: 2027,
    priceFen: areaMu * 32 * wan,
    costFen: more.costWan * wan,
    newLandMu,
    farmlandMu: newLandMu / 2,
    jobs: areaMu * 5,
  })
  await as('ziran2', '2026-03-20', async (context) => {
    const horizon = { firstYear: 2026, years: 10, rate: '0.05' }
    await saveScenario(context, {
      title: '全部新增用地（演示）',
      ...horizon,
      parcels: [parcel('滨海科技城新区块', 120, 120, { taxWan: 30, costWan: 4_200 })],
    })
    await saveScenario(context, {
      title: '存量盘活为主（演示）',
      ...horizon,
      parcels: [
        parcel('海游低效用地改造', 70, 0, { taxWan: 27, costWan: 3_900 }),
        parcel('健跳收回闲置用地', 35, 0, { taxWan: 25, costWan: 900 }),
        parcel('沿海工业城补充', 15, 15, { taxWan: 30, costWan: 500 }),
      ],
    })
  })
}

/** Surroundings, available land, needs with their analyses, scenarios and the supply plan of the demo county. */
export const makeDecisions = async (app: App, county: string): Promise<void> => {
  await systemContext(app, county, 'demo', async (context) => {
    await enterSurroundings(context)
    await enterSites(context)
    await enterSupply(context)
  })
  await workThroughNeeds(app, county)
  await systemContext(app, county, 'demo', (context) => recomputeCounty(context, () => undefined))
}
