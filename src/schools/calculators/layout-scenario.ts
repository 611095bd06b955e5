import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { Working } from '../../platform/explain.ts'
import { geodesicDistance } from '../../platform/geo/ellipsoid.ts'
import type { Position } from '../../platform/geo/shapes.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { compareLayouts, type LayoutState, type ScenarioCase, source } from '../model/location/layout-scenario.ts'
import { parseStage } from '../model/resource-indicators.ts'
import { serviceRules } from '../rules/layout.ts'
import { standardsOf } from '../rules/standards.ts'
import { Count, Id, Indicator, Pupils } from '../schemas.ts'

const Longitude = z.number().min(-180).max(180)
const Latitude = z.number().min(-90).max(90)
const Point = z.tuple([Longitude, Latitude])
const Quantities = z.partialRecord(Indicator, Count)
const maxVillages = 1_000
const maxSites = 200
const maxYears = 12

const State = z.object({
  status: z.enum(['optimal', 'feasible']),
  pupilKm: z.number(),
  bound: z.number(),
  meanKm: z.number(),
  p95Km: z.number(),
  pupilsBeyondLimit: z.number(),
  unusedSeats: z.number(),
  worstVillage: z.object({ id: z.string(), km: z.number() }).nullable(),
  schools: z.array(
    z.object({
      id: z.string(),
      pupils: z.number(),
      seats: z.number(),
      flag: z.enum(['oversize', 'small', 'empty']).nullable(),
    }),
  ),
  indicators: z.partialRecord(Indicator, z.object({ mean: z.number(), cv: z.number() })),
  composite: z.number().nullable(),
  compliantSchools: z.int().nullable(),
})
const Brief = State.pick({
  meanKm: true,
  p95Km: true,
  pupilsBeyondLimit: true,
  unusedSeats: true,
  composite: true,
  compliantSchools: true,
})

const SiteInput = z.strictObject({
  id: Id,
  /** Longitude, latitude (CGCS2000). */
  point: Point.optional(),
  seats: Count,
  addedSeats: Count.default(0),
  openToday: z.boolean().default(true),
  quantities: Quantities.default({}),
  added: Quantities.default({}),
})

type Input = {
  readonly villages: readonly { readonly id: string; readonly pupils: number; readonly point?: Position | undefined }[]
  readonly sites: readonly z.output<typeof SiteInput>[]
  readonly distanceKm?: readonly (readonly (number | null)[])[] | undefined
}

/** Kilometres as given, else along the ellipsoid times the factor for roads. */
const distances = ({ villages, sites, distanceKm }: Input, roadFactor: number): ScenarioCase['km'] => {
  if (distanceKm !== undefined) {
    if (distanceKm.length !== villages.length)
      throw Problem.field('/distanceKm', 'wrong_length', `应有 ${villages.length} 行，与村一一对应`)
    distanceKm.forEach((row, village) => {
      if (row.length !== sites.length)
        throw Problem.field(`/distanceKm/${village}`, 'wrong_length', `每行应有 ${sites.length} 个数，与校址一一对应`)
      row.forEach((km, site) => {
        if (km !== null && km < 0)
          throw Problem.field(`/distanceKm/${village}/${site}`, 'negative_quantity', '距离不能为负')
      })
    })
    return (village, site) => distanceKm[village]?.[site] ?? null
  }
  const placesOf = (rows: readonly { readonly point?: Position | undefined }[], key: string): Position[] =>
    rows.map(({ point }, index) => {
      if (point === undefined)
        throw Problem.field(`/${key}/${index}/point`, 'missing_point', '没有给出距离矩阵时，村和校址须有位置')
      return point
    })
  const [homes, schools] = [placesOf(villages, 'villages'), placesOf(sites, 'sites')]
  const km = homes.map((home) => schools.map((school) => (geodesicDistance(home, school) / 1000) * roadFactor))
  return (village, site) => km[village]?.[site] ?? null
}

const steps = (label: string, state: LayoutState, walkKm: number, working: Working): void => {
  working.step({
    label: `${label}：平均距离`,
    formula: 'Σ 学生数 × 距离 ÷ Σ 学生数，整村入学、不超学位时总里程最小',
    inputs: {
      总里程: { value: state.pupilKm, unit: '人·km' },
      下界: { value: state.bound, unit: '人·km' },
      学校数: state.schools.length,
    },
    result: state.meanKm,
    unit: 'km',
    source,
  })
  working.step({
    label: `${label}：步行上限以外的学生`,
    formula: 'Σ 距离超过上限的学生数',
    inputs: { 步行上限: { value: walkKm, unit: 'km' }, 第95百分位: { value: state.p95Km, unit: 'km' } },
    result: state.pupilsBeyondLimit,
    unit: '人',
    source,
  })
  working.step({
    label: `${label}：综合差异系数`,
    formula: '按分派后的学生数重算各项差异系数，取算术平均',
    inputs: Object.fromEntries(Object.entries(state.indicators).map(([indicator, { cv }]) => [indicator, cv])),
    result: state.composite,
    source,
  })
}

const village = (id: string, pupils: number, forecast: number[]) => ({ id, pupils, forecast })

