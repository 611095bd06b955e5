import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Area, Position } from '../../platform/geo/shapes.ts'
import { refusalOf, valueOf } from '../testing.ts'
import { connectedSets } from './site-assembly.ts'
import type { SiteSearch } from './site-search.ts'
import { rectangleWidth, sharedBoundary } from './site-shape.ts'
import type { SiteScore } from './suitability.ts'

const box = (x: number, y: number, width: number, height: number): [number, number][] => [
  [640_000 + x, 3_215_000 + y],
  [640_000 + x + width, 3_215_000 + y],
  [640_000 + x + width, 3_215_000 + y + height],
  [640_000 + x, 3_215_000 + y + height],
  [640_000 + x, 3_215_000 + y],
]
const area = (...place: [number, number, number, number]): Area => [[box(...place)]]

describe('shape of sites', () => {
  test('the rectangle turns with the shape', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3, noNaN: true }), (angle) => {
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
        const turned = box(0, 0, 200, 60).map(([x, y]): Position => {
          const [dx, dy] = [x - 640_000, y - 3_215_000]
          return [dx * cos - dy * sin, dx * sin + dy * cos]
        })
        expect(rectangleWidth([[[turned]]])).toBeCloseTo(60, 6)
      }),
    )
  })

  test('shared boundary: along an edge, across a gap, and not at a corner', () => {
    expect(sharedBoundary(area(0, 0, 100, 100), area(100, 20, 100, 50))).toBeCloseTo(51, 0)
    expect(sharedBoundary(area(0, 0, 100, 100), area(100.4, 0, 100, 100))).toBeGreaterThan(100)
    expect(sharedBoundary(area(0, 0, 100, 100), area(100.6, 0, 100, 100))).toBe(0)
    expect(sharedBoundary(area(0, 0, 100, 100), area(100, 100, 100, 100))).toBeLessThan(5)
  })
})

describe('connected sets', () => {
  const graph = fc.integer({ min: 1, max: 8 }).chain((n) =>
    fc.record({
      n: fc.constant(n),
      edges: fc.array(fc.tuple(fc.nat({ max: n - 1 }), fc.nat({ max: n - 1 })), { maxLength: 14 }),
      areas: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: n, maxLength: n }),
      most: fc.integer({ min: 1, max: 5 }),
    }),
  )

  test('each connected set in range exactly once, and no other', () => {
    fc.assert(
      fc.property(graph, ({ n, edges, areas, most }) => {
        const neighbours = Array.from({ length: n }, () => new Set<number>())
        for (const [a, b] of edges) {
          if (a === b) continue
          neighbours[a]?.add(b)
          neighbours[b]?.add(a)
        }
        const connected = (members: number[]) => {
          const reached = new Set(members.slice(0, 1))
          for (const member of reached) {
            for (const next of neighbours[member] ?? []) if (members.includes(next)) reached.add(next)
          }
          return reached.size === members.length
        }
        const expected: string[] = []
        for (let mask = 1; mask < 2 ** n; mask++) {
          const members = Array.from({ length: n }, (_, index) => index).filter((index) => (mask & (2 ** index)) !== 0)
          const total = members.reduce((sum, index) => sum + (areas[index] ?? 0), 0)
          if (members.length <= most && total >= 5 && total <= 20 && connected(members)) expected.push(members.join())
        }
        const limits = { areaMuMin: 5, areaMuMax: 20, maxParcels: most, budgetFen: null }
        const found = connectedSets(
          areas.map((areaMu) => ({ areaMu, costFen: 0 })),
          neighbours,
          limits,
        )
        expect(found.complete).toBe(true)
        expect(found.sets.map((set) => set.join()).sort()).toEqual(expected.sort())
      }),
    )
  })
})