const scenario = defineCalculator({
  name: 'layout/scenario',
  title: '学校布局：方案比较',
  keywords: ['布局', '撤并', '新建', '扩建', '中心校', '学位', '差异系数'],
  summary:
    '撤并、新建或扩建之后与现状比较：各村去哪所学校、平均与 95 分位距离、步行上限外的学生、空余学位，以及七项指标、差异系数和达标校数的变化；可附各预测年份。撤并学校的教师与设备随学生走，房舍场地留下。',
  input: z.strictObject({
    stage: z.string().default('primary'),
    villages: z
      .array(
        z.strictObject({
          id: Id,
          pupils: Pupils,
          point: Point.optional(),
          /** Pupils in the years of `years`. */
          forecast: z.array(Pupils).max(maxYears).optional(),
        }),
      )
      .max(maxVillages),
    sites: z.array(SiteInput).max(maxSites),
    /** Row = village, column = site; null where there is no way. Without it: straight × road factor. */
    distanceKm: z.array(z.array(Count.nullable()).max(maxSites)).max(maxVillages).optional(),
    /** Sites that the scenario closes, and that it opens. */
    close: z.array(Id).max(maxSites).default([]),
    open: z.array(Id).max(maxSites).default([]),
    years: z.array(z.int().min(1990).max(2100)).max(maxYears).default([]),
    walkKm: z.number().gt(0).max(1_000).optional(),
    timeLimitSeconds: z.number().min(1).max(60).default(30),
  }),
  value: z.object({
    today: State,
    scenario: State,
    moved: z.array(
      z.object({ village: z.string(), from: z.string(), to: z.string(), fromKm: z.number(), toKm: z.number() }),
    ),
    forecast: z.array(z.object({ year: z.int(), today: Brief.nullable(), scenario: Brief.nullable() })),
  }),
  examples: [
    {
      title: '撤一所村小，并入中心校',
      input: {
        stage: 'primary',
        villages: [village('涛头', 300, [240]), village('善岙', 90, [60]), village('沙柳', 210, [200])],
        sites: [
          {
            id: '中心校',
            seats: 600,
            quantities: { backboneTeachersPer100: 6, teachingAreaPerPupil: 2700 },
          },
          { id: '善岙小学', seats: 120, quantities: { backboneTeachersPer100: 0, teachingAreaPerPupil: 720 } },
          { id: '沙柳小学', seats: 240, quantities: { backboneTeachersPer100: 2, teachingAreaPerPupil: 1050 } },
        ],
        distanceKm: [
          [0.5, 6, 9],
          [5, 0.5, 8],
          [9, 8, 1],
        ],
        close: ['善岙小学'],
        years: [2026],
      },
    },
  ],
  deadlineMs: 65_000,
  maxBodyBytes: 8 * 1024 * 1024,
  compute: async (input, working) => {
    const started = performance.now()
    const stage = parseStage(input.stage)
    const service = RuleBook.defaults.decide(serviceRules, { stage }, working)
    const walkKm = input.walkKm ?? service.walkKm
    const ids = new Set(input.sites.map(({ id }) => id))
    for (const key of ['close', 'open'] as const) {
      input[key].forEach((id, index) => {
        if (!ids.has(id)) throw Problem.field(`/${key}/${index}`, 'unknown_site', `没有校址“${id}”`)
        if (key === 'open' && input.close.includes(id))
          throw Problem.field(`/open/${index}`, 'contradiction', '同一校址不能既开办又关闭')
      })
    }
    const given: ScenarioCase = {
      villages: input.villages,
      sites: input.sites.map((site) => ({
        ...site,
        openThen: (site.openToday || input.open.includes(site.id)) && !input.close.includes(site.id),
      })),
      km: distances(input, service.roadFactor),
      limits: {
        walkKm,
        schoolSize: service.schoolSize,
        fundedPupils: service.fundedPupils,
        standards: standardsOf(stage, working),
      },
      secondsLeft: () => input.timeLimitSeconds - (performance.now() - started) / 1000,
    }
    input.villages.forEach(({ id, forecast }, index) => {
      if ((forecast?.length ?? 0) !== input.years.length)
        throw Problem.field(
          `/villages/${index}/forecast`,
          'wrong_length',
          `“${id}”应有 ${input.years.length} 个预测数，与年份一一对应`,
        )
      forecast?.forEach((pupils, at) => {
        if (pupils < 0)
          throw Problem.field(`/villages/${index}/forecast/${at}`, 'negative_quantity', '预测学生数不能为负')
      })
    })
    const { today, scenario: then, moved } = await compareLayouts(given)
    steps('现状', today, walkKm, working)
    steps('方案', then, walkKm, working)
    for (const { id } of then.schools.filter(({ flag }) => flag === 'empty'))
      working.warn('empty_school', `方案中“${id}”没有学生，其资源不计入`)
    const forecast = []
    for (const [at, year] of input.years.entries()) {
      const villages = input.villages.map(({ forecast: pupils, ...each }) => ({ ...each, pupils: pupils?.[at] ?? 0 }))
      try {
        const later = await compareLayouts({ ...given, villages })
        forecast.push({ year, today: briefOf(later.today), scenario: briefOf(later.scenario) })
      } catch (error) {
        // A year whose pupils do not fit is an answer: the plan lacks seats by then.
        if (!(error instanceof Problem) || error.errors[0]?.code !== 'capacity_insufficient') throw error
        working.warn('capacity_insufficient', `${year} 年学位不足：${error.message}`)
        forecast.push({ year, today: null, scenario: null })
      }
    }
    return {
      today: { ...today, schools: [...today.schools] },
      scenario: { ...then, schools: [...then.schools] },
      moved: [...moved],
      forecast,
    }
  },
})

const briefOf = ({ meanKm, p95Km, pupilsBeyondLimit, unusedSeats, composite, compliantSchools }: LayoutState) => ({
  meanKm,
  p95Km,
  pupilsBeyondLimit,
  unusedSeats,
  composite,
  compliantSchools,
})

export const layoutScenarioCalculators: readonly Calculator[] = [scenario]