describe('site search', () => {
  const site = (id: string, place: [number, number, number, number], more: object = {}) => ({
    id,
    pool: 'reserve',
    geometry: { type: 'Polygon', coordinates: [box(...place)] },
    suitability: 70,
    costFen: 100_000_000,
    availableOn: '2022-06-30',
    ...more,
  })
  const search = (sites: object[], need: object = {}) =>
    valueOf<SiteSearch>('site-search', {
      crs: 'EPSG:4549',
      need: { areaMuMin: 28, areaMuMax: 32, asOf: '2022-06-30', ...need },
      sites,
    })
  const pair = [site('a', [0, 0, 100, 100]), site('b', [100, 0, 100, 100], { pool: 'inefficient' })]

  test('neighbours are taken together, strangers are not', async () => {
    const { status, candidates } = await search([...pair, site('c', [500, 0, 100, 100])])
    expect(status).toBe('optimal')
    expect(candidates.map(({ parcels }) => parcels)).toEqual([['a', 'b']])
    expect(candidates[0]).toMatchObject({ costFen: 200_000_000, suitability: 70, monthsToHandover: 0 })
    expect(candidates[0]?.widthM).toBeCloseTo(100, 3)
    // 200 × 100: 4π·20 000/600².
    expect(candidates[0]?.compactness).toBeCloseTo((4 * Math.PI * 20_000) / 600 ** 2, 2)
    expect(candidates[0]?.reasonsFor.map(({ code }) => code)).toEqual(['available_now', 'existing_land'])
  })

  test('why a site fails: area, width, slope, power, date, layer', async () => {
    const misses = async (more: object, need: object) => {
      const { nearMisses } = await search([site('a', [0, 0, 200, 100], more)], need)
      return nearMisses[0]?.reasons.map(({ code, message }) => `${code}: ${message}`)
    }
    expect(await misses({}, {})).toBeUndefined()
    expect(await misses({}, { areaMuMin: 34.2, areaMuMax: 50 })).toEqual(['area_short: 面积缺 4.2 亩'])
    expect(await misses({}, { minWidthM: 120 })).toEqual(['width: 宽 100.0 米，缺 20.0 米'])
    expect(await misses({ slopePercent: 12 }, { maxSlopePercent: 10 })).toEqual(['slope: 坡度 12.0%，超过 10.0%'])
    expect(await misses({}, { powerMva: 10 })).toEqual(['power_unknown: 供电容量未知'])
    expect(await misses({ availableOn: '2023-01-01' }, { availableBy: '2022-12-31' })).toEqual([
      'available: 2023-01-01 才能交地',
    ])
    const touching = { layers: [{ layer: 'permanentBasicFarmland', areaM2: 312 }] }
    expect(await misses(touching, { excludedLayers: ['permanentBasicFarmland'] })).toEqual([
      'layer: 压占“permanentBasicFarmland” 312 m²',
    ])
    expect(await misses({}, { budgetFen: 90_000_000 })).toEqual(['budget: 费用超预算 10.0 万元'])
  })

  test('better suited first, then cheaper for the county', async () => {
    const wide: [number, number, number, number] = [0, 0, 200, 100]
    const { candidates } = await search([
      site('dear', wide),
      site('cheap', [0, 500, 200, 100], { valueFen: 50_000_000 }),
      site('best', [0, 900, 200, 100], { suitability: 71 }),
    ])
    expect(candidates.map(({ parcels }) => parcels[0])).toEqual(['best', 'cheap', 'dear'])
  })

  test('a begun month counts', async () => {
    const months = async (availableOn: string) =>
      (await search([site('a', [0, 0, 200, 100], { availableOn })])).candidates[0]?.monthsToHandover
    expect([await months('2022-07-30'), await months('2022-07-31')]).toEqual([1, 2])
  })

  test('a range upside down is refused', async () => {
    const body = { crs: 'EPSG:4549', need: { areaMuMin: 5, areaMuMax: 4, asOf: '2022-06-30' }, sites: [] }
    expect(await refusalOf('site-search', body)).toEqual([422, '/need/areaMuMax range'])
  })
})

describe('suitability', () => {
  const criteria = [
    {
      id: 'x',
      weight: 1,
      curve: [
        { x: 0, score: 0 },
        { x: 100, score: 100 },
      ],
    },
    {
      id: 'y',
      weight: 1,
      curve: [
        { x: 0, score: 0 },
        { x: 100, score: 100 },
      ],
    },
  ]
  const rows = async (body: object) => (await valueOf<{ rows: SiteScore[] }>('suitability', { criteria, ...body })).rows

  test('a site that is better in everything is always first', async () => {
    const sites = [
      { id: 'a', values: { x: 60, y: 60 } },
      { id: 'b', values: { x: 50, y: 50 } },
    ]
    const [a, b] = await rows({ sites, robustness: {} })
    expect([a?.firstProbability, b?.firstProbability]).toEqual([1, 0])
  })

  test('equal totals of opposite strengths share the draws about evenly', async () => {
    const sites = [
      { id: 'a', values: { x: 80, y: 20 } },
      { id: 'b', values: { x: 20, y: 80 } },
    ]
    const [a, b] = await rows({ sites, robustness: { draws: 4_000, seed: 7 } })
    expect(a?.firstProbability).toBeCloseTo(0.5, 1)
    expect((a?.firstProbability ?? 0) + (b?.firstProbability ?? 0)).toBeCloseTo(1, 9)
  })

  test('what is missing is a range, and nobody gains by leaving it out', async () => {
    const sites = [
      { id: 'a', values: { x: 90, y: null } },
      { id: 'b', values: { x: 50, y: 50 } },
    ]
    const [a, b] = await rows({ sites })
    expect(a).toMatchObject({ score: null, low: 45, high: 95, missing: ['y'], rank: 2 })
    expect(b).toMatchObject({ score: 50, rank: 1 })
  })

  test.each([
    [{ criteria: [{ id: 'x', weight: 1 }], sites: [] }, '/criteria/0/curve curve'],
    [{ criteria: [{ ...criteria[0], weight: 0 }], sites: [] }, '/criteria weights_not_positive'],
    [{ criteria, sites: [{ id: 'a', values: { z: 1 } }] }, '/sites/0/values unknown_criterion'],
  ])('%j is refused', async (body, error) => {
    expect(await refusalOf('suitability', body)).toEqual([422, error])
  })
})
